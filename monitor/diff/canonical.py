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
from typing import NamedTuple

from monitor.diff import vocabulary as words
from monitor.diff.dates import clock, date_at
from monitor.diff.numbers import number_at
from monitor.diff.raw import Raw, raws_of

COMMA_DECIMALS = words.word_set("de es fr it pt nl da sv no nb nn fi ru uk pl cs tr el ro bg hr sr id")
# Words that may begin a fact, or are not spelt as they count: all others go straight through.
_SPECIAL = frozenset(
    {
        *words.SMALL,
        *words.LARGE,
        *words.ORDINALS,
        *words.MONTHS,
        *words.DAYS,
        *words.UNITS,
        *words.IN_FULL,
        "no",
        "cannot",
        "us",
        "pm",
        "half",
    }
)
_OPENING = re.compile(r"[.!?:…\"“„«\u2018(]")
_CONTRACTED = {"ca": "can", "wo": "will", "sha": "shall"}
_SHORTENED = {"re": "are", "ve": "have", "ll": "will", "m": "am"}
_ABBREVIATED = 3  # letters: a full stop after "Gen" or "Mr" opens no sentence


class Sort(Enum):
    """What a token is."""

    WORD = auto()
    NUMBER = auto()
    DATE = auto()
    NEGATION = auto()


_WORD = Sort.WORD
_new = tuple.__new__  # a named tuple by its own name costs four times as much


class Token(NamedTuple):
    """A word, number or date. A tuple, for there are thousands of them.

    `form` is the canonical spelling: equal forms are the same fact. `start` and `end` are code-point offsets
    into the sentence. `opening`: it opens a sentence or quotation, where a capital tells nothing.
    """

    form: str
    start: int
    end: int
    sort: Sort = Sort.WORD
    capital: bool = False
    opening: bool = False


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


@lru_cache(maxsize=16384)  # a newsroom's daily words
def _is_plain(lower: str) -> bool:
    """Whether a word can begin no fact and is spelt as it counts."""
    return lower not in _SPECIAL and lower.isascii() and "'" not in lower


def tokens_of(text: str, language: Language) -> list[Token]:
    """The tokens of a sentence in reading order. Punctuation, quotes and case are gone; offsets are kept."""
    raws = raws_of(text)
    negations = language.negations
    found: list[Token] = []
    at, count = 0, len(raws)
    while at < count:
        raw = raws[at]
        group, word, lower, start, end = raw
        if group == "word" and lower not in negations and _is_plain(lower):
            capital = word != lower and word[0].isupper()
            found.append(_new(Token, (lower, start, end, _WORD, capital, capital and _opens(text, raws, at))))
            at += 1
            continue
        at = _take(text, raws, at, language, found)
    return found


def _take(text: str, raws: Sequence[Raw], at: int, language: Language, found: list[Token]) -> int:
    """Add the token or tokens that start at `at`; returns where the next one starts."""
    raw = raws[at]
    if raw.group == "time":
        found.append(Token(clock(raw.text), raw.start, raw.end, Sort.DATE))
        return at + 1
    if raw.text == "&":
        found.append(Token("and", raw.start, raw.end))
        return at + 1
    if raw.lower == "us" and raws[at + 1 : at + 2] and raws[at + 1][:2] == ("sign", "$"):
        return at + 1  # US$ is $
    capital = raw.text[0].isupper()
    if (date := date_at(text, raws, at)) is not None:
        found.append(Token(date[0], raw.start, raws[date[1]].end, Sort.DATE, capital))
        return date[1] + 1
    number = number_at(text, raws, at, comma=language.comma, english=language.english)
    if number is not None:
        found.append(Token(number[0], raw.start, raws[number[1]].end, Sort.NUMBER, capital))
        return number[1] + 1
    found += _word(text, raw, language, opening=capital and _opens(text, raws, at))
    return at + 1


def _word(text: str, raw: Raw, language: Language, *, opening: bool) -> list[Token]:
    lower = unicodedata.normalize("NFKC", raw.lower).replace("\u2019", "'").replace("\u02bc", "'")
    start, end, capital = raw.start, raw.end, raw.text[0].isupper()
    if raw.group == "initials":
        return [Token(lower.replace(".", ""), start, end, Sort.WORD, capital, opening)]
    if lower in words.ORDINALS and lower != "second":
        return [Token(f"{words.ORDINALS[lower]}th", start, end, Sort.NUMBER)]
    stem, _, tail = lower.partition("'")
    if lower == "cannot" or (tail == "t" and stem.endswith("n") and language.english):
        verb = "can" if lower == "cannot" else _CONTRACTED.get(stem[:-1], stem[:-1])
        return [Token(verb, start, end), Token("not", start, end, Sort.NEGATION)]
    if lower == "pm" and raw.text.isupper():
        return [Token("prime", start, end, Sort.WORD, capital, opening), Token("minister", start, end)]
    full = "is" if tail == "s" and stem in words.PRONOUNS else _SHORTENED.get(tail) if stem else None
    if full and language.english:
        return [Token(stem, start, end, Sort.WORD, capital, opening), Token(full, start, end)]
    if tail == "s":
        lower, end = stem, start + len(raw.text) - len("'s")
    numero = lower == "no" and text[end : end + 2] == ". " and text[end + 2 : end + 3].isdigit()
    sort = Sort.NEGATION if lower in language.negations and not numero else Sort.WORD
    return [Token(words.IN_FULL.get(lower, lower), start, end, sort, capital, opening)]


def _opens(text: str, raws: Sequence[Raw], at: int) -> bool:
    """Whether a token opens a sentence or quotation; a full stop of an abbreviation opens none ("Gen. X")."""
    if not at:
        return True
    before = raws[at - 1]
    if raws[at].start - before.end == 1:  # a space, as nearly always
        return False
    between = text[before.end : raws[at].start]
    if before.group == "initials" or (between[:1] == "." and len(before.text) <= _ABBREVIATED):
        return between.strip(" .") != ""
    return _OPENING.search(between) is not None
