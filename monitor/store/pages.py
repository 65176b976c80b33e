"""Story pages: which are due for a visit, who visits them now, and what is remembered of each.

They are claimed, finished and hastened by the very scripts that feeds are: a due set per partition, leases with
fencing tokens, no leader. A page stands in the partition of its story.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from monitor.clock import Clock
from monitor.identity.keys import canonical_url
from monitor.model.feed import Validators
from monitor.model.page import PageRecord
from monitor.store import keys
from monitor.store.codec import from_json, to_json, to_ms
from monitor.store.connection import Call, Connection
from monitor.store.leases import DueRows, DueSet, Held

ROWS: Final = DueRows(keys.PAGES_DUE, keys.PAGES_LEASE)


@dataclass(frozen=True, slots=True)
class PageLease:
    """The right to visit one page until `until`, and what was remembered of it."""

    record: PageRecord
    held: Held
    until: datetime


class PageStore:
    """The due sets and records of all pages."""

    def __init__(self, connection: Connection, clock: Clock, partitions: int, holder: str) -> None:
        self._connection = connection
        self._clock = clock
        self._partitions = partitions
        self.leases = DueSet(connection, clock, partitions, ROWS, holder)

    async def watch(self, records: Sequence[PageRecord]) -> int:
        """Begin to watch these pages, due now; those known already stay as they are. Returns how many are new."""
        pairs: dict[int, list[str | bytes]] = {}
        for record in records:
            pairs.setdefault(self._of(record.story), []).extend((record.story, to_json(record)))
        now = to_ms(self._clock.now())
        new: list[Any] = await self._connection.scripts(
            [
                Call("watch_pages", self._keys(p, keys.PAGES_DUE, keys.PAGES), (now, *pair))
                for p, pair in pairs.items()
            ]
        )
        return sum(new)

    async def claim(self, limit: int) -> tuple[PageLease, ...]:
        """Return leases on at most `limit` pages that are due, the longest due first."""
        claimed = await self.leases.claim(limit, (keys.PAGES,))
        return tuple(PageLease(from_json(blob, PageRecord), held, until) for held, (blob,), until in claimed)

    async def finish(self, lease: PageLease, record: PageRecord) -> bool:
        """End the lease: keep `record`, due again at `record.next_due`. False: lost the lease, nothing written."""
        due = record.next_due or self._clock.now()
        return await self.leases.finish(lease.held, due, ((keys.PAGES, to_json(record)),))

    async def drop(self, lease: PageLease) -> bool:
        """End the lease and forget the page. False: lost the lease, nothing written."""
        story = lease.record.story
        rows = (keys.PAGES_DUE, keys.PAGES_LEASE, keys.PAGES)
        done = await self._connection.script(
            "drop_page", self._keys(self._of(story), *rows), (story, lease.held.token)
        )
        return bool(done)

    async def turn_all(self, turns: Sequence[tuple[PageRecord, str, str]]) -> None:
        """Make pages due now: their entries changed. One that is under way or no longer watched stays as it is.

        Where the feed that has the page watched gives the story another address, that is its page from now on; a visit
        under way to the old one loses its lease.

        Args:
            turns: of each page what is remembered of it, the feed whose entry changed, and the address it gives.
        """
        await self._connection.scripts([self._turn(*one) for one in turns])

    def _turn(self, record: PageRecord, feed: str, url: str) -> Call:
        rows = (keys.PAGES_DUE, keys.PAGES_LEASE, keys.PAGES)
        now, held = to_ms(self._clock.now()), self._keys(self._of(record.story), *rows)
        if feed != record.feed or not url or canonical_url(url) == canonical_url(record.url):
            return Call("hasten", held[:2], (now, record.story))
        moved = replace(
            record, url=url, validators=Validators(), body_hash="", step=0, since=self._clock.now()
        )
        return Call("move_page", held, (now, record.story, to_json(moved)))

    async def record(self, story: str) -> PageRecord | None:
        """Return what is remembered of the page of `story`, None when it is not watched."""
        blob = await self._connection.command("HGET", keys.PAGES.at(self._of(story)), story)
        return from_json(blob, PageRecord) if blob else None

    async def known(self, stories: Sequence[str]) -> dict[str, PageRecord]:
        """Return what is remembered of the pages of these stories; those that are not watched are left out."""
        blobs = await self._connection.commands(
            [("HGET", keys.PAGES.at(self._of(story)), story) for story in stories]
        )
        return {s: from_json(blob, PageRecord) for s, blob in zip(stories, blobs, strict=True) if blob}

    def _of(self, story: str) -> int:
        return keys.partition_of_story(story, self._partitions)

    def _keys(self, partition: int, *rows: keys.Key) -> list[str]:
        return [row.at(partition) for row in rows]
