"""The dispatch loop: from committed alerts to people.

    outbox → once per (receiver, watch, cluster) → grouping → notifier → outcome

Apart from the poll loop, and durable at every step: an alert leaves the outbox in the same script that writes
its deliveries; a delivery is claimed by a lease and settled once. A crash between a receiver's "yes" and our
note of it sends that one notification again, under the same id.
"""

import asyncio
import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.clock import Clock
from monitor.model.alert import (
    Addressee,
    Alert,
    ChangeRef,
    Delivered,
    DeliveryState,
    GiveUp,
    Notification,
    Outcome,
    TryAgain,
)
from monitor.model.errors import DeliveryError, StoreError
from monitor.model.ids import stable_id
from monitor.model.watch import Reason
from monitor.notify.schedule import next_attempt
from monitor.notify.table import Notifier
from monitor.pipeline.alarm import Alarm
from monitor.pipeline.outage import Outage
from monitor.pipeline.visits import InFlight
from monitor.recording.rules import RulesInUse
from monitor.store.deliveries import Claimed
from monitor.store.outbox import OutboxRecord, Pending
from monitor.store.store import Store
from monitor.telemetry import Event, Log, Metrics

AT_ONCE = 100  # alerts accepted, and deliveries claimed, in one turn


@dataclass(frozen=True, slots=True)
class Batch:
    """What is sent as one notification: the delivery it goes under and those it makes needless."""

    sent: Claimed
    alert: Alert
    merged: tuple[Claimed, ...] = ()


@dataclass(frozen=True, slots=True)
class _Settled:
    """What came of an attempt, to be written down."""

    claimed: Claimed
    state: DeliveryState
    detail: str
    again: datetime | None


