"""Dates as feeds write them to aware UTC, or to nothing with the reason: never silently wrong.

feedparser reads EFE's `20170102T222800+0000` as midnight, "CEST" and "08:28:28 PM" hours off, and Korea Times'
`4:35:5 GMT+9` as nothing (WIRE.md fault 1). So the raw string is read here: the date, the time and the zone are
each found by its own pattern, and what remains must be words that say nothing (a weekday, "at").
"""
# ruff: noqa: RUF001 - the curly quotes and dashes of the wires are what is matched

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january janvier januar januari enero gennaio janeiro января ocak leden stycznia jan ene gen janv jän",
            (
                "february février fevrier februar februari febrero febbraio fevereiro февраля şubat únor lutego"
                " feb fev fév fevr févr"
            ),
            "march mars märz maart marzo março marco марта mart březen marca mar mär mrz maret mrt",
            "april avril abril aprile апреля nisan duben kwietnia apr avr abr",
            "may mai mei mayo maggio maio мая mayıs květen maja mag",
            "june juin juni junio giugno junho июня haziran červen czerwca jun giu",
            "july juillet juli julio luglio julho июля temmuz červenec lipca jul lug juil",
            "august août aout augustus agosto августа ağustos srpen sierpnia aug agustus ago agu aoû",
            "september septembre septiembre settembre setembro сентября eylül září września sep sept set",
            "october octobre oktober octubre ottobre outubro октября ekim říjen października oct okt ott out",
            "november novembre noviembre novembro ноября kasım listopad listopada nov noi",
            (
                "december décembre decembre dezember diciembre dicembre dezembro desember декабря aralık prosinec"
                " grudnia dec dez dic des déc"
            ),
        ),
        start=1,
    )
    for name in names.split()
}

_ZONES: Final = {
    "utc": 0, "gmt": 0, "z": 0, "ut": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "cest": 120, "mez": 60,
    "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "trt": 180, "est": -300, "edt": -240, "cst": -360,
    "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "et": None, "jst": 540, "kst": 540,
    "hkt": 480, "sgt": 480, "wib": 420, "aest": 600, "aedt": 660, "acst": 570, "awst": 480, "nzst": 720, "nzdt": 780,
    "brt": -180, "art": -180, "pkt": 300,
}  # fmt: skip
"""Zone names to minutes east of UTC (RFC 822 and common use). IST is left out: India, Ireland and Israel share it."""

_SILENT: Final = frozenset(
    [
        "at",
        "on",
        "um",
        "a",
        "las",
        "le",
        "la",
        "el",
        "den",
        "de",
        "of",
        "kl",
        "uhr",
        "h",
        "hrs",
        "mon",
        "monday",
        "tue",
        "tues",
        "tuesday",
        "wed",
        "wednesday",
        "thu",
        "thur",
        "thurs",
        "thursday",
        "fri",
        "friday",
        "sat",
        "saturday",
        "sun",
        "sunday",
        "lun",
        "lunes",
        "mar",
        "martes",
        "mié",
        "mie",
        "mier",
        "miércoles",
        "jue",
        "jueves",
        "vie",
        "viernes",
        "sáb",
        "sab",
        "sábado",
        "dom",
        "domingo",
        "lundi",
        "mardi",
        "mer",
        "mercredi",
        "jeu",
        "jeudi",
        "ven",
        "vendredi",
        "sam",
        "samedi",
        "dim",
        "dimanche",
        "mo",
        "di",
        "mi",
        "do",
        "fr",
        "sa",
        "so",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "пн",
        "вт",
        "ср",
        "чт",
        "пт",
        "сб",
        "вс",
        "st",
        "nd",
        "rd",
        "th",
    ]
)

_ISO: Final = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)|(?<!\d)(\d{4})(\d{2})(\d{2})(?=T|\D|$)")
_ISO_MONTH: Final = re.compile(r"^(\d{4})(?:-(\d{2}))?$")
_SLASHED: Final = re.compile(r"(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_DOTTED: Final = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_DAY_FIRST: Final = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|º|\.)?[\s-]+(?:de\s+)?([^\W\d_]{3,12})\.?,?[\s-]+(?:de\s+)?(\d{4}|\d{2})(?!\d)"
)
_MONTH_FIRST: Final = re.compile(r"([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_CTIME: Final = re.compile(
    r"([^\W\d_]{3})\s+(\d{1,2})\s+(\d{1,2}:\d{2}:\d{2})\s+(?:([A-Z]{3,4})\s+)?(\d{4})$"
)
_TIME: Final = re.compile(
    r"(?:(?<=[\sTt,])|^)(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?\s*([aApP]\.?[mM]\b\.?)?"
    r"|(?<=[Tt])(\d{2})(\d{2})(\d{2})?(?:[.,]\d+)?"
)
_OFFSET: Final = re.compile(r"(?:UTC|GMT|utc|gmt)?\s*([+\-−])(\d{1,2}):?(\d{2})?\s*$")
_AREA: Final = re.compile(r"\b([A-Z][A-Za-z]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)?)\b")
_NAME: Final = re.compile(r"\(?\b([A-Za-z]{1,4})\)?\s*$")
_LEAST_YEAR: Final = 1971  # the epoch itself is a template left empty, not a date
_LONGEST: Final = 120  # code points: no date is longer
_SKEW: Final = timedelta(minutes=5)  # clocks differ; more than this is the future


