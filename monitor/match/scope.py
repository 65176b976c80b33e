"""Which parts of a story, and stories of which languages, a watch looks at."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.match.found import Counted, Found
from monitor.match.literals import Hits
from monitor.match.text import StoryText
from monitor.model.watch import Where


@dataclass(frozen=True, slots=True)
class Scope:
    """The parts of a story that count for a watch."""

    headline: bool
    lead: bool
    body: bool

    def holds(self, text: StoryText, start: int, counted: Counted = Counted.FOLDED) -> bool:
        """Whether a place stands in one of the parts. Subjects stand in none of them, and always count."""
        if counted is Counted.SUBJECTS:
            return True
        part = text.paragraph_of(start) if counted is Counted.FOLDED else text.part_of(start)
        return self.headline if part < 0 else self.body or (self.lead and part == 0)

    def narrow(self, text: StoryText, hits: Hits) -> Hits:
        """Return the hits that stand in these parts."""
        kept: Hits = {}
        for number, spans in hits.items():
            counted = Counted.FOLDED if number >= 0 else _counted(number)
            inside = [span for span in spans if self.holds(text, span[0], counted)]
            if inside:
                kept[number] = inside
        return kept

    def keep(self, text: StoryText, places: list[Found]) -> list[Found]:
        """Return the places that stand in these parts."""
        return [place for place in places if self.holds(text, place.start, place.counted)]


def _counted(number: int) -> Counted:
    """Return what the spans of a pattern (even) or a subject (odd) count (literals.Literals)."""
    return Counted.SUBJECTS if number % 2 else Counted.ORIGINAL


def scope_of(fields: Sequence[Where]) -> Scope | None:
    """Return the scope of a watch's `fields`, None for the whole story."""
    if not fields or {Where.HEADLINE, Where.BODY} <= set(fields):
        return None
    return Scope(Where.HEADLINE in fields, Where.LEAD in fields, Where.BODY in fields)


def speaks(languages: Sequence[str], language: str) -> bool:
    """Whether a story in `language` is in one of a watch's languages: `en` takes `en-GB` too.

    A watch without languages takes all of them, and every watch takes a story whose language nobody knows.
    """
    if not languages or not language:
        return True
    told = language.lower().replace("_", "-")
    return any(told == one or told.startswith(f"{one}-") for one in map(str.lower, languages))
