"""Feeds: which are due, who polls them now, and what is remembered of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from monitor.clock import Clock
from monitor.model.feed import Feed, FeedRecord
from monitor.model.seen import SeenItems
from monitor.store import keys
from monitor.store.codec import EPOCH, from_json, text, to_json, to_ms
from monitor.store.connection import Call, Connection
from monitor.store.leases import DueRows, DueSet, Held

ROWS: Final = DueRows(keys.FEEDS_DUE, keys.FEEDS_LEASE)


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to poll one feed until `until`, and what was remembered of it."""

    feed: str
    agency: str
    record: FeedRecord
    held: Held
    until: datetime


class FeedStore:
    """The due sets and records of all feeds."""

    def __init__(self, connection: Connection, clock: Clock, partitions: int, holder: str) -> None:
        self._connection = connection
        self._clock = clock
        self._partitions = partitions
        self.leases = DueSet(connection, clock, partitions, ROWS, holder)

    async def register(self, feeds: Sequence[Feed]) -> None:
        """Make the due set hold exactly `feeds`: new ones due now, others dropped; records stay."""
        pairs: list[list[str]] = [[] for _ in range(self._partitions)]
        for feed in feeds:
            pairs[self._partition(feed.agency)] += [feed.id, feed.agency]
        now = to_ms(self._clock.now())
        rows = (keys.FEEDS_DUE, keys.FEEDS_LEASE, keys.FEEDS_AGENCY)
        await self._connection.scripts(
            [
                Call("register_feeds", [row.at(p) for row in rows], (now, *pair))
                for p, pair in enumerate(pairs)
            ]
        )

    async def claim(self, limit: int) -> tuple[Lease, ...]:
        """Return leases on at most `limit` feeds that are due, the longest due first."""
        claimed = await self.leases.claim(limit, (keys.FEEDS_AGENCY, keys.FEEDS))
        return tuple(
            Lease(held.member, text(agency), _record(held.member, blob), held, until)
            for held, (agency, blob), until in claimed
        )

    async def finish(self, lease: Lease, record: FeedRecord, seen: SeenItems | None = None) -> bool:
        """End the lease: keep `record`, due again at `record.next_due`. False: lost the lease, nothing written.

        `seen` moves with the validators, in the same script: neither may say more than what is safe.
        """
        due = record.next_due or self._clock.now()
        blob = seen.to_bytes() if seen is not None else b""
        return await self.leases.finish(
            lease.held, due, ((keys.FEEDS, to_json(record)), (keys.FEEDS_SEEN, blob))
        )

    async def seen(self, feed: Feed) -> SeenItems:
        """Return which items of the feed's last document are safe."""
        blob = await self._connection.command(
            "HGET", keys.FEEDS_SEEN.at(self._partition(feed.agency)), feed.id
        )
        return SeenItems.from_bytes(blob or b"", EPOCH)

    async def record(self, feed: Feed) -> FeedRecord:
        """Return what is remembered of `feed`; a fresh record when nothing is."""
        return (await self.records((feed,)))[0]

    async def records(self, feeds: Sequence[Feed]) -> tuple[FeedRecord, ...]:
        """Return what is remembered of each of `feeds`, in order. One round trip."""
        blobs = await self._connection.commands(
            [("HGET", keys.FEEDS.at(self._partition(feed.agency)), feed.id) for feed in feeds]
        )
        return tuple(_record(feed.id, blob) for feed, blob in zip(feeds, blobs, strict=True))

    async def poll_now(self, feed: Feed) -> bool:
        """Make `feed` due now. False when it is being polled at this moment, or is not registered."""
        partition = self._partition(feed.agency)
        rows = (keys.FEEDS_DUE, keys.FEEDS_LEASE)
        now = to_ms(self._clock.now())
        done = await self._connection.script("hasten", [row.at(partition) for row in rows], (now, feed.id))
        return bool(done)

    def _partition(self, agency: str) -> int:
        return keys.partition_of_agency(agency, self._partitions)


def _record(feed: str, blob: bytes | None) -> FeedRecord:
    return from_json(blob, FeedRecord) if blob else FeedRecord(feed)
