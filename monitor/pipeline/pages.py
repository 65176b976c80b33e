"""The page loop: from a story's page that is due to a version of the story shown in full.

    claim → budget → robots → fetch → read → record → finish

The poll loop commits an entry's own text first, so that no story waits for its page, and then has its page watched;
both before the feed's validators move. Here the page's validators move last: a crash before means that the page is
read again and found committed.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from monitor.cadence import (
    GONE_EVERY,
    PAGE_WATCHED,
    Allowance,
    Budget,
    spend,
    wait_for_failed_page,
    wait_for_page,
)
from monitor.clock import Clock
from monitor.fetch.client import Fetcher
from monitor.fetch.robots import Robots
from monitor.identity.keys import canonical_url, content_hash, identity_keys
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Failed, Feed, FeedRecord, FeedState, Fetched, NotModified
from monitor.model.page import PageRecord
from monitor.model.story import Version
from monitor.pipeline.crew import Crew
from monitor.pipeline.record import Recorder, Sight, Took
from monitor.pipeline.rendition import page_hand
from monitor.reader import PageReader
from monitor.store.pages import PageLease
from monitor.store.store import Store
from monitor.store.stories import Sighting
from monitor.telemetry import Event, Log, Metrics

LEASE: Final = (
    180.0  # seconds; longer than the longest visit (robots.txt 20 s, page 20 s, reading 30 s, commits)
)
AT_ONCE: Final = 20  # visits in flight; hosts have their own limits below that
REST: Final = (
    30 * 86_400.0
)  # seconds; a page watched for long enough is looked at so often for whether its story still lives
HOSTS: Final = 5000  # budgets remembered; one asked so long ago is whole again
ACCEPT: Final = ("accept", "text/html, application/xhtml+xml;q=0.9, */*;q=0.5")
REUSED: Final = "its address is another story's now"
SILENT: Final = "robots.txt of its host does not answer"
DISALLOWED: Final = "robots.txt does not allow the page; the feed's own text is used"


async def watch_pages(
    store: Store, feed: Feed, shown: Sequence[tuple[Sight, Took]], now: datetime, *, first_poll: bool
) -> None:
    """Have the pages watched of what a `full_text` feed shows, and asked now where its entry made a version.

    Called after the entries are committed and before the feed's validators move: what a crash leaves undone, the
    next poll does. An address that several entries share is no story's page.
    """
    own = [(sight, took, f"u:{url}") for sight, took in shown if (url := _address(sight))]
    if not feed.full_text or not own:
        return
    found = await store.stories.look_up(feed.agency, feed.id, [key for _, _, key in own])
    pages = [
        (PageRecord(owner.story, feed.id, sight.draft.url, since=now, first_poll=first_poll), took)
        for (sight, took, _), owner in zip(own, found, strict=True)
        if owner
    ]
    await store.pages.watch([page for page, _ in pages])
    for page, took in pages:
        if took is Took.VERSION:
            await store.pages.turn_to(page.story, feed.id, page.url)


def _address(sight: Sight) -> str:
    """Return the canonical address that is this entry's alone, "" when there is none."""
    return next((key[2:] for key in sight.keys if key.startswith("u:http")), "")


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
        budget: Budget | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.fetcher = fetcher
        self.reader = reader
        self.budget = budget or Budget()
        self._clock = clock
        self._store = store
        self._recorder = recorder
        self._metrics = metrics
        self._chance = chance
        self._robots = Robots(lambda: self.fetcher, clock)
        self._allowances: dict[str, Allowance] = {}
        self._crew = Crew()
        self._log = Log(loop="pages")

    async def visit_due(self) -> int:
        """Claim the pages that are due and start visiting them side by side. Returns how many."""
        room = AT_ONCE - len(self._crew)
        leases = await self._store.pages.claim(room, LEASE) if room > 0 else ()
        for lease in leases:
            self._crew.start(self._visit_safely(lease))
        return len(leases)

    async def drain(self) -> None:
        """Wait until every visit in flight has ended."""
        await self._crew.drain()

    async def _visit_safely(self, lease: PageLease) -> None:
        """Visit one page; whatever breaks is logged once here and breaks no other page."""
        try:
            await self.visit(lease)
        except Exception:  # noqa: BLE001 - the top of the loop: the lease runs out and the page is due again
            self._log.failure(Event.LOOP_FAILED, story=lease.record.story)

    async def visit(self, lease: PageLease) -> PageRecord | None:
        """Visit the page this lease was given for. Returns its record after, None when it is watched no longer."""
        record = lease.record
        feed = self._recorder.rules.feeds.get(record.feed)
        latest = await self._store.stories.version(record.story)
        if feed is None or not feed.full_text or latest is None:
            self._metrics.pages.labels("dropped").inc()
            await self._store.pages.drop(lease)
            return None
        if self._is_over(record):
            await self._store.pages.finish(lease, self._at_rest(record))
            return record
        after, outcome = await self._ask(feed, record, latest)
        self._metrics.pages.labels(outcome).inc()
        if not await self._store.pages.finish(lease, after):
            self._log.warning(Event.PAGE_LEASE_LOST, story=record.story)
            return None
        self._tell(record, after, outcome)
        return after

    async def _ask(self, feed: Feed, record: PageRecord, latest: Version) -> tuple[PageRecord, str]:
        """Ask for the page if that is allowed now. Returns the record to finish with, and what came of it."""
        now = self._clock.now()
        if self._is_hastened(record):
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
        if not await self._shown(feed, record, identity_keys(replace(latest.draft, url=record.url))):
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
            spread = timedelta(seconds=wait * (1 + self._chance()))
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
        shown = await self._shown(feed, record, identity_keys(draft))
        seen = next((sighting for sighting in shown.values() if sighting.seen), Sighting(record.story, ""))
        sight = Sight(draft, tuple(shown), content_hash(draft), seen, (record.story,), page=True)
        took = await self._recorder.record(feed, sight, _as_feed_record(record))
        if took is Took.HELD:
            held = replace(record, held=record.held + 1, step=0)
            detail = "its text looks broken (much of it is gone, or it is an older one); asking again first"
            return replace(self._unchanged(held, now), detail=detail), "held"
        record = replace(record, validators=fetched.validators, body_hash=fetched.document.body_hash, held=0)
        if took is Took.VERSION and record.visits:  # it changed: young again
            record = replace(record, step=-1, since=now)
        if took is Took.VERSION:
            record = replace(record, last_new=now)
        return self._unchanged(record, now), "read"

    async def _shown(self, feed: Feed, record: PageRecord, keys: Sequence[str]) -> dict[str, Sighting]:
        """Return what the page showed last under each key of its story; empty when its address is another's now."""
        found = await self._store.stories.look_up(feed.agency, page_hand(feed.id), keys)
        known = {key: sighting for key, sighting in zip(keys, found, strict=True) if sighting}
        address = known.get(f"u:{canonical_url(record.url)}")
        if address is None or address.story != record.story:
            return {}
        return {key: sighting for key, sighting in known.items() if sighting.story == record.story}

    def _is_hastened(self, record: PageRecord) -> bool:
        """Return whether the visit comes before its time: its entry changed."""
        return record.next_due is not None and self._clock.now() < record.next_due

    def _is_over(self, record: PageRecord) -> bool:
        """Return whether the page was watched for long enough. Visits would keep its story alive for ever."""
        age = (self._clock.now() - record.since).total_seconds()
        return age > PAGE_WATCHED and record.next_due is not None and not self._is_hastened(record)

    def _at_rest(self, record: PageRecord) -> PageRecord:
        return replace(record, state=FeedState.QUIET, next_due=self._clock.now() + timedelta(seconds=REST))

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
        """Return the record after an answer: one step further, at rest once it was watched for long enough."""
        step = record.step if record.visits == 0 else record.step + 1
        wait = wait_for_page(step, (now - record.since).total_seconds(), self._chance())
        return replace(
            record,
            step=step,
            visits=record.visits + 1,
            failures=0,
            state=FeedState.OK if wait is not None else FeedState.QUIET,
            detail="",
            last_attempt=now,
            last_success=now,
            next_due=now + timedelta(seconds=REST if wait is None else wait),
        )

    def _failed(self, record: PageRecord, failure: Failed, now: datetime) -> PageRecord:
        """Return the record after a visit that gave no story. Validators and body hash stay as they were."""
        failures = record.failures + 1
        wait = wait_for_failed_page(record.step, failures, failure.state, failure.retry_after, self._chance())
        over = wait_for_page(0, (now - record.since).total_seconds(), 0.0) is None
        return replace(
            record,
            failures=failures,
            state=failure.state,
            detail=failure.detail,
            last_attempt=now,
            next_due=now + timedelta(seconds=REST if over else wait),
        )

    def _tell(self, before: PageRecord, after: PageRecord, outcome: str) -> None:
        told = {"story": after.story, "feed": after.feed, "outcome": outcome}
        if after.failures and (before.state, before.detail) != (after.state, after.detail):
            self._log.warning(Event.PAGE_TROUBLE, **told, state=after.state.value, detail=after.detail)
        else:
            self._log.debug(Event.PAGE_VISITED, **told)


def _as_feed_record(record: PageRecord) -> FeedRecord:
    """Return what the recorder goes by: how often it was held, and whether its entry stood in the first poll."""
    asked_before = None if record.first_poll else record.since
    return FeedRecord(page_hand(record.feed), held=record.held, last_success=asked_before)


def _where(feed: Feed, record: PageRecord) -> Feed:
    """Return the page as something to fetch. The feed's own headers (a token, say) go to the feed's own host only."""
    headers = feed.headers if _origin(feed.url) == _origin(record.url) else ()
    return replace(feed, url=record.url, headers=(ACCEPT, *headers))


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme.casefold(), parts.netloc.casefold()
