"""What the conditions of a topic have in common."""

from collections.abc import Callable
from typing import Protocol

from monitor.match.found import Found
from monitor.match.literals import Hits, Literals
from monitor.match.text import StoryText
from monitor.model.watch import Topic


class Condition(Protocol):
    """One condition of a topic, ready to be asked."""

    @property
    def triggers(self) -> tuple[int, ...]:
        """The signals of which one must be there for the condition to hold; () where nothing must."""
        ...

    def find(self, text: StoryText, hits: Hits) -> list[Found] | None:
        """Return the places that make it hold (none for what only forbids), None where it does not hold."""
        ...

    def why_not(self, text: StoryText, hits: Hits) -> str:
        """Return in words why it does not hold: the end of a sentence that begins with the topic's name."""
        ...


CompileCondition = Callable[[Topic, Literals], Condition | None]
"""Puts a condition's literals into the register; None where the topic has no such condition."""
