"""Dates as feeds write them."""

from datetime import UTC, datetime, timedelta, timezone

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
        ("2025-03-14T09:30:00+01:00[Europe/Paris]", "2025-03-14T08:30:00"),
        ("20250314093000-0500", "2025-03-14T14:30:00"),
        ("1741944600", "2025-03-14T09:30:00"),
        ("1741944600000", "2025-03-14T09:30:00"),
        ("2025年3月14日 下午 2:30 UTC+8", "2025-03-14T06:30:00"),
        ("2025년 3월 14일 오후 2:30 KST", "2025-03-14T05:30:00"),
        ("14 марта 2025 г. в 10:30 МСК", "2025-03-14T07:30:00"),
        ("14 Şubat 2025, Cuma 10:30 +0300", "2025-02-14T07:30:00"),
        ("vendredi 14 mars 2025 à 10h30 CET", "2025-03-14T09:30:00"),
        ("14. März 2025, 10.30 Uhr MEZ", "2025-03-14T09:30:00"),
        ("2025. március 14. 10:30 CET", "2025-03-14T09:30:00"),
        ("14 de março de 2025 às 10:30 BRT", "2025-03-14T13:30:00"),
        ("14 مارس 2025 10:30 +0300", "2025-03-14T07:30:00"),
        ("١٤ مارس ٢٠٢٥ ١٠:٣٠ +0300", "2025-03-14T07:30:00"),
        ("Jumat, 14 Maret 2025 10:30 WIB", "2025-03-14T03:30:00"),
        ("14Mar2025 10:30 GMT", "2025-03-14T10:30:00"),
        ("Mar 14, 2025, 9:30 a.m. ET", "2025-03-14T13:30:00"),
        ("Fri, 14 Mar 2025 09:30:00 PT", "2025-03-14T16:30:00"),
        ("am 14. März 2025 12:30", "2025-03-14T12:30:00"),
        ("Sa., 15.03.2025 12:30", "2025-03-15T12:30:00"),
        ("14/03/2025 10:30", "2025-03-14T10:30:00"),
        ("03/14/2025 10:30", "2025-03-14T10:30:00"),
        ("Fri, 14 Mar 2025 09:30:00 GMT+0100 (Central European Standard Time)", "2025-03-14T08:30:00"),
    ],
)
def test_a_date_is_read_to_utc(text: str, expected: str) -> None:
    assert read_date(text) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "YYYYMMDD000000-HHMM", "yesterday", "1970-01-01T00:00:00Z", "2025-02-30", "Fri, 14 Mar 2025 25:61:00 GMT",
        "Fri, 14 Mar 2025 09:30:00 IST", "14 Foo 2025", "0001-01-01T00:00:00Z", "20250314T093000 QQQ",
        "Wed, 30 Nov -0001 00:00:00 +0000", "{{ item.date }}", "Invalid Date", "0000-00-00 00:00:00",
        "1403/12/24 10:30",
        "03/04/2025 10:30", "Fri, 14 Mar 2025 09:30:00 +2500", "Fri, 14 Mar 2025 09:30:00 +0175", "2025031409",
        "2025-03-14T09:30:00 Europe/Nowhere", "14 Mar 10:30", "Fri, 14 Mar 2025 09:30:00 AST",
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_trusted_is_absent_and_says_why(text: str) -> None:
    read = dated(text)
    assert read.when is None
    assert text in read.note


def test_a_time_without_zone_is_the_agencys() -> None:
    assert read_date("2025-07-01T12:00:00", "Europe/Rome") == datetime(2025, 7, 1, 10, tzinfo=UTC)
    assert read_date("2025-07-01T12:00:00Z", "Europe/Rome") == datetime(2025, 7, 1, 12, tzinfo=UTC)


def test_a_zone_several_places_share_is_the_agencys_when_its_clocks_go_by_it() -> None:
    text = "Fri, 14 Mar 2025 09:30:00 CST"
    assert read_date(text, "Asia/Shanghai") == datetime(2025, 3, 14, 1, 30, tzinfo=UTC)
    assert read_date(text, "Europe/Rome") == datetime(2025, 3, 14, 15, 30, tzinfo=UTC)
    ist = "Fri, 14 Mar 2025 09:30:00 IST"
    assert read_date(ist, "Asia/Kolkata") == datetime(2025, 3, 14, 4, 0, tzinfo=UTC)
    assert read_date(ist, "Europe/Rome") is None


@pytest.mark.parametrize("text", ["YYYYMMDD000000-HHMM", "${pubDate}", "%d %b %Y", "null"])
def test_a_template_left_in_the_field_is_called_one(text: str) -> None:
    assert "template" in dated(text).note


MONTHS = [
    *(("january", 1), ("Jan", 1), ("février", 2), ("März", 3), ("marzo", 3), ("abril", 4), ("maggio", 5)),
    *(
        ("июня", 6),
        ("lipca", 7),
        ("juillet", 7),
        ("augusti", 8),
        ("Eylül", 9),
        ("ottobre", 10),
        ("Oktober", 10),
    ),
    *(("ноября", 11), ("november", 11), ("dez", 12), ("décembre", 12), ("декабря", 12)),
]


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001 - Hypothesis wants naive bounds
    st.sampled_from(MONTHS),
    st.sampled_from(["", "Fri, ", "vendredi ", "пятница, ", "Cuma "]),
)
def test_a_month_in_any_of_the_languages_is_read(
    moment: datetime, month: tuple[str, int], weekday: str
) -> None:
    name, number = month
    expected = moment.replace(day=min(moment.day, 28), month=number, microsecond=0, tzinfo=UTC)
    text = f"{weekday}{expected.day} {name} {expected.year} {expected:%H:%M:%S} +0000"
    assert read_date(text) == expected


@given(st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1)), st.integers(-14 * 4, 14 * 4))  # noqa: DTZ001 - Hypothesis wants naive bounds
def test_an_offset_is_taken_off(moment: datetime, quarters: int) -> None:
    local = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=15 * quarters)))
    assert read_date(local.isoformat()) == local.astimezone(UTC)
    assert read_date(local.strftime("%Y%m%dT%H%M%S%z")) == local.astimezone(UTC)
    assert read_date(local.strftime("%d %b %Y %I:%M:%S %p %z")) == local.astimezone(UTC)


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
    when = read_date(text)
    assert when is None or when.utcoffset() == timedelta(0)
