"""A watched person: full name, aliases, and the lone surname where its rule allows.

A full name or an alias fires wherever it stands. So does the surname beside the person's own given name, in
either order, with a middle name between, in any case of the language, or behind an initial. A lone surname
needs more (`surname:` of the watch): the full name earlier in the story, or anywhere in it for a headline,
which seldom holds first names; a context word in the same paragraph; or nothing. A surname after another first
name ("Mike Witkoff" for a watched Steve Witkoff) is somebody else, or an error: a weak mention of its own kind.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from monitor.match.fold import BREAK, EAST, fold_term
from monitor.match.found import Cover, Found, Span, drop_inner
from monitor.match.literals import Hits, Literal, Literals, name, phrase
from monitor.match.person import surnames
from monitor.match.person.credits import is_credited
from monitor.match.person.honours import families_of, lone_places, titled
from monitor.match.person.kin import Kin, kin_of, surnames_of
from monitor.match.scope import Scope, scope_of
from monitor.match.text import StoryText
from monitor.model.watch import WEAK, Person, SurnameRule, Watchlist

FULL_NAME = "full name"
ALIAS = "alias"
SURNAME_AFTER = "surname after full name"
SURNAME_CONTEXT = "surname with context"
SURNAME = "surname"
_INITIAL = re.compile(rf"(?<=\b\w){BREAK}(?= )|{BREAK}(?= (?:jr|sr)\b)")
_EXPANDED = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ø": "oe",
        "å": "aa",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "Ø": "Oe",
        "Å": "Aa",
    }
)
_UMLAUTS = frozenset("äöüøåÄÖÜØÅ")


_RULES = {
    SurnameRule.NEVER: "a lone surname never counts for this watch (surname: never)",
    SurnameRule.AFTER_FULL_NAME: "a lone surname counts only after the full name (surname: after_full_name)",
    SurnameRule.WITH_CONTEXT: "none of the context words stands in its paragraph (surname: with_context)",
    SurnameRule.ALWAYS: "it looks like a month, a common word or somebody else there",
}


class _Surname(NamedTuple):
    """A surname in a text: folded span, which surname, and the words that run up to it."""

    start: int
    end: int
    folded: str
    before: surnames.Before


@dataclass(slots=True)
class PersonWatch:
    """A person compiled: numbers of literals by the part they play.

    Not frozen, because ten thousand are made at each reload and frozen ones take three times as long.
    """

    person: Person
    names: tuple[int, ...]
    aliases: tuple[int, ...]
    surnames: tuple[tuple[int, str], ...]  # literal and the surname's folded text
    context: tuple[int, ...]
    masks: tuple[int, ...]
    honoured: tuple[int, ...] = ()  # East Asian family names with titles, where the rule lets them trigger
    scope: Scope | None = None
    _kin: Kin | None = field(default=None, init=False, repr=False)

    @property
    def kin(self) -> Kin:
        """What is known of the given names; worked out when the surname is first met in a text."""
        if self._kin is None:
            self._kin = kin_of(self.person)
        return self._kin

    @property
    def triggers(self) -> tuple[int, ...]:
        """The literals without which this watch cannot fire."""
        return (*self.names, *self.aliases, *[number for number, _ in self.surnames], *self.honoured)

    def find(self, text: StoryText, hits: Hits) -> list[Found]:
        """Return every place where the person stands, in reading order, and of others what looks like an error."""
        masks = _cover(_spans(self.masks, hits))
        names = self._names(hits)
        counted = [place for place in names if not masks.meets(*place.span) and self._is_meant(text, place)]
        own, rest = self._sort(text, hits, (masks, _cover([place.span for place in names])))
        whole = [*counted, *[place for place in own if self._is_meant(text, place)]]
        kin = self.kin
        if kin.suffixes:
            whole = [replace(place, end=surnames.suffixed(text, place.end, kin)) for place in whole]
        found = drop_inner([*whole, *self._others(text, hits, rest, whole)]) if rest else drop_inner(whole)
        if kin.families:
            found = drop_inner([*found, *self._honoured(text, hits, whole)])
        return self.scope.keep(text, found) if self.scope else found

    def _is_meant(self, text: StoryText, place: Found) -> bool:
        """Whether a full name is the person, and not a relative, a street or a photographer."""
        return not (
            surnames.is_relative(text, place.end, self.kin)
            or surnames.is_thing(text, place.start, place.end)
            or is_credited(text, place.start, place.end)
        )

    def _names(self, hits: Hits) -> list[Found]:
        """Return the full names and aliases; of the same place the full name."""
        there = hits.keys()
        if there.isdisjoint(self.names) and there.isdisjoint(self.aliases):
            return []
        named = [Found(*span, FULL_NAME) for span in _spans(self.names, hits)]
        alias = [Found(*span, ALIAS) for span in _spans(self.aliases, hits)]
        if named and alias:
            full = _cover([place.span for place in named])
            alias = [place for place in alias if not full.splits(*place.span)]
        return drop_inner([*named, *alias])

    def _surnames(self, text: StoryText, hits: Hits, covers: tuple[Cover, Cover]) -> Iterator[_Surname]:
        """Yield the surnames that stand outside of what is masked or already found."""
        masks, taken = covers
        for number, folded in self.surnames:
            for start, end in hits.get(number, ()):
                if not (taken.meets(start, end) or masks.meets(start, end)):
                    before = surnames.words_before(text, start)
                    begins = start if before else surnames.with_article(text, start)
                    if begins < start:
                        before = surnames.words_before(text, begins)
                    yield _Surname(begins, end, folded, before)

    def _sort(
        self, text: StoryText, hits: Hits, covers: tuple[Cover, Cover]
    ) -> tuple[list[Found], list[_Surname]]:
        """Return the surnames that stand beside the own given name as full names, and the other ones."""
        own: list[Found] = []
        rest: list[_Surname] = []
        kin = self.kin
        for surname in self._surnames(text, hits, covers):
            start, end, folded, before = surname
            first = surnames.own_before(text, folded, start, before, kin)
            last = surnames.own_after(text, folded, end, kin) if first < 0 else end
            if last >= 0:
                own.append(Found(first if first >= 0 else start, last, FULL_NAME))
            else:
                rest.append(surname)
        return own, rest

    def _others(
        self, text: StoryText, hits: Hits, rest: list[_Surname], whole: list[Found]
    ) -> Iterator[Found]:
        """Yield the surnames that count alone, and those of somebody else that look like an error."""
        weak = text.weak or self.person.different_first_name
        if not (weak or whole) and self.person.surname is SurnameRule.AFTER_FULL_NAME:
            return  # so it is with nearly every surname in a story that is not about the person
        first = min([place.start for place in whole], default=-1)
        for surname in rest:
            start, end, _, before = surname
            other = surnames.another_before(text, start, before, self.kin)
            if other < 0:
                matcher = self._matcher(text, hits, start, first)
                if matcher and not _is_nobody(text, surname, self.kin):
                    yield Found(start, end, matcher)
            elif weak and not (surnames.is_thing(text, other, end) or is_credited(text, other, end)):
                yield Found(other, end, WEAK)

    def _honoured(self, text: StoryText, hits: Hits, whole: list[Found]) -> list[Found]:
        """Return the East Asian family names before titles that count: 高市首相, 이 대통령."""
        rule = self.person.surname
        if rule is SurnameRule.NEVER or not (whole or rule is not SurnameRule.AFTER_FULL_NAME):
            return []
        first = min([place.start for place in whole], default=-1)
        taken = _cover([place.span for place in whole])
        places = [span for span in lone_places(text.text, self.kin.families) if not taken.meets(*span)]
        counted = [(span, self._matcher(text, hits, span[0], first)) for span in places]
        return [Found(*span, matcher) for span, matcher in counted if matcher]

    def _matcher(self, text: StoryText, hits: Hits, start: int, full: int) -> str:
        """Return by which rule a surname at `start` counts, "" if by none.

        `full` is where the full name first stands, -1 if nowhere.
        """
        rule = self.person.surname
        if rule is SurnameRule.NEVER:
            return ""
        if full >= 0 and (start > full or surnames.in_headline(text, start)):
            return SURNAME_AFTER
        if rule is SurnameRule.WITH_CONTEXT:
            low, high = text.paragraph_bounds(start)
            beside = any(low <= place < high for place, _ in _spans(self.context, hits))
            return SURNAME_CONTEXT if beside else ""
        return SURNAME if rule is SurnameRule.ALWAYS else ""

    def why_not(self, text: StoryText, hits: Hits) -> str:
        """Return why the person is not found, "" when they are: the end of a sentence about them."""
        if any(place.matcher != WEAK for place in self.find(text, hits)):
            return ""
        everywhere = replace(self, scope=None).find(text, hits)
        if any(place.matcher != WEAK for place in everywhere):
            fields = ", ".join(field.value for field in self.person.fields)
            return f"is named only outside of what the watch looks at ({fields})"
        places = [*self._names(hits), *everywhere, *self._lone_places(hits)]
        said = (self._why_not_there(text, hits, place) for place in places)
        return next(said, "") or self._why_nowhere(text)

    def _lone_places(self, hits: Hits) -> list[Found]:
        return [Found(*span, SURNAME) for number, _ in self.surnames for span in hits.get(number, ())]

    def _why_not_there(self, text: StoryText, hits: Hits, place: Found) -> str:
        """Return why a name or surname that stands there does not count."""
        start, end = place.span
        surface = text.surface(start, end)
        if Cover(_spans(self.masks, hits)).meets(start, end):
            return f"stands there as “{surface}” inside one of the watch's `not` phrases"
        if is_credited(text, start, end):
            return f"stands there as “{surface}” in a credit or byline"
        if surnames.is_thing(text, start, end):
            return f"stands there as “{surface}” in the name of a thing"
        if surnames.is_relative(text, end, self.kin):
            return f"stands there as “{surface}” with a suffix the watch's name does not have"
        if place.matcher == WEAK:
            return f"stands there with a different first name: “{surface}” (different_first_name: true tells of it)"
        return f"stands there as “{surface}” alone, and {_RULES[self.person.surname]}"

    def _why_nowhere(self, text: StoryText) -> str:
        """Return why a person whose names were not seen was not seen."""
        if any(fold_term(name) in text.text for name in (self.person.name, *self.person.aliases)):
            return "stands there only inside other words or without capitals"
        return "is not named there: neither the full name, nor an alias, nor the surname"


def _is_nobody(text: StoryText, surname: _Surname, kin: Kin) -> bool:
    """Whether a lone surname is another relative's, a month, or a common word."""
    start, end, folded, before = surname
    return (
        surnames.is_thing(text, start, end)
        or is_credited(text, start, end)
        or surnames.another_after(text, folded, end, kin)
        or surnames.is_relative(text, end, kin)
        or surnames.is_month(text, folded, before, end)
        or surnames.is_word(text, folded, before, end)
        or surnames.is_shouted(text, folded, start)
    )


