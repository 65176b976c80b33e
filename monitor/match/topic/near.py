"""Terms close to one another: at most n words between neighbours, in any order, inside one sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.match.fold import BREAK
from monitor.match.found import Found
from monitor.match.literals import Hits, Literals, phrase
from monitor.match.text import StoryText
from monitor.model.watch import Near, Topic

NEAR = "near"

_WORD = re.compile(rf"[^\W_]+(?:['{BREAK}][^\W_]+)*")  # "U.S.", "3.5" and "don't" are one word
_UNSPACED_WORD = 2  # characters of a word in Chinese, Japanese and Thai, as a rule of thumb
_DENSE = re.compile("[\u0e00-\u0eff\u2e80-\ua4cf\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a term stands, and which one of the terms it is."""

    start: int
    end: int
    term: int


@dataclass(frozen=True, slots=True)
class NearTerms:
    """Terms compiled: numbers of literals."""

    within: int
    terms: tuple[str, ...]
    numbers: tuple[int, ...]
    triggers: tuple[int, ...]

    def find(self, text: StoryText, hits: Hits) -> list[Found] | None:
        """Return the stretches from the first to the last of the terms, None where there is none."""
        if any(number not in hits for number in self.numbers):
            return None
        found: list[Found] = []
        for chain in self._chains(text, hits):
            found += _stretches(chain, len(self.numbers))
        return found or None

    def why_not(self, text: StoryText, hits: Hits) -> str:  # noqa: ARG002 - the shape of every condition
        """Return which term is missing, or that they stand too far from one another."""
        for term, number in zip(self.terms, self.numbers, strict=True):
            if number not in hits:
                return f"wants {_listed(self.terms)} near one another, and “{term}” does not stand there"
        return f"wants {_listed(self.terms)} within {self.within} words in one sentence, and they stand farther apart"

    def _chains(self, text: StoryText, hits: Hits) -> Iterator[list[_Place]]:
        """Yield runs of terms in which each stands near enough to the one before."""
        chain: list[_Place] = []
        for place in _places(self.numbers, hits):
            if chain and not self._near(text, chain[-1].end, place.start):
                yield chain
                chain = []
            chain.append(place)
        yield chain

    def _near(self, text: StoryText, start: int, end: int) -> bool:
        between = text.text[start:end]
        return words_in(between) <= self.within and text.in_one_sentence(start, end)


def words_in(folded: str) -> int:
    """Return how many words stand in a folded text; scripts without spaces are counted by their length."""
    dense = len(_DENSE.findall(folded))
    return len(_WORD.findall(_DENSE.sub(" ", folded))) + -(-dense // _UNSPACED_WORD)


def _listed(terms: tuple[str, ...]) -> str:
    return " and ".join(f"“{term}”" for term in terms)


def _places(numbers: tuple[int, ...], hits: Hits) -> list[_Place]:
    """Return all terms in reading order; one inside a longer one ("bank" in "central bank") does not count."""
    places = [_Place(*span, term) for term, number in enumerate(numbers) for span in hits[number]]
    kept: list[_Place] = []
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


def _stretches(chain: list[_Place], terms: int) -> Iterator[Found]:
    """Yield the shortest stretches of a chain that hold every term, none overlapping another."""
    last: dict[int, _Place] = {}
    for place in chain:
        last[place.term] = place
        if len(last) == terms:
            yield Found(min(one.start for one in last.values()), place.end, NEAR)
            last = {}


def compile_terms(near: Near, literals: Literals) -> NearTerms:
    """Put the terms into the register; the longest one triggers."""
    numbers = tuple(literals.add(phrase(term)) for term in near.terms)
    rarest = max(numbers, key=lambda number: len(literals.all[number].text) if number >= 0 else 0)
    return NearTerms(near.within, near.terms, numbers, (rarest,))


def compile_near(topic: Topic, literals: Literals) -> NearTerms | None:
    """Return the condition of a topic's `near`."""
    return compile_terms(topic.near, literals) if topic.near else None
