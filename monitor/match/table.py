"""The kinds of watches and the conditions of topics: one file and one row each."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Protocol

from monitor.match.found import Found
from monitor.match.literals import Hits, Literals
from monitor.match.person.person import compile_people
from monitor.match.text import StoryText
from monitor.match.topic.condition import CompileCondition
from monitor.match.topic.near import compile_near
from monitor.match.topic.pattern import compile_pattern
from monitor.match.topic.phrases import compile_phrases
from monitor.match.topic.query import compile_query
from monitor.match.topic.subjects import compile_subjects
from monitor.match.topic.topic import compile_topics
from monitor.model.watch import Person, Topic, Watchlist


class CompiledWatch(Protocol):
    """One watch, ready to be asked."""

    @property
    def triggers(self) -> tuple[int, ...]:
        """The signals of which one must stand in a text before the watch is asked at all."""
        ...

    def find(self, text: StoryText, hits: Hits) -> list[Found]:
        """Return the places where the watch stands; none where it does not fire."""
        ...

    def why_not(self, text: StoryText, hits: Hits) -> str:
        """Return why it does not fire, "" when it does: the end of a sentence that begins with its name."""
        ...


Compile = Callable[[Watchlist, Literals], Iterator[tuple[Person | Topic, CompiledWatch]]]
"""Puts the literals of a watchlist's watches of one kind into the register; yields each with its watch."""

CONDITIONS: dict[str, CompileCondition] = {
    "phrase": compile_phrases,
    "near": compile_near,
    "query": compile_query,
    "pattern": compile_pattern,
    "subject": compile_subjects,
}
"""What a topic may ask for; of several all must hold."""

MATCHERS: dict[str, Compile] = {
    "person": compile_people,
    "topic": partial(compile_topics, conditions=CONDITIONS),
}
