"""Dates as feeds write them to aware UTC, or to nothing with the reason: never silently wrong.

feedparser reads EFE's `20170102T222800+0000` as midnight, "CEST" and "08:28:28 PM" hours off, and Korea Times'
`4:35:5 GMT+9` as nothing (docs/wire.md fault 1). So the raw string is read here: the date, the time and the zone are
each found by its own pattern, and what remains must be words that say nothing (a weekday, "at").

A date of the future is clamped to the time of reading, its original kept in the note. The clamped date makes no
version (dates are in no content hash) and is not moved by later polls: the reader hands out the same draft while the
entry stays what it was, and a version keeps the draft it was made of.
"""
# ruff: noqa: RUF001 - the curly quotes and dashes of the wires are what is matched

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitor.wire.names import AREAS, HALVES, MONTHS, SILENT, ZONES

Day = tuple[int, int, int]
_WORD: Final = r"[^\W\d_]{2,15}"
_HAMZA: Final = "\u0654"  # Persian writes it above the last letter of some months, or does not
_EPOCH: Final = re.compile(r"1\d{9}(?:\d{3})?")  # seconds or milliseconds, 2001 to 2033
_RUN: Final = re.compile(r"^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?!\d)")
_ISO_MONTH: Final = re.compile(r"^(\d{4})(?:-(\d{2}))?$")
_CTIME: Final = re.compile(
    r"([^\W\d_]{3})\s+(\d{1,2})\s+(\d{1,2}:\d{2}:\d{2})\s+(?:([A-Z]{3,4})\s+)?(\d{4})$"
)
_TIME: Final = re.compile(
    r"(?:(?<=[\sTt,일日전후前後午])|^)(\d{1,2})(?::|\s?h\s?|時|时|點|点|시\s?)(\d{1,2})(?:(?::|분\s?|分)(\d{1,2})(?:[.,]\d{1,9})?)?[분秒초分]?"
    r"(?!\d|:)|(?<=[Tt])(\d{2})(\d{2})(\d{2})?(?:[.,]\d+)?"
)
_DOTTED_TIME: Final = re.compile(
    r"(?:(?<=kl\.\s)|(?<=kl\s)|(?<=klo\s))(\d{1,2})\.(\d{2})(?!\d)|(?<!\d)(\d{1,2})\.(\d{2})(?=\s*Uhr)"
)
_HALVES: Final = "|".join(sorted(map(re.escape, HALVES), key=len, reverse=True))
_HALF_AFTER: Final = re.compile(rf"\s?({_HALVES})\.?(?!\w)", re.IGNORECASE)
_HALF_BEFORE: Final = re.compile(r"(上午|午前|오전|下午|午後|오후|ÖÖ|ÖS)\s?$", re.IGNORECASE)
_OFFSET: Final = re.compile(r"(?:\(?\b(?:UTC|GMT)\s?)?([+\-−])(\d{1,2}):?(\d{2})?\)?\s*$", re.IGNORECASE)
_AREA: Final = re.compile(r"[\[(]?\b([A-Z][A-Za-z]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)?)\b[\])]?")
_NAME: Final = re.compile(r"\(?\b([^\W\d_]{1,4})\)?\s*$")
_COMMENT: Final = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
_TEMPLATE: Final = re.compile(
    r"[{}<>%$]|\b(?:YYYY|yyyy|HH:?mm|HHMM|MM|DD)|invalid|\bnan\b|null|none|undefined", re.IGNORECASE
)
_LEAST_YEAR: Final = 1971  # the epoch itself is a template left empty, not a date
_MOST_YEAR: Final = 9000
_LONGEST: Final = 120  # code points: no date is longer
_SKEW: Final = timedelta(minutes=5)  # clocks differ; more than this is the future
_FARTHEST: Final = 14 * 60  # minutes: no zone is farther from UTC (Kiribati)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date read: when (aware UTC), or None, and a note when it is absent, assumed or clamped."""

    when: datetime | None
    note: str = ""


class _UntrustedError(ValueError):
    """The string cannot be trusted; the message says why."""


def read_date(text: str, zone: str = "") -> datetime | None:
    """Return the moment a date string names, aware UTC, or None when it cannot be trusted.

    Args:
        text: The string as the feed gave it.
        zone: IANA zone for a time without one; UTC when "".
    """
    return dated(text, zone).when


