"""From publishing to the desk: how long a story takes through the whole service at one poll a second."""

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

import uvloop
from aiohttp import web

from bench.feeds import Desk
from bench.figure import Baseline, Figure, percentile
from bench.newsroom import Newsroom, newsroom
from bench.service import service
from monitor.clock import SystemClock

EVERY = 1.0  # seconds between polls
FEED = "bench"
SECRET = "whsec_YmVuY2gtZGVzay1iZW5jaC1kZXNrLWJlbmNoISE="  # noqa: S105 - made up, of no other use
SETTINGS = """\
store: {{url: embedded, data_dir: "{folder}/data"}}
poll: {{every: 1s, at_most_every: 1s, allow_private: [127.0.0.0/8]}}
web: {{listen: 127.0.0.1:0}}
log: {{level: error, format: json}}
"""
FEEDS = "feeds:\n  - {{id: bench, url: {url}/bench.xml}}\n"
WATCHLIST = "watchlist: Bench\npeople: [Ilse Marrow]\n"
RECEIVERS = """\
receivers:
  - name: desk
    webhook: {{url: "{url}", secret: "${{BENCH_SECRET}}", allow_private: [127.0.0.0/8]}}
routes: {{receiver: desk}}
"""


class Receipts:
    """The desk: notes when it got the alert of each story."""

    def __init__(self) -> None:
        self.at: dict[str, float] = {}
        self.url = ""
        self._more = asyncio.Condition()

    async def wait_for(self, guid: str) -> float:
        """Return when the story's alert arrived."""
        async with asyncio.timeout(30), self._more:
            await self._more.wait_for(lambda: guid in self.at)
        return self.at[guid]

    async def take(self, request: web.Request) -> web.Response:
        """Take one webhook."""
        arrived = perf_counter()
        message = json.loads(await request.read())
        async with self._more:
            self.at.setdefault(message["data"]["story"]["guid"], arrived)
            self._more.notify_all()
        return web.Response(status=204)


def measure(*, quick: bool) -> list[Figure]:
    """Return p50 and p95 of seconds from publishing to receipt."""
    delays = uvloop.run(_measure(3 if quick else 30))
    # A poll a second finds a story half a second after it appears, on average: nobody can be faster.
    bound = Baseline("the mean wait for the next poll", EVERY / 2)
    note = f"{len(delays)} stories, polled every {EVERY:g} s"
    return [
        Figure("delay", "publishing to receipt, p50", median(delays), "s", bound, note),
        Figure("delay", "publishing to receipt, p95", percentile(delays, 0.95), "s", bound),
    ]


async def _measure(stories: int) -> list[float]:
    with tempfile.TemporaryDirectory(prefix="ww-bench-") as name:
        folder = Path(name)
        async with newsroom() as served, _desk() as receipts:
            desk = Desk(FEED, seed=51, at=SystemClock().now())
            await served.put(FEED, desk.document)
            _write(folder, served.url, receipts.url)
            async with service(folder, BENCH_SECRET=SECRET):
                await served.polled(feeds=1, times=3)
                return [await _one(desk, served, receipts) for _ in range(stories)]


async def _one(desk: Desk, served: Newsroom, receipts: Receipts) -> float:
    """Publish one story that names a watched person, at any moment between two polls."""
    await asyncio.sleep(desk.writer.random.random() * EVERY)
    desk.push("The pilot was named as Ilse Marrow.")
    published = perf_counter()
    await served.put(FEED, desk.document)
    return await receipts.wait_for(desk.items[-1].guid) - published


@asynccontextmanager
async def _desk() -> AsyncIterator[Receipts]:
    receipts = Receipts()
    app = web.Application()
    app.router.add_post("/hook", receipts.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        receipts.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        yield receipts
    finally:
        await runner.cleanup()


def _write(folder: Path, feeds: str, desk: str) -> None:
    (folder / "wirewatch.yaml").write_text(SETTINGS.format(folder=folder), encoding="utf-8")
    rows = {
        "feeds": FEEDS.format(url=feeds),
        "watchlists": WATCHLIST,
        "receivers": RECEIVERS.format(url=desk),
    }
    for place, text in rows.items():
        (folder / place).mkdir()
        (folder / place / "bench.yaml").write_text(text, encoding="utf-8")
