"""Whether a text is a translation of a story: linked to it, never merged with it (issue 3, item 5)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from rapidfuzz.distance import Indel

from monitor.identity.known import Known, Text
from monitor.identity.sketch import base_language

WITHIN = timedelta(hours=48)
FEWEST = 5  # names and numbers that both texts have in the same order
ORDERED = 0.5  # of those of the text that has fewer
FIGURES, SAME_FIGURES = 2, 0.5  # from so many numbers on, how many of them must be the same ones


def translation(draft: Text, candidates: Sequence[Known], now: datetime) -> tuple[float, Known] | None:
    """The story this text tells in another language, with how much of its names and numbers; None when none.

    A follow-up names the same people, but in another order and with other figures.
    """
    found: list[tuple[float, str, Known]] = []
    for known in candidates:
        old = known.latest.draft
        here, there = base_language(draft.draft.language), base_language(old.language)
        if not here or not there or here == there or not _near(draft, known, now):
            continue
        anchors = Text(old).anchors
        shared = ordered(draft.anchors, anchors)
        if shared >= ORDERED and _same_figures(draft.anchors, anchors):
            found.append((shared, known.story.id, known))
    if not found:
        return None
    shared, _, known = max(found, key=lambda one: (one[0], one[1]))
    return shared, known


def ordered(one: Sequence[str], other: Sequence[str]) -> float:
    """Share of the names and numbers that stand in both in the same order, of the text that has fewer."""
    common = set(one) & set(other)
    if len(common) < FEWEST:
        return 0.0
    both = Indel.similarity(one, other) // 2
    fewer = min(len(one), len(other))
    return both / fewer if both >= FEWEST else 0.0


def _same_figures(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the two have their numbers in common, where there are enough to tell."""
    mine, theirs = ({anchor for anchor in side if anchor[0].isdecimal()} for side in (one, other))
    fewer = min(len(mine), len(theirs))
    return fewer < FIGURES or len(mine & theirs) >= SAME_FIGURES * fewer


def _near(draft: Text, known: Known, now: datetime) -> bool:
    one, other = draft.draft.published, known.latest.draft.published
    return abs((one or now) - (other or known.story.version_seen)) <= WITHIN
