"""The literals of all watches, each once, and how each must stand in a text to count."""

import re
from enum import IntEnum
from typing import NamedTuple

from monitor.match.endings import NONE, Paradigm, paradigm_of
from monitor.match.fold import EAST, fold_term
from monitor.match.text import JOINS, StoryText

Hits = dict[int, list[tuple[int, int]]]
"""Literal number → the folded spans where it stands, in reading order."""

_WORDS = re.compile(r"\w+")
_new = tuple.__new__  # a named tuple by its own name costs four times as much
_CASED = 3  # capitals of up to three letters are exact ("US", "WHO"); longer ones are written "Nato" too


class Spelling(IntEnum):
    """How a literal must stand in the text."""

    WORD = 0  # whole words, any case
    PREFIX = 1  # the last word may go on; the mention covers the whole of it
    ACRONYM = 2  # whole words, in capitals
    NAME = 3  # whole words, capitalised as the watch writes them; a case ending may follow


class Literal(NamedTuple):
    """One literal: its folded text, how it must stand, and for a name how the watch writes it.

    A tuple, because a hundred thousand are made at each reload and tuples are made three times as fast.
    """

    text: str
    spelling: Spelling
    written: str = ""
    paradigm: Paradigm = NONE  # of a name: which endings may follow `text`


def _is_acronym(term: str) -> bool:
    """Whether a term in capitals is short enough to count in capitals only."""
    return " " not in term and 1 < sum(map(str.isalpha, term)) <= _CASED


def phrase(term: str) -> Literal:
    """Return the literal of a topic's term: a trailing `*` is a prefix, short capitals are an acronym."""
    if term.endswith("*"):
        return Literal(fold_term(term[:-1]), Spelling.PREFIX)
    spelling = Spelling.ACRONYM if term.isupper() and _is_acronym(term) else Spelling.WORD
    return _new(Literal, (fold_term(term), spelling, "", NONE))


def name(term: str) -> Literal:
    """Return the literal of a person's name or alias."""
    if term.isupper() and _is_acronym(term):
        return Literal(fold_term(term), Spelling.ACRONYM)
    folded = fold_term(term)
    paradigm = paradigm_of(folded)
    return _new(Literal, (folded[: len(folded) - paradigm.cut], Spelling.NAME, term, paradigm))


ANYTHING = frozenset({"*"})
"""What may follow a prefix."""

_PREFIXED = frozenset(map(chr, (*range(0x05D0, 0x05EB), *range(0x0620, 0x064B), *range(0x066E, 0x06D4))))
"""Letters of scripts that write "and", "to", "in" together with the name."""

_PARTICLES = 3  # letters: Hebrew "ושל", Arabic "وال"
_PARTICLE_LETTERS = frozenset("והבלמשכ" + "وفبكلسا")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_AGAINST = frozenset("반친비탈대전현고")
"""Korean prefixes written together with a name: anti-, pro-, ex-."""

WORD_END = frozenset({""})
"""What may follow a whole word."""

_TAILS: dict[tuple[int, str], frozenset[str]] = {}


class Literals:
    """The register into which every watch puts its literals while it is compiled.

    Patterns and subjects get numbers too, below zero, so that they can trigger a watch as literals do.
    """

    def __init__(self) -> None:
        self.all: list[Literal] = []
        self.patterns: dict[str, int] = {}
        self.subjects: dict[str, int] = {}
        self._numbers: list[dict[tuple[str, str], int]] = [{} for _ in Spelling]

    def add(self, literal: Literal) -> int:
        """Return the literal's number, the same for the same literal; -1 for one with nothing in it."""
        if not literal.text:
            return -1
        numbers = self._numbers[literal.spelling]
        number = numbers.setdefault((literal.text, literal.written), len(self.all))
        if number == len(self.all):
            self.all.append(literal)
        return number

    def release(self) -> None:
        """Forget which literals are known, step by step: to let go of 100,000 at once stalls the loop."""
        for numbers in self._numbers:
            while numbers:
                numbers.popitem()

    def add_pattern(self, pattern: str) -> int:
        """Return the number of a pattern in RE2's syntax: -2, -4 and so on."""
        return -2 - 2 * self.patterns.setdefault(pattern, len(self.patterns))

    def add_subject(self, subject: str) -> int:
        """Return the number of a subject's code or prefix*: -3, -5 and so on."""
        return -3 - 2 * self.subjects.setdefault(subject, len(self.subjects))


def tails_of(literal: Literal) -> frozenset[str]:
    """Return what the word a literal stands in may go on with: "" for nothing, `ANYTHING` for a prefix."""
    if literal.spelling is not Spelling.NAME:
        return ANYTHING if literal.spelling is Spelling.PREFIX else WORD_END
    key = (id(literal.paradigm), literal.text[-1])
    known = _TAILS.get(key)
    if known is None:
        doubled = {f"{key[1]}al", f"{key[1]}el"} if literal.paradigm.gated else set()  # Hungarian Trumppal
        known = _TAILS[key] = literal.paradigm.tails | doubled
    return known


def word_end(folded: str, end: int) -> int:
    """Return where the word ends that goes on at a folded offset; an apostrophe is inside Ukrainian words."""
    joins = JOINS
    if joins[folded[end - 1]]:
        while joins[folded[end]] or (folded[end] == "'" and "а" <= folded[end + 1] <= "ґ"):  # noqa: RUF001 - Ukrainian
            end += 1
    return end


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Whether a name in Arabic or Hebrew letters is a word, but for particles written together with it."""
    if folded[end] in _PREFIXED:
        return False
    begins = start
    while folded[begins - 1] in _PREFIXED:
        begins -= 1
    return start - begins <= _PARTICLES and _PARTICLE_LETTERS.issuperset(folded[begins:start])


def _is_own_word(folded: str, start: int, end: int) -> bool:
    """Whether a name in katakana is the whole run (トランプ, not トランプタワー), and one in Hangul begins its word."""
    if _KATAKANA.match(folded, start):
        return not (_KATAKANA.match(folded, start - 1) or _KATAKANA.match(folded, end))
    if not _HANGUL.match(folded, start) or not _HANGUL.match(folded, start - 1):
        return True
    return folded[start - 1] in _AGAINST and not _HANGUL.match(folded, start - 2)


def is_spelled(literal: Literal, text: StoryText, start: int, end: int) -> bool:
    """Whether a literal's surface has the capitals it needs. Scripts without case always have."""
    if literal.spelling < Spelling.ACRONYM:
        return True
    if literal.text[0] in _PREFIXED:
        return _stands_alone(text.text, start, end)
    if literal.text[0] >= EAST:
        return _is_own_word(text.text, start, end)
    surface = text.surface(start, end)
    if literal.spelling is Spelling.ACRONYM:
        return surface == surface.upper()
    if " " not in literal.text:
        return not surface[0].islower() or literal.written[0].islower()
    given, wanted = _WORDS.findall(surface), _WORDS.findall(literal.written)
    if len(given) != len(wanted):  # written with other points or hyphens: the first word decides
        given, wanted = given[:1], wanted[:1]
    return not any(word[0].islower() and ours[0].isupper() for word, ours in zip(given, wanted, strict=True))
