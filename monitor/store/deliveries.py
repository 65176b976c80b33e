"""Deliveries: which are due, who makes them now, and what became of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from monitor.clock import Clock
from monitor.model.alert import Alert, Delivery, DeliveryState
from monitor.store import keys
from monitor.store.codec import from_json, from_ms, text, to_json, to_ms
from monitor.store.connection import Call, Connection
from monitor.store.leases import LEASE, DueRows, DueSet, Held
from monitor.store.retention import prune_alerts

ROWS: Final = DueRows(keys.DELIVERIES_DUE, keys.DELIVERIES_LEASE)
ATTEMPTED: Final = frozenset({DeliveryState.DELIVERED, DeliveryState.RETRYING, DeliveryState.DEAD})


@dataclass(frozen=True, slots=True)
class Claimed:
    """The right to attempt one delivery until its lease ends; `held` lets a late holder be refused."""

    delivery: Delivery
    alert: Alert
    group: str
    held: Held
    until: datetime


class Deliveries:
    """Everything kept of deliveries. Replicas share the work with no leader."""

    def __init__(
        self, connection: Connection, clock: Clock, partitions: int, keep: float, holder: str
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._partitions = partitions
        self._keep = keep
        self.leases = DueSet(connection, clock, partitions, ROWS, holder)

    async def claim(self, limit: int) -> tuple[Claimed, ...]:
        """Return leases on due deliveries: about `limit`, as a group is never cut.

        Waiting members of a claimed group come along from every partition, so it comes out together.
        """
        now = self._clock.now()
        due = await self.leases.due_counts(now, limit)
        if not due:
            return ()
        until = now + timedelta(seconds=LEASE)
        claimed = await self._claim_in(due, now, until)
        groups = sorted({one.group for one in claimed if one.group})
        if groups:
            claimed += await self._claim_in(dict.fromkeys(range(self._partitions), 0), now, until, groups)
        return claimed

    async def _claim_in(
        self, counts: Mapping[int, int], now: datetime, until: datetime, groups: Sequence[str] = ()
    ) -> tuple[Claimed, ...]:
        rows = (keys.DELIVERIES_DUE, keys.DELIVERIES_LEASE, keys.GROUPS, keys.TOKEN)
        replies = await self._connection.scripts(
            [
                Call(
                    "claim_deliveries",
                    [row.at(p) for row in rows],
                    (to_ms(now), to_ms(until), count, keys.DELIVERY.at(p), self.leases.holder, *groups),
                )
                for p, count in counts.items()
            ]
        )
        found = [
            Held(p, text(one), text(token))
            for p, reply in zip(counts, replies, strict=True)
            for one, token in reply
        ]
        return await self._load(found, until)

    async def _load(self, found: Sequence[Held], until: datetime) -> tuple[Claimed, ...]:
        """Return claimed deliveries with their alerts; two round trips."""
        asked = [
            ("HMGET", keys.DELIVERY.at(held.partition, held.member), "delivery", "alert", "group")
            for held in found
        ]
        rows = await self._connection.commands(asked)
        blobs = await self._connection.commands(
            [
                ("HGET", keys.ALERT.at(held.partition, text(row[1])), "alert")
                for held, row in zip(found, rows, strict=True)
            ]
        )
        return tuple(
            Claimed(from_json(row[0], Delivery), from_json(blob, Alert), text(row[2]), held, until)
            for held, row, blob in zip(found, rows, blobs, strict=True)
            if row[0] and blob
        )

    async def settle(
        self, claimed: Claimed, state: DeliveryState, detail: str, next_attempt: datetime | None
    ) -> bool:
        """Keep the outcome of an attempt; due again at `next_attempt`, or never. False: lost the lease."""
        now = self._clock.now()
        old = claimed.delivery
        attempted = state in ATTEMPTED
        new = replace(
            old,
            state=state,
            detail=detail,
            attempts=old.attempts + attempted,
            last_attempt=now if attempted else old.last_attempt,
            next_attempt=next_attempt,
        )
        failed = to_ms(old.created) if state is DeliveryState.DEAD else ""
        rows = (keys.DELIVERIES_DUE, keys.DELIVERIES_LEASE, keys.FAILED)
        done = await self._connection.script(
            "settle",
            [
                *(row.at(claimed.held.partition) for row in rows),
                keys.DELIVERY.at(claimed.held.partition, old.id),
            ],
            (
                old.id,
                claimed.held.token,
                to_json(new),
                "" if next_attempt is None else to_ms(next_attempt),
                failed,
            ),
        )
        return bool(done)

    async def list(self, limit: int, *, failed: bool = False) -> tuple[Delivery, ...]:
        """Return at most `limit` deliveries, newest first; `failed`: the dead ones alone."""
        newest = await self._newest(keys.FAILED if failed else keys.DELIVERIES, limit)
        return await self._read([(p, one) for p, one in newest])

    async def alerts(self, limit: int) -> tuple[Alert, ...]:
        """Return at most `limit` alerts, newest first."""
        newest = await self._newest(keys.ALERTS, limit)
        blobs = await self._connection.commands(
            [("HGET", keys.ALERT.at(p, one), "alert") for p, one in newest]
        )
        return tuple(from_json(blob, Alert) for blob in blobs if blob)

    async def of_alert(self, alert_id: str) -> tuple[Delivery, ...]:
        """Return the deliveries of one alert, by receiver."""
        fields = await self._connection.commands(
            [("HKEYS", keys.ALERT.at(p, alert_id)) for p in range(self._partitions)]
        )
        places = [(p, text(f)[2:]) for p, part in enumerate(fields) for f in part if f.startswith(b"d:")]
        return tuple(sorted(await self._read(places), key=lambda one: (one.receiver, one.id)))

    async def get(self, delivery_id: str) -> Delivery | None:
        """Return one delivery, None when there is no such."""
        found = await self._read([(p, delivery_id) for p in range(self._partitions)])
        return found[0] if found else None

    async def redeliver(self, delivery_id: str) -> bool:
        """Make a delivery due now under its id, attempts counted on. False: unknown, or under way right now."""
        blobs = await self._connection.commands(
            [("HGET", keys.DELIVERY.at(p, delivery_id), "delivery") for p in range(self._partitions)]
        )
        now = self._clock.now()
        rows = (keys.DELIVERIES_DUE, keys.DELIVERIES_LEASE, keys.FAILED)
        for partition, blob in enumerate(blobs):
            if blob:
                old = from_json(blob, Delivery)
                state = DeliveryState.RETRYING if old.attempts else DeliveryState.PENDING
                new = replace(old, state=state, next_attempt=now)
                done = await self._connection.script(
                    "redeliver",
                    [*(row.at(partition) for row in rows), keys.DELIVERY.at(partition, delivery_id)],
                    (delivery_id, to_ms(now), blob, to_json(new)),
                )
                return bool(done)
        return False

    async def disable(self, receiver: str, why: str) -> None:
        """Remember that `receiver` takes nothing more, and why."""
        await self._connection.command("HSET", keys.DISABLED.at(0), receiver, why)

    async def enable(self, receiver: str) -> None:
        """Forget that `receiver` was disabled."""
        await self._connection.command("HDEL", keys.DISABLED.at(0), receiver)

    async def disabled(self) -> Mapping[str, str]:
        """Return the disabled receivers, each with the reason."""
        held = await self._connection.command("HGETALL", keys.DISABLED.at(0))
        return {text(receiver): text(why) for receiver, why in held.items()}

    async def prune(self, limit: int = 500) -> int:
        """Remove alerts older than `keep` with their deliveries, unless one still waits; return how many."""
        horizon = to_ms(self._clock.now()) - round(self._keep * 1000)
        return await prune_alerts(self._connection, self._partitions, horizon, limit)

    async def _newest(self, row: keys.Key, limit: int) -> Sequence[tuple[int, str]]:
        ask = ("+inf", "-inf", "BYSCORE", "REV", "LIMIT", 0, limit, "WITHSCORES")
        replies = await self._connection.commands(
            [("ZRANGE", row.at(p), *ask) for p in range(self._partitions)]
        )
        ranked = [(float(score), p, text(one)) for p, reply in enumerate(replies) for one, score in reply]
        return [(p, one) for _, p, one in sorted(ranked, reverse=True)[:limit]]

    async def _read(self, places: Sequence[tuple[int, str]]) -> tuple[Delivery, ...]:
        """Return the deliveries at (partition, id); a group may have moved a waiting one's due time."""
        rows: Any = await self._connection.commands(
            [("HMGET", keys.DELIVERY.at(p, one), "delivery", "next") for p, one in places]
        )
        return tuple(
            replace(from_json(blob, Delivery), next_attempt=from_ms(due) if due else None)
            for blob, due in rows
            if blob
        )
