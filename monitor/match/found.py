"""Places found in a folded text, before they become mentions."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

_SEVERAL = 2
Span = tuple[int, int]
"""Folded offsets: start, and the end that is no longer part of it."""


class Counted(IntEnum):
    """What the offsets of a place count."""

    FOLDED = 0  # characters of the folded text
    ORIGINAL = 1  # characters of the original text, where a pattern looked
    SUBJECTS = 2  # the item's subjects: `start` is the subject's number


@dataclass(frozen=True, slots=True)
class Found:
    """One place, and by which matcher (docs/interface.md, `mentions[].matcher`) it counts."""

    start: int
    end: int
    matcher: str
    counted: Counted = Counted.FOLDED

    @property
    def span(self) -> Span:
        """Start and end."""
        return self.start, self.end


class Cover:
    """Spans to be asked whether another one meets them, in the time of a look-up."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if not self._ends or end > self._ends[-1]:  # one inside another adds nothing
                self._starts.append(start)
                self._ends.append(end)

    def meets(self, start: int, end: int) -> bool:
        """Whether a span shares a character with any of these."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self._ends[at] > start

    def splits(self, start: int, end: int) -> bool:
        """Whether a span shares characters with one of these without covering it: "[Sir Keir] Starmer"."""
        at = bisect_left(self._starts, end) - 1
        return (
            at >= 0 and self._ends[at] > start and not (self._starts[at] >= start and self._ends[at] <= end)
        )


def drop_inner(places: list[Found]) -> list[Found]:
    """Return the places that do not stand inside another one; of the same place the first given.

    Only places counted alike are to be given together.
    """
    if len(places) < _SEVERAL:
        return places
    kept: list[Found] = []
    reach = -1
    for place in sorted(places, key=lambda found: (found.start, -found.end)):
        if place.end > reach:
            kept.append(place)
            reach = place.end
    return kept
