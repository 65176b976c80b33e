"""Whose a surname in a text is: what stands before it and after it."""

import re

from monitor.match.data.name_words import (
    AMBIGUOUS,
    ARTICLES,
    BEFORE_MONTHS,
    BEFORE_NOUNS,
    BEFORE_THINGS,
    MIDDLE,
    MONTHS,
    NOT_NAMES,
    PARTICLES,
    PINYIN,
    PLACE_WORDS,
    POINTED,
    PRONOUNS,
    SUFFIXES,
    THINGS,
    THINGS_IN_CAPITALS,
    TITLE_ENDINGS,
    TITLES,
)
from monitor.match.fold import BREAK, EAST, SEPARATOR
from monitor.match.person.given import DECLINED, GIVEN
from monitor.match.person.kin import Kin
from monitor.match.text import HEADLINE, StoryText

_KANA = re.compile(r"[\u30a1-\u30fa\u30fc]")
_PINYIN = re.compile(PINYIN)
_MIDDLE = re.compile(MIDDLE)
_ARTICLE = re.compile(r"\b\w{2,3} $")
_HALF = re.compile(r"\w+$")
_PAIR = 2
_TIMES = frozenset(
    {"yesterday", "today", "tomorrow", "meanwhile", "when", "while", "after", "before", "but", "and"}
)
_GREEK_ARTICLES = frozenset("ηο")
_LAST_WORD = re.compile(r"\w*$")
_NEXT_WORD = re.compile(r" (\w+)")
_WORD_AFTER = re.compile(rf"(?:{BREAK}? )(\w+)")
_TWO_BEFORE = re.compile(r"(?:(?<!\w)(\w+) )?(?<!\w)(\w+) $")
_TWO_AFTER = re.compile(r" (\w+)(?: (\w+))?")
Before = tuple[tuple[str, int], ...]
"""Folded words and where they start, nearest first."""

_REACH = 48  # characters looked at before a surname: two long words
_LINE = 120  # characters looked at on either side, so that a page of capitals costs no more than a line
_SHOUTED = 0.8  # share of capitals among the letters that makes a line ALL-CAPS
_CAPITALS = 2  # letters of the shortest surname that can be told to be in capitals
_ACRONYM = 5  # letters of the longest acronym that may look like a surname in capitals
_LONG = 4  # letters of a surname behind an initial: "S. Witkoff", not "K. Li"


def words_before(text: StoryText, start: int) -> Before:
    """Return up to three words that run up to a folded offset, nearest first, with where they start.

    The run ends at punctuation (but for the point of an initial or a title) and at a hyphen: in "Trump-Putin
    call" no word runs up to Putin. Initials with points are one word ("J.D.").
    """
    found: list[tuple[str, int]] = []
    low = max(start - _REACH, text.text.rfind(SEPARATOR, 0, start) + 1)
    for part in reversed(text.text[low:start].split(" ")[-4:-1]):
        if not text.char(start - 1).isspace():
            break
        start -= len(part) + 1
        bare = part.removesuffix(BREAK)
        initials = bare.replace(BREAK, "") if bare != part and len(bare) == bare.count(BREAK) * 2 + 1 else ""
        whole = bare.isalnum() and (bare == part or len(bare) == 1 or bare in TITLES)
        word = initials or (bare if whole else _LAST_WORD.search(part)[0])  # type: ignore[index] # matches always
        if word:
            at = start if whole or initials else start + len(part) - len(word)
            found.append((word, at))
        if not (whole or initials):
            break
    return tuple(found)


def with_article(text: StoryText, start: int) -> int:
    """Return where the Arabic article before a surname begins (al-Sharaa); `start` where there is none."""
    if text.text[start - 1] != " ":
        return start
    found = _ARTICLE.search(text.text, max(0, start - _LONG), start)
    return found.start() if found and found[0][:-1] in ARTICLES else start


def capitalised(text: StoryText, start: int) -> bool:
    """Whether the letter at a folded offset is a capital, or of a script that has none."""
    return not text.char(start).islower()


