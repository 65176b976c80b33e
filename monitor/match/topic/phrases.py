"""`any` one of a topic's terms, `all` of them, `none` of them, anywhere in what the topic looks at."""

from dataclasses import dataclass

from monitor.match.found import Found, drop_inner
from monitor.match.literals import Hits, Literals, phrase
from monitor.match.text import StoryText
from monitor.model.watch import Topic

PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Phrases:
    """Terms compiled: numbers of literals."""

    topic: Topic
    any: tuple[int, ...]
    all: tuple[int, ...]
    none: tuple[int, ...]
    triggers: tuple[int, ...]

    def find(self, text: StoryText, hits: Hits) -> list[Found] | None:  # noqa: ARG002 - the shape of every condition
        """Return the places of all its terms, None where a condition fails."""
        for number in self.all:
            if number not in hits:
                return None
        for number in self.none:
            if number in hits:
                return None
        places = [Found(*span, PHRASE) for number in self.any for span in hits.get(number, ())]
        if self.any and not places:
            return None
        places += [Found(*span, PHRASE) for number in self.all for span in hits[number]]
        return drop_inner(places)

    def why_not(self, text: StoryText, hits: Hits) -> str:
        """Return which term is missing, or stands where it must not."""
        absent = _named(self.topic.all, self.all, hits, present=False)
        if absent:
            return f"wants all of its terms, and {absent} does not stand there"
        present = _named(self.topic.none, self.none, hits, present=True)
        if present:
            number = next(number for number in self.none if number in hits)
            start, end = hits[number][0]
            return f"must not hold {present}, and “{text.surface(start, end)}” stands there"
        return f"wants one of its terms, and none stands there: {', '.join(self.topic.any)}"


def _named(terms: tuple[str, ...], numbers: tuple[int, ...], hits: Hits, *, present: bool) -> str:
    found = (f"“{term}”" for term, number in zip(terms, numbers, strict=True) if (number in hits) is present)
    return next(found, "")


def compile_phrases(topic: Topic, literals: Literals) -> Phrases | None:
    """Put a topic's terms into the register.

    With `all`, only its longest term is asked for first: a topic that cannot fire is not evaluated.
    """
    if not (topic.any or topic.all or topic.none):
        return None
    add = literals.add
    some, every, none = (
        tuple([add(phrase(term)) for term in terms]) for terms in (topic.any, topic.all, topic.none)
    )
    triggers = some
    if every:
        triggers = (max(every, key=lambda number: len(literals.all[number].text) if number >= 0 else 0),)
    return Phrases(topic, some, every, none, triggers)
