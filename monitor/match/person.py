"""A watched person: full name, aliases, and the lone surname where its rule allows.

A full name or an alias fires wherever it stands. A lone surname needs more (`surname:` of the watch): the
full name earlier in the story, or anywhere in it for a headline, which seldom holds first names; a context
word in the same paragraph; or nothing. A surname after another first name ("Mike Witkoff" for a watched
Steve Witkoff) is somebody else.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from monitor.match import surnames
from monitor.match.fold import BREAK, fold_term
from monitor.match.found import Cover, Found, Span, drop_inner
from monitor.match.literals import Hits, Literal, Literals, name, phrase
from monitor.match.scope import Scope, scope_of
from monitor.match.text import StoryText
from monitor.model.watch import Person, SurnameRule, Watchlist

FULL_NAME = "full name"
ALIAS = "alias"
SURNAME_AFTER = "surname after full name"
SURNAME_CONTEXT = "surname with context"
SURNAME = "surname"

_INITIAL = re.compile(rf"(?<=\b\w){BREAK}(?= )|{BREAK}(?= (?:jr|sr)\b)")


class _Surname(NamedTuple):
    """A surname in a text: folded span, which surname, and the words that run up to it."""

    start: int
    end: int
    folded: str
    before: surnames.Before


@dataclass(frozen=True, slots=True)
class PersonWatch:
    """A person compiled: numbers of literals by the part they play."""

    person: Person
    names: tuple[int, ...]
    aliases: tuple[int, ...]
    surnames: tuple[tuple[int, str], ...]  # literal and its folded text
    firsts: frozenset[str]
    leading: frozenset[str]  # the surnames that stand before the given name: Xi, Kim
    context: tuple[int, ...]
    masks: tuple[int, ...]
    scope: Scope | None = None

    @property
    def triggers(self) -> tuple[int, ...]:
        """The literals without which this watch cannot fire."""
        return (*self.names, *self.aliases, *(number for number, _ in self.surnames))

    def find(self, text: StoryText, hits: Hits) -> list[Found]:
        """Return every place where the person stands, in reading order."""
        masks = Cover(_spans(self.masks, hits))
        whole = [
            place
            for place in self._names(hits)
            if not masks.meets(place.start, place.end)
            and not surnames.is_relative(text, place.end, self.person.name)
        ]
        taken = Cover([place.span for place in whole])
        lone = []
        for surname in self._surnames(text, hits, (masks, taken)):
            first = surnames.own_first_name(text, surname.before, self.firsts)
            if first < 0:
                lone.append(surname)
            elif not surnames.is_relative(text, surname.end, self.person.name):
                whole.append(Found(first, surname.end, FULL_NAME))
        first_full = min((place.start for place in whole), default=-1)
        found = drop_inner([*whole, *self._lone(text, hits, lone, first_full)])
        return self.scope.keep(text, found) if self.scope else found

    def why_not(self, text: StoryText, hits: Hits) -> str:
        """Return why the person is not found, "" when they are."""
        return "" if self.find(text, hits) else "is not named there"

    def _names(self, hits: Hits) -> list[Found]:
        """Return the full names and aliases; of the same place the full name."""
        named = [Found(*span, FULL_NAME) for span in _spans(self.names, hits)]
        return drop_inner([*named, *(Found(*span, ALIAS) for span in _spans(self.aliases, hits))])

    def _surnames(self, text: StoryText, hits: Hits, covers: tuple[Cover, Cover]) -> Iterator[_Surname]:
        """Yield the surnames that stand outside of what is masked or already found."""
        masks, taken = covers
        for number, folded in self.surnames:
            for start, end in hits.get(number, ()):
                if not (taken.meets(start, end) or masks.meets(start, end)):
                    yield _Surname(start, end, folded, surnames.words_before(text, start))

    def _lone(self, text: StoryText, hits: Hits, lone: list[_Surname], full: int) -> Iterator[Found]:
        """Yield the lone surnames that count. `full` is where the full name first stands, -1 if nowhere."""
        context = [start for start, _ in _spans(self.context, hits)]
        for surname in lone:
            matcher = self._matcher(text, surname.start, full, context)
            if matcher and not self._somebody_else(text, surname):
                yield Found(surname.start, surname.end, matcher)

    def _matcher(self, text: StoryText, start: int, full: int, context: list[int]) -> str:
        """Return by which rule a surname at `start` counts, "" if by none."""
        rule = self.person.surname
        if full >= 0 and (start > full or surnames.in_headline(text, start)):
            return SURNAME_AFTER
        if rule is SurnameRule.WITH_CONTEXT:
            low, high = text.paragraph_bounds(start)
            return SURNAME_CONTEXT if any(low <= place < high for place in context) else ""
        return SURNAME if rule is SurnameRule.ALWAYS else ""

    def _somebody_else(self, text: StoryText, surname: _Surname) -> bool:
        start, end, folded, before = surname
        return (
            surnames.another_first_name(text, before, self.firsts)
            or (folded in self.leading and surnames.another_given_name(text, end, self.firsts))
            or surnames.is_relative(text, end, self.person.name)
            or surnames.is_month(text, folded, before, end)
            or surnames.is_shouted(text, folded, start)
        )


def _spans(numbers: tuple[int, ...], hits: Hits) -> list[Span]:
    return [span for number in numbers for span in hits.get(number, ())]


def _numbers(literals: Literals, wanted: list[Literal]) -> tuple[int, ...]:
    return tuple(number for number in map(literals.add, wanted) if number >= 0)


def _spellings(term: str) -> list[Literal]:
    """Return a name's literals: as written, and without the points of its initials ("Robert F Kennedy")."""
    literal = name(term)
    bare = _INITIAL.sub("", literal.text)
    return [literal] if bare == literal.text else [literal, Literal(bare, literal.spelling, literal.written)]


