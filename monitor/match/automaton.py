"""All literals in one automaton, and how a story is passed through it.

A literal that must begin where a word begins is looked for with a space before it, in a copy of the folded text
in which all punctuation is a space: so the automaton itself leaves out nearly every place that is none (28 µs
for 3 kB at 95,000 literals, against 79). The copy is as long as the text, so offsets hold.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from monitor.match.endings import holds
from monitor.match.fold import BREAK, SEPARATOR
from monitor.match.literals import (
    ANYTHING,
    Hits,
    Literal,
    Spelling,
    is_spelled,
    tails_of,
    word_end,
)
from monitor.match.text import JOINS, UNSPACED, StoryText

_GLUED = re.compile(rf"[{UNSPACED}](?=[^\W{UNSPACED}])")
"""A letter of a script without spaces, with a word of another script right behind it: 总统Trump."""


_PART = 20_000  # texts of one engine: 12 ms of the GIL
_BY_START = itemgetter(1, 2)
Places = Iterable[tuple[int, int, int]]
"""What an engine finds: the number of a text, where it begins and ends."""


def _opened(folded: str) -> str:
    """Return the copy in which a word always begins behind a space."""
    return folded.replace(BREAK, " ").replace("'", " ").replace(SEPARATOR, " ")


class _Row(NamedTuple):
    """What must hold where a text of the automaton stands."""

    lead: int  # characters of it that are the space before the word
    capital: bool  # whether it is a name, which begins with a capital
    tails: frozenset[str]  # what its word may go on with
    initials: frozenset[str]  # the characters that begins with
    again: bool  # whether it must be compared again, because punctuation was made a space


class _Part(NamedTuple):
    """One engine and, by the number of a text in it, what must hold and which literals it stands for."""

    engine: AhoCorasick
    rows: tuple[_Row, ...]
    same: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Automaton:
    """The literals, ready to be looked for. Several may be spelled alike: they are one text of an engine."""

    _parts: tuple[_Part, ...] = field(repr=False)
    _literals: tuple[Literal, ...] = field(repr=False)

    def hits(self, text: StoryText) -> Hits:
        """Return which literals stand where, as whole words, with the capitals and endings they need."""
        hits: Hits = {}
        opened = _opened(text.text)
        glued = "" if opened.isascii() or not _GLUED.search(opened) else _GLUED.sub(" ", opened)
        for part in self._parts:
            places = part.engine.find_matches_as_indexes(opened, overlapping=True)
            if glued:
                more = part.engine.find_matches_as_indexes(glued, overlapping=True)
                places = sorted({*places, *more}, key=_BY_START)
            self._look(hits, text, part, places)
        return hits

    def _look(self, hits: Hits, text: StoryText, part: _Part, places: Places) -> None:
        """Look at what one engine found."""
        folded, joins, last, rows = text.text, JOINS, len(text.text), part.rows
        original = "" if text.folded.runs else text.original
        for place, begins, end in places:
            if end == last:  # a literal that ends in punctuation, seen in the separator behind all
                continue
            lead, capital, wanted, initials, again = rows[place]
            start = begins + lead
            if capital and (original[start] if original else text.char(start)).islower():
                continue
            after, ends, tail = folded[end], end, ""
            if joins[after] or (after == "'" and wanted is ANYTHING):
                if wanted is not ANYTHING and after not in initials:
                    continue
                ends = word_end(folded, end)
                tail = folded[end:ends]
            if tail not in wanted and wanted is not ANYTHING:
                continue
            group = part.same[place]
            if not again or folded.startswith(self._literals[group[0]].text, start):
                self._take(hits, text, group, (start, ends), tail, named=capital)

    def _take(
        self,
        hits: Hits,
        text: StoryText,
        group: tuple[int, ...],
        span: tuple[int, int],
        tail: str,
        *,
        named: bool,
    ) -> None:
        """Add those of the literals spelled alike that may stand here so; `named`: the capital was seen to."""
        for number in group:
            literal = self._literals[number]
            paradigm = literal.paradigm
            if literal.spelling is Spelling.WORD and tail:
                continue
            if literal.spelling >= Spelling.ACRONYM:
                if not (named and literal.text.isalnum()) and not is_spelled(literal, text, *span):
                    continue
                if tail not in paradigm.always and not (tail and holds(paradigm, tail, literal.text, text)):
                    continue
            if number in hits:
                hits[number].append(span)
            else:
                hits[number] = [span]


def automaton_of(literals: Sequence[Literal]) -> Automaton:
    """Build the automaton (0.16 s for 95,000 literals).

    It is built in parts: the library holds the GIL while it takes in the texts of one (65 ms for 95,000), and
    between two parts the loop gets its turn. Nothing else here takes long in one step either.
    """
    same: dict[str, tuple[int, ...]] = {}
    for number, literal in enumerate(literals):
        text = literal.text
        same[text] = (*same[text], number) if text in same else (number,)
    waiting = iter(same.items())
    parts = []
    while some := list(islice(waiting, _PART)):
        parts.append(_part(literals, some))
    while same:  # taken apart step by step: to let go of it at once takes 20 ms
        same.popitem()
    return Automaton(tuple(parts), tuple(literals))


def _part(literals: Sequence[Literal], some: list[tuple[str, tuple[int, ...]]]) -> _Part:
    joins = JOINS
    wanted = [f" {text}" if joins[text[0]] else text for text, _ in some]
    texts = [text if text[1:].isalnum() else _opened(text) for text in wanted]
    engine = AhoCorasick(texts, store_patterns=False, implementation=Implementation.ContiguousNFA)
    rows = [_row(literals, text, group) for text, group in some]
    return _Part(engine, tuple(rows), tuple([group for _, group in some]))


def _row(literals: Sequence[Literal], text: str, group: tuple[int, ...]) -> _Row:
    first = literals[group[0]]
    if len(group) == 1:
        tails, capital = tails_of(first), first.written[:1].isupper()
    else:
        each = [literals[number] for number in group]
        tails, capital = _all_tails(each), all(literal.written[:1].isupper() for literal in each)
    key = (JOINS[text[0]], capital, id(tails), text.isalnum())
    row = _ROWS.get(key)
    if row is None or row.tails is not tails:  # rows are few, and shared
        row = _ROWS[key] = _Row(int(key[0]), capital, tails, _initials_of(tails), not key[3])
    return row


_ROWS: dict[tuple[bool, bool, int, bool], _Row] = {}


def _all_tails(each: Sequence[Literal]) -> frozenset[str]:
    tails = [tails_of(literal) for literal in each]
    return ANYTHING if ANYTHING in tails else _union(frozenset(tails))


@cache
def _union(each: frozenset[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*each)


@cache
def _initials_of(tails: frozenset[str]) -> frozenset[str]:
    return frozenset(tail[:1] for tail in tails)