def dated(text: str, zone: str = "", now: datetime | None = None) -> Dated:
    """Read a date and say what had to be assumed. With `now`, a date in the future is clamped to it."""
    given = " ".join(text[:_LONGEST].replace(_HAMZA, "").split())
    if not given:
        return Dated(None)
    try:
        when, assumed = _moment(given, zone)
    except _UntrustedError as error:
        return Dated(None, f"{error}: {given[:80]!r}")
    except (ValueError, OverflowError):
        why = "a template was left in the date" if _TEMPLATE.search(given) else "date not understood"
        return Dated(None, f"{why}: {given[:80]!r}")
    if now is not None and when > now + _SKEW:
        return Dated(now, f"dated in the future: {given[:80]!r}")
    return Dated(when, f"{assumed}: {given[:80]!r}" if assumed else "")


def _moment(text: str, zone: str) -> tuple[datetime, str]:
    """Return the moment and what was assumed."""
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC), ""
    (year, month, day), rest = _calendar(text)
    if not _LEAST_YEAR <= year <= _MOST_YEAR:
        raise _UntrustedError("no date of news, a template's or another calendar's")
    hour, minute, second, rest = _clock_time(rest)
    offset, rest = _zone(rest, zone, datetime(year, month, day, min(hour, 23)))  # noqa: DTZ001 - its zone is what is asked
    if any(word.casefold() not in SILENT for word in re.findall(r"[\w'ʼ]+", rest)):
        raise ValueError(text)
    assumed = "" if zone or offset else "no time zone given, read as UTC"
    if offset is None:
        offset = ZoneInfo(zone) if zone else UTC
    local = datetime(year, month, day, tzinfo=offset) + timedelta(hours=hour, minutes=minute, seconds=second)
    return local.astimezone(UTC), assumed


def _numbers(*order: int) -> Callable[[re.Match[str]], Day]:
    def day_of(found: re.Match[str]) -> Day:
        year, month, day = (int(found[group]) for group in order)
        return year, month, day

    return day_of


def _either_first(found: re.Match[str]) -> Day:
    """Day and month in slashes: told apart only when one of them is no month."""
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    if first > 12 >= second or first == second:  # noqa: PLR2004 - months in a year
        return year, second, first
    if second > 12 >= first:  # noqa: PLR2004 - the same
        return year, first, second
    raise _UntrustedError("day and month cannot be told apart")


