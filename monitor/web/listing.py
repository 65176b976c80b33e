"""Stories page by page, newest version first, and what belongs beside one story."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from aiohttp import web

from monitor.model.alert import Alert, Delivery
from monitor.model.story import Story, Version
from monitor.store.codec import from_ms, to_ms
from monitor.store.store import Store
from monitor.web.parameters import missing, moment, words

MOST_SCANNED = 5_000
"""Stories one search looks at; `next` goes on from there."""

MOST_ALERTS = 500
"""Newest alerts among which those of one story, or one alert, are looked for."""

_BATCH = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the list: after the story `story` of time `at`; "" stands before every story of that time."""

    at: datetime
    story: str = ""

    def __str__(self) -> str:
        stamp = self.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return f"{stamp}~{self.story}" if self.story else stamp


@dataclass(frozen=True, slots=True)
class StoryList:
    """A page of stories; `next` is where the following one begins, None at the end."""

    stories: tuple[Story, ...]
    next: Place | None


def place_asked(request: web.Request) -> Place | None:
    """Return the `before` of a request: a time, or the `next` of an earlier answer."""
    text, _, story = request.query.get("before", "").partition("~")
    if story:
        request = request.clone(rel_url=request.rel_url.update_query(before=text))
    at = moment(request, "before")
    return None if at is None else Place(at, story)


async def stories_page(store: Store, limit: int, before: Place | None, search: str = "") -> StoryList:
    """Return at most `limit` stories after `before` that hold every word of `search`.

    Stories of one poll share a time, so a place is a time and an id: none is shown twice or left out.
    """
    needles = search.casefold().split()
    found: list[Story] = []
    place, scanned, size = before, 0, max(limit, _BATCH if needles else 1) + 1
    while scanned < MOST_SCANNED:
        batch = await store.stories.recent(size, _upper(place))
        fresh = [story for story in batch if place is None or _rank(story) < _rank_of(place)]
        for story in fresh:
            if len(found) == limit:
                return StoryList(tuple(found), place)
            place = Place(from_ms(_rank(story)[0]), story.id)
            if _holds(story, needles):
                found.append(story)
        if len(batch) < size:
            return StoryList(tuple(found), None)
        scanned += len(fresh)
        size = size if fresh else size * 2  # more stories share this instant than one batch holds
    return StoryList(tuple(found), place)


async def story_of(request: web.Request, store: Store) -> Story:
    """Return the story that the address names, or answer 404."""
    asked = request.match_info["id"]
    (story,) = await store.stories.get([asked])
    if story is None:
        missing(f"there is no story {asked[:80]}")
    return story


async def versions_of(store: Store, story: Story) -> tuple[Version, ...]:
    """Return the kept versions, oldest first, or answer 404 when retention took them just now."""
    versions = await store.stories.versions(story.id)
    if not versions:
        missing(f"no version of story {story.id} is kept any more")
    return versions


async def latest_of(store: Store, stories: Sequence[Story]) -> tuple[Version | None, ...]:
    """Return the newest version of each story, in order."""
    return tuple(await asyncio.gather(*(store.stories.version(story.id) for story in stories)))


async def company_of(store: Store, story: Story) -> tuple[Story, ...]:
    """Return the other stories of its cluster."""
    members = await store.stories.cluster(story.cluster or story.id)
    return tuple(member for member in members if member.id != story.id)


async def with_deliveries(
    store: Store, alerts: Sequence[Alert]
) -> tuple[tuple[Alert, tuple[Delivery, ...]], ...]:
    """Return each alert with its deliveries."""
    deliveries = await asyncio.gather(*(store.deliveries.of_alert(alert.id) for alert in alerts))
    return tuple(zip(alerts, deliveries, strict=True))


async def alerts_of_story(store: Store, story: Story) -> tuple[Alert, ...]:
    """Return the story's alerts among the newest `MOST_ALERTS`, newest first."""
    if not story.told:
        return ()  # told grows with every alert, so there is nothing to look for
    return tuple(alert for alert in await store.deliveries.alerts(MOST_ALERTS) if alert.story.id == story.id)


def words_asked(request: web.Request) -> str:
    """Return the search of a request."""
    return words(request, "q")


def _upper(place: Place | None) -> datetime | None:
    """Return the time below which to ask the store: with an id, the others of that instant come too."""
    if place is None:
        return None
    return place.at + timedelta(milliseconds=1) if place.story else place.at


def _rank(story: Story) -> tuple[int, str]:
    return to_ms(story.version_seen), story.id


def _rank_of(place: Place) -> tuple[int, str]:
    return to_ms(place.at), place.story


def _holds(story: Story, needles: Sequence[str]) -> bool:
    if not needles:
        return True
    text = f"{story.headline} {story.agency} {story.feed}".casefold()
    return all(needle in text for needle in needles)
