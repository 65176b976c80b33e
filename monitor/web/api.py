"""The JSON API: stories, alerts, feeds and watchlists as they are kept. Described by openapi.py."""

import json
from datetime import datetime
from functools import partial

from aiohttp import web

from monitor.model.alert import AlsoIn, Delivery
from monitor.model.story import Story
from monitor.render.json_forms import (
    alert_json,
    also_in_json,
    delivery_json,
    diff_json,
    feed_json,
    story_json,
    version_json,
    watchlist_json,
)
from monitor.store.deliveries import Deliveries
from monitor.web.compare import diff_of, pair_asked
from monitor.web.listing import MOST_ALERTS, StoryQueries, place_asked, words_asked
from monitor.web.openapi import DOCUMENT
from monitor.web.parameters import flag, integer, missing, only
from monitor.web.service import Service

PREFIX = "/api/v1"
_dumps = partial(json.dumps, ensure_ascii=False)
answer = partial(web.json_response, dumps=_dumps)


class Api:
    """`/api/v1`, but for the events."""

    def __init__(self, service: Service, queries: StoryQueries) -> None:
        self._queries = queries
        self._service = service
        self._store = service.store

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.get(f"{PREFIX}/stories", self.stories),
            web.get(f"{PREFIX}/stories/{{id}}", self.story),
            web.get(f"{PREFIX}/stories/{{id}}/versions", self.versions),
            web.get(f"{PREFIX}/stories/{{id}}/diff", self.diff),
            web.get(f"{PREFIX}/alerts", self.alerts),
            web.get(f"{PREFIX}/alerts/{{id}}", self.alert),
            web.get(f"{PREFIX}/deliveries", self.deliveries),
            web.post(f"{PREFIX}/deliveries/{{id}}/redeliver", self.redeliver),
            web.get(f"{PREFIX}/feeds", self.feeds),
            web.get(f"{PREFIX}/watchlists", self.watchlists),
            web.get(f"{PREFIX}/openapi.json", self.openapi),
        ]

    @property
    def _public_url(self) -> str:
        return self._service.rules.public_url

    async def stories(self, request: web.Request) -> web.Response:
        """Answer a page of stories, newest version first."""
        only(request, {"limit", "before", "q"})
        limit = integer(request, "limit", 50, 1, 500)
        found = await self._queries.stories_page(limit, place_asked(request), words_asked(request))
        stories = [story_json(story, self._public_url) for story in found.stories]
        return answer({"stories": stories, "next": str(found.next) if found.next else None})

    async def story(self, request: web.Request) -> web.Response:
        """Answer one story with its newest version and the other stories of its cluster."""
        only(request, ())
        story = await self._queries.story_of(request)
        latest = (await self._queries.versions_of(story))[-1]
        others = await self._queries.others_in_cluster(story)
        carrying, now = await self._queries.uncorrected_of(story, others), self._service.clock.now()
        also_in = [_also_in(other, carrying.get(other.id), now) for other in others]
        shape = story_json(story, self._public_url)
        return answer(shape | {"latest": version_json(latest), "also_in": also_in})

    async def versions(self, request: web.Request) -> web.Response:
        """Answer all kept versions of a story, oldest first."""
        only(request, ())
        story = await self._queries.story_of(request)
        return answer({"versions": [version_json(one) for one in await self._queries.versions_of(story)]})

    async def diff(self, request: web.Request) -> web.Response:
        """Answer what changed between two kept versions."""
        only(request, {"from", "to"})
        story = await self._queries.story_of(request)
        old, new = pair_asked(request, await self._queries.versions_of(story))
        diff = await diff_of(old, new)
        return answer(diff_json(diff, story.id, old.number, new.number, self._public_url))

    async def alerts(self, request: web.Request) -> web.Response:
        """Answer the newest alerts with their deliveries."""
        only(request, {"limit"})
        newest = await self._store.deliveries.alerts(integer(request, "limit", 50, 1, 500))
        pairs = await self._queries.with_deliveries(newest)
        return answer({"alerts": [alert_json(alert, sent, self._public_url) for alert, sent in pairs]})

    async def alert(self, request: web.Request) -> web.Response:
        """Answer one alert with its deliveries."""
        only(request, ())
        asked = request.match_info["id"]
        newest = await self._store.deliveries.alerts(MOST_ALERTS)
        found = [alert for alert in newest if alert.id == asked]
        if not found:
            missing(f"there is no alert {asked[:80]} among the newest {MOST_ALERTS}")
        ((alert, sent),) = await self._queries.with_deliveries(found[:1])
        return answer(alert_json(alert, sent, self._public_url))

    async def deliveries(self, request: web.Request) -> web.Response:
        """Answer the newest deliveries; with `failed=1` the dead ones alone."""
        only(request, {"limit", "failed"})
        limit = integer(request, "limit", 100, 1, 1_000)
        found = await self._store.deliveries.list(limit, failed=flag(request, "failed"))
        return answer({"deliveries": [delivery_json(delivery) for delivery in found]})

    async def redeliver(self, request: web.Request) -> web.Response:
        """Make a delivery due now."""
        only(request, ())
        return answer(
            delivery_json(await redeliver(self._store.deliveries, request.match_info["id"])), status=202
        )

    async def feeds(self, request: web.Request) -> web.Response:
        """Answer the configured feeds with their health."""
        only(request, ())
        feeds = self._service.config.feeds
        records = {record.feed: record for record in await self._store.feeds.records(feeds)}
        return answer({"feeds": [feed_json(feed, records.get(feed.id)) for feed in feeds]})

    async def watchlists(self, request: web.Request) -> web.Response:
        """Answer the watchlists in use."""
        only(request, ())
        return answer({"watchlists": [watchlist_json(one) for one in self._service.config.watchlists]})

    async def openapi(self, _request: web.Request) -> web.Response:
        """Answer the description of this API."""
        return answer(DOCUMENT)


async def redeliver(deliveries: Deliveries, delivery_id: str) -> Delivery:
    """Make a delivery due now and return it; answer 404 for an unknown one, 409 for one under way."""
    if await deliveries.get(delivery_id) is None:
        missing(f"there is no delivery {delivery_id[:80]}")
    if not await deliveries.redeliver(delivery_id):
        raise web.HTTPConflict(text="this delivery is being attempted at this moment; look again shortly")
    due = await deliveries.get(delivery_id)
    if due is None:
        missing(f"delivery {delivery_id[:80]} is gone")
    return due


def _also_in(other: Story, corrected: datetime | None, now: datetime) -> dict[str, object]:
    """Return another story of the cluster; for one that carries the error, for how many seconds it has."""
    entry = AlsoIn(
        other.agency,
        other.feed,
        other.url,
        copy=bool(other.copy_of),
        carries_the_error=corrected is not None,
        corrected=corrected,
    )
    waiting = {"uncorrected_for": round((now - corrected).total_seconds())} if corrected else {}
    shape = also_in_json(entry) | waiting
    return shape | {"story": other.id, "headline": other.headline, "copy_share": other.copy_share}
