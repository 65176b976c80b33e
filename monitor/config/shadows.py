"""Watches that tell nothing of their own: whatever they fire on, another watch fires on too.

A watch is shadowed by another of the same watchlist when every condition of the other follows from its own, and
by one of another watchlist when the two ask for exactly the same of the same feeds; in both cases only where the
same receivers are told. Of two that are alike the one that is read later is shadowed. What follows is told from
the terms alone and never guessed: the same word, a shorter run of the same words, or a prefix* of one of them;
queries, patterns and persons are compared whole.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from monitor.config.tree import Place
from monitor.match.fold import BREAK, fold_term
from monitor.match.literals import Literal, Spelling, phrase
from monitor.match.person.kin import kin_of, surnames_of
from monitor.match.text import JOINS
from monitor.model.alert import Route
from monitor.model.warning import WarningKind, WatchWarning
from monitor.model.watch import Person, SurnameRule, Topic, WatchKey, Watchlist, Where

_BOUNDS = frozenset(f" '{BREAK}")
_OF_THE_WATCH = frozenset({"watchlist", "watch", "priority", "kind"})
"""The labels a route can tell two watches apart by; the others are the story's."""

_LOOSER = (SurnameRule.NEVER, SurnameRule.AFTER_FULL_NAME, SurnameRule.WITH_CONTEXT, SurnameRule.ALWAYS)
Key = tuple[str, str]


@dataclass(frozen=True)
class _Watch:
    """A watch with its watchlist, its number in reading order and what it asks for, folded."""

    number: int
    watchlist: Watchlist
    watch: Person | Topic
    receivers: object

    @cached_property
    def names(self) -> frozenset[str]:
        return (
            frozenset((self.watch.name, *self.watch.aliases))
            if isinstance(self.watch, Person)
            else frozenset()
        )

    @cached_property
    def any(self) -> tuple[Literal, ...]:
        return tuple(map(phrase, self.watch.any)) if isinstance(self.watch, Topic) else ()

    @cached_property
    def sure(self) -> tuple[Literal, ...]:
        """The terms of which each stands in every text the topic fires on."""
        topic = self.watch
        if not isinstance(topic, Topic):
            return ()
        return tuple(map(phrase, (*topic.all, *(topic.near.terms if topic.near else ()))))


def shadows_of(
    watchlists: Sequence[Watchlist], routes: Route, places: Mapping[WatchKey, Place]
) -> tuple[tuple[Place, WatchWarning], ...]:
    """Return a warning for each shadowed watch, and where the watch stands, in reading order."""
    watches = list(_watches(watchlists, routes))
    index: dict[Key, list[_Watch]] = {}
    for watch in watches:
        for key in _shown_by(watch):
            index.setdefault(key, []).append(watch)
    lengths = sorted({len(text) for kind, text in index if kind in _PREFIXES})
    found = []
    for watch in watches:
        tried = {one.number: one for key in _asked_of(watch, lengths) for one in index.get(key, ())}
        for number in sorted(tried):
            if _shadows(tried[number], watch):
                found.append(_warning(watch, tried[number], places))
                break
    return tuple(found)


def _warning(watch: _Watch, other: _Watch, places: Mapping[WatchKey, Place]) -> tuple[Place, WatchWarning]:
    name, theirs = watch.watch.name, other.watch.name
    there = places[WatchKey(other.watchlist.name, theirs)]
    where = f"{there.file}:{there.line}:{there.column}"
    sentence = (
        f"{name} ({watch.watchlist.name}) is shadowed: whatever it fires on, {theirs} ({other.watchlist.name}, "
        f"{where}) fires on too and tells the same receivers"
    )
    warning = WatchWarning(WarningKind.SHADOWED, watch.watchlist.name, name, sentence)
    return places[WatchKey(watch.watchlist.name, name)], warning


def _watches(watchlists: Sequence[Watchlist], routes: Route) -> Iterator[_Watch]:
    number = 0
    for watchlist in watchlists:
        watches: list[Person | Topic] = [*watchlist.people, *watchlist.topics]
        for watch in watches:
            yield _Watch(number, watchlist, watch, _receivers(watchlist, watch, routes))
            number += 1


def _receivers(watchlist: Watchlist, watch: Person | Topic, routes: Route) -> object:
    """Return what is the same for two watches exactly when the same receivers are told of both."""
    if watchlist.notify:
        return frozenset(watchlist.notify)
    labels = {
        "watchlist": watchlist.name,
        "watch": watch.name,
        "priority": watchlist.priority.value,
        "kind": "person" if isinstance(watch, Person) else "topic",
    }
    return tuple(_taken(routes, labels))


def _taken(route: Route, labels: Mapping[str, str]) -> Iterator[bool]:
    for below in route.routes:
        yield all(labels[name] in accepted for name, accepted in below.match if name in _OF_THE_WATCH)
        yield from _taken(below, labels)


_PREFIXES = frozenset({"term*", "subject*"})


def _shown_by(watch: _Watch) -> Iterator[Key]:
    """Yield the keys under which a watch is found: one of them is asked of whatever it shadows."""
    one = watch.watch
    if isinstance(one, Person):
        yield from (("name", name) for name in watch.names)
        return
    wanted = watch.any or watch.sure[:1]
    if wanted:
        yield from (("term*" if term.spelling is Spelling.PREFIX else "term", term.text) for term in wanted)
    elif one.subjects:
        yield from (
            ("subject*" if code.endswith("*") else "subject", code.lower().rstrip("*"))
            for code in one.subjects
        )
    else:
        yield ("query", one.query) if one.query else ("pattern", one.pattern)


