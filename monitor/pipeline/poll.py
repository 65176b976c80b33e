"""The poll loop: from a feed that is due to versions and alerts committed.

    claim → fetch → read → record (gather → decide → commit) → watch pages → finish

Validators never move before the entries are safe: `finish` comes last, and a crash before it means that the next poll
reads the same document again and finds everything committed. With the validators move the digests of the items whose
stories are safe: an item that stands there is never read again, here or on another replica.
"""

import random
from collections.abc import Callable
from dataclasses import replace

from monitor.clock import Clock
from monitor.fetch.client import Fetcher
from monitor.model.errors import StoreError, UnreadableDocument
from monitor.model.feed import Failed, Feed, FeedRecord, FeedState, Fetched, NotModified
from monitor.model.seen import SeenItems
from monitor.pipeline import feed_health
from monitor.pipeline.alarm import Alarm
from monitor.pipeline.outage import Outage
from monitor.pipeline.pages import watch_pages
from monitor.pipeline.recorder import Recorder
from monitor.pipeline.visits import InFlight
from monitor.reader import Reader
from monitor.recording.intents import EntryOutcome
from monitor.recording.observation import observed
from monitor.store.feeds import Lease
from monitor.store.store import Store
from monitor.telemetry import Event, Log, Metrics

AT_ONCE = 100  # polls in flight: enough for 500 feeds a minute at a slow host each
NEWS = frozenset({EntryOutcome.NEW, EntryOutcome.VERSION})


