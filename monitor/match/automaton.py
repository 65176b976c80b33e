"""All literals in one automaton, and how a story is passed through it.

A literal that must begin where a word begins is looked for with a space before it, in a copy of the folded text
in which all punctuation is a space: so the automaton itself leaves out nearly every place that is none. The copy
is as long as the text, so offsets hold.

The automaton proposes and `_look` disposes. A head stands wherever its literal does, at the same offset, so nothing
is lost by looking for heads; what is found too often (another literal's head, a head with punctuation inside, which
the copy no longer shows, a name in small letters) is thrown out by comparing the literal with the folded text itself,
then its capitals and endings with the original.

The automaton knows of each literal its head only, the first word and three letters more; where a head stands, the
literal is compared whole. That keeps it small: with whole literals one engine of 100,000 held the GIL for 200 ms
while it was built, and the six small ones it was then made of cost 180 µs a story, where three of heads cost 45. Each
engine has letters of its own with which its heads begin: two engines through which every word goes deep cost three
times as much as two that share them out.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from monitor.match.endings import holds
from monitor.match.fold import BREAK, SEPARATOR
from monitor.match.found import Span
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

_AHEAD = 4  # characters of a head behind the first word: the space and three letters
_PART = 40_000  # heads of one engine: up to 10 ms of the GIL
_HEAD = itemgetter(0)
_BY_START = itemgetter(1, 2)
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


_Body = tuple[str, int, _Row, int]
"""A literal behind a head: its text if more than the head must be compared, its length, its row, its number."""


class _Part(NamedTuple):
    """One engine and, by the number of a head in it, what begins so. Several may share a head."""

    engine: AhoCorasick
    bodies: tuple[_Body, ...]


@dataclass(frozen=True, slots=True)
class Automaton:
    """The literals, ready to be looked for."""

    _parts: tuple[_Part, ...] = field(repr=False)
    _literals: tuple[Literal, ...] = field(repr=False)

    def hits(self, text: StoryText) -> Hits:
        """Return which literals stand where, as whole words, with the capitals and endings they need."""
        hits: Hits = {}
        opened = _opened(text.text)
        # A second scan, for a name right behind letters of a script without spaces (总统Trump) has no space before it.
        # The space takes the place of the letter there, so the first scan is wanted still: it alone sees 总统.
        glued = "" if opened.isascii() or not _GLUED.search(opened) else _GLUED.sub(" ", opened)
        for part in self._parts:
            # Overlapping, for every literal counts: "central bank" hides neither "bank" nor "Bank of England".
            places = part.engine.find_matches_as_indexes(opened, overlapping=True)
            if glued:
                more = part.engine.find_matches_as_indexes(glued, overlapping=True)
                # What both scans found counts once; in order again, for hits are promised in reading order.
                places = sorted({*places, *more}, key=_BY_START)
            self._look(hits, text, part, places)
        return hits

    def _look(self, hits: Hits, text: StoryText, part: _Part, places: Places) -> None:
        """Look at what one engine found, the cheapest question first."""
        folded, joins, last, bodies = text.text, JOINS, len(text.text), part.bodies
        original = "" if text.folded.runs else text.original
        for place, begins, _ in places:
            wanted, length, (lead, capital, tails, initials, sure), number = bodies[place]
            start = begins + lead
            if wanted and not folded.startswith(wanted, start):
                continue
            ends, tail = start + length, ""
            if ends == last:  # a literal that ends in punctuation, seen in the separator behind all
                continue
            if capital and (original[start] if original else text.char(start)).islower():
                continue
            after = folded[ends]  # there always is one: a text ends in a separator (text.py)
            if joins[after] or (after == "'" and tails is ANYTHING):
                if tails is ANYTHING or after in initials:
                    end, ends = ends, word_end(folded, ends)
                    tail = folded[end:ends]
                elif joins[folded[ends - 1]]:  # else a figure behind 习近平, which is no part of the word
                    continue
            if tail not in sure:
                literal = self._literals[number]
                if not (tail in tails or tails is ANYTHING) or not _counts(
                    literal, text, (start, ends), tail
                ):
                    continue
            hits.setdefault(number, []).append((start, ends))


def _counts(literal: Literal, text: StoryText, span: Span, tail: str) -> bool:
    """Whether a literal that stands there with that ending has the capitals and is in the language it needs."""
    if literal.spelling < Spelling.ACRONYM:
        return True
    if not is_spelled(literal, text, *span):
        return False
    always = literal.paradigm.always
    return tail in always or (tail != "" and holds(literal.paradigm, tail, literal.text, text))


def automaton_of(literals: Sequence[Literal]) -> Automaton:
    """Build the automaton (0.2 s for 100,000 literals).

    It is built in parts: the library holds the GIL while it puts an engine together, and between two parts the
    loop gets its turn. Nothing else here takes long in one step either.
    """
    letters: defaultdict[str, list[tuple[str, _Body]]] = defaultdict(list)
    for number, literal in enumerate(literals):
        text, spelling, written, paradigm = literal
        plain = text.isalnum()
        # These tell one row from another; a paradigm lives as long as the program (endings.py).
        key = (spelling, id(paradigm), text[-1], plain, JOINS[text[0]], written[:1].isupper())
        row = _ROWS.get(key)
        if row is None:  # rows are few, and shared
            row = _ROWS[key] = _row_of(literal)
        head = f" {text}" if row.lead else text
        if not plain:
            head = _head_of(head)
        letters[head[:2]].append((head, ("" if plain else text, len(text), row, number)))
    return Automaton(tuple([_part(some) for some in _shared_out(letters)]), tuple(literals))


_ROWS: dict[tuple[int, int, str, bool, bool, bool], _Row] = {}


def _row_of(literal: Literal) -> _Row:
    """Return what must hold where a literal stands."""
    tails, sure = tails_of(literal), WORD_END
    capital = literal.written[:1].isupper()
    if literal.spelling is not Spelling.WORD:
        named = literal.spelling is Spelling.NAME and capital and literal.text.isalnum()
        sure = literal.paradigm.always if named else frozenset()
    initials = frozenset(tail[:1] for tail in tails)
    return _Row(int(JOINS[literal.text[0]]), capital, tails, initials, sure)


def _head_of(text: str) -> str:
    """Return the first word and three letters of the second; any beginning of the text would do."""
    at = text.find(" ", 1)
    return _opened(text if at < 0 else text[: at + _AHEAD])


def _shared_out(letters: dict[str, list[tuple[str, _Body]]]) -> Iterator[list[tuple[str, _Body]]]:
    """Yield the heads of one engine after the other, in order: where a story's word is in one, it is in no other.

    Only where more than fit into one engine begin alike are they shared out over several.
    """
    some: list[tuple[str, _Body]] = []
    for letter in sorted(letters):
        own = letters.pop(letter)
        for start in range(0, len(own), _PART):
            part = own[start : start + _PART]
            part.sort(key=_HEAD)
            if some and len(some) + len(part) > _PART:
                yield some
                some = []
            some += part
    if some:
        yield some


def _part(some: list[tuple[str, _Body]]) -> _Part:
    # A generator: between two texts the library lets another thread run, which it does not with a list. An NFA, for
    # the DFA is larger and was slower too: 48 µs a story (docs/decisions/0012).
    heads = (head for head, _ in some)
    engine = AhoCorasick(heads, store_patterns=False, implementation=Implementation.ContiguousNFA)
    return _Part(engine, tuple([body for _, body in some]))
