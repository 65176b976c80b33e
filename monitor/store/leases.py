"""Leases: the right to work on a member of a due set for some seconds, alone. Feeds, pages and deliveries share this.

Why a lease and not a lock: who holds it may die, and nobody should have to notice. Why it is short: a feed's window
moves on while a dead holder's lease runs, and stories that pass through it meanwhile are never seen (of 708 stories 32
were lost with leases of 120 s). So it is renewed while work runs, ends 15 s after its holder died, and is retaken at
once by a holder that lives and lost track of it (`retake`). Every token names its holder and grows: a late finisher,
whose lease was given to another, is refused by the script that would have kept its result.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from monitor.clock import Clock
from monitor.store import keys
from monitor.store.codec import from_ms, text, to_ms
from monitor.store.connection import Call, Connection

LEASE: Final = 15.0  # seconds; the longest that a successor waits for one who died
RENEW_EVERY: Final = 5.0  # seconds; two renewals may fail before a lease ends


@dataclass(frozen=True, slots=True)
class Held:
    """A lease as its holder needs it to renew it."""

    partition: int
    member: str
    token: str


@dataclass(frozen=True, slots=True)
class DueRows:
    """The rows of the table of keys that make a due set: when members are due, who holds them."""

    due: keys.Key
    lease: keys.Key


class DueSet:
    """The members of one kind that are due at times, in all partitions. Replicas share them with no leader."""

    def __init__(
        self, connection: Connection, clock: Clock, partitions: int, rows: DueRows, holder: str
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._partitions = partitions
        self._rows = rows
        self.holder = holder

    async def claim(self, limit: int, records: Sequence[keys.Key]) -> list[tuple[Held, list[Any], datetime]]:
        """Return leases on at most `limit` members that are due, the longest due first.

        One round trip and one command; on a cluster two, as it must be asked first how many of each partition.

        Args:
            limit: most members.
            records: hashes with what is known of each member: their values come along.
        """
        now = self._clock.now()
        if not self._connection.is_cluster:
            return await self._claim_in(range(self._partitions), now, limit, records)
        counts = await self.due_counts(now, limit)
        claimed = [await self._claim_in((p,), now, count, records) for p, count in counts.items()]
        return [one for some in claimed for one in some]

    async def _claim_in(
        self, partitions: Sequence[int], now: datetime, limit: int, records: Sequence[keys.Key]
    ) -> list[tuple[Held, list[Any], datetime]]:
        until = now + timedelta(seconds=LEASE)
        rows = (self._rows.due, self._rows.lease, keys.TOKEN, *records)
        replies = await self._connection.script(
            "claim",
            [row.at(p) for p in partitions for row in rows],
            (to_ms(now), to_ms(until), limit, self.holder, len(rows)),
        )
        return [
            (Held(partitions[int(at)], text(member), text(token)), values, until)
            for at, member, token, *values in replies
        ]

    async def due_counts(self, now: datetime, limit: int) -> Mapping[int, int]:
        """Return how many members of each partition to claim, so that the longest due come first."""
        if not self._connection.is_cluster:
            due = [self._rows.due.at(p) for p in range(self._partitions)]
            args = (to_ms(now), limit)
            return Counter(int(at) for at in await self._connection.script("count_due", due, args))
        ask = ("-inf", to_ms(now), "BYSCORE", "LIMIT", 0, limit, "WITHSCORES")
        replies = await self._everywhere("ZRANGE", *ask)
        ranked = sorted((float(score), p) for p, reply in enumerate(replies) for _, score in reply)
        return Counter(p for _, p in ranked[:limit])

    async def next_due(self) -> datetime | None:
        """Return when the next member (or the end of a lease) is due, None when nothing waits."""
        replies = await self._everywhere("ZRANGE", 0, 0, "WITHSCORES")
        scores = [float(reply[0][1]) for reply in replies if reply]
        return from_ms(min(scores)) if scores else None

    async def finish(
        self,
        held: Held,
        due: datetime,
        records: Sequence[tuple[keys.Key, bytes]],
    ) -> bool:
        """End a lease, with what is to be kept of the member (b"" to leave a hash as it is). False: it was lost."""
        rows = (self._rows.due, self._rows.lease, *(row for row, _ in records))
        kept = [value for _, value in records]
        done = await self._connection.script(
            "finish",
            [row.at(held.partition) for row in rows],
            (held.member, held.token, to_ms(due), *kept),
        )
        return bool(done)

    async def renew(self, leases: Iterable[Held]) -> tuple[Held, ...]:
        """Put off the end of these leases by `LEASE` seconds; returns those that another holds by now."""
        by_partition: dict[int, list[Held]] = {}
        for held in leases:
            by_partition.setdefault(held.partition, []).append(held)
        until = to_ms(self._clock.now() + timedelta(seconds=LEASE))
        calls = [
            Call(
                "renew",
                [self._rows.due.at(p), self._rows.lease.at(p)],
                (until, *(word for held in some for word in (held.member, held.token))),
            )
            for p, some in by_partition.items()
        ]
        replies = await self._connection.scripts(calls)
        lost = {(p, text(member)) for p, reply in zip(by_partition, replies, strict=True) for member in reply}
        return tuple(
            held for some in by_partition.values() for held in some if (held.partition, held.member) in lost
        )

    async def retake(self, leases: Iterable[Held]) -> int:
        """Make due now what this holder has leased and is not at work on; returns how many."""
        at_work: dict[int, list[str]] = {}  # every partition counts its own tokens
        for held in leases:
            at_work.setdefault(held.partition, []).append(held.token)
        args = (to_ms(self._clock.now()), self.holder)
        calls = [
            Call("retake", [self._rows.due.at(p), self._rows.lease.at(p)], (*args, *at_work.get(p, ())))
            for p in range(self._partitions)
        ]
        return sum(await self._connection.scripts(calls))

    async def set_back(self, seconds: float) -> int:
        """Let what is due later than now come so many seconds earlier: the clock was set back. Returns how many."""
        now, by = to_ms(self._clock.now()), round(seconds * 1000)
        calls = [Call("shift", [self._rows.due.at(p)], (now, by)) for p in range(self._partitions)]
        return int(sum(await self._connection.scripts(calls)))

    async def free(self) -> int:
        """End every lease and return how many there were (Store.free_leases)."""
        now = to_ms(self._clock.now())
        rows = (self._rows.due, self._rows.lease)
        calls = [Call("hasten", [row.at(p) for row in rows], (now,)) for p in range(self._partitions)]
        return sum(await self._connection.scripts(calls))

    async def _everywhere(self, command: str, *words: str | int) -> list[Any]:
        """Return the replies of every partition to a command on its due set."""
        return await self._connection.commands(
            [(command, self._rows.due.at(p), *words) for p in range(self._partitions)]
        )