def own_before(text: StoryText, surname: str, start: int, before: Before, kin: Kin) -> int:
    """Return where the watched person's own given name begins before a surname, -1 if none stands there.

    Middle names and initials may stand between ("Donald J. Trump", "Vladimir Vladimirovich Putin"); a given
    name may be an initial itself ("S. Witkoff").
    """
    if surname in kin.leading:
        return _own_joined(text, start, kin)
    unknown, initial = 0, -1
    for place, (word, at) in enumerate(before):
        if not capitalised(text, at):
            if word in kin.middles:
                continue
            break
        if kin.is_first(word, text):
            return at
        if (
            len(word) == 1 or text.text[at + 1] == BREAK
        ):  # "S. Witkoff", and the "J.D." of "J.D. Vance" in one
            initial = _initial(text, before[place:], surname, kin, initial)
            continue
        if word in NOT_NAMES or word in TITLES:
            break
        unknown += not (word in PARTICLES or word in GIVEN or word in kin.middles or _MIDDLE.search(word))
        if unknown and unknown > (not in_headline(text, at)):
            break
    return initial


def _initial(text: StoryText, before: Before, surname: str, kin: Kin, known: int) -> int:
    """Return where the person's initials begin, when the nearest word before is one: "S. Witkoff", "J. D. Vance".

    A letter that is also a word ("A Costa Rica") is an initial only with its point.
    """
    word, at = before[0]
    ahead, ahead_at = before[1] if len(before) > 1 else ("", -1)
    if ahead + word in kin.firsts:
        return ahead_at
    if word[0] not in kin.initials or len(surname) < _LONG:
        return known
    return at if word not in NOT_NAMES or _pointed(text, at) else known


def _own_joined(text: StoryText, start: int, kin: Kin) -> int:
    """Return where given names that follow the family name elsewhere stand before it: "Jong-un Kim"."""
    found = _TWO_BEFORE.search(text.text, max(0, start - _REACH), start)
    if found is None:
        return -1
    first, second = found[1] or "", found[2]
    if first and first + second in kin.joined:
        return found.start(1)
    return found.start(2) if second in kin.joined else -1


def own_after(text: StoryText, surname: str, end: int, kin: Kin) -> int:
    """Return where the watched person's own given name ends behind a surname, -1 if none stands there.

    Hungarian and East Asian order, and lists: "Orbán Viktor", "Kim Jong Un", "Abe Shinzo".
    """
    if text.text[end] != " " or not capitalised(text, end + 1):
        return -1
    after = _TWO_AFTER.match(text.text, end)
    if after is None or _hyphened(text, end):
        return -1
    first, second = after[1], after[2] or ""
    if surname in kin.leading:
        if first in kin.joined:
            return after.end(1)
        return after.end(2) if second and first + second in kin.joined else -1
    return after.end(1) if len(first) > 1 and kin.is_first(first, text) else -1


def _hyphened(text: StoryText, at: int) -> bool:
    return not text.char(at).isspace()


def _joined_before(text: StoryText, start: int) -> int:
    """Return where a katakana or Han name begins that a point joins to a surname: ポール・ルビオ. -1 if none does."""
    if text.text[start] < EAST or text.text[start - 1] != " " or text.char(start - 1).isspace():
        return -1
    kana = bool(_KANA.match(text.text[start]))
    at = start - 1
    while at > 0 and bool(_KANA.match(text.text[at - 1])) is kana and text.text[at - 1] >= EAST:
        at -= 1
    return at if start - 1 - at > 1 else -1


def another_before(text: StoryText, start: int, before: Before, kin: Kin) -> int:
    """Return where a given name that is not the watched person's begins before a surname, -1 if none does."""
    if not before:
        return _joined_before(text, start)
    word, at = before[0]
    if not capitalised(text, at) or word in TITLES or word in kin.joined or kin.is_first(word, text):
        return -1
    if len(word) == 1 or _pointed(text, at):  # M. is a Frenchman's title
        another = word[0] not in kin.initials and word != "m" and _pointed(text, at)
    else:
        unknown = not (word in NOT_NAMES or word.isdigit())
        another = unknown and (word in DECLINED or _inside_sentence(text, before))
        another = another and not word.endswith(TITLE_ENDINGS)
    return at if another else -1


def _inside_sentence(text: StoryText, before: Before) -> bool:
    """Whether the nearest word before stands inside a sentence, so that its capital makes it a name."""
    if len(before) > 1:
        ahead, ahead_at = before[1]
        if ahead in PLACE_WORDS or ahead in BEFORE_NOUNS:
            return False
        if not capitalised(text, ahead_at) or ahead in _GREEK_ARTICLES:
            return True
        # "Yesterday Zorbo Adler", but not in a headline, where every word may have a capital
        first = len(before) == _PAIR and text.char(ahead_at).isupper()
        return first and not in_headline(text, ahead_at) and ahead not in NOT_NAMES.difference(_TIMES)
    if not text.char(before[0][1]).isupper():
        return False  # in scripts without capitals it may be a verb: ולדברי מקרון
    at = before[0][1] - 1
    if text.text[at] == " " and not text.char(at).isspace():  # the second half of "Jean-Zorbo"
        half = _HALF.search(text.text, max(0, at - _REACH), at)
        return half is not None and half[0] in GIVEN
    at -= text.text[at] == " "
    return text.text[at] == BREAK and text.char(at) in {",", ";", "(", "–", "—"}  # noqa: RUF001 - dashes are meant


