"""What a visit leaves in a page's record: its health, its validators, and when it is due again. Pure."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from monitor.cadence import PAGE_WATCHED, wait_for_failed_page, wait_for_page
from monitor.model.feed import Failed, FeedState, Fetched
from monitor.model.page import PageRecord
from monitor.recording.intents import EntryOutcome

REST: Final = 30 * 86_400.0
"""Seconds; a page watched for long enough is looked at so often for whether its story still lives."""
_SUSPECT: Final = "its text looks broken (much of it is gone, or it is an older one); asking again first"


def is_hastened(record: PageRecord, now: datetime) -> bool:
    """Return whether the visit comes before its time: its entry changed."""
    return record.next_due is not None and now < record.next_due


def is_over(record: PageRecord, now: datetime) -> bool:
    """Return whether the page was watched for long enough. Visits would keep its story alive for ever."""
    age = (now - record.since).total_seconds()
    return age > PAGE_WATCHED and record.next_due is not None and not is_hastened(record, now)


def at_rest(record: PageRecord, now: datetime) -> PageRecord:
    """Return the record of a page that is left alone from now on."""
    return replace(record, state=FeedState.QUIET, next_due=now + timedelta(seconds=REST))


def unchanged(record: PageRecord, now: datetime, jitter: float) -> PageRecord:
    """Return the record after an answer: one step further, at rest once it was watched for long enough."""
    step = record.step if record.visits == 0 else record.step + 1
    wait = wait_for_page(step, (now - record.since).total_seconds(), jitter)
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


def read(
    record: PageRecord, fetched: Fetched, outcome: EntryOutcome, now: datetime, jitter: float
) -> PageRecord:
    """Return the record after the page's text is committed, or held: only then its validators move."""
    if outcome is EntryOutcome.HELD:
        held = replace(record, held=record.held + 1, step=0)
        return replace(unchanged(held, now, jitter), detail=_SUSPECT)
    record = replace(record, validators=fetched.validators, body_hash=fetched.document.body_hash, held=0)
    if outcome is EntryOutcome.VERSION:
        record = replace(record, last_new=now)
        if record.visits:  # it changed: young again
            record = replace(record, step=-1, since=now)
    return unchanged(record, now, jitter)


def failed(record: PageRecord, failure: Failed, now: datetime, jitter: float) -> PageRecord:
    """Return the record after a visit that gave no story. Validators and body hash stay as they were."""
    failures = record.failures + 1
    wait = wait_for_failed_page(record.step, failures, failure.state, failure.retry_after, jitter)
    over = wait_for_page(0, (now - record.since).total_seconds(), 0.0) is None
    return replace(
        record,
        failures=failures,
        state=failure.state,
        detail=failure.detail,
        last_attempt=now,
        next_due=now + timedelta(seconds=REST if over else wait),
    )
