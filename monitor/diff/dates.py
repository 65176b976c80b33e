"""Dates and clock times as they stand in copy, brought to one spelling."""

import re
from collections.abc import Sequence

from monitor.diff import vocabulary as words
from monitor.diff.raw import Raw

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?\s?([ap])?", re.IGNORECASE)
_DAY_DIGITS, _LAST_DAY, _YEAR_DIGITS = 2, 31, 4
_SHORT = 3  # letters of an abbreviated month
_YEARS = range(1900, 2100)
ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))

Found = tuple[str, int]  # the canonical form, and the index of the last token it took


def clock(text: str) -> str:
    """A time of day as "time 22:40"."""
    found = _CLOCK.match(text)
    if found is None:
        return text
    hour, half = int(found[1]), (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"time {hour}:{found[2] or '00'}"


def date_at(text: str, raws: Sequence[Raw], at: int) -> Found | None:
    """The date that starts here: "Mar. 14, 2025", "14 March", "March", "Friday", "in 2025"; None when none does."""
    raw = raws[at]
    if raw.group == "word":
        if raw.lower in words.DAYS and (raw.lower != "morgen" or raw.text[0].isupper()):
            return raw.lower, at
        return _month_first(text, raws, at)
    after = (
        at
        + 1
        + (at + 1 < len(raws) and raws[at + 1].lower in ORDINAL_ENDINGS and raws[at + 1].start == raw.end)
    )
    if (
        (day := _day(raw))
        and (month := _month_at(raws, after))
        and _close(text, raws[after - 1], raws[after])
    ):
        return f"{month}-{day}", after
    if _year(raw) and at and (raws[at - 1].lower in words.BEFORE_YEAR or _after_date(text, raws, at)):
        return raw.text, at
    return None


def _month_at(raws: Sequence[Raw], at: int) -> int | None:
    return words.MONTHS.get(raws[at].lower) if at < len(raws) else None


def _close(text: str, one: Raw, other: Raw) -> bool:
    return not text[one.end : other.start].strip(" .\u00a0")


def _after_date(text: str, raws: Sequence[Raw], at: int) -> bool:
    """Whether a year stands right after a month or "March 14,"."""
    near = raws[max(0, at - 3) : at]
    return any(raw.lower in words.MONTHS for raw in near) and not text[
        raws[at - 1].end : raws[at].start
    ].strip(" ,.")


def _day(raw: Raw) -> int | None:
    day = (
        int(raw.text)
        if raw.group == "number" and raw.text.isdecimal() and len(raw.text) <= _DAY_DIGITS
        else 0
    )
    return day if 0 < day <= _LAST_DAY else None


def _year(raw: Raw) -> int | None:
    year = (
        int(raw.text)
        if raw.group == "number" and raw.text.isdecimal() and len(raw.text) == _YEAR_DIGITS
        else 0
    )
    return year if year in _YEARS else None


def _month_first(text: str, raws: Sequence[Raw], at: int) -> Found | None:
    raw = raws[at]
    month = words.MONTHS.get(raw.lower)
    if month is None:
        return None
    following = raws[at + 1] if at + 1 < len(raws) else None
    if following is not None and _close(text, raw, following) and (day := _day(following)):
        ending = (
            at + 2 < len(raws)
            and raws[at + 2].lower in ORDINAL_ENDINGS
            and raws[at + 2].start == following.end
        )
        return f"{month}-{day}", at + 1 + ending
    small = not raw.text[0].isupper()
    ambiguous = raw.lower in words.AMBIGUOUS_MONTHS and (small or not at or _name_like(raws, at))
    if ambiguous or raw.lower == "sept":  # seven in French; an English September has a day or is written out
        return None
    return None if small and len(raw.text) <= _SHORT else (f"month {month}", at)


def _name_like(raws: Sequence[Raw], at: int) -> bool:
    """Whether the word before is a name's or title's capital ("Theresa May"): then this is no month."""
    return raws[at - 1].text[:1].isupper() and raws[at - 1].lower not in words.OPENERS