def _pointed(text: StoryText, at: int) -> bool:
    return text.text[at + 1] == BREAK


def another_after(text: StoryText, surname: str, end: int, kin: Kin) -> bool:
    """Whether another name follows: a given one behind a family name ("Kim Yo-jong"), a surname behind a first name.

    In a headline any word may be capitalised, so only what looks like an East Asian given name counts there.
    """
    first = surname in GIVEN  # "Dan Popescu" is not Nicușor Dan
    after = _NEXT_WORD.match(text.text, end) if first or surname in kin.leading else None
    if after is None or not capitalised(text, after.start(1)):
        return False
    if _hyphened(text, end) or after[1] in NOT_NAMES or after[1] in TITLES:
        return False
    return not in_headline(text, end - 1) or _PINYIN.fullmatch(after[1]) is not None


def suffixed(text: StoryText, end: int, kin: Kin) -> int:
    """Return where a name ends with the "Jr." that is part of it in the watch, its point included."""
    word = _WORD_AFTER.match(text.text, end) if kin.suffixes else None
    if word is not None and word[1] in kin.suffixes:
        end = word.end()
    last = text.text[text.text.rfind(" ", 0, end) + 1 : end]
    return end + (last in kin.suffixes and last in POINTED and text.char(end) == ".")


def is_relative(text: StoryText, end: int, kin: Kin) -> bool:
    """Whether "Jr." or the like follows a name that has none in the watch."""
    word = _WORD_AFTER.match(text.text, end)
    return word is not None and word[1] in SUFFIXES and word[1] not in kin.suffixes


def is_thing(text: StoryText, start: int, end: int) -> bool:
    """Whether a name stands in the name of a thing: "Charles de Gaulle airport", "avenida Simón Bolívar"."""
    after = _TWO_AFTER.match(text.text, end)
    if after is not None and (
        after[1] in THINGS
        or (after[2] in THINGS and capitalised(text, after.start(1)))
        or (after[1] in THINGS_IN_CAPITALS and capitalised(text, after.start(1)) and not _hyphened(text, end))
    ):
        return True
    before = text.text[max(0, start - _REACH) : start].split(" ")
    if len(before) == 1 or before[-1]:
        return False
    word = _LAST_WORD.search(before[-2])  # "l'aéroport" too
    return word is not None and word[0] in BEFORE_THINGS


def is_month(text: StoryText, surname: str, before: Before, end: int) -> bool:
    """Whether a surname that is also a month means the month: beside a number, or after "in" and the like."""
    if surname not in MONTHS:
        return False
    after = _WORD_AFTER.match(text.text, end)
    beside = [before[0][0]] if before else []
    beside += [after[1]] if after else []
    return any(word[0].isdigit() for word in beside) or (bool(before) and before[0][0] in BEFORE_MONTHS)


def is_word(text: StoryText, surname: str, before: Before, end: int) -> bool:
    """Whether a surname that is also a word begins a sentence as that word: "May I ask", "Will the vote"."""
    after = _NEXT_WORD.match(text.text, end) if surname in AMBIGUOUS and not before else None
    return after is not None and after[1] in PRONOUNS


def is_shouted(text: StoryText, surname: str, start: int) -> bool:
    """Whether a surname in capitals says nothing: an ambiguous one in an ALL-CAPS line, or an acronym elsewhere.

    "FICO scores" and "Pius XI" are not Robert Fico and Xi Jinping.
    """
    if len(surname) < _CAPITALS or not text.char(start + 1).isupper():
        return False
    if surname not in AMBIGUOUS and len(surname) > _ACRONYM:
        return False
    low, high = text.paragraph_bounds(start)
    line = text.surface(max(low, start - _LINE), min(high, start + _LINE))
    letters = [char for char in line if char.isalpha()]
    shouted = sum(map(str.isupper, letters)) > _SHOUTED * len(letters)
    return shouted is (surname in AMBIGUOUS)


def in_headline(text: StoryText, start: int) -> bool:
    """Whether a folded offset stands in the headline."""
    return text.paragraph_of(start) == HEADLINE
