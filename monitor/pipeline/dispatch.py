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
from datetime import timedelta
from hashlib import blake2b

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
from monitor.model.errors import DeliveryError
from monitor.model.watch import Reason
from monitor.notify.schedule import next_attempt
from monitor.notify.table import Notifier
from monitor.pipeline.crew import Crew
from monitor.store.deliveries import Claimed
from monitor.store.outbox import OutboxRecord, Pending
from monitor.store.store import Store
from monitor.telemetry import Event, Log, Metrics

BATCH = 100
LEASE = 120.0  # seconds a claimed delivery is ours
LONGEST = 60.0  # seconds an attempt may need: a webhook has 15, a mail to many 45
MENDING = frozenset({Reason.CORRECTION, Reason.RETRACTION})


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent as one notification: the delivery it goes under and those it makes needless."""

    sent: Claimed
    alert: Alert
    merged: tuple[Claimed, ...] = ()


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
        public_url: str = "",
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.notifiers = notifiers
        self.public_url = public_url
        self._clock = clock
        self._store = store
        self._metrics = metrics
        self._consumer = consumer
        self._chance = chance
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._crew = Crew()
        self._log = Log(loop="dispatch")

    async def dispatch_due(self) -> int:
        """Accept what the outbox holds and start what is due. Returns how much there was to do.

        Attempts run on in the background, so that one receiver never waits for another; `drain` waits for them.
        """
        accepted = await self._accept()
        claimed = await self._store.deliveries.claim(BATCH, LEASE)
        for parcel in parcels_of(claimed):
            self._crew.start(self._attempt_safely(parcel))
        return accepted + len(claimed)

    async def drain(self) -> None:
        """Wait until every attempt in flight has ended."""
        await self._crew.drain()

    async def _accept(self) -> int:
        """Turn alerts of the outbox into deliveries: the alert leaves as its deliveries come to be."""
        records = await self._store.outbox.read(self._consumer, BATCH)
        for record in records:
            pending = [
                self._pending(record, addressee)
                for addressee in record.alert.addressees
                if await self._first_time(record.alert, addressee.receiver)
            ]
            await self._store.outbox.accept(record, pending)
        return len(records)

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

    async def _attempt_safely(self, parcel: Parcel) -> None:
        """Attempt one parcel; whatever breaks is logged once here, and the lease brings the delivery back.

        One at a time per receiver: alerts arrive in order, a slow receiver delays itself alone, and a crash
        sends at most one of them twice (PROMISES P2).
        """
        async with self._turns[parcel.sent.delivery.receiver]:
            try:
                await self._attempt(parcel)
            except Exception:  # noqa: BLE001 - the top of the loop: the delivery is due again when its lease ends
                self._log.failure(Event.LOOP_FAILED, delivery=parcel.sent.delivery.id)

    async def _attempt(self, parcel: Parcel) -> None:
        delivery = parcel.sent.delivery
        if self._clock.now() > parcel.sent.until - timedelta(seconds=LONGEST):
            return  # it waited too long for its turn; another may hold it soon
        notifier = self.notifiers.get(delivery.receiver)
        disabled = await self._store.deliveries.disabled()
        if notifier is None or delivery.receiver in disabled:
            why = disabled.get(delivery.receiver, "no receiver of this name is configured")
            await self._settle(parcel, GiveUp(why))
            return
        self._metrics.requests.labels(delivery.receiver).inc()
        notification = Notification(delivery.id, delivery.receiver, (parcel.alert,), self.public_url)
        await self._settle(parcel, await notifier.deliver(notification))

    async def _settle(self, parcel: Parcel, outcome: Outcome) -> None:
        """Write down what came of an attempt, and of the alerts it carried along."""
        delivery = parcel.sent.delivery
        match outcome:
            case Delivered():
                state, again = DeliveryState.DELIVERED, None
                self._metrics.notifications.labels(delivery.receiver).inc()
                self._log.info(
                    Event.DELIVERY_DONE,
                    delivery=delivery.id,
                    receiver=delivery.receiver,
                    type=parcel.alert.type,
                )
            case TryAgain():
                age = (self._clock.now() - delivery.created).total_seconds()
                wait = next_attempt(delivery.attempts + 1, outcome.retry_after, self._chance(), age)
                state = DeliveryState.DEAD if wait is None else DeliveryState.RETRYING
                again = None if wait is None else self._clock.now() + timedelta(seconds=wait)
                self._complain(parcel, state, outcome.detail)
            case GiveUp():
                state, again = DeliveryState.DEAD, None
                self._complain(parcel, state, outcome.detail)
                if outcome.disable:
                    await self._store.deliveries.disable(delivery.receiver, outcome.detail)
                    self._log.warning(
                        Event.RECEIVER_DISABLED, receiver=delivery.receiver, detail=outcome.detail
                    )
            case _:
                raise DeliveryError(f"a notifier answered {outcome!r}")
        await self._store.deliveries.settle(parcel.sent, state, outcome.detail, again)
        for claimed in parcel.merged:
            follows = DeliveryState.DIGESTED if state is DeliveryState.DELIVERED else state
            await self._store.deliveries.settle(claimed, follows, f"told together with {delivery.id}", again)

    def _complain(self, parcel: Parcel, state: DeliveryState, detail: str) -> None:
        delivery = parcel.sent.delivery
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
    digest = blake2b(f"{alert}\x1f{receiver}".encode(), digest_size=12)
    return f"msg_{digest.hexdigest()}"


def parcels_of(claimed: Sequence[Claimed]) -> tuple[Parcel, ...]:
    """Put together what waited in one group: several updates of a story become one, told by the newest.

    Corrections and retractions are always told on their own.
    """
    groups: dict[str, list[Claimed]] = {}
    for item in claimed:
        groups.setdefault(item.group, []).append(item)
    parcels = []
    for group in groups.values():
        alone = [item for item in group if item.alert.reason in MENDING]
        together = sorted(
            (item for item in group if item.alert.reason not in MENDING),
            key=lambda item: (item.alert.story.id, item.alert.story.version),
        )
        parcels += [Parcel(item, item.alert) for item in alone]
        by_story: dict[str, list[Claimed]] = {}
        for item in together:
            by_story.setdefault(item.alert.story.id, []).append(item)
        parcels += [_parcel(items) for items in by_story.values()]
    return tuple(parcels)


def _parcel(items: Sequence[Claimed]) -> Parcel:
    """Merge alerts of one story for one watch into the newest, which keeps the first one's reason to speak."""
    newest, first = items[-1], items[0]
    if newest is first:
        return Parcel(newest, newest.alert)
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
    return Parcel(newest, alert, tuple(items[:-1]))


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
