"""Which word of a name is the surname, and whose a lone surname in a text may be."""

import re

from monitor.match.fold import BREAK, fold_term
from monitor.match.names import (
    AMBIGUOUS,
    BEFORE_MONTHS,
    FAMILY_FIRST,
    GIVEN,
    MONTHS,
    NOT_NAMES,
    PARTICLES,
    PINYIN,
    PLACE_WORDS,
    SUFFIXES,
    TITLES,
)
from monitor.match.text import HEADLINE, StoryText

_PINYIN = re.compile(PINYIN)
_LAST_WORD = re.compile(r"\w*$")
_NEXT_WORD = re.compile(r" (\w+)")
_WORD_AFTER = re.compile(rf"(?:{BREAK}? )(\w+)")
Before = tuple[tuple[str, int], ...]
"""Folded words and where they start, nearest first."""

_REACH = 48  # characters looked at before a surname: two long words
_SHORTEST = 3  # letters of a lone surname, but for East Asian family names ("Xi")
_PAIR = 2  # words of the shortest full name
_LINE = 120  # characters looked at on either side, so that a page of capitals costs no more than a line
_SHOUTED = 0.8  # share of capitals among the letters that makes a line ALL-CAPS


def _family_first(words: list[str]) -> bool:
    """Whether a name is in East Asian order: Xi Jinping, Kim Jong-un, Yoon Suk Yeol."""
    if words[0].lower() not in FAMILY_FIRST or words[-1].lower() in GIVEN:
        return False
    hyphened = any("-" in word for word in words[1:])
    return hyphened or len(words) > _PAIR or _PINYIN.fullmatch(words[1].lower()) is not None


def surname_of(name: str) -> str:
    """Return the surname in a full name as it is written there, "" where none can be told.

    One-word names and names in scripts without spaces have none; particles belong to it ("von der Leyen");
    "Jr." does not.
    """
    words = name.replace(",", " ").split()
    if len(words) >= _PAIR and words[-1].rstrip(".").lower() in SUFFIXES:
        words.pop()
    if len(words) < _PAIR:
        return ""
    if _family_first(words):
        return words[0]
    at, last = len(words) - 1, words[-1]
    while at > 1 and words[at - 1].lower() in PARTICLES:
        at -= 1
    lower = last[0].islower()
    return "" if lower or len(last) < _SHORTEST else " ".join(words[at:])


def words_before(text: StoryText, start: int) -> Before:
    """Return up to three words that run up to a folded offset, nearest first, with where they start.

    The run ends at punctuation (but for the point of an initial or a title) and at a hyphen: in "Trump-Putin
    call" no word runs up to Putin.
    """
    found: list[tuple[str, int]] = []
    low = max(0, start - _REACH)
    for part in reversed(text.text[low:start].split(" ")[-4:-1]):
        if not text.surface(start - 1, start).isspace():
            break
        start -= len(part) + 1
        bare = part.removesuffix(BREAK)
        whole = bare.isalnum() and (bare == part or len(bare) == 1 or bare in TITLES)
        word = bare if whole else _LAST_WORD.search(part)[0]  # type: ignore[index] # matches always
        if word:
            found.append((word, start + len(part) - len(word) if not whole else start))
        if not whole:
            break
    return tuple(found)


def capitalised(text: StoryText, start: int) -> bool:
    """Whether the letter at a folded offset is a capital, or of a script that has none."""
    return not text.surface(start, start + 1).islower()


def own_first_name(text: StoryText, before: Before, firsts: frozenset[str]) -> int:
    """Return where the watched person's own first name begins before a surname, -1 if none stands there.

    Middle names and initials may stand between: "Donald J. Trump", "Vladimir Vladimirovich Putin".
    """
    for word, at in before:
        if not capitalised(text, at):
            return -1
        if word in firsts:
            return at
    return -1


def another_first_name(text: StoryText, before: Before, own: frozenset[str]) -> bool:
    """Whether a first name that is not the watched person's stands before a surname ("Mike Witkoff")."""
    if not before:
        return False
    word, at = before[0]
    if word in own or not capitalised(text, at) or len(word) == 1 or word in TITLES:
        return False
    if word in GIVEN:
        return True
    if word in NOT_NAMES or word.isdigit() or len(before) == 1:
        return False
    ahead, ahead_at = before[1]
    return not capitalised(text, ahead_at) and ahead not in PLACE_WORDS


def another_given_name(text: StoryText, end: int, own: frozenset[str]) -> bool:
    """Whether a given name that is not the watched person's follows a family name ("Kim Yo-jong").

    In a headline any word may be capitalised, so only what looks like an East Asian given name counts there.
    """
    after = _NEXT_WORD.match(text.text, end)
    if after is None or not capitalised(text, after.start(1)) or not text.surface(end, end + 1).isspace():
        return False
    word = after[1]
    if word in own or word in NOT_NAMES or word in TITLES:
        return False
    return not in_headline(text, end - 1) or _PINYIN.fullmatch(word) is not None


def is_relative(text: StoryText, end: int, name: str) -> bool:
    """Whether "Jr." or the like follows a name that has none in the watch."""
    word = _WORD_AFTER.match(text.text, end)
    return word is not None and word[1] in SUFFIXES and word[1] not in fold_term(name).split()


def is_month(text: StoryText, surname: str, before: Before, end: int) -> bool:
    """Whether a surname that is also a month means the month: beside a number, or after "in" and the like."""
    if surname not in MONTHS:
        return False
    after = _WORD_AFTER.match(text.text, end)
    beside = [before[0][0]] if before else []
    beside += [after[1]] if after else []
    return any(word[0].isdigit() for word in beside) or (bool(before) and before[0][0] in BEFORE_MONTHS)


def is_shouted(text: StoryText, surname: str, start: int) -> bool:
    """Whether an ambiguous surname stands in an ALL-CAPS line, where capitals say nothing."""
    if surname not in AMBIGUOUS or not text.surface(start, start + len(surname)).isupper():
        return False
    low, high = text.paragraph_bounds(start)
    line = text.surface(max(low, start - _LINE), min(high, start + _LINE))
    letters = [char for char in line if char.isalpha()]
    return sum(map(str.isupper, letters)) > _SHOUTED * len(letters)


def in_headline(text: StoryText, start: int) -> bool:
    """Whether a folded offset stands in the headline."""
    return text.paragraph_of(start) == HEADLINE
