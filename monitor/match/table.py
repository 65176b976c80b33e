"""The kinds of watches, one row each. A new kind is a file with a compile function, and a row here."""

from collections.abc import Callable, Iterator
from typing import Protocol

from monitor.match.found import Found
from monitor.match.literals import Hits, Literals
from monitor.match.person import compile_people
from monitor.match.text import StoryText
from monitor.match.topic import compile_topics
from monitor.model.watch import Watchlist


class CompiledWatch(Protocol):
    """One watch, ready to be asked."""

    @property
    def triggers(self) -> tuple[int, ...]:
        """The literals of which one must stand in a text before the watch is asked at all."""
        ...

    def find(self, text: StoryText, hits: Hits) -> list[Found]:
        """Return the places where the watch stands, in reading order; none where it does not fire."""
        ...


Compile = Callable[[Watchlist, Literals], Iterator[tuple[str, CompiledWatch]]]
"""Puts the literals of a watchlist's watches of one kind into the register; yields each with its name."""

MATCHERS: dict[str, Compile] = {
    "person": compile_people,
    "topic": compile_topics,
}
