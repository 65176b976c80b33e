"""All literals of all watchlists in one automaton; a scan names the few watches worth asking.

One pass of the automaton over the folded story finds every literal; a watch is asked only when one of its
triggers stood there (Lucene Monitor's presearcher works so). Cost hardly grows with the number of watches.

That is right as long as triggers are necessary: of a watch that fires, one of its triggers stands in the text. They
need not be sufficient, and the fewer the better: a topic that wants all of its terms names its longest alone, which
is likely the rarest. A trigger is a signal, one number for whatever can be seen in a text before any
watch is asked: a literal (0 and up), a pattern (-2, -4, …), a subject (-3, -5, …); -1 is a literal with nothing in
it, which stands nowhere.
"""

import gc
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from monitor.match.automaton import Automaton, automaton_of
from monitor.match.found import Counted, Found
from monitor.match.literals import Hits, Literals
from monitor.match.scope import speaks
from monitor.match.table import MATCHERS, CompiledWatch
from monitor.match.text import HEADLINE, SUBJECT_PART, StoryText, story_text
from monitor.match.topic.pattern import Patterns
from monitor.match.topic.subjects import code_of, subject_hits
from monitor.model.feed import Subject
from monitor.model.watch import Mention, Person, Topic, WatchKey, Watchlist

_ORDER = attrgetter("paragraph", "start", "end", "text", "watchlist", "watch", "field", "matcher")
"""The order of model.watch.Mention, compared in C."""


_new = tuple.__new__  # a named tuple by its own name costs four times as much
_MANY = 1000  # watches from which compiling is worth telling the garbage collector about


class CompiledEntry(NamedTuple):
    """A compiled watch with what it was compiled from."""

    watchlist: str
    watch: Person | Topic
    compiled: CompiledWatch
    languages: tuple[str, ...]  # the watch's, here because each candidate is asked for them


def _mention(entry: CompiledEntry, text: StoryText, found: Found) -> Mention:
    if found.counted is Counted.FOLDED:
        low, high = text.folded.span(found.start, found.end)
    else:
        low, high = found.start, found.end
    part = bisect_right(text.starts, low) - 1
    begins = text.starts[part]
    return Mention(
        paragraph=part + HEADLINE,
        start=low - begins,
        end=high - begins,
        text=text.original[low:high],
        watchlist=entry.watchlist,
        watch=entry.watch.name,
        field="body" if part else "headline",
        matcher=found.matcher,
    )


def _subject_mention(entry: CompiledEntry, subject: Subject, found: Found) -> Mention:
    code = code_of(subject)
    return Mention(
        SUBJECT_PART, 0, len(code), code, entry.watchlist, entry.watch.name, "subject", found.matcher
    )


@dataclass(frozen=True, slots=True)
class Matcher:
    """All watchlists, compiled. Immutable: a reload makes a new one and swaps it in."""

    watchlists: tuple[Watchlist, ...]
    _automaton: Automaton = field(repr=False)
    _triggered: dict[int, tuple[int, ...]] = field(repr=False)  # by signal: the watches it makes worth asking
    _entries: tuple[CompiledEntry, ...] = field(repr=False)
    _patterns: Patterns = field(repr=False)
    _subjects: tuple[str, ...] = field(repr=False)

    def mentions(
        self,
        headline: str,
        paragraphs: Sequence[str],
        subjects: Sequence[Subject] = (),
        language: str = "",
        *,
        weak: bool = False,
    ) -> tuple[Mention, ...]:
        """Return every place where a watch stands.

        Args:
            headline: the headline, "" where there is none.
            paragraphs: the copy alone; furniture is not to be given.
            subjects: the item's own metadata.
            language: the story's BCP 47 tag, "" where nobody knows it.
            weak: give the weak mentions (a different first name) of every watch, not only of those that ask.

        Returns:
            Mentions in reading order (subjects, headline, body). `start` and `end` are code-point offsets:
            the slice of that paragraph is exactly `text`.
        """
        text, hits = self.signals(headline, paragraphs, subjects, language, weak=weak)
        triggered = self._triggered
        candidates = {number for signal in hits for number in triggered.get(signal, ())}
        found: list[Mention] = []
        for entry in map(
            self._entries.__getitem__, candidates
        ):  # in any order: the mentions are sorted below
            if entry.languages and not speaks(entry.languages, language):
                continue
            for place in entry.compiled.find(text, hits):
                if place.counted is Counted.SUBJECTS:
                    found.append(_subject_mention(entry, subjects[place.start], place))
                else:
                    found.append(_mention(entry, text, place))
        return tuple(sorted(found, key=_ORDER))

    def signals(
        self,
        headline: str,
        paragraphs: Sequence[str],
        subjects: Sequence[Subject] = (),
        language: str = "",
        *,
        weak: bool = False,
    ) -> tuple[StoryText, Hits]:
        """Return a story's text as the watches read it, and which signals stand where in it."""
        text = story_text(headline, paragraphs, language, weak=weak)
        hits = self._automaton.hits(text)
        if self._patterns:
            hits |= self._patterns.hits(text)
        if self._subjects and subjects:
            hits |= subject_hits(self._subjects, subjects)
        return text, hits

    def entry(self, key: WatchKey) -> CompiledEntry | None:
        """Return one watch, compiled; None where there is no such watch."""
        return next(
            (one for one in self._entries if (one.watchlist, one.watch.name) == (key.watchlist, key.watch)),
            None,
        )


def compile_watchlists(watchlists: Sequence[Watchlist]) -> Matcher:
    """Compile watchlists into one matcher.

    Pure and without a loop of its own: call it in a thread while the old matcher goes on (half a second for
    20,000 watches).
    """
    many = sum(len(watchlist.people) + len(watchlist.topics) for watchlist in watchlists) > _MANY
    with no_collections() if many else nullcontext():
        return _compile(watchlists)


@contextmanager
def no_collections() -> Iterator[None]:
    """Keep the garbage collector from walking through a hundred thousand new objects while they are made.

    It held the GIL for 60 ms at a time, again and again, and all that is made here is kept. What is kept is then
    taken out of its sight (gc.freeze): later collections would stall the loop in the same way.

    What is frozen goes by its reference count alone. So nothing that is compiled may refer back to what holds it:
    such a ring would stay for good, one more at each reload. Whatever else is alive at that moment is frozen too.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if running:
            gc.enable()


def _compile(watchlists: Sequence[Watchlist]) -> Matcher:
    literals = Literals()
    entries = [
        _new(CompiledEntry, (watchlist.name, watch, compiled, watch.language))
        for watchlist in watchlists
        for compile_kind in MATCHERS.values()
        for watch, compiled in compile_kind(watchlist, literals)
    ]
    literals.release()
    return Matcher(
        watchlists=tuple(watchlists),
        _automaton=automaton_of(literals.all),
        _triggered=_triggered(entries),
        _entries=tuple(entries),
        _patterns=Patterns(tuple(literals.patterns)),
        _subjects=tuple(literals.subjects),
    )


def _triggered(entries: Sequence[CompiledEntry]) -> dict[int, tuple[int, ...]]:
    """Return the watches by what triggers them. Tuples, for nearly every signal has one watch."""
    by_signal: dict[int, tuple[int, ...]] = {}
    for number, entry in enumerate(entries):
        one = (number,)
        for signal in entry.compiled.triggers:
            by_signal[signal] = by_signal[signal] + one if signal in by_signal else one
    by_signal.pop(-1, None)  # a literal with nothing in it
    return by_signal
