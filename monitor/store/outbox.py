"""The outbox: alerts committed together with their version, on their way to becoming deliveries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from monitor.clock import Clock
from monitor.model.alert import Alert, Delivery, DeliveryState
from monitor.model.errors import StoreMismatch
from monitor.store import keys
from monitor.store.codec import from_json, text, to_json, to_ms
from monitor.store.connection import Call, Connection, Word

GROUP: Final = "wirewatch"  # the consumer group of every outbox
IDLE: Final = 60.0  # seconds after which a record that another consumer took is taken over
FRESH = ">"


@dataclass(frozen=True, slots=True)
class OutboxRecord:
    """An alert as it stands in the outbox of a partition."""

    partition: int
    message_id: str
    alert: Alert


@dataclass(frozen=True, slots=True)
class Pending:
    """A delivery to be made. Those of one `group` ("" for none) that still wait share the first one's due time."""

    id: str
    receiver: str
    group: str
    due: datetime


class Outbox:
    """The outboxes of all partitions, read by a consumer group."""

    def __init__(
        self, connection: Connection, clock: Clock, partitions: int, keep: float, idle: float = IDLE
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._partitions = partitions
        self._keep = keep
        self._idle = idle
        self._caught_up: set[str] = set()
        self._looked = -idle  # monotonic seconds: when records that others left were last looked for

    async def prepare(self) -> None:
        """Make the consumer group of each partition, from the start of its stream, unless it is there."""
        for partition in range(self._partitions):
            try:
                await self._connection.command(
                    "XGROUP", "CREATE", keys.OUTBOX.at(partition), GROUP, "0", "MKSTREAM"
                )
            except StoreMismatch as error:
                if "BUSYGROUP" not in str(error):
                    raise

    async def read(self, consumer: str, limit: int) -> tuple[OutboxRecord, ...]:
        """Return records to accept: new ones, and those another consumer left for a minute.

        About `limit` of them: each partition gives one at least, lest a quiet one wait behind a busy one. The
        first call for a consumer returns what it had taken and not accepted before (it has restarted), so a
        consumer's name should outlive the process: the host's name, not the process id.
        """
        everywhere = list(range(self._partitions))
        if consumer not in self._caught_up:
            left = await self._read(consumer, everywhere, limit, "0")
            self._caught_up.add(consumer)
            if left:
                return tuple(left)
        quota = max(1, limit // self._partitions)
        records = await self._take_over(consumer, everywhere, quota) if self._may_take_over() else []
        records += await self._read(consumer, everywhere, quota, FRESH)
        shares = Counter(record.partition for record in records)
        busy = [partition for partition, share in shares.items() if share >= quota]
        if busy and (more := (limit - len(records)) // len(busy)) > 0:
            records += await self._read(consumer, busy, more, FRESH)
        return tuple(records)

    async def _read(self, consumer: str, partitions: list[int], count: int, start: str) -> list[OutboxRecord]:
        ask = ("XREADGROUP", "GROUP", GROUP, consumer, "COUNT", count, "STREAMS")
        streams = {keys.OUTBOX.at(p): p for p in partitions}
        together = [[stream] for stream in streams] if self._connection.is_cluster else [list(streams)]
        commands: list[tuple[Word, ...]] = [(*ask, *some, *[start] * len(some)) for some in together]
        replies = await self._connection.commands(commands)
        return [
            _record(streams[stream], *found)
            for reply in replies
            for stream, messages in _streams(reply)
            for found in messages
        ]

    def _may_take_over(self) -> bool:
        """Whether it is time to look for what others left: a record must lie for `idle` seconds anyway."""
        now = self._clock.monotonic()
        if now - self._looked < self._idle / 6:
            return False
        self._looked = now
        return True

    async def _take_over(self, consumer: str, partitions: list[int], count: int) -> list[OutboxRecord]:
        ask = (GROUP, consumer, round(self._idle * 1000), "0-0", "COUNT", count)
        replies = await self._connection.commands(
            [("XAUTOCLAIM", keys.OUTBOX.at(p), *ask) for p in partitions]
        )
        return [
            _record(partition, *found)
            for partition, reply in zip(partitions, replies, strict=True)
            for found in reply[1]
        ]

    async def accept(self, record: OutboxRecord, pending: Sequence[Pending]) -> None:
        """Turn `record` into deliveries and acknowledge it, in one script. A second time changes nothing."""
        alert, partition = record.alert, record.partition
        now = self._clock.now()
        shared = (keys.ALERTS, keys.DELIVERIES, keys.DELIVERIES_DUE, keys.GROUPS)
        words = [
            word
            for one in pending
            for word in (one.id, one.group, to_ms(one.due), to_json(_delivery(alert, one, now)))
        ]
        await self._connection.script(
            "accept",
            [
                *(keys.OUTBOX.at(partition), keys.ALERT.at(partition, alert.id)),
                *(row.at(partition) for row in shared),
                *(keys.DELIVERY.at(partition, one.id) for one in pending),
            ],
            (GROUP, record.message_id, alert.id, to_json(alert), to_ms(alert.created), to_ms(now), *words),
        )

    async def tell_once(self, cluster: str, receiver: str, watchlist: str, watch: str, alert_id: str) -> bool:
        """Return whether `alert_id` is the first that `receiver` is told of this watch in this cluster.

        The same alert asked again is still the first.
        """
        partition = keys.partition_of_story(cluster, self._partitions)
        told = await self._connection.script(
            "tell_once",
            [keys.TOLD.at(partition, cluster)],
            (f"{receiver}\0{watchlist}\0{watch}", alert_id, round(self._keep * 1000)),
        )
        return bool(told)

    async def depth(self) -> int:
        """Return how many records are not accepted yet."""
        return sum(count for count, _ in await self._state())

    async def oldest_age(self) -> float:
        """Return the age in seconds of the oldest alert that is not accepted yet, 0.0 when there is none."""
        now = self._clock.now()
        oldest = [from_json(blob, Alert).created for _, blob in await self._state() if blob]
        return max(0.0, (now - min(oldest)).total_seconds()) if oldest else 0.0

    async def _state(self) -> list[tuple[int, bytes | None]]:
        """Return for each partition how many records wait and the oldest one's alert."""
        calls = [Call("outbox_state", [keys.OUTBOX.at(p)], (GROUP,)) for p in range(self._partitions)]
        return [(int(count), blob or None) for count, blob in await self._connection.scripts(calls)]

    async def trim(self) -> int:
        """Remove accepted records from the streams, never one that is not; return how many went."""
        calls = [Call("trim_outbox", [keys.OUTBOX.at(p)], (GROUP,)) for p in range(self._partitions)]
        return sum(await self._connection.scripts(calls))


def _delivery(alert: Alert, pending: Pending, now: datetime) -> Delivery:
    return Delivery(
        id=pending.id,
        alert=alert.id,
        receiver=pending.receiver,
        state=DeliveryState.PENDING,
        attempts=0,
        created=now,
        next_attempt=pending.due,
        type=alert.type,
        story=alert.story.id,
        headline=alert.story.headline,
        watch=alert.watch,
    )


def _streams(reply: Any) -> list[tuple[str, Any]]:
    """Return of each stream that XREADGROUP answered with its key and its messages."""
    if not reply:
        return []
    pairs = reply.items() if isinstance(reply, dict) else reply
    return [(text(stream), messages) for stream, messages in pairs]


def _record(partition: int, message_id: bytes, fields: Any) -> OutboxRecord:
    blob = dict(fields)[b"alert"]
    return OutboxRecord(partition, text(message_id), from_json(blob, Alert))
