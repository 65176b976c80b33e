"""A watched topic: conditions that must all hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from monitor.match.found import Counted, Found, drop_inner
from monitor.match.literals import Hits, Literals
from monitor.match.scope import Scope, scope_of
from monitor.match.text import StoryText
from monitor.match.topic.condition import CompileCondition, Condition
from monitor.model.watch import Topic, Watchlist


@dataclass(frozen=True, slots=True)
class TopicWatch:
    """A topic compiled."""

    topic: Topic
    conditions: tuple[Condition, ...]
    triggers: tuple[int, ...]
    scope: Scope | None

    def find(self, text: StoryText, hits: Hits) -> list[Found]:
        """Return the places of all its conditions when every one holds, in reading order; else nothing."""
        if self.scope:
            hits = self.scope.narrow(text, hits)
        if len(self.conditions) == 1:
            return self.conditions[0].find(text, hits) or []
        places: list[Found] = []
        for condition in self.conditions:
            found = condition.find(text, hits)
            if found is None:
                return []
            places += found
        return _sorted_out(places)

    def why_not(self, text: StoryText, hits: Hits) -> str:
        """Return which condition does not hold, "" when all do: the end of a sentence about the topic."""
        narrowed = self.scope.narrow(text, hits) if self.scope else hits
        failing = next((one for one in self.conditions if one.find(text, narrowed) is None), None)
        if failing is None:
            return ""
        said = failing.why_not(text, narrowed)
        elsewhere = self.scope is not None and failing.find(text, hits) is not None
        fields = ", ".join(field.value for field in self.topic.fields)
        return f"{said}; it would hold outside of what the watch looks at ({fields})" if elsewhere else said


def _sorted_out(places: list[Found]) -> list[Found]:
    """Return the places without those inside another of their kind."""
    kinds = ([place for place in places if place.counted is counted] for counted in Counted)
    return [place for kind in kinds for place in drop_inner(kind)]


def _selectivity(condition: Condition, literals: Literals) -> int:
    """Return how seldom a condition's triggers stand in a text, roughly: the length of its shortest literal.

    Patterns and subjects are known to hold before a watch is asked; what forbids only triggers nothing.
    """
    if not condition.triggers:
        return -1
    if min(condition.triggers) < -1:
        return 1000
    return min(len(literals.all[number].text) if number >= 0 else 1000 for number in condition.triggers)


def compile_topic(topic: Topic, literals: Literals, conditions: Mapping[str, CompileCondition]) -> TopicWatch:
    """Put a topic's literals into the register and return the compiled watch."""
    compiled = [one for compile_one in conditions.values() if (one := compile_one(topic, literals))]
    triggers = compiled[0].triggers if len(compiled) == 1 else ()
    if len(compiled) > 1:
        triggers = max(compiled, key=lambda condition: _selectivity(condition, literals)).triggers
    return TopicWatch(topic, tuple(compiled), triggers, scope_of(topic.fields))


def compile_topics(
    watchlist: Watchlist, literals: Literals, conditions: Mapping[str, CompileCondition]
) -> Iterator[tuple[Topic, TopicWatch]]:
    """Yield each topic of a watchlist with its compiled watch."""
    for topic in watchlist.topics:
        yield topic, compile_topic(topic, literals, conditions)