def _surnames(person: Person) -> dict[str, str]:
    """Return full name → its surname as written, of the name and of aliases that are full names too.

    An alias is one when it is written like a name (each word capitalised) and its last word begins as the
    full name's does, or one of them is not in Latin letters: "Volodimir Zelenski" is, "Iron Lady" is not.
    """
    own = surnames.surname_of(person.name)
    found = {person.name: own} if own else {}
    for alias in person.aliases if own else ():
        other = surnames.surname_of(alias)
        if other and (other[0] == own[0] or not (other[0].isascii() and own[0].isascii())):
            capitals = not any(word[0].islower() for word in alias.split())
            found.update({alias: other} if capitals else {})
    return found


def _firsts(full: Mapping[str, str]) -> frozenset[str]:
    """Return the folded given names of full names: the first word, or all but a family name that stands first."""
    words: set[str] = set()
    for written, surname in full.items():
        given = written.removeprefix(surname) if written.startswith(surname) else written.split()[0]
        words.update(fold_term(given).split(" "))
    return frozenset(word for word in words if len(word) > 1)


def compile_person(person: Person, literals: Literals) -> PersonWatch:
    """Put a person's literals into the register and return the compiled watch."""
    full = {} if person.surname is SurnameRule.NEVER else _surnames(person)
    lone = {literals.add(literal): literal.text for literal in map(name, full.values())}
    return PersonWatch(
        person=person,
        names=_numbers(literals, _spellings(person.name)),
        aliases=_numbers(literals, [literal for alias in person.aliases for literal in _spellings(alias)]),
        surnames=tuple(lone.items()),
        firsts=_firsts(full),
        leading=frozenset(
            fold_term(surname) for written, surname in full.items() if written.startswith(surname)
        ),
        context=_numbers(literals, [phrase(term) for term in person.context]),
        masks=_numbers(literals, [phrase(term) for term in person.not_]),
        scope=scope_of(person.fields),
    )


def compile_people(watchlist: Watchlist, literals: Literals) -> Iterator[tuple[Person, PersonWatch]]:
    """Yield each person of a watchlist with the compiled watch."""
    for person in watchlist.people:
        yield person, compile_person(person, literals)
