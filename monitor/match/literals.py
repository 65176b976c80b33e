"""The literals of all watches, each once, and how each must stand in a text to count."""

import re
from enum import IntEnum
from typing import NamedTuple

from monitor.match.fold import fold_term
from monitor.match.text import JOINS, StoryText

Hits = dict[int, list[tuple[int, int]]]
"""Literal number → the folded spans where it stands, in reading order."""

_WORDS = re.compile(r"\w+")
_CASED = 3  # capitals of up to three letters are exact ("US", "WHO"); longer ones are written "Nato" too


class Spelling(IntEnum):
    """How a literal must stand in the text."""

    WORD = 0  # whole words, any case
    PREFIX = 1  # the last word may go on; the mention covers the whole of it
    ACRONYM = 2  # whole words, in capitals
    NAME = 3  # whole words, capitalised as the watch writes them; a genitive or plural s may follow


class Literal(NamedTuple):
    """One literal: its folded text, how it must stand, and for a name how the watch writes it.

    A tuple, because a hundred thousand are made at each reload and tuples are made three times as fast.
    """

    text: str
    spelling: Spelling
    written: str = ""


def _is_acronym(term: str) -> bool:
    if not term.isupper() or " " in term:
        return False
    return 1 < sum(map(str.isalpha, term)) <= _CASED


def phrase(term: str) -> Literal:
    """Return the literal of a topic's term: a trailing `*` is a prefix, short capitals are an acronym."""
    if term.endswith("*"):
        return Literal(fold_term(term[:-1]), Spelling.PREFIX)
    spelling = Spelling.ACRONYM if _is_acronym(term) else Spelling.WORD
    return Literal(fold_term(term), spelling)


def name(term: str) -> Literal:
    """Return the literal of a person's name or alias."""
    if _is_acronym(term):
        return Literal(fold_term(term), Spelling.ACRONYM)
    return Literal(fold_term(term), Spelling.NAME, term)


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

    def add_pattern(self, pattern: str) -> int:
        """Return the number of a pattern in RE2's syntax: -2, -4 and so on."""
        return -2 - 2 * self.patterns.setdefault(pattern, len(self.patterns))

    def add_subject(self, subject: str) -> int:
        """Return the number of a subject's code or prefix*: -3, -5 and so on."""
        return -3 - 2 * self.subjects.setdefault(subject, len(self.subjects))


def ends_at(literal: Literal, folded: str, end: int) -> int:
    """Return where a literal that was seen up to `end` really ends, -1 if it does not end at a word's end."""
    if not JOINS[folded[end - 1]] or not JOINS[folded[end]]:
        return end
    if literal.spelling is Spelling.PREFIX:
        while JOINS[folded[end]]:
            end += 1
        return end
    genitive = literal.spelling is Spelling.NAME and _takes_s(literal.text, folded, end)
    return end + 1 if genitive else -1


def _takes_s(literal: str, folded: str, end: int) -> bool:
    """Whether a name goes on with nothing but an s: "Putins Plan" (German), "the Trumps"."""
    last = literal.rpartition(" ")[2]
    return folded[end] == "s" and not JOINS[folded[end + 1]] and len(last) > _CASED and last[-1] != "s"


def is_spelled(literal: Literal, text: StoryText, start: int, end: int) -> bool:
    """Whether a literal's surface has the capitals it needs. Scripts without case always have."""
    if literal.spelling < Spelling.ACRONYM:
        return True
    surface = text.surface(start, end)
    if literal.spelling is Spelling.ACRONYM:
        return surface == surface.upper()
    if " " not in literal.text:
        return not surface[0].islower() or literal.written[0].islower()
    given, wanted = _WORDS.findall(surface), _WORDS.findall(literal.written)
    if len(given) != len(wanted):  # written with other points or hyphens: the first word decides
        given, wanted = given[:1], wanted[:1]
    return not any(word[0].islower() and ours[0].isupper() for word, ours in zip(given, wanted, strict=True))
