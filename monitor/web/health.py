"""For machines: is it alive, is it ready, and its numbers."""

from collections import Counter
from contextlib import suppress

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from monitor.model.errors import StoreError
from monitor.model.feed import FeedState
from monitor.web.service import Service

MOST_WARNINGS = 50  # told one by one; the page has them all
STALLED = 30.0  # seconds: the loop turns four times in one


class Health:
    """`/healthz`, `/readyz` and `/metrics`."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.get("/healthz", self.alive),
            web.get("/readyz", self.ready),
            web.get("/metrics", self.metrics),
        ]

    async def alive(self, _request: web.Request) -> web.Response:
        """Answer 200 while the poll loop turns, 503 when it has stood for `STALLED` seconds."""
        idle = self._service.clock.monotonic() - self._service.turned
        status = 200 if idle < STALLED else 503
        return web.json_response({"alive": status == 200, "loop_idle_seconds": round(idle, 1)}, status=status)  # noqa: PLR2004 - HTTP's own number

    async def ready(self, _request: web.Request) -> web.Response:
        """Answer 200 when stories can be stored, else 503 and why.

        A refused config and watches that deserve a second look are told under `details`, and are not fatal.
        """
        reasons = await self._service.unready()
        details = {"config": [str(problem) for problem in self._service.problems], "watches": self._watches()}
        said = {name: lines for name, lines in details.items() if lines}
        body = {"ready": not reasons, "reasons": reasons, "details": said}
        return web.json_response(body, status=503 if reasons else 200)

    def _watches(self) -> list[str]:
        sentences = [warning.sentence for warning in self._service.watch_warnings]
        more = len(sentences) - MOST_WARNINGS
        return sentences[:MOST_WARNINGS] + ([f"and {more} more of such watches"] if more > 0 else [])

    async def metrics(self, _request: web.Request) -> web.Response:
        """Answer in Prometheus' text format; what the store knows is asked at this moment."""
        with suppress(StoreError):  # /readyz says so; the other numbers matter most just then
            await self._ask_store()
        return web.Response(
            body=generate_latest(self._service.metrics.registry),
            headers={"Content-Type": CONTENT_TYPE_LATEST},
        )

    async def _ask_store(self) -> None:
        metrics, store = self._service.metrics, self._service.store
        records = await store.feeds.records(self._service.config.feeds)
        states = Counter(record.state for record in records)
        for state in FeedState:
            metrics.feeds.labels(state.value).set(states[state])
        for record in records:
            if record.last_success is not None:
                metrics.feed_last_success.labels(record.feed).set(record.last_success.timestamp())
        metrics.outbox_depth.set(await store.outbox.depth())
        metrics.outbox_oldest_age.set(await store.outbox.oldest_age())
