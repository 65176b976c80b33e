"""What a poll leaves in a feed's record: its health, its validators, and when it is due again. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from monitor.cadence import HINT_LIMIT, outside_skipped_hours, wait_after_failure, wait_after_success
from monitor.identity.keys import identity_keys
from monitor.model.feed import Failed, Feed, FeedRecord, FeedState, Fetched, NotModified, Reading
from monitor.model.seen import SeenItems, key_mark
from monitor.reader import Read
from monitor.recording.intents import EntryOutcome, Recorded
from monitor.recording.observation import Observation

GOOD = frozenset({FeedState.OK, FeedState.QUIET, FeedState.MOVED})
MOVES = 3  # the same permanent redirect so many times in a row is believed (docs/engines.md)
WHOLE_EVERY = timedelta(
    days=1
)  # a key that came without a version lives three days until it is looked up again
QUIET_AFTER = timedelta(days=7)  # a feed that answers and brings nothing for a week deserves a look


def failed(record: FeedRecord, failure: Failed, feed: Feed, now: datetime, jitter: float) -> FeedRecord:
    """Return the record after a poll that gave nothing to read. Validators and body hash stay as they were."""
    failures = record.failures + 1
    wait = wait_after_failure(feed, failure.state, failures, failure.retry_after, jitter)
    return replace(
        record,
        state=failure.state,
        detail=failure.detail,
        last_attempt=now,
        failures=failures,
        next_due=now + timedelta(seconds=wait),
    )


def unchanged(
    record: FeedRecord, outcome: NotModified | Fetched, feed: Feed, now: datetime, jitter: float
) -> FeedRecord:
    """Return the record after a 304 or the same bytes again: new validators are kept, also from a 304."""
    wait = wait_after_success(feed, outcome.ask_again, jitter)
    return replace(
        record,
        validators=outcome.validators,
        state=_state(record, now),
        detail="",
        last_attempt=now,
        last_success=now,
        failures=0,
        next_due=now + timedelta(seconds=wait),
    )


def read(
    record: FeedRecord, fetched: Fetched, read: Read, feed: Feed, now: datetime, jitter: float
) -> FeedRecord:
    """Return the record after every entry of a new document is committed: now the validators may move."""
    reading = read.reading
    asked = max(filter(None, (fetched.ask_again, reading.ask_again)), default=None)
    due = now + timedelta(seconds=wait_after_success(feed, asked, jitter))
    return replace(
        record,
        validators=fetched.validators,
        body_hash=fetched.document.body_hash,
        state=_state(record, now),
        detail="; ".join(reading.warnings),
        last_attempt=now,
        last_success=now,
        next_due=outside_skipped_hours(due, reading.skip_hours, feed.every * HINT_LIMIT),
        failures=0,
        entries=len(read.items),
        title=reading.title,
        format=reading.format,
        asks=reading.ask_again,
        skip_hours=reading.skip_hours,
        held=0,
        **_moves(record, fetched.moved_to),
    )


def last_said(record: FeedRecord) -> Reading:
    """Return what the feed said of itself in the document that was read last, without its entries."""
    return Reading(record.format, (), title=record.title, ask_again=record.asks, skip_hours=record.skip_hours)


def seen_lately(seen: SeenItems, now: datetime) -> SeenItems:
    """Return what was seen, or nothing once a day: then all keys are looked up, and so live on with what they name."""
    return seen if seen.since is not None and now - seen.since < WHOLE_EVERY else SeenItems()


def seen_after(
    read: Read,
    known: SeenItems,
    shown: Sequence[Observation],
    recorded: Sequence[Recorded],
    now: datetime,
) -> SeenItems:
    """Return what is to be remembered of a document: the items whose stories are safe, those that were held left out.

    Args:
        read: the document.
        known: what was remembered of the last one.
        shown: its new entries, the oldest first.
        recorded: what became of each.
        now: aware UTC.
    """
    new = [item for item in read.items if item not in known.marks]
    safe = {
        item: one
        for item, one, outcome in zip(reversed(new), shown, recorded, strict=True)
        if outcome.outcome is not EntryOutcome.HELD
    }
    marks = {
        item: known.marks[item] if item in known.marks else _marks_of(safe[item])
        for item in read.items
        if item in known.marks or item in safe
    }
    return SeenItems(marks, known.since or now)


def _marks_of(shown: Observation) -> tuple[bytes, ...]:
    return tuple(key_mark(key) for key in identity_keys(shown.draft))


def hold_back(after: FeedRecord, before: FeedRecord) -> FeedRecord:
    """Return the record of a poll with a suspect entry: validators stay back so that the next poll sees it again."""
    return replace(
        after,
        validators=before.validators,
        body_hash=before.body_hash,
        held=before.held + 1,
        detail="an entry looks broken (much of its text is gone); asking again before believing it",
    )


def _moves(record: FeedRecord, moved_to: str | None) -> dict[str, Any]:
    """Count permanent redirects to one place; once believed, the feed is asked there and redirects no more."""
    if moved_to is None:
        return {} if record.moved_times >= MOVES else {"moved_to": "", "moved_times": 0}
    again = moved_to == record.moved_to
    return {"moved_to": moved_to, "moved_times": record.moved_times + 1 if again else 1}


def _state(record: FeedRecord, now: datetime) -> FeedState:
    if record.moved_times >= MOVES:
        return FeedState.MOVED
    newest = record.last_new or record.last_success
    return FeedState.QUIET if newest and now - newest > QUIET_AFTER and record.last_new else FeedState.OK
