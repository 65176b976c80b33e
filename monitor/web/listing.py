"""Stories page by page, newest version first, and what belongs beside one story."""

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from aiohttp import web

from monitor.diff.carries import oldest_first, uncorrected
from monitor.model.alert import Alert, Delivery
from monitor.model.story import Story, Version
from monitor.store.codec import from_ms, to_ms
from monitor.store.store import Store
from monitor.store.stories import Note
from monitor.web.parameters import missing, moment, words

MOST_SCANNED = 5_000
"""Stories one search looks at; `next` goes on from there."""

MOST_ALERTS = 500
"""Newest alerts among which those of one story, or one alert, are looked for."""

_BATCH = 100
_AT_ONCE = 8

T = TypeVar("T")


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


def words_asked(request: web.Request) -> str:
    """Return the search of a request."""
    return words(request, "q")


class StoryQueries:
    """What the page and the API take from the store, for all requests together few questions at a time.

    Each question takes one of the connections that the loops live on, and a page that refreshes itself is asked
    for by everybody at the same moment.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._limit = asyncio.Semaphore(_AT_ONCE)

    async def stories_page(self, limit: int, before: Place | None, search: str = "") -> StoryList:
        """Return at most `limit` stories after `before` that hold every word of `search`.

        Stories of one poll share a time, so a place is a time and an id: none is shown twice or left out.
        """
        needles = search.casefold().split()
        found: list[Story] = []
        place, scanned, size = before, 0, max(limit, _BATCH if needles else 1) + 1
        while scanned < MOST_SCANNED:
            batch = await self._store.stories.recent(size, _upper(place))
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

    async def story_of(self, request: web.Request) -> Story:
        """Return the story that the address names, or answer 404."""
        asked = request.match_info["id"]
        (story,) = await self._store.stories.get([asked])
        if story is None:
            missing(f"there is no story {asked[:80]}")
        return story

    async def versions_of(self, story: Story) -> tuple[Version, ...]:
        """Return the kept versions, oldest first, or answer 404 when retention took them just now."""
        versions = await self._store.stories.versions(story.id)
        if not versions:
            missing(f"no version of story {story.id} is kept any more")
        return versions

    async def latest_of(self, stories: Sequence[Story]) -> tuple[Version | None, ...]:
        """Return the newest version of each story, in order."""
        return await self._few_at_a_time(self._store.stories.version(story.id) for story in stories)

    async def others_in_cluster(self, story: Story) -> tuple[Story, ...]:
        """Return the other stories of its cluster."""
        members = await self._store.stories.cluster(story.cluster or story.id)
        return tuple(member for member in members if member.id != story.id)

    async def last_note_of(self, story: Story) -> Note | None:
        """Return why what was shown of it last made no version."""
        return await self._store.stories.last_note(story.id)

    async def uncorrected_of(self, story: Story, others: Sequence[Story]) -> dict[str, datetime]:
        """Return which of `others` still carry what the cluster corrected, and when it was corrected first."""
        corrections = oldest_first(await self._store.stories.corrections((story, *others)))
        if not corrections:
            return {}
        newest = [version for version in await self.latest_of(others) if version is not None]
        carried = {version.story: uncorrected(corrections, version) for version in newest}
        return {other: correction.first_seen for other, correction in carried.items() if correction}

    async def with_deliveries(
        self, alerts: Sequence[Alert]
    ) -> tuple[tuple[Alert, tuple[Delivery, ...]], ...]:
        """Return each alert with its deliveries."""
        deliveries = await self._few_at_a_time(self._store.deliveries.of_alert(alert.id) for alert in alerts)
        return tuple(zip(alerts, deliveries, strict=True))

    async def alerts_of_story(self, story: Story) -> tuple[Alert, ...]:
        """Return the story's alerts among the newest `MOST_ALERTS`, newest first."""
        if not story.told:
            return ()  # told grows with every alert, so there is nothing to look for
        return tuple(
            alert for alert in await self._store.deliveries.alerts(MOST_ALERTS) if alert.story.id == story.id
        )

    async def _few_at_a_time(self, questions: Iterable[Coroutine[None, None, T]]) -> tuple[T, ...]:
        """Return the answers in order, few asked at a time: each takes a connection the loops want too."""

        async def ask(question: Coroutine[None, None, T]) -> T:
            async with self._limit:
                return await question

        return tuple(await asyncio.gather(*map(ask, questions)))


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
