"""All literals in one automaton, and how a story is passed through it.

A literal that must begin where a word begins is looked for with a space before it, in a copy of the folded text
in which all punctuation is a space: so the automaton itself leaves out nearly every place that is none. The copy
is as long as the text, so offsets hold.

The automaton knows of each literal its head only, the first word and one letter more; where a head stands, the
few literals that begin so are compared whole. That makes it a tenth in size: with whole literals one engine of
100,000 held the GIL for 200 ms while it was built, and six small ones cost 195 µs a story where two of heads cost 40.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from monitor.match.endings import holds
from monitor.match.fold import BREAK, SEPARATOR
from monitor.match.literals import (
    ANYTHING,
    WORD_END,
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

_AHEAD = 3  # characters of a head behind the first word: the space and two letters
_PART = 40_000  # heads of one engine: up to 10 ms of the GIL
_HEAD = itemgetter(0)
_BY_START = itemgetter(1, 2)
_WORD, _ACRONYM = Spelling.WORD, Spelling.ACRONYM  # an enum's members are slow to look up
Places = Iterable[tuple[int, int, int]]
"""What an engine finds: the number of a head, where it begins and ends."""


def _opened(folded: str) -> str:
    """Return the copy in which a word always begins behind a space."""
    return folded.replace(BREAK, " ").replace("'", " ").replace(SEPARATOR, " ")


class _Row(NamedTuple):
    """What must hold where a literal stands."""

    lead: int  # characters of the head that are the space before the word
    capital: bool  # whether it is a name, which begins with a capital
    tails: frozenset[str]  # what its word may go on with
    initials: frozenset[str]  # the characters that begins with
    sure: frozenset[str]  # those of the tails behind which nothing more must be asked


_Body = tuple[str, int, _Row, tuple[int, ...]]
"""A literal behind a head: its text if more than the head must be compared, its length, and the literals spelled so."""


class _Part(NamedTuple):
    """One engine and, by the number of a head in it, what begins so. Several may share a head."""

    engine: AhoCorasick
    bodies: tuple[_Body, ...]


@dataclass(frozen=True, slots=True)
class Automaton:
    """The literals, ready to be looked for. Several may be spelled alike: they are one body."""

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
        folded, joins, last, bodies = text.text, JOINS, len(text.text), part.bodies
        original = "" if text.folded.runs else text.original
        for place, begins, _ in places:
            wanted, length, (lead, capital, tails, initials, sure), group = bodies[place]
            start = begins + lead
            if wanted and not folded.startswith(wanted, start):
                continue
            ends, tail = start + length, ""
            if ends == last:  # a literal that ends in punctuation, seen in the separator behind all
                continue
            if capital and (original[start] if original else text.char(start)).islower():
                continue
            after = folded[ends]
            if joins[after] or (after == "'" and tails is ANYTHING):
                if tails is not ANYTHING and after not in initials:
                    continue
                end, ends = ends, word_end(folded, ends)
                tail = folded[end:ends]
            if tail in sure:
                hits.setdefault(group[0], []).append((start, ends))
            elif tail in tails or tails is ANYTHING:
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
            spelling, paradigm = literal.spelling, literal.paradigm
            if spelling is _WORD and tail:
                continue
            if spelling >= _ACRONYM:
                if not (named and literal.text.isalnum()) and not is_spelled(literal, text, *span):
                    continue
                if tail not in paradigm.always and not (tail and holds(paradigm, tail, literal.text, text)):
                    continue
            if number in hits:
                hits[number].append(span)
            else:
                hits[number] = [span]


def automaton_of(literals: Sequence[Literal]) -> Automaton:
    """Build the automaton (0.2 s for 100,000 literals).

    It is built in parts: the library holds the GIL while it puts an engine together, and between two parts the
    loop gets its turn. Nothing else here takes long in one step either.
    """
    same: dict[str, tuple[int, ...]] = {}
    for number, literal in enumerate(literals):
        text = literal.text
        same[text] = (*same[text], number) if text in same else (number,)
    letters: dict[str, list[tuple[str, _Body]]] = {}
    while same:  # taken apart step by step: to let go of it at once takes 20 ms
        one = _split(literals, *same.popitem())
        letters.setdefault(one[0][:2], []).append(one)
    return Automaton(tuple([_part(some) for some in _shared_out(letters)]), tuple(literals))


def _split(literals: Sequence[Literal], text: str, group: tuple[int, ...]) -> tuple[str, _Body]:
    """Return the head of a text and what else there is to it."""
    row = _row(literals, text, group)
    if text.isalnum():
        return (f" {text}" if row.lead else text), ("", len(text), row, group)
    opened = _opened(f" {text}" if row.lead else text)
    at = opened.find(" ", 1)
    return (opened if at < 0 else opened[: at + _AHEAD]), (text, len(text), row, group)


def _shared_out(letters: dict[str, list[tuple[str, _Body]]]) -> Iterator[list[tuple[str, _Body]]]:
    """Yield the heads of one engine after the other, in order: where a story's word is in one, it is in no other."""
    some: list[tuple[str, _Body]] = []
    weight = 0
    for letter in sorted(letters):
        own = letters.pop(letter)
        own.sort(key=_HEAD)
        if some and weight + len(own) > _PART:
            yield some
            some, weight = [], 0
        some += own
        weight += len(own)
    if some:
        yield some


def _part(some: list[tuple[str, _Body]]) -> _Part:
    # A generator: between two texts the library lets another thread run, which it does not with a list.
    heads = (head for head, _ in some)
    engine = AhoCorasick(heads, store_patterns=False, implementation=Implementation.ContiguousNFA)
    return _Part(engine, tuple([body for _, body in some]))


def _row(literals: Sequence[Literal], text: str, group: tuple[int, ...]) -> _Row:
    first = literals[group[0]]
    if len(group) > 1:
        each = [literals[number] for number in group]
        capital = all(literal.written[:1].isupper() for literal in each)
        return _made_row(JOINS[text[0]], capital, _all_tails(each), _NOTHING)
    # A row is told by these; a paradigm lives as long as the program (endings.py).
    key = (
        JOINS[text[0]],
        first.written[:1].isupper(),
        first.spelling,
        id(first.paradigm),
        text[-1],
        text.isalnum(),
    )
    row = _ROWS.get(key)
    if row is None:  # rows are few, and shared
        row = _ROWS[key] = _made_row(key[0], key[1], tails_of(first), _sure_of(first, text))
    return row


_ROWS: dict[tuple[bool, bool, int, int, str, bool], _Row] = {}
_NOTHING = frozenset[str]()


def _sure_of(literal: Literal, text: str) -> frozenset[str]:
    """Return the tails behind which a literal that nobody else spells so counts, when its first letter is right."""
    if literal.spelling is Spelling.WORD:
        return WORD_END
    named = literal.spelling is Spelling.NAME and literal.written[:1].isupper() and text.isalnum()
    return literal.paradigm.always if named else _NOTHING


@cache
def _made_row(
    lead: bool,  # noqa: FBT001 - the key of the cache
    capital: bool,  # noqa: FBT001 - the same
    tails: frozenset[str],
    sure: frozenset[str],
) -> _Row:
    return _Row(int(lead), capital, tails, _initials_of(tails), sure)


def _all_tails(each: Sequence[Literal]) -> frozenset[str]:
    tails = [tails_of(literal) for literal in each]
    return ANYTHING if ANYTHING in tails else _union(frozenset(tails))


@cache
def _union(each: frozenset[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*each)


@cache
def _initials_of(tails: frozenset[str]) -> frozenset[str]:
    return frozenset(tail[:1] for tail in tails)
