"""Watching: what a story costs at a hundred, ten thousand and a hundred thousand terms."""

import gc
import re
from functools import partial
from itertools import cycle
from statistics import median
from time import perf_counter

from bench.figure import MS, US, Baseline, Figure, seconds_each
from bench.published import beside
from bench.reloading import stalls
from bench.words import Copy, Writer
from monitor.match.compile import Matcher, compile_watchlists
from monitor.model.watch import Person, Topic, Watchlist
from tests.match.gold.score import score

TERMS = (100, 10_000, 100_000)
PER_WATCH = 5
STORY = 3000  # characters


def measure(*, quick: bool) -> list[Figure]:
    """Return µs per story, stories per second and compile time for each number of terms, stalls and the gold score."""
    stories = _stories(10 if quick else 60)
    baseline = Baseline("re alternation of 100 terms, ignoring case", _regular(stories) * US)
    figures: list[Figure] = []
    for terms in TERMS[:2] if quick else TERMS:
        watchlist = _watchlist(terms)
        matcher, compiled = _compiled(watchlist)
        each = _cost(matcher, stories)
        found = sum(len(matcher.mentions(story.headline, story.paragraphs)) for story in stories)
        note = f"{found / len(stories):.1f} mentions a story"
        figures += [
            Figure("match", f"one 3 kB story at {terms:,} terms", each * US, "µs", baseline, note),
            Figure("match", f"stories at {terms:,} terms", 1 / each, "1/s"),
            Figure("match", f"compiling {terms:,} terms", compiled * MS, "ms"),
        ]
        if terms == TERMS[0]:
            few = Baseline(f"at {terms} terms", each * US)
    growth = Figure("match", "growth with the terms", each * US, "µs", few, f"at {terms:,} terms")
    return [*figures, growth, *stalls(watchlist, stories, 2 if quick else 8), *_gold(), *beside(each, terms)]


def _gold() -> list[Figure]:
    """Return how well the gold set's mentions are found: its sentences, half of them hard, are the tests' own."""
    scored = score()
    note = f"{scored.sentences} sentences in {scored.languages} languages, to the character"
    return [
        Figure("match", "gold set, recall", scored.recall, "", note=note),
        Figure("match", "gold set, precision", scored.precision, "", note=note),
    ]


def _compiled(watchlist: Watchlist) -> tuple[Matcher, float]:
    """Return a matcher and the seconds it took: the median of three; letting go of the others is not counted."""
    taken, made = [], list[Matcher]()
    for _ in range(3):
        made.clear()
        gc.collect()
        began = perf_counter()
        made.append(compile_watchlists((watchlist,)))
        taken.append(perf_counter() - began)
    return made[0], median(taken)


def _cost(matcher: Matcher, stories: list[Copy]) -> float:
    """Return seconds per story."""

    def all_of_them() -> None:
        for story in stories:
            matcher.mentions(story.headline, story.paragraphs)

    return seconds_each(all_of_them, 3) / len(stories)


def _stories(count: int) -> list[Copy]:
    """Return stories of 3 kB that each name two of the first twenty watched people."""
    writer, people = Writer(11), [person.name for person in _watchlist(100).people]
    watched = cycle(people)
    stories = []
    for _ in range(count):
        copy = writer.copy(600)
        whole = f"{next(watched)} said so, and {next(watched)} agreed. " + " ".join(copy.paragraphs)
        cut = whole[: STORY - len(copy.headline)]
        third = len(cut) // 3
        stories.append(Copy(copy.headline, (cut[:third], cut[third : 2 * third], cut[2 * third :])))
    return stories


def _watchlist(terms: int) -> Watchlist:
    """Return half people (a name and four aliases), half topics (any of five phrases of two words)."""
    writer = Writer(12)
    half = terms // PER_WATCH // 2
    people = tuple(_person(writer) for _ in range(half))
    rare = writer.words[200:]
    phrase = partial(writer.random.sample, rare, 2)
    topics = tuple(
        Topic(f"topic {number}", any=tuple(" ".join(phrase()) for _ in range(PER_WATCH)))
        for number in range(half)
    )
    return Watchlist("bench", people=_distinct(people), topics=topics)


def _person(writer: Writer) -> Person:
    """Return a person whose aliases are other spellings of the given name."""
    given, surname = writer.random.sample(writer.given, PER_WATCH), writer.random.choice(writer.surnames)
    return Person(f"{given[0]} {surname}", tuple(f"{other} {surname}" for other in given[1:]))


def _distinct(people: tuple[Person, ...]) -> tuple[Person, ...]:
    return tuple({person.name: person for person in people}.values())


def _regular(stories: list[Copy]) -> float:
    """Return seconds per story of the plain way: one regular expression of a hundred terms."""
    watchlist = _watchlist(100)
    terms = [term for person in watchlist.people for term in (person.name, *person.aliases)]
    terms += [term for topic in watchlist.topics for term in topic.any]
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, terms)) + r")\b", re.IGNORECASE)
    texts = [story.text for story in stories]
    return seconds_each(lambda: [pattern.findall(text) for text in texts], 1) / len(texts)
