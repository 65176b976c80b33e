"""Feeds: which are due, who polls them now, and what is remembered of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from monitor.clock import Clock
from monitor.model.feed import Feed, FeedRecord
from monitor.store import keys
from monitor.store.codec import from_json, text, to_json, to_ms
from monitor.store.connection import Call, Connection


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to poll one feed until `until`. `token` grows with every lease: a late holder is refused."""

    feed: str
    agency: str
    token: int
    until: datetime


class FeedStore:
    """The due sets and records of all feeds. Replicas share them with no leader."""

    def __init__(self, connection: Connection, clock: Clock, partitions: int) -> None:
        self._connection = connection
        self._clock = clock
        self._partitions = partitions

    async def register(self, feeds: Sequence[Feed]) -> None:
        """Make the due set hold exactly `feeds`: new ones due now, others dropped; records stay."""
        pairs: list[list[str]] = [[] for _ in range(self._partitions)]
        for feed in feeds:
            pairs[self._partition(feed.agency)] += [feed.id, feed.agency]
        now = to_ms(self._clock.now())
        await self._connection.scripts(
            [
                Call(
                    "register_feeds",
                    self._keys(p, keys.FEEDS_DUE, keys.FEEDS_LEASE, keys.FEEDS_AGENCY),
                    (now, *pair),
                )
                for p, pair in enumerate(pairs)
            ]
        )

    async def claim(self, limit: int, lease: float) -> tuple[Lease, ...]:
        """Return leases (of `lease` seconds) on at most `limit` feeds that are due, the longest due first."""
        now = self._clock.now()
        counts = await self._count_due(to_ms(now), limit)
        if not counts:
            return ()
        until = now + timedelta(seconds=lease)
        rows = (keys.FEEDS_DUE, keys.FEEDS_LEASE, keys.FEEDS_AGENCY, keys.TOKEN)
        claimed = await self._connection.scripts(
            [
                Call("claim_feeds", self._keys(p, *rows), (to_ms(now), to_ms(until), n))
                for p, n in counts.items()
            ]
        )
        return tuple(
            Lease(text(feed), text(agency), int(token), until)
            for part in claimed
            for feed, agency, token in part
        )

    async def _count_due(self, now: int, limit: int) -> dict[int, int]:
        """Return how many feeds to claim of each partition, so that the longest due come first."""
        ask = ("-inf", now, "BYSCORE", "LIMIT", 0, limit, "WITHSCORES")
        replies = await self._connection.commands(
            [("ZRANGE", keys.FEEDS_DUE.at(p), *ask) for p in range(self._partitions)]
        )
        due = sorted((float(score), p) for p, reply in enumerate(replies) for _, score in reply)
        counts: dict[int, int] = {}
        for _, partition in due[:limit]:
            counts[partition] = counts.get(partition, 0) + 1
        return counts

    async def finish(self, lease: Lease, record: FeedRecord) -> bool:
        """End the lease: keep `record`, due again at `record.next_due`. False: lost the lease, nothing written."""
        due = record.next_due or self._clock.now()
        done = await self._connection.script(
            "finish_feed",
            self._keys(self._partition(lease.agency), keys.FEEDS_DUE, keys.FEEDS_LEASE, keys.FEEDS),
            (lease.feed, lease.token, to_json(record), to_ms(due)),
        )
        return bool(done)

    async def record(self, feed: Feed) -> FeedRecord:
        """Return what is remembered of `feed`; a fresh record when nothing is."""
        return (await self.records((feed,)))[0]

    async def records(self, feeds: Sequence[Feed]) -> tuple[FeedRecord, ...]:
        """Return what is remembered of each of `feeds`, in order. One round trip."""
        blobs = await self._connection.commands(
            [("HGET", keys.FEEDS.at(self._partition(feed.agency)), feed.id) for feed in feeds]
        )
        return tuple(
            from_json(blob, FeedRecord) if blob else FeedRecord(feed.id)
            for feed, blob in zip(feeds, blobs, strict=True)
        )

    async def poll_now(self, feed: Feed) -> bool:
        """Make `feed` due now. False when it is being polled at this moment, or is not registered."""
        partition = self._partition(feed.agency)
        now = to_ms(self._clock.now())
        done = await self._connection.script(
            "hasten", self._keys(partition, keys.FEEDS_DUE, keys.FEEDS_LEASE), (now, feed.id)
        )
        return bool(done)

    async def free_leases(self) -> int:
        """End every lease and return how many there were (Store.free_leases)."""
        now = to_ms(self._clock.now())
        rows = (keys.FEEDS_DUE, keys.FEEDS_LEASE)
        freed: list[Any] = await self._connection.scripts(
            [Call("hasten", self._keys(p, *rows), (now,)) for p in range(self._partitions)]
        )
        return sum(freed)

    def _partition(self, agency: str) -> int:
        return keys.partition_of_agency(agency, self._partitions)

    def _keys(self, partition: int, *rows: keys.Key) -> list[str]:
        return [row.at(partition) for row in rows]
