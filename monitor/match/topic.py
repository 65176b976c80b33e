"""A watched topic: `any` one of its terms, `all` of them, `none` of them, anywhere in the story."""

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.match.found import Found, drop_inner
from monitor.match.literals import Hits, Literals, phrase
from monitor.match.text import StoryText
from monitor.model.watch import Topic, Watchlist

PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class TopicWatch:
    """A topic compiled: numbers of literals."""

    topic: Topic
    any: tuple[int, ...]
    all: tuple[int, ...]
    none: tuple[int, ...]
    triggers: tuple[int, ...]

    def find(self, text: StoryText, hits: Hits) -> list[Found]:  # noqa: ARG002 - the shape of every watch
        """Return the places of all its terms when the conditions hold, in reading order; else nothing."""
        absent = not all(number in hits for number in self.all)
        if absent or any(number in hits for number in self.none):
            return []
        if self.any and not any(number in hits for number in self.any):
            return []
        places = [Found(*span, PHRASE) for number in (*self.any, *self.all) for span in hits.get(number, ())]
        return drop_inner(places)


def compile_topic(topic: Topic, literals: Literals) -> TopicWatch:
    """Put a topic's literals into the register and return the compiled watch.

    With `all`, only its longest term is asked for first: a topic that cannot fire is not evaluated.
    """
    some, every, none = (
        tuple(literals.add(phrase(term)) for term in terms) for terms in (topic.any, topic.all, topic.none)
    )
    rarest = max(every, key=lambda number: len(literals.all[number].text) if number >= 0 else 0, default=-1)
    return TopicWatch(topic, some, every, none, (rarest,) if every else some)


def compile_topics(watchlist: Watchlist, literals: Literals) -> Iterator[tuple[str, TopicWatch]]:
    """Yield each topic of a watchlist, compiled, with the watch's name."""
    for topic in watchlist.topics:
        yield topic.name, compile_topic(topic, literals)