@dataclass(frozen=True, slots=True)
class Dated:
    """A date read: when (aware UTC), or None, and a note when it is absent, assumed or clamped."""

    when: datetime | None
    note: str = ""


def read_date(text: str, zone: str = "") -> datetime | None:
    """Return the moment a date string names, aware UTC, or None when it cannot be trusted.

    Args:
        text: The string as the feed gave it.
        zone: IANA zone for a time without one; UTC when "".
    """
    return dated(text, zone).when


def dated(text: str, zone: str = "", now: datetime | None = None) -> Dated:
    """Read a date and say what had to be assumed. With `now`, a date in the future is clamped to it."""
    given = " ".join(text[:_LONGEST].split())
    if not given:
        return Dated(None)
    try:
        when, assumed = _moment(given, zone)
    except (ValueError, OverflowError):
        return Dated(None, f"date not understood: {given[:80]!r}")
    if now is not None and when > now + _SKEW:
        return Dated(now, f"dated in the future: {given[:80]!r}")
    return Dated(when, assumed)


def _moment(text: str, zone: str) -> tuple[datetime, str]:
    (year, month, day), rest = _calendar(text)
    if not _LEAST_YEAR <= year <= 9000:  # noqa: PLR2004 - a year the wires can mean
        raise ValueError(text)
    hour, minute, second, rest = _clock_time(rest)
    offset, rest = _zone(rest)
    left = re.findall(r"\w+", rest)
    if any(word.casefold() not in _SILENT for word in left):
        raise ValueError(text)
    assumed = ""
    if offset is None:
        offset = ZoneInfo(zone) if zone else UTC
        assumed = "" if zone else f"no time zone given, read as UTC: {text[:80]!r}"
    local = datetime(year, month, day, tzinfo=offset) + timedelta(hours=hour, minutes=minute, seconds=second)
    return local.astimezone(UTC), assumed


def _calendar(text: str) -> tuple[tuple[int, int, int], str]:
    """Return (year, month, day) and the text without them."""
    if found := _ISO_MONTH.search(text):
        return (int(found[1]), int(found[2] or 1), 1), ""
    if found := _CTIME.search(text):
        rest = f"{text[: found.start()]} {found[3]} {found[4] or ''}"
        return (int(found[5]), _month(found[1]), int(found[2])), rest
    if found := _ISO.search(text) or _SLASHED.search(text):
        year, month, day = (int(part) for part in found.groups() if part)
    elif found := _DOTTED.search(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.search(text):
        day, month, year = int(found[1]), _month(found[2]), _full_year(found[3])
    elif found := _MONTH_FIRST.search(text):
        day, month, year = int(found[2]), _month(found[1]), int(found[3])
    else:
        raise ValueError(text)
    return (year, month, day), f"{text[: found.start()]} {text[found.end() :]}"


def _month(name: str) -> int:
    number = _MONTHS.get(name.casefold().rstrip("."))
    if number is None:
        raise ValueError(name)
    return number


def _full_year(text: str) -> int:
    """Return the year; two digits as RFC 5322 §4.3 reads them."""
    year = int(text)
    return year if year > 99 else year + (2000 if year < 50 else 1900)  # noqa: PLR2004 - the RFC's limits


def _clock_time(text: str) -> tuple[int, int, int, str]:
    found = _TIME.search(text)
    if not found:
        return 0, 0, 0, text
    hour, minute, second = (
        int(part or 0) for part in (found[1] or found[6], found[2] or found[7], found[3] or found[8])
    )
    half = (found[5] or "").casefold().replace(".", "")
    if half and hour <= 12:  # noqa: PLR2004 - "20:28 PM" happens: the hour already says it
        hour = hour % 12 + (12 if half == "pm" else 0)
    midnight = (hour, minute, second) == (24, 0, 0)  # ISO 8601: the end of the day
    if (hour > 23 and not midnight) or minute > 59 or second > 60:  # noqa: PLR2004 - a leap second may be written
        raise ValueError(text)
    return hour, minute, second, f"{text[: found.start()].rstrip('Tt')} {text[found.end() :]}"


def _zone(text: str) -> tuple[tzinfo | None, str]:
    """Return the zone a date names and the text without it; None when it names none."""
    if found := _AREA.search(text):
        try:
            return ZoneInfo(found[1]), f"{text[: found.start()]} {text[found.end() :]}"
        except ZoneInfoNotFoundError as error:
            raise ValueError(text) from error
    bare = re.sub(r"\([^()]*\)\s*$", "", text) if re.search(r"[+\-−]\d", text) else text
    if found := _OFFSET.search(bare):
        minutes = int(found[2]) * 60 + int(found[3] or 0)
        return timezone(timedelta(minutes=-minutes if found[1] != "+" else minutes)), bare[: found.start()]
    if (found := _NAME.search(text)) and found[1].casefold() not in _SILENT:
        minutes_east = _ZONES.get(found[1].casefold())
        if minutes_east is None:
            raise ValueError(text)
        return timezone(timedelta(minutes=minutes_east)), text[: found.start()]
    return None, text
