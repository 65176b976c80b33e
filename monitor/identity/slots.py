"""Periodic templates: texts that are the same but for the numbers, dates and names in their slots.

Reserve prices, results tables, earthquake notices, weather: often 90 % the same words, yet every one is a
story of its own. No share of common words tells them from an update; what differs does (ENGINES.md).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Indel

from monitor.identity.words import STOPWORDS, word_set
from monitor.model.story import Draft

TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
SENTENCE_END = re.compile(r"[.!?…][\"'”\u2019»)\]]*\s+")
MOSTLY = 0.5  # of the differing words are slots: a template
DENSITY = 0.02  # differing slots per word of text: fewer are corrections in a long story
FEW = 2
LEAD_WORDS = 45

_DATE = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december jan feb mar apr jun jul aug sep sept oct nov dec "
    "yesterday today tomorrow morning afternoon evening night quarter first second third fourth "
    "lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto "
    "septiembre octubre noviembre diciembre lundi mardi mercredi jeudi vendredi samedi dimanche janvier février "
    "mars avril mai juin juillet août septembre octobre novembre décembre montag dienstag mittwoch donnerstag "
    "freitag samstag sonntag januar februar märz juni juli oktober dezember"
)
_NUMBER = word_set(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million "
    "billion trillion dos tres cuatro cinco seis siete ocho nueve diez deux trois quatre cinq sept huit neuf dix "
    "zwei drei vier fünf sechs sieben acht neun zehn"
)
_HARD = _NUMBER | _DATE
# What a periodic notice says of its figures: which way they went is a slot too.
_TREND = word_set(
    "rose fell up down higher lower rises falls gains gained loses lost climbs climbed drops dropped slips slipped "
    "edges edged jumps jumped slides slid flat unchanged increase decrease north south east west northeast "
    "northwest southeast southwest sunny cloudy rain rainy dry wet win wins won beat beats draw"
)


class Token(NamedTuple):
    """A word with whether it fills a slot. `hard`: a number or a date. A tuple, for there are thousands."""

    word: str
    slot: bool
    hard: bool


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, in lower case, each told slot or not. A capital opening a sentence tells nothing."""
    position = 0
    for found in TOKEN.finditer(text):
        word = found[0]
        lower = word.casefold()
        hard = lower in _HARD or word[0].isdigit()
        slot = (
            hard
            or lower in _TREND
            or (word != lower and word[0].isupper() and _inside(text, position, found.start()))
        )
        position = found.end()
        yield Token(lower, slot, hard)


def _inside(text: str, position: int, start: int) -> bool:
    """Whether a word that starts here, after one that ends at `position`, stands inside a sentence."""
    return position > 0 and SENTENCE_END.search(text, position - 1, start) is None


@dataclass(frozen=True, slots=True)
class Differing:
    """How two texts differ.

    `slots` and `words` count the differing words; `places` the runs with a slot, `dates` those with a date,
    `clashes` those with another number or date in place of the old one; `length` is that of the longer text.
    """

    slots: int = 0
    words: int = 0
    dates: int = 0
    places: int = 0
    clashes: int = 0
    length: int = 0

    @property
    def templated(self) -> bool:
        """Whether what differs is mostly slots."""
        return self.slots > 0 and self.slots >= MOSTLY * (self.slots + self.words)

    @property
    def dense(self) -> bool:
        """Whether the slots are many for the length of the text."""
        return self.places >= FEW and self.slots >= DENSITY * self.length


def headline_tokens(headline: str, names: frozenset[str]) -> list[Token]:
    """The words of a headline; capitals count only for words that the copy capitalises too."""
    return [
        Token(token.word, token.hard or token.word in names or token.word in _TREND, token.hard)
        for token in tokens(headline)
    ]


def body_tokens(draft: Draft) -> list[Token]:
    """The words of the copy, paragraph by paragraph."""
    return [token for paragraph in draft.paragraphs for token in tokens(paragraph)]


def names_in(body: Sequence[Token]) -> frozenset[str]:
    """The words a text capitalises inside its sentences."""
    return frozenset(token.word for token in body if token.slot and not token.hard)


def differing(old: Sequence[Token], new: Sequence[Token], *, replaced_only: bool = False) -> Differing:
    """What differs between two runs of words, in reading order.

    With `replaced_only`, words that only one side has are left out: an outlet's additions say nothing about
    whether the copy is the same.
    """
    slots = words = dates = places = clashes = 0
    for removed, added in _runs(old, new):
        if replaced_only and not (removed and added):
            continue
        run = [*removed, *added]
        filled = sum(token.slot for token in run)
        slots += filled
        words += sum(not token.slot and token.word not in STOPWORDS for token in run)
        places += filled > 0
        clashes += any(token.hard for token in removed) and any(token.hard for token in added)
        dates += any(token.hard and token.word in _DATE for token in run)
    return Differing(slots, words, dates, places, clashes, max(len(old), len(new)))


def _runs(old: Sequence[Token], new: Sequence[Token]) -> Iterator[tuple[Sequence[Token], Sequence[Token]]]:
    """The differing runs: what went and what came between two places that are equal."""
    i = j = 0
    edits = Indel.opcodes([token.word for token in old], [token.word for token in new])
    start_i = start_j = 0
    for edit in edits:
        if edit.tag == "equal":
            if i > start_i or j > start_j:
                yield old[start_i:i], new[start_j:j]
            start_i, start_j = edit.src_end, edit.dest_end
        i, j = edit.src_end, edit.dest_end
    if i > start_i or j > start_j:
        yield old[start_i:i], new[start_j:j]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two drafts weighed by what differs: at the top (headline and first words), and in all."""

    top: Differing
    whole: Differing

    @property
    def another_issue(self) -> bool:
        """Whether these are two issues of one periodic notice."""
        return self.top.templated or (self.whole.templated and self.whole.dense)

    @property
    def distance(self) -> int:
        """How many words differ, the top counting thrice: the nearest issue is the one a correction means."""
        return 3 * (self.top.slots + self.top.words) + self.whole.slots + self.whole.words


def compare(old: Draft, new: Draft) -> Compared:
    """Weigh what differs between two drafts of one agency."""
    before, after = body_tokens(old), body_tokens(new)
    names = names_in(before) | names_in(after)
    top_old = headline_tokens(old.headline, names)
    top_new = headline_tokens(new.headline, names)
    heads = differing(top_old, top_new)
    lead = differing(before[:LEAD_WORDS], after[:LEAD_WORDS], replaced_only=True)
    return Compared(_joined(heads, lead), differing(before, after))


def _joined(one: Differing, other: Differing) -> Differing:
    return Differing(
        one.slots + other.slots,
        one.words + other.words,
        one.dates + other.dates,
        one.places + other.places,
        one.clashes + other.clashes,
        one.length + other.length,
    )


def replaced_slots(old: Draft, new: Draft) -> Differing:
    """What one text has in place of the other's words: the test for copies, which add but do not replace."""
    return differing(body_tokens(old), body_tokens(new), replaced_only=True)
