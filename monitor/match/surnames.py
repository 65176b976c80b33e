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
_WORD_BEFORE = re.compile(rf"(?:^|[^\w])(\w+)({BREAK}?) $")
_WORD_AFTER = re.compile(rf"(?:{BREAK}? )(\w+)")
_REACH = 48  # characters looked at before a surname: two long words
_SHORTEST = 3  # letters of a lone surname, but for East Asian family names ("Xi")
_PAIR = 2  # words of the shortest full name
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


def words_before(text: StoryText, start: int) -> list[tuple[str, int]]:
    """Return up to three words that run up to a folded offset, nearest first, with where they start.

    The run ends at punctuation (but for the point of an initial) and at a hyphen: in "Trump-Putin call" no
    word runs up to Putin.
    """
    found: list[tuple[str, int]] = []
    while len(found) < 3:  # noqa: PLR2004 - a first name, a middle name and a word before
        if not text.surface(start - 1, start).isspace():
            break
        low = max(0, start - _REACH)
        word = _WORD_BEFORE.search(text.text[low:start])
        if word is None or (word[2] and len(word[1]) > 1 and word[1] not in TITLES):
            break
        start = low + word.start(1)
        found.append((word[1], start))
    return found


def capitalised(text: StoryText, start: int) -> bool:
    """Whether the letter at a folded offset is a capital, or of a script that has none."""
    return not text.surface(start, start + 1).islower()


def own_first_name(text: StoryText, start: int, firsts: frozenset[str]) -> int:
    """Return where the watched person's own first name begins before a surname, -1 if none stands there.

    Middle names and initials may stand between: "Donald J. Trump", "Vladimir Vladimirovich Putin".
    """
    for word, at in words_before(text, start):
        if not capitalised(text, at):
            return -1
        if word in firsts:
            return at
    return -1


def another_first_name(text: StoryText, start: int, own: frozenset[str]) -> bool:
    """Whether a first name that is not the watched person's stands before a surname ("Mike Witkoff")."""
    before = words_before(text, start)
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


def is_relative(text: StoryText, end: int, name: str) -> bool:
    """Whether "Jr." or the like follows a name that has none in the watch."""
    word = _WORD_AFTER.match(text.text, end)
    return word is not None and word[1] in SUFFIXES and word[1] not in fold_term(name).split()


def is_month(text: StoryText, surname: str, start: int, end: int) -> bool:
    """Whether a surname that is also a month means the month: beside a number, or after "in" and the like."""
    if surname not in MONTHS:
        return False
    before, after = words_before(text, start), _WORD_AFTER.match(text.text, end)
    beside = [before[0][0]] if before else []
    beside += [after[1]] if after else []
    return any(word[0].isdigit() for word in beside) or (bool(before) and before[0][0] in BEFORE_MONTHS)


def is_shouted(text: StoryText, surname: str, start: int) -> bool:
    """Whether an ambiguous surname stands in an ALL-CAPS line, where capitals say nothing."""
    if surname not in AMBIGUOUS:
        return False
    low, high = text.paragraph_bounds(start)
    letters = [char for char in text.surface(low, high) if char.isalpha()]
    return sum(map(str.isupper, letters)) > _SHOUTED * len(letters)


def in_headline(text: StoryText, start: int) -> bool:
    """Whether a folded offset stands in the headline."""
    return text.paragraph_of(start) == HEADLINE