def _asked_of(watch: _Watch, lengths: Sequence[int]) -> Iterator[Key]:
    """Yield the keys of all watches that can shadow one."""
    one = watch.watch
    if isinstance(one, Person):
        yield "name", one.name
        return
    for term in (*watch.any[:1], *watch.sure):
        for run in _runs(term.text):
            yield "term", run
            yield from (("term*", run[:length]) for length in lengths if length <= len(run))
    for code in one.subjects[:1]:
        bare = code.lower().rstrip("*")
        yield "subject", bare
        yield from (("subject*", bare[:length]) for length in lengths if length <= len(bare))
    yield "query", one.query
    yield "pattern", one.pattern


def _runs(text: str) -> Iterator[str]:
    """Yield a term whole and each run of its words."""
    words = text.split(" ")
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield " ".join(words[start:end])


def _shadows(other: _Watch, watch: _Watch) -> bool:
    """Whether `other` fires wherever `watch` does, and is the one to keep."""
    if other is watch or other.receivers != watch.receivers or not _follows(other, watch):
        return False
    alike = _follows(watch, other)
    if other.watchlist.name == watch.watchlist.name:
        return other.number < watch.number or not alike
    same = other.watchlist.feeds == watch.watchlist.feeds and {*other.watchlist.on} == {*watch.watchlist.on}
    return alike and same and other.number < watch.number


def _follows(other: _Watch, watch: _Watch) -> bool:
    """Whether `other` fires on every text that `watch` fires on."""
    ours, theirs = watch.watch, other.watch
    if theirs.language and not (ours.language and set(ours.language) <= set(theirs.language)):
        return False
    if not _looks_at(ours.fields) <= _looks_at(theirs.fields):
        return False
    if isinstance(ours, Person):
        return isinstance(theirs, Person) and watch.names <= other.names and _person_follows(theirs, ours)
    return isinstance(theirs, Topic) and _topic_follows(other, watch, theirs, ours)


def _looks_at(fields: Iterable[Where]) -> frozenset[Where]:
    wide = frozenset(fields) or frozenset(Where)
    return wide | {Where.LEAD} if Where.BODY in wide else wide


def _person_follows(theirs: Person, ours: Person) -> bool:
    """Whether what the names do not say follows: surnames, their rule, what is kept out, the weak mentions."""
    rules = _LOOSER.index(theirs.surname), _LOOSER.index(ours.surname)
    if rules[0] < rules[1] or not set(theirs.not_) <= set(ours.not_):
        return False
    if rules[0] == rules[1] and not set(ours.context) <= set(theirs.context):
        return False
    return (
        theirs.different_first_name >= ours.different_first_name
        and surnames_of(ours).items() <= surnames_of(theirs).items()
        and kin_of(ours).suffixes <= kin_of(theirs).suffixes
    )


def _topic_follows(other: _Watch, watch: _Watch, theirs: Topic, ours: Topic) -> bool:
    """Whether each condition of `theirs` follows from those of `ours`."""
    if (theirs.none or theirs.query) and _looks_at(theirs.fields) != _looks_at(ours.fields):
        return False
    return (
        (not theirs.any or _one_stands(other.any, watch))
        and all(_one_stands((term,), watch) for term in map(phrase, theirs.all))
        and all(_one_covers(map(phrase, ours.none), term) for term in map(phrase, theirs.none))
        and _near_follows(theirs, ours)
        and theirs.query in ("", ours.query)
        and theirs.pattern in ("", ours.pattern)
        and _subjects_follow(theirs, ours)
    )


def _one_stands(terms: Sequence[Literal], watch: _Watch) -> bool:
    """Whether one of some terms stands in every text that a topic fires on."""
    if any(_one_covers(terms, sure) for sure in watch.sure):
        return True
    return bool(watch.any) and all(_one_covers(terms, one) for one in watch.any)


def _near_follows(theirs: Topic, ours: Topic) -> bool:
    if theirs.near is None:
        return True
    if ours.near is None or ours.near.within > theirs.near.within:
        return False
    return sorted(map(fold_term, ours.near.terms)) == sorted(map(fold_term, theirs.near.terms))


def _subjects_follow(theirs: Topic, ours: Topic) -> bool:
    if not theirs.subjects:
        return True
    wanted = [code.lower() for code in theirs.subjects]
    return bool(ours.subjects) and all(
        any(code == one or (one.endswith("*") and code.startswith(one[:-1])) for one in wanted)
        for code in map(str.lower, ours.subjects)
    )


def _one_covers(terms: Iterable[Literal], term: Literal) -> bool:
    return any(covers(one, term) for one in terms)


def covers(other: Literal, term: Literal) -> bool:
    """Return whether `other` stands wherever `term` stands (match.automaton says when a literal stands)."""
    if other.spelling is Spelling.ACRONYM:
        return term.spelling is Spelling.ACRONYM and term.text == other.text
    text, at = term.text, term.text.find(other.text)
    while at >= 0:
        begins = at == 0 or not JOINS[text[at]] or text[at - 1] in _BOUNDS
        if begins and (other.spelling is Spelling.PREFIX or _ends(term, at + len(other.text))):
            return True
        at = text.find(other.text, at + 1)
    return False


def _ends(term: Literal, end: int) -> bool:
    """Whether a word ends at an offset of a term, whatever follows the term."""
    if end == len(term.text):
        return term.spelling is not Spelling.PREFIX
    return not JOINS[term.text[end]]
