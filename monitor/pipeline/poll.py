"""The poll loop: from a feed that is due to versions and alerts committed.

    claim → fetch → read → identify → version and diff → match → route → commit → finish

Validators never move before the entries are safe: `finish` comes last, and a crash before it means that the
next poll reads the same document again and finds everything committed.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from monitor.clock import Clock
from monitor.fetch.client import Fetcher
from monitor.identity.keys import content_hash, identity_keys
from monitor.model.errors import StoreError, UnreadableDocument
from monitor.model.feed import Failed, Feed, FeedRecord, FeedState, Fetched, NotModified
from monitor.model.story import Draft
from monitor.pipeline import health
from monitor.pipeline.crew import Crew
from monitor.pipeline.pages import watch_pages
from monitor.pipeline.record import Recorder, Sight, Took
from monitor.pipeline.rules import Rules
from monitor.reader import Reader
from monitor.store.feeds import Lease
from monitor.store.store import Store
from monitor.store.stories import Sighting
from monitor.telemetry import Event, Log, Metrics

LEASE = 120.0  # seconds; longer than the longest poll (fetch timeout 20 s, reading 10 s, commits)
AT_ONCE = 100  # polls in flight: enough for 500 feeds a minute at a slow host each


class Poller:
    """Polls feeds that are due. `rules` may be swapped at any time; a poll in flight keeps those it began with."""

    def __init__(
        self,
        *,
        clock: Clock,
        store: Store,
        fetcher: Fetcher,
        reader: Reader,
        recorder: Recorder,
        metrics: Metrics,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.rules: Rules = recorder.rules
        self._clock = clock
        self._store = store
        self.fetcher = fetcher
        self._reader = reader
        self._recorder = recorder
        self._metrics = metrics
        self._chance = chance
        self._crew = Crew()
        self._log = Log(loop="poll")

    async def poll_due(self) -> int:
        """Claim the feeds that are due and start polling them side by side. Returns how many.

        Polls run on in the background, so that a slow feed holds up no other; `drain` waits for them.
        """
        room = AT_ONCE - len(self._crew)
        leases = await self._store.feeds.claim(room, LEASE) if room > 0 else ()
        for lease in leases:
            self._crew.start(self._poll_safely(lease))
        return len(leases)

    async def drain(self) -> None:
        """Wait until every poll in flight has ended."""
        await self._crew.drain()

    async def _poll_safely(self, lease: Lease) -> None:
        """Poll one feed; whatever breaks is logged once here and breaks no other feed."""
        try:
            with self._metrics.poll_seconds.time():
                await self.poll(lease)
        except Exception:  # noqa: BLE001 - the top of the loop over feeds
            self._log.failure(Event.LOOP_FAILED, feed=lease.feed)
            await self._give_back(lease)

    async def _give_back(self, lease: Lease) -> None:
        """Let a feed whose poll broke be due again soon; where the store is away, when its lease ends."""
        feed = self.rules.feeds.get(lease.feed)
        if feed is None:
            return
        failure = Failed(FeedState.FAILING, "an error of our own, told in the log")
        with suppress(StoreError):
            record = await self._store.feeds.record(feed)
            after = health.failed(record, failure, feed, self._clock.now(), self._chance())
            await self._store.feeds.finish(lease, after)

    async def poll(self, lease: Lease) -> FeedRecord | None:
        """Poll the feed this lease was given for. Returns its record after, None when it is not configured."""
        feed = self.rules.feeds.get(lease.feed)
        if feed is None:
            return None
        record = await self._store.feeds.record(feed)
        outcome = await self.fetcher.fetch(self._where(feed, record), record.validators)
        match outcome:
            case Failed():
                after = health.failed(record, outcome, feed, self._clock.now(), self._chance())
                name = "failed"
            case NotModified():
                after = health.unchanged(record, outcome, feed, self._clock.now(), self._chance())
                name = "not_modified"
            case Fetched() if outcome.document.body_hash == record.body_hash:
                after = health.unchanged(record, outcome, feed, self._clock.now(), self._chance())
                name = "same_bytes"
            case Fetched():
                after = await self._take_in(feed, record, outcome)
                name = "read" if after.state in health.GOOD else "failed"
        self._metrics.polls.labels(name).inc()
        return await self._finish(lease, feed, record, after, name)

    async def _take_in(self, feed: Feed, record: FeedRecord, fetched: Fetched) -> FeedRecord:
        """Read the document and record each of its entries, oldest first. Returns the record to finish with."""
        now = self._clock.now()
        try:
            read = await self._reader.read(fetched.document, feed, now)
        except UnreadableDocument as problem:
            failure = Failed(problem.state, problem.detail)
            return health.failed(record, failure, feed, now, self._chance())
        if not read.drafts and record.entries:
            failure = Failed(FeedState.MALFORMED, f"no entries; the last good answer had {record.entries}")
            return health.failed(record, failure, feed, now, self._chance())
        took: Counter[Took] = Counter()
        shown: list[tuple[Sight, Took]] = []
        for sight in await self._look_up(feed, read.drafts):
            shown.append((sight, await self._record_safely(feed, sight, record)))
            took[shown[-1][1]] += 1
        await watch_pages(self._store, feed, shown, now, first_poll=record.last_success is None)
        after = health.read(record, fetched, read.reading, feed, now, self._chance())
        if took[Took.NEW] or took[Took.VERSION]:
            after = replace(after, last_new=now)
        if took[Took.HELD]:
            return health.hold_back(after, record)
        return after

    async def _record_safely(self, feed: Feed, sight: Sight, record: FeedRecord) -> Took:
        """Record one entry; one that breaks us is logged here, holds the validators back, and loses no other."""
        try:
            return await self._recorder.record(feed, sight, record)
        except StoreError:
            raise
        except Exception:  # noqa: BLE001 - the top of the loop over entries
            self._log.failure(Event.LOOP_FAILED, feed=feed.id, guid=sight.draft.guid)
            return Took.HELD if record.held < health.HOLD else Took.UNCHANGED

    async def _look_up(self, feed: Feed, drafts: Sequence[Draft]) -> tuple[Sight, ...]:
        """Find what is known under each draft's keys, in one round trip; oldest entry first.

        A key that several entries of one document share names none of them: some feeds link every entry to
        the front page, or give all the same guid (WIRE.md fault 4).
        """
        shared = Counter(key for draft in drafts for key in set(identity_keys(draft)))
        keys = [tuple(key for key in identity_keys(draft) if shared[key] == 1) for draft in drafts]
        flat = [key for own in keys for key in own]
        known = dict(zip(flat, await self._store.stories.look_up(feed.agency, feed.id, flat), strict=True))
        return tuple(
            _sight(draft, own, [known[key] for key in own])
            for draft, own in zip(reversed(drafts), reversed(keys), strict=True)
        )

    def _where(self, feed: Feed, record: FeedRecord) -> Feed:
        """Return the feed at the address it has moved to, once that is beyond doubt."""
        return replace(feed, url=record.moved_to) if record.moved_times >= health.MOVES else feed

    async def _finish(
        self, lease: Lease, feed: Feed, before: FeedRecord, after: FeedRecord, outcome: str
    ) -> FeedRecord | None:
        rules = self.rules
        if feed.cron and rules.next_cron and after.state in health.GOOD:
            after = replace(after, next_due=rules.next_cron(feed.cron, self._clock.now()))
        if not await self._store.feeds.finish(lease, after):
            self._log.warning(Event.FEED_LEASE_LOST, feed=feed.id)
            return None
        if after.last_success:
            self._metrics.feed_last_success.labels(feed.id).set(after.last_success.timestamp())
        self._tell(feed, before, after, outcome)
        return after

    def _tell(self, feed: Feed, before: FeedRecord, after: FeedRecord, outcome: str) -> None:
        if after.state not in health.GOOD:
            event = Event.FEED_TROUBLE
            if (before.state, before.detail) != (after.state, after.detail):
                self._log.warning(event, feed=feed.id, state=after.state.value, detail=after.detail)
                return
            self._log.debug(event, feed=feed.id, state=after.state.value, failures=after.failures)
            return
        if before.state not in health.GOOD and before.state is not FeedState.NEVER:
            self._log.info(Event.FEED_RECOVERED, feed=feed.id, after=before.detail)
        self._log.debug(Event.FEED_POLLED, feed=feed.id, outcome=outcome, entries=after.entries)


def _sight(draft: Draft, keys: tuple[str, ...], found: Sequence[Sighting | None]) -> Sight:
    """Put together what is known: the most trusted key that is known says which story it is."""
    known = [sighting for sighting in found if sighting is not None]
    owners = tuple(dict.fromkeys(sighting.story for sighting in known))
    return Sight(draft, keys, content_hash(draft), known[0] if known else None, owners)
