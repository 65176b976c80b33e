from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.cadence import (
    max_age,
    outside_skipped_hours,
    read_retry_after,
    wait_after_failure,
    wait_after_success,
)
from monitor.model.feed import Feed, FeedState

NOW = datetime(2025, 3, 14, 6, 0, tzinfo=UTC)
FEED = Feed(id="f", url="https://agency.example/f", agency="a", every=60.0)
chance = st.floats(0, 1)


@given(every=st.floats(1, 86400), asked=st.none() | st.floats(0, 1e9), jitter=chance)
def test_a_feed_that_answers_is_asked_no_sooner_than_wished_and_a_hint_never_takes_over(
    every: float, asked: float | None, jitter: float
) -> None:
    wait = wait_after_success(Feed(id="f", url="u", agency="a", every=every), asked, jitter)
    assert every <= wait <= every * 5 * 1.1 * (1 + 1e-9)


@given(
    state=st.sampled_from([FeedState.FAILING, FeedState.BLOCKED, FeedState.MALFORMED, FeedState.GONE]),
    failures=st.integers(1, 10_000),
    retry_after=st.none() | st.floats(0, 1e9),
    jitter=chance,
)
def test_never_earlier_than_retry_after_and_never_given_up(
    state: FeedState, failures: int, retry_after: float | None, jitter: float
) -> None:
    wait = wait_after_failure(FEED, state, failures, retry_after, jitter)
    assert wait <= 86_400 * 1.1
    if state is not FeedState.GONE:
        assert wait >= min(retry_after or 0, 86_400)
        assert wait >= FEED.every


def test_the_first_failures_are_asked_again_at_the_usual_pace_then_the_pace_halves() -> None:
    waits = [wait_after_failure(FEED, FeedState.FAILING, n, None, 0) for n in range(1, 10)]
    assert waits == [60, 60, 60, 120, 240, 480, 900, 900, 900]


def test_a_feed_that_is_gone_is_asked_once_a_day() -> None:
    assert wait_after_failure(FEED, FeedState.GONE, 1, None, 0) == 86_400


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("max-age=300", 300.0),
        ("public, Max-Age = 60", 60.0),
        ('private,max-age="15"', 15.0),
        ("s-maxage=9", None),
        ("no-cache", None),
        ("", None),
    ],
)
def test_max_age_is_read_as_caches_read_it(header: str, seconds: float | None) -> None:
    assert max_age(header) == seconds


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Fri, 14 Mar 2025 06:01:30 GMT", 90.0),
        ("Friday, 14-Mar-25 06:01:30 GMT", 90.0),
        ("Fri Mar 14 06:01:30 2025", 90.0),
        ("Fri, 14 Mar 2025 05:00:00 GMT", 0.0),
        ("9" * 5_000, 1e9),
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٣٠", None),
        ("Fri, 99 Foo 2025 25:61:61 GMT", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date_and_nothing_else(
    header: str | None, seconds: float | None
) -> None:
    assert read_retry_after(header, NOW) == seconds


@given(st.text())
def test_no_retry_after_breaks_the_reading(header: str) -> None:
    seconds = read_retry_after(header, NOW)
    assert seconds is None or 0 <= seconds <= 1e9


@given(st.integers(0, 10**6))
def test_a_date_is_as_many_seconds_away_as_it_says(seconds: int) -> None:
    header = (NOW + timedelta(seconds=seconds)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert read_retry_after(header, NOW) == seconds


def test_skipped_hours_put_a_poll_off_within_the_limit() -> None:
    due = datetime(2025, 3, 14, 3, 58, tzinfo=UTC)
    assert outside_skipped_hours(due, (3,), 3600) == datetime(2025, 3, 14, 4, 0, tzinfo=UTC)
    assert outside_skipped_hours(due, (3, 4, 5), 300) == datetime(2025, 3, 14, 4, 3, tzinfo=UTC)
    assert outside_skipped_hours(due, (), 3600) == due
