"""Dates as feeds write them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.wire.dates import dated, read_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fri, 14 Mar 2025 09:30:00 GMT", "2025-03-14T09:30:00"),
        ("Fri, 14 Mar 2025 09:30:00 +0100", "2025-03-14T08:30:00"),
        ("14 Mar 25 09:30 EST", "2025-03-14T14:30:00"),
        ("Fri, 14 Mar 2025 09:30:00 CEST", "2025-03-14T07:30:00"),
        ("Fri, 14 Mar 2025 08:28:28 PM", "2025-03-14T20:28:28"),
        ("Fri, 14 Mar 2025 12:05 am UTC", "2025-03-14T00:05:00"),
        ("Thu,28 Jul 2022 4:35:5 GMT+9", "2022-07-27T19:35:05"),
        ("2025-03-14T09:30:00Z", "2025-03-14T09:30:00"),
        ("2025-03-14T09:30:00.123456+02:00", "2025-03-14T07:30:00"),
        ("20170102T222800+0000", "2017-01-02T22:28:00"),
        ("20250314T093000Z", "2025-03-14T09:30:00"),
        ("2025-03-14 09:30", "2025-03-14T09:30:00"),
        ("2025-03-14", "2025-03-14T00:00:00"),
        ("2025/03/14 09:30:00 -0500", "2025-03-14T14:30:00"),
        ("14.03.2025 09:30", "2025-03-14T09:30:00"),
        ("March 14, 2025 9:30 AM EDT", "2025-03-14T13:30:00"),
        ("5 Agustus 2019", "2019-08-05T00:00:00"),
        ("mié, 08 may 2024 10:00:00 +0200", "2024-05-08T08:00:00"),
        ("14 de marzo de 2025 10:00 CET", "2025-03-14T09:00:00"),
        ("Fri Mar 14 09:30:00 2025", "2025-03-14T09:30:00"),
        ("Fri Mar 14 09:30:00 UTC 2025", "2025-03-14T09:30:00"),
        ("2025-03-14T09:30:00 America/New_York", "2025-03-14T13:30:00"),
        ("Fri, 14 Mar 2025 09:30:00 +0100 (CET)", "2025-03-14T08:30:00"),
        ("2025-03-14T24:00:00Z", "2025-03-15T00:00:00"),
    ],
)
def test_a_date_is_read_to_utc(text: str, expected: str) -> None:
    assert read_date(text) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "YYYYMMDD000000-HHMM", "yesterday", "1970-01-01T00:00:00Z", "2025-02-30", "Fri, 14 Mar 2025 25:61:00 GMT",
        "Fri, 14 Mar 2025 09:30:00 IST", "14 Foo 2025", "0001-01-01T00:00:00Z", "20250314T093000 QQQ",
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_trusted_is_absent_and_says_why(text: str) -> None:
    read = dated(text)
    assert read.when is None
    assert text in read.note


def test_a_time_without_zone_is_the_agencys() -> None:
    assert read_date("2025-07-01T12:00:00", "Europe/Rome") == datetime(2025, 7, 1, 10, tzinfo=UTC)
    assert read_date("2025-07-01T12:00:00Z", "Europe/Rome") == datetime(2025, 7, 1, 12, tzinfo=UTC)


def test_an_unknown_zone_is_assumed_utc_and_said() -> None:
    assert "no time zone" in dated("2025-07-01T12:00:00").note
    assert dated("2025-07-01T12:00:00Z").note == ""


def test_a_future_date_is_clamped_and_the_original_kept() -> None:
    now = datetime(2025, 3, 14, 10, 0, tzinfo=UTC)
    ahead = "2025-03-14T10:40:00Z"
    assert dated(ahead, now=now).when == now
    assert ahead in dated(ahead, now=now).note
    slightly = now + timedelta(minutes=3)
    assert dated(slightly.isoformat(), now=now).when == slightly


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - Hypothesis wants naive bounds
def test_what_we_write_we_read(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    assert read_date(whole.isoformat()) == whole
    assert read_date(whole.strftime("%a, %d %b %Y %H:%M:%S GMT")) == whole
    assert read_date(whole.strftime("%B %d, %Y %I:%M:%S %p UTC")) == whole


@given(st.text(max_size=60), st.sampled_from(["", "Europe/Madrid"]))
def test_any_text_is_a_date_or_none(text: str, zone: str) -> None:
    read = read_date(text, zone)
    assert read is None or read.utcoffset() == timedelta(0)


@given(
    st.from_regex(
        r"\A[A-Za-z]{0,4},? ?[0-9]{1,4}[-/. ][A-Za-z0-9]{1,4}[-/. ][0-9]{1,5}[T ][0-9:]{0,9} ?[+A-Z]{0,4}[0-9:]{0,6}\Z"
    )
)
def test_date_like_text_raises_nothing(text: str) -> None:
    read_date(text)
