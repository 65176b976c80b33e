"""Places found in a folded text, before they become mentions."""

from collections.abc import Iterable
from dataclasses import dataclass

Span = tuple[int, int]
"""Folded offsets: start, and the end that is no longer part of it."""


@dataclass(frozen=True, slots=True)
class Found:
    """One place, and by which matcher (INTERFACE.md, `mentions[].matcher`) it counts."""

    start: int
    end: int
    matcher: str

    @property
    def span(self) -> Span:
        """Start and end."""
        return self.start, self.end


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span shares a character with any of the others."""
    return any(span[0] < end and start < span[1] for start, end in others)


def drop_inner(places: list[Found]) -> list[Found]:
    """Return the places that do not stand inside another one; of the same place the first given."""
    kept: list[Found] = []
    reach = -1
    for place in sorted(places, key=lambda found: (found.start, -found.end)):
        if place.end > reach:
            kept.append(place)
            reach = place.end
    return kept
