"""All literals of all watchlists in one automaton; a scan names the few watches worth asking.

One pass of the automaton over the folded story finds every literal; a watch is asked only when one of its
triggers stood there (Lucene Monitor's presearcher works so). Cost hardly grows with the number of watches.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from ahocorasick_rs import AhoCorasick, Implementation

from monitor.match.found import Found
from monitor.match.literals import Hits, Literal, Literals, ends_at, is_spelled
from monitor.match.table import MATCHERS, CompiledWatch
from monitor.match.text import JOINS, StoryText, story_text
from monitor.model.watch import Mention, Watchlist

_ORDER = attrgetter("paragraph", "start", "end", "text", "watchlist", "watch", "field", "matcher")
"""The order of model.watch.Mention, compared in C."""


@dataclass(frozen=True, slots=True)
class _Watch:
    """A compiled watch with its names."""

    watchlist: str
    name: str
    compiled: CompiledWatch


def _mention(watch: _Watch, text: StoryText, found: Found) -> Mention:
    low, high = text.folded.span(found.start, found.end)
    part = bisect_right(text.starts, low) - 1
    begins = text.starts[part]
    return Mention(
        paragraph=part - 1,  # the headline is part 0 and paragraph -1
        start=low - begins,
        end=high - begins,
        text=text.original[low:high],
        watchlist=watch.watchlist,
        watch=watch.name,
        field="body" if part else "headline",
        matcher=found.matcher,
    )


@dataclass(frozen=True, slots=True)
class Matcher:
    """All watchlists, compiled. Immutable: a reload makes a new one and swaps it in."""

    watchlists: tuple[Watchlist, ...]
    _automaton: AhoCorasick = field(repr=False)
    _literals: tuple[Literal, ...] = field(repr=False)
    _bounded: tuple[bool, ...] = field(repr=False)  # by literal: whether a word must begin where it begins
    _triggered: tuple[tuple[int, ...], ...] = field(
        repr=False
    )  # by literal: the watches it makes worth asking
    _watches: tuple[_Watch, ...] = field(repr=False)

    def mentions(self, headline: str, paragraphs: Sequence[str]) -> tuple[Mention, ...]:
        """Return every place where a watch stands.

        Args:
            headline: the headline, "" where there is none.
            paragraphs: the copy alone; furniture is not to be given.

        Returns:
            Mentions in reading order (headline, then body). `start` and `end` are code-point offsets:
            the slice of that paragraph is exactly `text`.
        """
        text = story_text(headline, paragraphs)
        hits = self._scan(text)
        candidates = {number for literal in hits for number in self._triggered[literal]}
        watches = [self._watches[number] for number in candidates]
        found = (
            _mention(watch, text, place) for watch in watches for place in watch.compiled.find(text, hits)
        )
        return tuple(sorted(found, key=_ORDER))

    def _scan(self, text: StoryText) -> Hits:
        """Return which literals stand where, as whole words and with the capitals they need."""
        hits: Hits = {}
        folded, bounded = text.text, self._bounded
        for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if bounded[number] and JOINS[folded[start - 1]]:
                continue
            literal = self._literals[number]
            ended = ends_at(literal, folded, end)
            if ended > 0 and is_spelled(literal, text, start, ended):
                hits.setdefault(number, []).append((start, ended))
        return hits


def compile_watchlists(watchlists: Sequence[Watchlist]) -> Matcher:
    """Compile watchlists into one matcher.

    Pure and without a loop of its own: call it in a thread while the old matcher goes on (0.3 s for 100k
    literals; ENGINES.md).
    """
    literals = Literals()
    watches = [
        _Watch(watchlist.name, name, compiled)
        for watchlist in watchlists
        for compile_kind in MATCHERS.values()
        for name, compiled in compile_kind(watchlist, literals)
    ]
    return Matcher(
        watchlists=tuple(watchlists),
        _automaton=_automaton([literal.text for literal in literals.all]),
        _literals=tuple(literals.all),
        _bounded=tuple(JOINS[literal.text[0]] for literal in literals.all),
        _triggered=_triggered(watches, len(literals.all)),
        _watches=tuple(watches),
    )


def _automaton(patterns: list[str]) -> AhoCorasick:
    return AhoCorasick(patterns, store_patterns=False, implementation=Implementation.ContiguousNFA)


def _triggered(watches: Sequence[_Watch], literals: int) -> tuple[tuple[int, ...], ...]:
    by_literal: list[tuple[int, ...]] = [()] * literals
    for number, watch in enumerate(watches):
        for literal in watch.compiled.triggers:
            if literal >= 0:
                by_literal[literal] += (number,)
    return tuple(by_literal)