class Poller:
    """Polls feeds that are due. What the recorder goes by (`rules`) holds here too."""

    def __init__(
        self,
        *,
        clock: Clock,
        store: Store,
        fetcher: Fetcher,
        reader: Reader,
        recorder: Recorder,
        metrics: Metrics,
        outage: Outage,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.rules = recorder.rules
        self.fetcher = fetcher
        self.alarm = Alarm(clock)
        self.pages_asked: Callable[[], None] = lambda: None  # called when pages are to be visited
        self.in_flight = InFlight(store.feeds.leases, outage, clock)
        self._clock = clock
        self._store = store
        self._reader = reader
        self._recorder = recorder
        self._metrics = metrics
        self._jitter = jitter
        self._log = Log(loop="poll")

    async def poll_due(self) -> int:
        """Claim the feeds that are due and start polling them side by side. Returns how many.

        Polls run on in the background, so that a slow feed holds up no other; `drain` waits for them.
        """
        leases = await self.in_flight.claim(AT_ONCE - len(self.in_flight), self._store.feeds.claim)
        for lease in leases:
            self.in_flight.start((lease.held,), lease.until, self._poll_safely(lease))
        return len(leases)

    async def drain(self) -> None:
        """Wait until every poll in flight has ended."""
        await self.in_flight.drain()

    async def _poll_safely(self, lease: Lease) -> None:
        """Poll one feed; what breaks us is logged once here and breaks no other feed."""
        try:
            with self._metrics.poll_seconds.time():
                await self.poll(lease)
        except StoreError:
            raise
        except Exception:  # noqa: BLE001 - the top of the loop over feeds
            self._log.failure(Event.LOOP_FAILED, feed=lease.feed)
            await self._give_back(lease)

    async def _give_back(self, lease: Lease) -> None:
        """Let a feed whose poll broke be due again soon."""
        feed = self.rules.now.feeds.get(lease.feed)
        if feed is not None:
            failure = Failed(FeedState.FAILING, "an error of our own, told in the log")
            after = feed_health.failed(lease.record, failure, feed, self._clock.now(), self._jitter())
            await self._finish(lease, feed, after, "failed")

    async def poll(self, lease: Lease) -> FeedRecord | None:
        """Poll the feed this lease was given for. Returns its record after, None when it is not configured."""
        feed, record, seen = self.rules.now.feeds.get(lease.feed), lease.record, None
        if feed is None:
            return None
        outcome = await self.fetcher.fetch(_where(feed, record), record.validators)
        now, jitter = self._clock.now(), self._jitter()
        match outcome:
            case Failed():
                after, name = feed_health.failed(record, outcome, feed, now, jitter), "failed"
            case NotModified():
                after, name = feed_health.unchanged(record, outcome, feed, now, jitter), "not_modified"
            case Fetched() if outcome.document.body_hash == record.body_hash:
                after, name = feed_health.unchanged(record, outcome, feed, now, jitter), "same_bytes"
            case Fetched():
                after, seen = await self._take_in(feed, record, outcome)
                name = "read" if after.state in feed_health.GOOD else "failed"
        return await self._finish(lease, feed, after, name, seen)

    async def _take_in(
        self, feed: Feed, record: FeedRecord, fetched: Fetched
    ) -> tuple[FeedRecord, SeenItems | None]:
        """Read the document and record its entries. Returns what to finish with."""
        now = self._clock.now()
        known = feed_health.seen_lately(await self._store.feeds.seen(feed), now)
        try:
            read = await self._reader.read(fetched.document, feed, now, known, feed_health.last_said(record))
        except UnreadableDocument as problem:
            failure = Failed(problem.state, problem.detail)
            return feed_health.failed(record, failure, feed, now, self._jitter()), None
        if not read.items and record.entries:
            failure = Failed(FeedState.MALFORMED, f"no entries; the last good answer had {record.entries}")
            return feed_health.failed(record, failure, feed, now, self._jitter()), None
        first_poll = record.last_success is None
        elsewhere = [known.marks[item] for item in read.items if item in known.marks]
        shown = observed(feed, read.drafts, elsewhere, first_poll=first_poll, held=record.held)
        recorded = await self._recorder.record(shown)
        if feed.full_text:
            await watch_pages(self._store, shown, recorded, now)
            self.pages_asked()
        after = feed_health.read(record, fetched, read, feed, now, self._jitter())
        outcomes = {one.outcome for one in recorded}
        if outcomes & NEWS:
            after = replace(after, last_new=now)
        if EntryOutcome.HELD in outcomes:
            after = feed_health.hold_back(after, record)
        return after, feed_health.seen_after(read, known, shown, recorded, now)

    async def _finish(
        self, lease: Lease, feed: Feed, after: FeedRecord, outcome: str, seen: SeenItems | None = None
    ) -> FeedRecord | None:
        """Give the lease back with what is to be remembered: from here on the entries are known to be safe."""
        self._metrics.polls.labels(outcome).inc()
        next_cron = self.rules.now.next_cron
        if feed.cron and next_cron and after.state in feed_health.GOOD:
            after = replace(after, next_due=next_cron(feed.cron, self._clock.now()))
        if not await self._store.feeds.finish(lease, after, seen):
            self._log.warning(Event.FEED_LEASE_LOST, feed=feed.id)
            return None
        self.alarm.ring_at(after.next_due)
        if after.last_success:
            self._metrics.feed_last_success.labels(feed.id).set(after.last_success.timestamp())
        self._log_outcome(feed, lease.record, after, outcome)
        return after

    def _log_outcome(self, feed: Feed, before: FeedRecord, after: FeedRecord, outcome: str) -> None:
        if after.state not in feed_health.GOOD:
            event = Event.FEED_TROUBLE
            if (before.state, before.detail) != (after.state, after.detail):
                self._log.warning(event, feed=feed.id, state=after.state.value, detail=after.detail)
                return
            self._log.debug(event, feed=feed.id, state=after.state.value, failures=after.failures)
            return
        if before.state not in feed_health.GOOD and before.state is not FeedState.NEVER:
            self._log.info(Event.FEED_RECOVERED, feed=feed.id, after=before.detail)
        self._log.debug(Event.FEED_POLLED, feed=feed.id, outcome=outcome, entries=after.entries)


def _where(feed: Feed, record: FeedRecord) -> Feed:
    """Return the feed at the address it has moved to, once that is beyond doubt."""
    return replace(feed, url=record.moved_to) if record.moved_times >= feed_health.MOVES else feed
