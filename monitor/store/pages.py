"""Story pages: which are due for a visit, who visits them now, and what is remembered of each.

They are claimed, finished and hastened by the very scripts that feeds are: a due set per partition, leases with
fencing tokens, no leader. A page stands in the partition of its story.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from monitor.clock import Clock
from monitor.identity.keys import canonical_url
from monitor.model.feed import Validators
from monitor.model.page import PageRecord
from monitor.store import keys
from monitor.store.codec import from_json, to_json, to_ms
from monitor.store.connection import Call, Connection


@dataclass(frozen=True, slots=True)
class PageLease:
    """The right to visit one page until `until`, and what was remembered of it."""

    record: PageRecord
    token: int
    until: datetime


class PageStore:
    """The due sets and records of all pages."""

    def __init__(self, connection: Connection, clock: Clock, partitions: int) -> None:
        self._connection = connection
        self._clock = clock
        self._partitions = partitions

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

    async def claim(self, limit: int, lease: float) -> tuple[PageLease, ...]:
        """Return leases (of `lease` seconds) on at most `limit` pages that are due, the longest due first."""
        now = self._clock.now()
        ask = ("-inf", to_ms(now), "BYSCORE", "LIMIT", 0, limit, "WITHSCORES")
        replies = await self._connection.commands(
            [("ZRANGE", keys.PAGES_DUE.at(p), *ask) for p in range(self._partitions)]
        )
        due = sorted((float(score), p) for p, reply in enumerate(replies) for _, score in reply)[:limit]
        counts = {p: sum(1 for _, at in due if at == p) for _, p in due}
        until = now + timedelta(seconds=lease)
        rows = (keys.PAGES_DUE, keys.PAGES_LEASE, keys.PAGES, keys.TOKEN)
        claimed = await self._connection.scripts(
            [
                Call("claim_feeds", self._keys(p, *rows), (to_ms(now), to_ms(until), n))
                for p, n in counts.items()
            ]
        )
        return tuple(
            PageLease(from_json(blob, PageRecord), int(token), until)
            for part in claimed
            for _, blob, token in part
        )

    async def finish(self, lease: PageLease, record: PageRecord) -> bool:
        """End the lease: keep `record`, due again at `record.next_due`. False: lost the lease, nothing written."""
        due = record.next_due or self._clock.now()
        done = await self._connection.script(
            "finish_feed",
            self._keys(self._of(record.story), keys.PAGES_DUE, keys.PAGES_LEASE, keys.PAGES),
            (record.story, lease.token, to_json(record), to_ms(due)),
        )
        return bool(done)

    async def drop(self, lease: PageLease) -> bool:
        """End the lease and forget the page. False: lost the lease, nothing written."""
        story = lease.record.story
        rows = (keys.PAGES_DUE, keys.PAGES_LEASE, keys.PAGES)
        done = await self._connection.script(
            "drop_page", self._keys(self._of(story), *rows), (story, lease.token)
        )
        return bool(done)

    async def turn_to(self, story: str, feed: str, url: str) -> bool:
        """Make the page of `story` due now: its entry changed. False when it is under way or not watched.

        Where the feed that has the page watched gives the story another address, that is its page from now on; a visit
        under way to the old one loses its lease.
        """
        record = await self.record(story)
        if record is None:
            return False
        rows = (keys.PAGES_DUE, keys.PAGES_LEASE, keys.PAGES)
        now, held = to_ms(self._clock.now()), self._keys(self._of(story), *rows)
        if feed != record.feed or not url or canonical_url(url) == canonical_url(record.url):
            return bool(await self._connection.script("hasten", held[:2], (now, story)))
        moved = replace(
            record, url=url, validators=Validators(), body_hash="", step=0, since=self._clock.now()
        )
        return bool(await self._connection.script("move_page", held, (now, story, to_json(moved))))

    async def record(self, story: str) -> PageRecord | None:
        """Return what is remembered of the page of `story`, None when it is not watched."""
        blob = await self._connection.command("HGET", keys.PAGES.at(self._of(story)), story)
        return from_json(blob, PageRecord) if blob else None

    async def free_leases(self) -> int:
        """End every lease and return how many there were (Store.free_leases)."""
        now = to_ms(self._clock.now())
        rows = (keys.PAGES_DUE, keys.PAGES_LEASE)
        freed: list[Any] = await self._connection.scripts(
            [Call("hasten", self._keys(p, *rows), (now,)) for p in range(self._partitions)]
        )
        return sum(freed)

    def _of(self, story: str) -> int:
        return keys.partition_of_story(story, self._partitions)

    def _keys(self, partition: int, *rows: keys.Key) -> list[str]:
        return [row.at(partition) for row in rows]
