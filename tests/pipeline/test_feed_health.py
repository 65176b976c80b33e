from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor.model.feed import (
    Document,
    Failed,
    Feed,
    FeedRecord,
    FeedState,
    Fetched,
    NotModified,
    Reading,
    Validators,
)
from monitor.pipeline import feed_health as health
from monitor.reader import Read

NOW = datetime(2025, 3, 14, 6, 0, tzinfo=UTC)
FEED = Feed(id="f", url="https://agency.example/f", agency="a", every=60.0)
OLD, NEW = Validators('"old"', "then"), Validators('"new"', "now")
RECORD = FeedRecord("f", OLD, "hash", FeedState.OK, last_success=NOW, last_new=NOW, entries=3)
READING = Read(Reading("rss", ()), ())


def fetched(moved_to: str | None = None) -> Fetched:
    return Fetched(Document(FEED.url, b"x", "", "new hash", NOW), NEW, None, moved_to)


def test_a_failure_leaves_validators_and_hash_as_they_were() -> None:
    after = health.failed(RECORD, Failed(FeedState.BLOCKED, "403"), FEED, NOW, 0)
    assert (after.validators, after.body_hash, after.failures) == (OLD, "hash", 1)
    assert (after.state, after.next_due) == (FeedState.BLOCKED, NOW + timedelta(seconds=60))


def test_a_success_after_failures_counts_from_nothing_again() -> None:
    ill = replace(RECORD, failures=5, state=FeedState.FAILING, detail="503")
    after = health.unchanged(ill, NotModified(NEW), FEED, NOW, 0)
    assert (after.failures, after.state, after.detail) == (0, FeedState.OK, "")


def test_a_304_moves_to_the_validators_it_brought() -> None:
    assert health.unchanged(RECORD, NotModified(NEW), FEED, NOW, 0).validators == NEW


def test_a_held_poll_keeps_the_validators_back_and_counts() -> None:
    after = health.read(RECORD, fetched(), READING, FEED, NOW, 0)
    held = health.hold_back(after, RECORD)
    assert (after.validators, after.body_hash, after.held) == (NEW, "new hash", 0)
    assert (held.validators, held.body_hash, held.held) == (OLD, "hash", 1)


def test_a_permanent_move_is_believed_after_three_in_a_row() -> None:
    record = RECORD
    for times in (1, 2, 3):
        record = health.read(record, fetched("https://new.example/f"), READING, FEED, NOW, 0)
        assert (record.moved_to, record.moved_times) == ("https://new.example/f", times)
    assert health.read(record, fetched(), READING, FEED, NOW, 0).state is FeedState.MOVED


def test_a_move_that_is_taken_back_is_forgotten() -> None:
    record = health.read(RECORD, fetched("https://new.example/f"), READING, FEED, NOW, 0)
    assert health.read(record, fetched(), READING, FEED, NOW, 0).moved_times == 0


def test_a_feed_that_answers_and_brings_nothing_for_a_week_is_quiet() -> None:
    later = NOW + timedelta(days=8)
    assert health.unchanged(RECORD, NotModified(OLD), FEED, later, 0).state is FeedState.QUIET
