"""The page loop: from a story's page that is due to a version of the story shown in full.

    claim → budget → robots → fetch → read → record → finish

The poll loop commits an entry's own text first, so that no story waits for its page, and then has its page watched;
both before the feed's validators move. Here the page's validators move last: a crash before means that the page is
read again and found committed.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from monitor.cadence import GONE_EVERY, Allowance, Budget, spend
from monitor.clock import Clock
from monitor.fetch.client import Fetcher
from monitor.fetch.robots import Robots
from monitor.identity.keys import IdentityKey, content_hash, identity_keys
from monitor.model.errors import StoreError, UnreadableDocument
from monitor.model.feed import Failed, Feed, FeedState, Fetched, NotModified
from monitor.model.page import PageRecord
from monitor.model.story import Version
from monitor.pipeline import page_health
from monitor.pipeline.alarm import Alarm
from monitor.pipeline.outage import Outage
from monitor.pipeline.recorder import Recorder
from monitor.pipeline.visits import InFlight
from monitor.reader import PageReader
from monitor.recording.intents import EntryOutcome, Recorded
from monitor.recording.observation import Observation, page_source
from monitor.recording.state import KeyOwner
from monitor.store.pages import PageLease
from monitor.store.store import Store
from monitor.telemetry import Event, Log, Metrics

AT_ONCE: Final = 20  # visits in flight; hosts have their own limits below that
HOSTS: Final = 5000  # budgets remembered; one asked so long ago is whole again
ACCEPT: Final = ("accept", "text/html, application/xhtml+xml;q=0.9, */*;q=0.5")
REUSED: Final = "its address is another story's now"
SILENT: Final = "robots.txt of its host does not answer"
DISALLOWED: Final = "robots.txt does not allow the page; the feed's own text is used"


async def watch_pages(
    store: Store, shown: Sequence[Observation], recorded: Sequence[Recorded], now: datetime
) -> None:
    """Have the pages watched of what a `full_text` feed shows, and asked now where its entry made a version.

    Called after the entries are committed and before the feed's validators move: what a crash leaves undone, the
    next poll does. Three round trips at most.
    """
    own = [
        (
            PageRecord(one.story, each.feed.id, each.draft.url, since=now, first_poll=each.first_poll),
            one.outcome,
        )
        for each, one in zip(shown, recorded, strict=True)
        if one.story and _has_address(each)
    ]
    await store.pages.watch([page for page, _ in own])
    changed = {page.story: page for page, outcome in own if outcome is EntryOutcome.VERSION}
    known = await store.pages.known(tuple(changed))
    await store.pages.turn_all([(known[s], page.feed, page.url) for s, page in changed.items() if s in known])


def _has_address(shown: Observation) -> bool:
    """Return whether an address is this entry's alone: one that several entries share is no story's page."""
    return any(key.is_web_address for key in shown.keys)


class PageWatcher:
    """Visits pages that are due. What the recorder goes by (`rules`) holds here too."""

    def __init__(
        self,
        *,
        clock: Clock,
        store: Store,
        fetcher: Fetcher,
        reader: PageReader,
        recorder: Recorder,
        metrics: Metrics,
        outage: Outage,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.alarm = Alarm(clock)
        self.in_flight = InFlight(store.pages.leases, outage, clock)
        self.fetcher = fetcher
        self.reader = reader
        self.budget = Budget()
        self._clock = clock
        self._store = store
        self._recorder = recorder
        self._metrics = metrics
        self._jitter = jitter
        self._robots = Robots(lambda: self.fetcher, clock)
        self._allowances: dict[str, Allowance] = {}
        self._log = Log(loop="pages")

    async def visit_due(self) -> int:
        """Claim the pages that are due and start visiting them side by side. Returns how many."""
        leases = await self.in_flight.claim(AT_ONCE - len(self.in_flight), self._store.pages.claim)
        for lease in leases:
            self.in_flight.start((lease.held,), lease.until, self._visit_safely(lease))
        return len(leases)

    async def drain(self) -> None:
        """Wait until every visit in flight has ended."""
        await self.in_flight.drain()

    async def _visit_safely(self, lease: PageLease) -> None:
        """Visit one page; what breaks us is logged once here and breaks no other page."""
        try:
            await self.visit(lease)
        except StoreError:
            raise
        except Exception:  # noqa: BLE001 - the top of the loop over pages
            self._log.failure(Event.LOOP_FAILED, story=lease.record.story)
            failure = Failed(FeedState.FAILING, "an error of our own, told in the log")
            await self._finish(lease, self._failed(lease.record, failure, self._clock.now()), "failed")

    async def visit(self, lease: PageLease) -> PageRecord | None:
        """Visit the page this lease was given for. Returns its record after, None when it is watched no longer."""
        record = lease.record
        feed = self._recorder.rules.now.feeds.get(record.feed)
        latest = await self._store.stories.version(record.story)
        if feed is None or not feed.full_text or latest is None:
            self._metrics.pages.labels("dropped").inc()
            await self._store.pages.drop(lease)
            return None
        if page_health.is_over(record, self._clock.now()):
            await self._store.pages.finish(lease, page_health.at_rest(record, self._clock.now()))
            return record
        after, outcome = await self._ask(feed, record, latest)
        return await self._finish(lease, after, outcome)

    async def _finish(self, lease: PageLease, after: PageRecord, outcome: str) -> PageRecord | None:
        self._metrics.pages.labels(outcome).inc()
        if not await self._store.pages.finish(lease, after):
            self._log.warning(Event.PAGE_LEASE_LOST, story=after.story)
            return None
        self.alarm.ring_at(after.next_due)
        self._log_outcome(lease.record, after, outcome)
        return after

    async def _ask(self, feed: Feed, record: PageRecord, latest: Version) -> tuple[PageRecord, str]:
        """Ask for the page if that is allowed now. Returns the record to finish with, and what came of it."""
        now = self._clock.now()
        if page_health.is_hastened(record, now):
            record = replace(record, step=0, since=now)
        barred = await self._barred(feed, record, latest, now)
        if barred is not None:
            return barred
        outcome = await self.fetcher.fetch(_where(feed, record), record.validators)
        match outcome:
            case Failed():
                return self._failed(record, outcome, now), "failed"
            case NotModified():
                return self._unchanged(replace(record, validators=outcome.validators), now), "not_modified"
            case Fetched() if outcome.document.body_hash == record.body_hash:
                return self._unchanged(replace(record, validators=outcome.validators), now), "same_bytes"
        return await self._take_in(feed, record, latest, outcome)

    async def _barred(
        self, feed: Feed, record: PageRecord, latest: Version, now: datetime
    ) -> tuple[PageRecord, str] | None:
        """Return what comes of a page that may not be asked for now; None when it may."""
        if not await self._owned(feed, record, identity_keys(replace(latest.draft, url=record.url))):
            return self._failed(record, Failed(FeedState.GONE, REUSED), now), "dropped"
        leave = await self._robots.leave(record.url, feed)
        if not leave.allowed and leave.wait is None:
            failure = Failed(FeedState.BLOCKED, DISALLOWED, retry_after=GONE_EVERY)
            return self._failed(record, failure, now), "disallowed"
        if leave.wait is not None:
            failure = Failed(FeedState.FAILING, SILENT, retry_after=leave.wait)
            return self._failed(record, failure, now), "disallowed"
        wait = self._spend(urlsplit(record.url).netloc, leave.delay, first=record.visits == 0)
        if wait > 0:
            spread = timedelta(seconds=wait * (1 + self._jitter()))
            return replace(record, next_due=now + spread), "put_off"
        return None

    async def _take_in(
        self, feed: Feed, record: PageRecord, latest: Version, fetched: Fetched
    ) -> tuple[PageRecord, str]:
        """Read the page and record what it shows."""
        now = self._clock.now()
        if (
            fetched.document.url != record.url
            and not (await self._robots.leave(fetched.document.url, feed)).allowed
        ):
            failure = Failed(FeedState.BLOCKED, DISALLOWED, retry_after=GONE_EVERY)
            return self._failed(record, failure, now), "disallowed"
        try:
            known = replace(latest.draft, url=record.url)  # which may be newer than the version
            draft = await self.reader.read_page(fetched.document, feed, known, now)
        except UnreadableDocument as problem:
            return self._failed(record, Failed(problem.state, problem.detail), now), "failed"
        owned = await self._owned(feed, record, identity_keys(draft))
        shown = Observation(
            feed,
            draft,
            tuple(owned),
            content_hash(draft),
            page=True,
            first_poll=record.first_poll,
            held=record.held,
        )
        (recorded,) = await self._recorder.record([shown])
        return page_health.read(record, fetched, recorded.outcome, now, self._jitter()), (
            "held" if recorded.outcome is EntryOutcome.HELD else "read"
        )

    async def _owned(
        self, feed: Feed, record: PageRecord, keys: Sequence[IdentityKey]
    ) -> Mapping[IdentityKey, KeyOwner]:
        """Return what the page showed last under each key of its story; empty when its address is another's now."""
        found = await self._store.stories.look_up(feed.agency, page_source(feed.id), keys)
        known = {key: owner for key, owner in zip(keys, found, strict=True) if owner}
        address = IdentityKey.address(record.url)
        if address is None or address not in known or known[address].story != record.story:
            return {}
        return {key: owner for key, owner in known.items() if owner.story == record.story}

    def _spend(self, host: str, delay: float, *, first: bool) -> float:
        """Take a request from the host's budget; returns 0.0, or the seconds to wait."""
        left, wait = spend(
            self._allowances.pop(host, None), self.budget, self._clock.monotonic(), delay, first=first
        )
        self._allowances[host] = left
        if len(self._allowances) > HOSTS:
            del self._allowances[next(iter(self._allowances))]
        return wait

    def _unchanged(self, record: PageRecord, now: datetime) -> PageRecord:
        return page_health.unchanged(record, now, self._jitter())

    def _failed(self, record: PageRecord, failure: Failed, now: datetime) -> PageRecord:
        return page_health.failed(record, failure, now, self._jitter())

    def _log_outcome(self, before: PageRecord, after: PageRecord, outcome: str) -> None:
        told = {"story": after.story, "feed": after.feed, "outcome": outcome}
        if after.failures and (before.state, before.detail) != (after.state, after.detail):
            self._log.warning(Event.PAGE_TROUBLE, **told, state=after.state.value, detail=after.detail)
        else:
            self._log.debug(Event.PAGE_VISITED, **told)


def _where(feed: Feed, record: PageRecord) -> Feed:
    """Return the page as something to fetch. The feed's own headers (a token, say) go to the feed's own host only."""
    headers = feed.headers if _origin(feed.url) == _origin(record.url) else ()
    return replace(feed, url=record.url, headers=(ACCEPT, *headers))


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme.casefold(), parts.netloc.casefold()