_CALENDARS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Day]], ...]] = (
    (re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)"), _numbers(1, 2, 3)),
    (re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)"), _numbers(1, 2, 3)),
    (re.compile(r"(?<!\d)(\d{4})[/.]\s?(\d{1,2})[/.]\s?(\d{1,2})\.?(?!\d)"), _numbers(1, 2, 3)),
    (re.compile(r"(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?(?=[日일])"), _numbers(1, 2, 3)),
    (re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)"), _numbers(3, 2, 1)),
    (re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)"), _either_first),
    (
        re.compile(
            rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?[\s-]*(?:(?:de|of)\s|d['’]\s?)?({_WORD})\.?,?(?:[\s-]+|(?=\d{{4}}))(?:(?:de|del)\s+)?"
            r"(\d{4}|\d{2})(?!\d|:)"
        ),
        lambda found: (_full_year(found[3]), _month(found[2]), int(found[1])),
    ),
    (
        re.compile(rf"({_WORD})\.?\s+(\d{{1,2}})(?:st|nd|rd|th|\.)?,?\s+(\d{{4}})(?!\d)"),
        lambda found: (int(found[3]), _month(found[1]), int(found[2])),
    ),
    (
        re.compile(rf"(?<!\d)(\d{{4}})\.?,?\s+({_WORD})\.?\s+(\d{{1,2}})\.?(?![\d:])"),
        lambda found: (int(found[1]), _month(found[2]), int(found[3])),
    ),
)
"""The forms of a day, surest first, and how each is read."""


def _calendar(text: str) -> tuple[Day, str]:
    """Return (year, month, day) and the text without them."""
    if found := _ISO_MONTH.search(text):
        return (int(found[1]), int(found[2] or 1), 1), ""
    if found := _RUN.search(text):
        rest = f" {found[4]}:{found[5]}:{found[6] or '00'} {text[found.end() :]}"
        return (int(found[1]), int(found[2]), int(found[3])), rest
    if found := _CTIME.search(text):
        rest = f"{text[: found.start()]} {found[3]} {found[4] or ''}"
        return (int(found[5]), _month(found[1]), int(found[2])), rest
    for pattern, day_of in _CALENDARS:
        if (found := pattern.search(text)) and (pattern.groups < 3 or _is_named(found)):  # noqa: PLR2004 - year, month, day
            return day_of(found), f"{text[: found.start()]} {text[found.end() :]}"
    raise ValueError(text)


def _is_named(found: re.Match[str]) -> bool:
    """Tell whether the words a form took for a month are one: "at 9 on Friday 25" has none."""
    return all(_month_number(part) for part in found.groups() if part[:1].isalpha())


def _month_number(name: str) -> int | None:
    """Return 1…12. Turkish capitals fold to a dotted i that its own small letters do not have."""
    folded = name.casefold().rstrip(".").replace("i̇", "i")
    return MONTHS.get(folded)


def _month(name: str) -> int:
    number = _month_number(name)
    if number is None:
        raise ValueError(name)
    return number


def _full_year(text: str) -> int:
    """Return the year; two digits as RFC 5322 §4.3 reads them."""
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year < 50 else 1900)  # noqa: PLR2004 - the RFC's limits


def _clock_time(text: str) -> tuple[int, int, int, str]:
    """Return hour, minute, second and the text without them; midnight when it has none."""
    found = _TIME.search(text) or _DOTTED_TIME.search(text)
    if not found:
        return 0, 0, 0, text
    before, after = text[: found.start()].rstrip("Tt"), text[found.end() :]
    half = _HALF_AFTER.match(after) or _HALF_BEFORE.search(before)
    if half:
        before, after = before.removesuffix(half[0]), after.removeprefix(half[0])
    parts = [int(part) for part in found.groups() if part]
    hour, minute, second = (*parts, 0, 0)[:3]
    if half and hour <= 12:  # noqa: PLR2004 - "20:28 PM" happens: the hour already says it
        hour = hour % 12 + HALVES[half[1].casefold().rstrip(".")]
    midnight = (hour, minute, second) == (24, 0, 0)  # ISO 8601: the end of the day
    if (hour > 23 and not midnight) or minute > 59 or second > 60:  # noqa: PLR2004 - a leap second may be written
        raise ValueError(text)
    return hour, minute, second, f"{before} {after}"


def _zone(text: str, own: str, local: datetime) -> tuple[tzinfo | None, str]:
    """Return the zone a date names and the text without it; None when it names none."""
    bare = _COMMENT.sub("", text) if re.search(r"[+\-−]\d", text) else text
    if found := _OFFSET.search(bare) or _OFFSET.search(text):
        rest = bare if found.string is bare else text
        return _offset(found), rest[: found.start()]
    if found := _AREA.search(text):
        try:
            return ZoneInfo(found[1]), f"{text[: found.start()]} {text[found.end() :]}"
        except ZoneInfoNotFoundError as error:
            raise _UntrustedError("a time zone nobody knows") from error
    if (found := _NAME.search(text)) and (_is_zone(found[1]) or found[1].casefold() not in SILENT):
        return _named(found[1].casefold(), own, local), text[: found.start()]
    return None, text


def _is_zone(name: str) -> bool:
    """Tell whether a word is written as a zone: "PT" is one, "pt" the Polish Friday."""
    return name.isupper() and (name.casefold() in ZONES or name.casefold() in AREAS)


def _offset(found: re.Match[str]) -> tzinfo:
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    if minutes > _FARTHEST or int(found[3] or 0) > 59:  # noqa: PLR2004 - minutes in an hour
        raise _UntrustedError("no place is that far from UTC")
    return timezone(timedelta(minutes=minutes if found[1] == "+" else -minutes))


def _named(name: str, own: str, local: datetime) -> tzinfo:
    """Return the zone of a name: the agency's own when its clocks go by it ("CST" of Shanghai), else the table's."""
    if own:
        zone = ZoneInfo(own)
        if (local.replace(tzinfo=zone).tzname() or "").casefold() == name:
            return zone
    if name in AREAS:
        return AREAS[name]
    if name not in ZONES:
        raise _UntrustedError("a time zone nobody knows, or that several places share")
    return timezone(timedelta(minutes=ZONES[name]))
