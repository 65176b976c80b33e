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
from monitor.store.retention import prune_alerts

ATTEMPTED: Final = frozenset({DeliveryState.DELIVERED, DeliveryState.RETRYING, DeliveryState.DEAD})


@dataclass(frozen=True, slots=True)
class Claimed:
    """The right to attempt one delivery until its lease ends; `token` lets a late holder be refused."""

    delivery: Delivery
    alert: Alert
    group: str
    token: int
    partition: int
    until: datetime


class Deliveries:
    """Everything kept of deliveries. Replicas share the work with no leader."""

    def __init__(self, connection: Connection, clock: Clock, partitions: int, keep: float) -> None:
        self._connection = connection
        self._clock = clock
        self._partitions = partitions
        self._keep = keep

    async def claim(self, limit: int, lease: float) -> tuple[Claimed, ...]:
        """Return due deliveries, leased for `lease` seconds: about `limit`, as a group is never cut.

        Waiting members of a claimed group come along from every partition, so it comes out together.
        """
        now = self._clock.now()
        due = await self._due_counts(to_ms(now), limit)
        if not due:
            return ()
        until = to_ms(now + timedelta(seconds=lease))
        claimed = await self._claim_in({p: (to_ms(now), until, count) for p, count in due.items()})
        groups = sorted({one.group for one in claimed if one.group})
        if groups:
            everywhere = {p: (to_ms(now), until, 0) for p in range(self._partitions)}
            claimed += await self._claim_in(everywhere, groups)
        return claimed

    async def _due_counts(self, now: int, limit: int) -> dict[int, int]:
        """Return how many to claim of each partition, so that the longest due come first."""
        ask = ("-inf", now, "BYSCORE", "LIMIT", 0, limit, "WITHSCORES")
        replies = await self._connection.commands(
            [("ZRANGE", keys.DELIVERIES_DUE.at(p), *ask) for p in range(self._partitions)]
        )
        due = sorted((float(score), p) for p, reply in enumerate(replies) for _, score in reply)
        counts: dict[int, int] = {}
        for _, partition in due[:limit]:
            counts[partition] = counts.get(partition, 0) + 1
        return counts

    async def _claim_in(
        self, asked: Mapping[int, tuple[int, int, int]], groups: Sequence[str] = ()
    ) -> tuple[Claimed, ...]:
        rows = (keys.DELIVERIES_DUE, keys.DELIVERIES_LEASE, keys.GROUPS, keys.TOKEN)
        replies = await self._connection.scripts(
            [
                Call("claim_deliveries", [r.at(p) for r in rows], (*words, keys.DELIVERY.at(p), *groups))
                for p, words in asked.items()
            ]
        )
        found = [
            (p, text(one), int(token))
            for p, reply in zip(asked, replies, strict=True)
            for one, token in reply
        ]
        return await self._load(found, {p: from_ms(words[1]) for p, words in asked.items()})

    async def _load(
        self, found: Sequence[tuple[int, str, int]], until: Mapping[int, datetime]
    ) -> tuple[Claimed, ...]:
        """Return claimed deliveries with their alerts; two round trips."""
        held = await self._connection.commands(
            [("HMGET", keys.DELIVERY.at(p, one), "delivery", "alert", "group") for p, one, _ in found]
        )
        blobs = await self._connection.commands(
            [
                ("HGET", keys.ALERT.at(p, text(row[1])), "alert")
                for (p, _, _), row in zip(found, held, strict=True)
            ]
        )
        return tuple(
            Claimed(from_json(row[0], Delivery), from_json(blob, Alert), text(row[2]), token, p, until[p])
            for (p, _, token), row, blob in zip(found, held, blobs, strict=True)
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
            [*(row.at(claimed.partition) for row in rows), keys.DELIVERY.at(claimed.partition, old.id)],
            (
                old.id,
                claimed.token,
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

    async def next_due(self) -> datetime | None:
        """Return when the next delivery (or lease end) is due, None when nothing waits."""
        replies = await self._connection.commands(
            [("ZRANGE", keys.DELIVERIES_DUE.at(p), 0, 0, "WITHSCORES") for p in range(self._partitions)]
        )
        scores = [float(reply[0][1]) for reply in replies if reply]
        return from_ms(min(scores)) if scores else None

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

    async def free_leases(self) -> int:
        """End every lease and return how many there were (Store.free_leases)."""
        now = to_ms(self._clock.now())
        rows = (keys.DELIVERIES_DUE, keys.DELIVERIES_LEASE)
        calls = [Call("hasten", [row.at(p) for row in rows], (now,)) for p in range(self._partitions)]
        return sum(await self._connection.scripts(calls))

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