class Dispatcher:
    """Hands alerts to notifiers. `notifiers` may be swapped on reload; attempts in flight keep theirs."""

    def __init__(
        self,
        *,
        clock: Clock,
        store: Store,
        notifiers: Mapping[str, Notifier],
        metrics: Metrics,
        consumer: str,
        rules: RulesInUse,
        outage: Outage,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.notifiers = notifiers
        self.alarm = Alarm(clock)
        self.in_flight = InFlight(store.deliveries.leases, outage, clock)
        self._rules = rules
        self._clock = clock
        self._store = store
        self._metrics = metrics
        self._consumer = consumer
        self._jitter = jitter
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._unsettled: list[_Settled] = []
        self._log = Log(loop="dispatch")

    async def dispatch_due(self) -> int:
        """Accept what the outbox holds and start what is due. Returns how much there was to do.

        Attempts run on in the background, so that one receiver never waits for another; `drain` waits for them.
        """
        await self._write_down_left()
        accepted = await self._accept()
        claimed = await self.in_flight.claim(AT_ONCE, self._store.deliveries.claim)
        for batch in batches_of(claimed):
            leases = (one.held for one in (batch.sent, *batch.merged))
            self.in_flight.start(leases, batch.sent.until, self._attempt_safely(batch))
        return accepted + len(claimed)

    async def drain(self) -> None:
        """Wait until every attempt in flight has ended."""
        await self.in_flight.drain()

    async def _accept(self) -> int:
        """Turn alerts of the outbox into deliveries: the alert leaves as its deliveries come to be."""
        records = await self._store.outbox.read(self._consumer, AT_ONCE)
        await asyncio.gather(*[self._accept_one(record) for record in records])
        return len(records)

    async def _accept_one(self, record: OutboxRecord) -> None:
        addressees = record.alert.addressees
        told = await asyncio.gather(*[self._first_time(record.alert, one.receiver) for one in addressees])
        pending = [self._pending(record, one) for one, first in zip(addressees, told, strict=True) if first]
        await self._store.outbox.accept(record, pending)
        for one in pending:
            self.alarm.ring_at(one.due)

    async def _first_time(self, alert: Alert, receiver: str) -> bool:
        """Say whether to tell: a receiver hears of a cluster for the first time once per watch."""
        if alert.reason is not Reason.FIRST_MENTION:
            return True
        return await self._store.outbox.tell_once(
            alert.story.cluster, receiver, alert.watchlist, alert.watch, alert.id
        )

    def _pending(self, record: OutboxRecord, addressee: Addressee) -> Pending:
        alert = record.alert
        delivery = notification_id(alert.id, addressee.receiver)
        group = f"{addressee.receiver}\x1f{alert.watchlist}\x1f{alert.watch}\x1f{alert.story.cluster}"
        return Pending(
            id=delivery,
            receiver=addressee.receiver,
            group=group if addressee.group_wait else delivery,
            due=alert.created + timedelta(seconds=addressee.group_wait),
        )

    async def _attempt_safely(self, batch: Batch) -> None:
        """Attempt one batch; whatever breaks is logged once here, and the lease brings the delivery back.

        One at a time per receiver: alerts arrive in order, a slow receiver delays itself alone, and a crash
        sends at most one of them twice (docs/promises.md P2).
        """
        async with self._turns[batch.sent.delivery.receiver]:
            try:
                await self._attempt(batch)
            except StoreError:
                raise
            except Exception:  # noqa: BLE001 - the top of the loop: the delivery is due again when its lease ends
                self._log.failure(Event.LOOP_FAILED, delivery=batch.sent.delivery.id)

    async def _attempt(self, batch: Batch) -> None:
        delivery = batch.sent.delivery
        if not self.in_flight.holds(batch.sent.held):
            return  # we stood still while it waited for its turn: another may have it by now
        notifier = self.notifiers.get(delivery.receiver)
        disabled = await self._store.deliveries.disabled()
        if notifier is None or delivery.receiver in disabled:
            why = disabled.get(delivery.receiver, "no receiver of this name is configured")
            await self._settle(batch, GiveUp(why))
            return
        self._metrics.requests.labels(delivery.receiver).inc()
        notification = Notification(
            delivery.id, delivery.receiver, (batch.alert,), self._rules.now.public_url
        )
        await self._settle(batch, await notifier.deliver(notification))

    async def _settle(self, batch: Batch, outcome: Outcome) -> None:
        """Write down what came of an attempt, and of the alerts it carried along."""
        delivery = batch.sent.delivery
        match outcome:
            case Delivered():
                state, again = DeliveryState.DELIVERED, None
                self._metrics.notifications.labels(delivery.receiver).inc()
                self._log.info(
                    Event.DELIVERY_DONE,
                    delivery=delivery.id,
                    receiver=delivery.receiver,
                    type=batch.alert.type,
                )
            case TryAgain():
                age = (self._clock.now() - delivery.created).total_seconds()
                wait = next_attempt(delivery.attempts + 1, outcome.retry_after, self._jitter(), age)
                state = DeliveryState.DEAD if wait is None else DeliveryState.RETRYING
                again = None if wait is None else self._clock.now() + timedelta(seconds=wait)
                self._log_failure(batch, state, outcome.detail)
            case GiveUp():
                state, again = DeliveryState.DEAD, None
                self._log_failure(batch, state, outcome.detail)
                if outcome.disable:
                    await self._store.deliveries.disable(delivery.receiver, outcome.detail)
                    self._log.warning(
                        Event.RECEIVER_DISABLED, receiver=delivery.receiver, detail=outcome.detail
                    )
            case _:
                raise DeliveryError(f"a notifier answered {outcome!r}")
        await self._write_down(_Settled(batch.sent, state, outcome.detail, again))
        follows = DeliveryState.DIGESTED if state is DeliveryState.DELIVERED else state
        for claimed in batch.merged:
            await self._write_down(_Settled(claimed, follows, f"told together with {delivery.id}", again))
        self.alarm.ring_at(again)

    async def _write_down(self, one: _Settled) -> None:
        """Keep what came of an attempt; here, while the store is away, lest what was sent is sent again."""
        try:
            await self._store.deliveries.settle(one.claimed, one.state, one.detail, one.again)
        except StoreError:
            self._unsettled.append(one)
            raise

    async def _write_down_left(self) -> None:
        left, self._unsettled = self._unsettled, []
        for place, one in enumerate(left):
            try:
                await self._write_down(one)
            except StoreError:
                self._unsettled += left[place + 1 :]
                raise

    def _log_failure(self, batch: Batch, state: DeliveryState, detail: str) -> None:
        delivery = batch.sent.delivery
        self._metrics.failed.labels(delivery.receiver, state.value).inc()
        event = Event.DELIVERY_DEAD if state is DeliveryState.DEAD else Event.DELIVERY_RETRY
        self._log.warning(
            event,
            delivery=delivery.id,
            receiver=delivery.receiver,
            attempts=delivery.attempts + 1,
            detail=detail,
        )


def notification_id(alert: str, receiver: str) -> str:
    """Return the id under which this receiver is told of this alert: the same for ever (`webhook-id`)."""
    return f"msg_{stable_id(alert, receiver, size=12)}"


def batches_of(claimed: Sequence[Claimed]) -> tuple[Batch, ...]:
    """Put together what waited in one group: several updates of a story become one, told by the newest.

    Corrections and retractions are always told on their own.
    """
    groups: dict[str, list[Claimed]] = {}
    for item in claimed:
        groups.setdefault(item.group, []).append(item)
    batches = []
    for group in groups.values():
        alone = [item for item in group if item.alert.reason.corrective]
        together = sorted(
            (item for item in group if not item.alert.reason.corrective),
            key=lambda item: (item.alert.story.id, item.alert.story.version),
        )
        batches += [Batch(item, item.alert) for item in alone]
        by_story: dict[str, list[Claimed]] = {}
        for item in together:
            by_story.setdefault(item.alert.story.id, []).append(item)
        batches += [_batch(items) for items in by_story.values()]
    return tuple(batches)


def _batch(items: Sequence[Claimed]) -> Batch:
    """Merge alerts of one story for one watch into the newest, which keeps the first one's reason to speak."""
    newest, first = items[-1], items[0]
    if newest is first:
        return Batch(newest, newest.alert)
    alert = newest.alert
    if first.alert.reason is Reason.FIRST_MENTION:
        alert = replace(
            alert,
            type=first.alert.type,
            reason=first.alert.reason,
            sentence=first.alert.sentence,
            change=None,
        )
    elif alert.change is not None and first.alert.change is not None:
        alert = replace(alert, change=_joined(first.alert.change, alert.change))
    return Batch(newest, alert, tuple(items[:-1]))


def _joined(first: ChangeRef, last: ChangeRef) -> ChangeRef:
    """Return one change that spans both."""
    return replace(
        last,
        from_version=first.from_version,
        kinds=tuple(dict.fromkeys((*first.kinds, *last.kinds))),
        summary=f"{first.summary}; then {last.summary}",
        facts=(*first.facts, *last.facts),
        old_headline=first.old_headline or last.old_headline,
        added=(*first.added, *last.added),
        removed=(*first.removed, *last.removed),
        blocks=(*first.blocks, *last.blocks),
    )