_NOWHERE = Cover(())


def _cover(spans: list[Span]) -> Cover:
    return Cover(spans) if spans else _NOWHERE


def _spans(numbers: tuple[int, ...], hits: Hits) -> list[Span]:
    return [span for number in numbers for span in hits.get(number, ())]


def _numbers(literals: Literals, wanted: list[Literal]) -> tuple[int, ...]:
    return tuple([number for number in map(literals.add, wanted) if number >= 0]) if wanted else ()


def _spellings(term: str) -> list[Literal]:
    """Return a name's literals: as written, without the points of its initials, and with umlauts written out."""
    literal = name(term)
    found = [literal]
    if BREAK in literal.text:
        bare = _INITIAL.sub("", literal.text)
        found += [Literal(bare, literal.spelling, literal.written, literal.paradigm)]
    if " " in literal.text and term[0] >= EAST:
        found.append(name(literal.text.replace(" ", "")))  # 키어스타머, 高市早苗 for 高市 早苗
    return found + _expanded(term)


def _expanded(term: str) -> list[Literal]:
    """Return the literals of a name's other spellings: Müller is Mueller too."""
    if not term.isascii():
        return [] if _UMLAUTS.isdisjoint(term) else [name(term.translate(_EXPANDED))]
    return []


def compile_person(person: Person, literals: Literals) -> PersonWatch:
    """Put a person's literals into the register and return the compiled watch."""
    lone: dict[int, str] = {}
    for surname in dict.fromkeys(surnames_of(person).values()):
        folded = fold_term(surname)
        for literal in (name(surname), *_expanded(surname)):
            lone[literals.add(literal)] = folded
    return PersonWatch(
        person=person,
        names=_numbers(literals, _spellings(person.name)),
        aliases=_numbers(literals, [literal for alias in person.aliases for literal in _spellings(alias)]),
        surnames=tuple(lone.items()),
        context=_numbers(literals, [phrase(term) for term in person.context]),
        masks=_numbers(literals, [phrase(term) for term in person.not_]),
        honoured=_numbers(literals, _honoured(person)),
        scope=scope_of(person.fields),
    )


def _honoured(person: Person) -> list[Literal]:
    """Return the literals of the East Asian family names a person may have, with each title."""
    if person.surname is SurnameRule.AFTER_FULL_NAME or person.surname is SurnameRule.NEVER:
        return []  # the full name triggers
    families = families_of((person.name, *person.aliases))
    return [phrase(term) for family in families for term in titled(family)]


def compile_people(watchlist: Watchlist, literals: Literals) -> Iterator[tuple[Person, PersonWatch]]:
    """Yield each person of a watchlist with the compiled watch."""
    for person in watchlist.people:
        yield person, compile_person(person, literals)
