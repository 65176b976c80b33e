"""A sentence as the facts in it: words in one canonical spelling, numbers with value and unit, dates.

Two spellings of the same fact have the same canonical form: nine and 9, 5 percent and 5 %, $2.4 million and
$2.4m, 10:40 p.m. and 10.40pm, "Mar. 14" and "14 March". What is left to differ is what changed.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from monitor.diff import vocabulary as words

COMMA_DECIMALS = words.word_set("de es fr it pt nl da sv no nb nn fi ru uk pl cs tr el ro bg hr sr id")
_SINGLE = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(
    rf"""
    (?P<time> \b\d{{1,2}}(?:[:.]\d\d)?\s?[ap]\.?m\b\.? | \b\d{{1,2}}:\d\d(?::\d\d)?\b )
  | (?P<number> (?:(?<![\w.)])[-\u2212+](?=\d))? \d+(?:[.,\u00a0\u202f]\d+)* )
  | (?P<initials> \b(?:[^\W\d_]\.){{2,}} )
  | (?P<word> [{_SINGLE}] | [^\W\d_{_SINGLE}]+(?:['\u2019\u02bc][^\W\d_{_SINGLE}]+)* | _ )
  | (?P<sign> [%$€£¥₽°] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?\s?([ap])?", re.IGNORECASE)
_ORDINAL = frozenset(("st", "nd", "rd", "th"))
_TO_LINK = re.compile(r"[\s\-\u00a0\u202f]*")
_OPENING = re.compile(r"[.!?:…]\s*[\"“\u2018«„(]*\s*$|^\s*[\"“\u2018«„(]*\s*$|[\"“«„]\s*$")
_DAY_DIGITS, _LAST_DAY, _YEAR_DIGITS = 2, 31, 4
_SHORT = 3  # letters of an abbreviation: "Mar", "Gen."
_GROUP = 3  # digits between thousands marks
_TEN, _THIRTY, _HUNDRED, _THOUSAND, _MILLION = 10, 30, 100, 1e3, 1e6
_YEARS = range(1900, 2100)


class Sort(Enum):
    """What a token is."""

    WORD = auto()
    NUMBER = auto()
    DATE = auto()
    NEGATION = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or date. `start` and `end` are code-point offsets into the sentence."""

    form: str  # canonical spelling: equal forms are the same fact
    start: int
    end: int
    sort: Sort = Sort.WORD
    capital: bool = False
    opening: bool = False  # opens a sentence or quotation, where a capital tells nothing


@dataclass(frozen=True, slots=True)
class _Raw:
    """A token as the expression found it."""

    group: str
    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.casefold()


@dataclass(frozen=True, slots=True)
class Language:
    """How a language writes numbers and says no."""

    negations: frozenset[str]
    comma: bool  # 5,3 is five point three and 5.300 five thousand three hundred
    english: bool


@lru_cache(maxsize=64)
def language_of(tag: str) -> Language:
    """The habits of a language by its BCP 47 tag; "" is taken for English."""
    base = tag[:2].lower()
    return Language(words.negations(tag), base in COMMA_DECIMALS, base in {"", "en"})


def tokens_of(text: str, language: Language) -> list[Token]:
    """The tokens of a sentence in reading order. Punctuation, quotes and case are gone; offsets are kept."""
    raws = [
        _Raw(str(found.lastgroup), found[0], found.start(), found.end()) for found in _TOKEN.finditer(text)
    ]
    found_: list[Token] = []
    at = 0
    while at < len(raws):
        token, at = _next(text, raws, at, language)
        found_ += token
    return found_


def _next(text: str, raws: Sequence[_Raw], at: int, language: Language) -> tuple[list[Token], int]:
    """The token or tokens that start at `at`, and where the next one starts."""
    raw = raws[at]
    if raw.group == "time":
        return [Token(_clock(raw.text), raw.start, raw.end, Sort.DATE)], at + 1
    if (date := _date(text, raws, at)) is not None:
        return date
    if (number := _number(text, raws, at, language)) is not None:
        return number
    return _word(text, raw, language), at + 1


def _clock(text: str) -> str:
    found = _CLOCK.match(text)
    if found is None:
        return text
    hour, half = int(found[1]), (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"time {hour}:{found[2] or '00'}"


def _joined(text: str, one: _Raw, other: _Raw) -> bool:
    """Whether nothing but white space or a hyphen stands between two tokens."""
    return _TO_LINK.fullmatch(text, one.end, other.start) is not None


# Dates


def _day(raw: _Raw) -> int | None:
    day = (
        int(raw.text)
        if raw.group == "number" and raw.text.isdecimal() and len(raw.text) <= _DAY_DIGITS
        else 0
    )
    return day if 0 < day <= _LAST_DAY else None


def _year(raw: _Raw) -> int | None:
    year = (
        int(raw.text)
        if raw.group == "number" and raw.text.isdecimal() and len(raw.text) == _YEAR_DIGITS
        else 0
    )
    return year if year in _YEARS else None


def _date(text: str, raws: Sequence[_Raw], at: int) -> tuple[list[Token], int] | None:
    """A date that starts here: "Mar. 14, 2025", "14 March", "March", "Friday", "in 2025"."""
    raw = raws[at]
    if raw.group == "word":
        if raw.lower in words.DAYS and (raw.lower != "morgen" or raw.text[0].isupper()):
            return [Token(raw.lower, raw.start, raw.end, Sort.DATE, capital=raw.text[0].isupper())], at + 1
        return _month_first(text, raws, at)
    if (day := _day(raw)) and at + 1 < len(raws) and (month := words.MONTHS.get(raws[at + 1].lower)):
        if text[raw.end : raws[at + 1].start].strip(" .\u00a0"):
            return None
        return _with_year(text, raws, at, at + 1, f"{month}-{day}")
    if _year(raw) and at and raws[at - 1].lower in words.BEFORE_YEAR:
        return [Token(raw.text, raw.start, raw.end, Sort.DATE)], at + 1
    return None


def _month_first(text: str, raws: Sequence[_Raw], at: int) -> tuple[list[Token], int] | None:
    raw = raws[at]
    month = words.MONTHS.get(raw.lower)
    if month is None:
        return None
    following = raws[at + 1] if at + 1 < len(raws) else None
    if following is not None and not text[raw.end : following.start].strip(" .\u00a0"):
        if day := _day(following):
            return _with_year(text, raws, at, at + 1, f"{month}-{day}")
        if _year(following):
            return [Token(f"{month} {following.text}", raw.start, following.end, Sort.DATE)], at + 2
    small = not raw.text[0].isupper()
    if raw.lower in words.AMBIGUOUS_MONTHS and (small or not at or _name_like(raws, at)):
        return None
    if len(raw.text) <= _SHORT and small:
        return None
    return [Token(f"month {month}", raw.start, raw.end, Sort.DATE, capital=True)], at + 1


def _name_like(raws: Sequence[_Raw], at: int) -> bool:
    """Whether the word before is a name's or title's capital ("Theresa May"): then this is no month."""
    return raws[at - 1].text[:1].isupper() and raws[at - 1].lower not in words.OPENERS


def _with_year(text: str, raws: Sequence[_Raw], first: int, last: int, form: str) -> tuple[list[Token], int]:
    following = raws[last + 1] if last + 1 < len(raws) else None
    start, end = raws[first].start, raws[last].end
    if following is not None and following.lower in _ORDINAL and following.start == end:
        last, end = last + 1, following.end
        following = raws[last + 1] if last + 1 < len(raws) else None
    if following is not None and _year(following) and not text[end : following.start].strip(" ,"):
        return [Token(f"{form}", start, end, Sort.DATE), _plain_year(following)], last + 2
    return [Token(form, start, end, Sort.DATE)], last + 1


def _plain_year(raw: _Raw) -> Token:
    return Token(raw.text, raw.start, raw.end, Sort.DATE)


# Numbers


def _number(text: str, raws: Sequence[_Raw], at: int, language: Language) -> tuple[list[Token], int] | None:
    """A number that starts here, with the scale, currency and unit that belong to it."""
    raw = raws[at]
    currency = ""
    first = at
    if raw.group == "sign" and raw.text in words.CURRENCY_SIGNS and at + 1 < len(raws):
        currency = words.UNITS[raw.text]
        at += 1
    value = _value(text, raws, at, language)
    if value is None:
        return None
    amount, last = value
    ordinal = ""
    if last + 1 < len(raws) and raws[last + 1].lower in _ORDINAL and raws[last + 1].start == raws[last].end:
        ordinal, last = "th", last + 1
    unit, last = _unit(text, raws, last)
    end = raws[last].end
    form = f"{amount:.12g}{ordinal} {currency or unit}".rstrip()
    return [Token(form, raws[first].start, end, Sort.NUMBER, capital=raws[first].text[0].isupper())], last + 1


def _value(text: str, raws: Sequence[_Raw], at: int, language: Language) -> tuple[float, int] | None:
    """The value that starts here, and its last token."""
    raw = raws[at]
    if raw.group == "number":
        return _scaled(text, raws, at, _digits(raw.text, language))
    if raw.group != "word":
        return None
    if raw.lower in words.ORDINALS and raw.lower != "second":
        return None
    return _spelt(text, raws, at, language)


def _digits(text: str, language: Language) -> float:
    """The value of digits with their separators. Groups of three after the thousands mark are thousands."""
    sign = -1.0 if text[0] in "-\u2212" else 1.0
    text = re.sub(r"[\u00a0\u202f]", "", text.lstrip("-\u2212+"))
    thousands, decimal = (".", ",") if language.comma else (",", ".")
    groups = text.split(thousands)
    if len(groups) > 1 and all(len(group.split(decimal)[0]) == _GROUP for group in groups[1:]):
        text = text.replace(thousands, "")
    text = text.replace(",", ".")
    whole, _, rest = text.partition(".")
    return sign * float(f"{whole[:300]}.{rest.replace('.', '')[:300] or 0}")


def _scaled(text: str, raws: Sequence[_Raw], at: int, value: float) -> tuple[float, int]:
    """Apply "million", "bn" and the like standing after digits."""
    last = at
    while last + 1 < len(raws) and _joined(text, raws[last], raws[last + 1]):
        lower = raws[last + 1].lower
        near = raws[last + 1].start - raws[last].end <= (0 if lower in {"m", "b", "k"} else 1)
        scale = words.LARGE.get(lower) or (words.SCALES.get(lower) if near else None)
        if scale is None or lower in words.ENGLISH_WORDS:
            break
        value, last = value * scale, last + 1
    return value, last


def _spelt(text: str, raws: Sequence[_Raw], at: int, language: Language) -> tuple[float, int] | None:
    """A number in words: "nine", "twenty-one", "two hundred and fifty thousand"."""
    total = current = 0.0
    last = link = -1
    while at < len(raws):
        raw = raws[at]
        if link >= 0 and not _joined(text, raws[link], raw):
            break
        lower = raw.lower
        known = lower not in words.ENGLISH_WORDS or not language.english
        if known and lower in words.SMALL:
            current += words.SMALL[lower]
        elif known and lower in words.LARGE and (last >= 0 or words.LARGE[lower] < _MILLION):
            scale = words.LARGE[lower]
            current = (current or 1.0) * scale
            if scale >= _THOUSAND:
                total, current = total + current, 0.0
        elif last >= 0 and lower in {"and", "y"} and _goes_on(text, raws, at):
            link, at = at, at + 1
            continue
        else:
            break
        last, link, at = at, at, at + 1
    return (total + current, last) if last >= 0 else None


def _goes_on(text: str, raws: Sequence[_Raw], at: int) -> bool:
    """Whether "and" stands inside a number: after a hundred or ten, before a smaller word."""
    if at + 1 >= len(raws) or not _joined(text, raws[at], raws[at + 1]):
        return False
    before = raws[at - 1].lower
    after = words.SMALL.get(raws[at + 1].lower)
    if raws[at].lower == "y":
        return after is not None and after < _TEN and words.SMALL.get(before, 0) >= _THIRTY
    return after is not None and words.LARGE.get(before, 0) >= _HUNDRED


def _unit(text: str, raws: Sequence[_Raw], last: int) -> tuple[str, int]:
    """The unit after a number, and its last token: "%", "per cent", "square miles" is a thing counted."""
    if last + 1 >= len(raws) or not _joined(text, raws[last], raws[last + 1]):
        return "", last
    lower = raws[last + 1].lower
    if (
        lower in {"per", "por", "pour"}
        and last + 2 < len(raws)
        and raws[last + 2].lower in {"cent", "ciento"}
    ):
        return "%", last + 2
    unit = words.UNITS.get(lower, "")
    return unit, last + 1 if unit else last


# Words


def _word(text: str, raw: _Raw, language: Language) -> list[Token]:
    lower = unicodedata.normalize("NFKC", raw.lower).replace("\u2019", "'").replace("\u02bc", "'")
    capital = raw.text[0].isupper()
    opening = (
        capital and _OPENING.search(text, max(0, raw.start - 6), raw.start) is not None and _opens(text, raw)
    )
    if raw.group == "initials":
        return [Token(lower.replace(".", ""), raw.start, raw.end, capital=capital, opening=opening)]
    if lower in words.ORDINALS and lower != "second":
        return [Token(f"{words.ORDINALS[lower]}th", raw.start, raw.end, Sort.NUMBER)]
    stem, _, tail = lower.partition("'")
    if tail == "t" and stem.endswith("n") and language.english:
        verb = {"ca": "can", "wo": "will", "sha": "shall"}.get(stem[:-1], stem[:-1])
        return [Token(verb, raw.start, raw.end), Token("not", raw.start, raw.end, Sort.NEGATION)]
    if lower == "cannot":
        return [Token("can", raw.start, raw.end), Token("not", raw.start, raw.end, Sort.NEGATION)]
    if tail in {"", "s"}:
        lower, end = stem, raw.start + len(stem) if len(stem) < len(raw.text) else raw.end
    else:
        end = raw.end
    numero = lower == "no" and text[end : end + 2] == ". " and text[end + 2 : end + 3].isdigit()
    sort = Sort.NEGATION if lower in language.negations and not numero else Sort.WORD
    return [Token(lower, raw.start, end, sort, capital, opening)]


def _opens(text: str, raw: _Raw) -> bool:
    """Whether the full stop before is a sentence's: not that of an abbreviation or initial ("Gen. X")."""
    before = text[: raw.start].rstrip(' "“\u2018«„(')
    if not before.endswith("."):
        return True
    last = before[:-1].rsplit(None, 1)[-1:] or [""]
    return len(last[0]) > _SHORT
