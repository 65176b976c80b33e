from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.notify.retry_after import LONGEST, read_retry_after

NOW = datetime(2025, 3, 14, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Fri, 14 Mar 2025 06:01:30 GMT", 90.0),
        ("Friday, 14-Mar-25 06:01:30 GMT", 90.0),
        ("Fri Mar 14 06:01:30 2025", 90.0),
        ("Fri, 14 Mar 2025 05:00:00 GMT", 0.0),
        ("9" * 5_000, LONGEST),
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٣٠", None),
        ("Fri, 99 Foo 2025 25:61:61 GMT", None),
    ],
)
def test_seconds_and_dates_are_read_and_nothing_else(header: str | None, seconds: float | None) -> None:
    assert read_retry_after(header, NOW) == seconds


@given(st.text())
def test_no_text_raises(header: str) -> None:
    seconds = read_retry_after(header, NOW)
    assert seconds is None or 0 <= seconds <= LONGEST


@given(st.integers(0, 10**6))
def test_a_date_is_as_many_seconds_away_as_it_says(seconds: int) -> None:
    header = (NOW + timedelta(seconds=seconds)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert read_retry_after(header, NOW) == seconds
