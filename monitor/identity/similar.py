"""The index that finds stories alike, and translations, among all that are known. In the process, flat memory.

It follows the store: filled from it at start, told of every commit. What it answers are candidates with an
estimate of their likeness; the decision reads their whole texts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from monitor.identity.buckets import RING, RecentBuckets
from monitor.identity.sketch import Sketch, containment, head_of, sketch_of

GLANCE = 0.2  # estimated containment below which the text is not looked at
SHARED = 2  # marks that two stories must share to be compared at all
OWN_MARKS = 8  # filed once more under the agency: its own story is found among any number of copies
SHARED_ANCHORS = 4  # names and numbers that a text and its translation have at least
FLASH_ANCHORS = 2  # that a flash and its story share
FLASH = 40  # words
ANCHORED = 0.3  # of the names and numbers of the text that has fewer
SAME_ANCHORS = 0.6  # in the same language: an issue among very many of one template
NAMED = 24  # candidates looked at for that
CROWDED = 0.25  # of the marks: so many stories share them that the newest hide the one sought
ANCHOR_RINGS = 2**16  # 4 MB: the names of the last days, for translations come within hours
KINDRED = 3  # candidates besides those alike
LARGEST = 250_000  # stories; the one filed first makes room

__all__ = ["Likeness", "Sketch", "SketchIndex", "containment", "sketch_of"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a known story is, both ways, estimated from the sketches (0…1)."""

    story: str
    contained: float  # how much of the new text stands in the known one
    contains: float  # how much of the known text stands in the new one
    anchors: float = 0.0  # of a text in another language: share of names and numbers in common
    same_headline: bool = False  # as far as the sketches tell

    @property
    def worth_a_look(self) -> bool:
        """Whether the whole text is worth reading: sketches err by a tenth or two, not by more."""
        return max(self.contained, self.contains) >= GLANCE or self.anchors > 0 or self.same_headline


class SketchIndex:
    """Finds known stories that share marks with a text."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._stories: dict[int, str] = {}
        self._sketches: dict[int, bytes] = {}
        self._marks = RecentBuckets()
        self._anchors = RecentBuckets(ANCHOR_RINGS)
        self._last = 0

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, story_id: str, sketch: Sketch) -> None:
        """File a story; a sketch of an earlier version is replaced."""
        self.discard(story_id)
        if len(self._numbers) >= LARGEST:
            self.discard(next(iter(self._numbers)))
        self._last += 1
        self._numbers[story_id] = self._last
        self._stories[self._last] = story_id
        self._sketches[self._last] = sketch.to_bytes()
        self._marks.add(self._last, _keys(sketch))
        self._anchors.add(self._last, _anchor_keys(sketch))

    def get(self, story_id: str) -> Sketch | None:
        """The sketch by which a story is filed; None for one that is not known."""
        number = self._numbers.get(story_id)
        return None if number is None else Sketch.from_bytes(self._sketches[number])

    def discard(self, story_id: str) -> None:
        """Forget a story; an unknown one is no error. Its places in the rings are taken by newer ones."""
        number = self._numbers.pop(story_id, None)
        if number is not None:
            del self._stories[number], self._sketches[number]

    def alike(self, sketch: Sketch, limit: int = 5) -> tuple[Likeness, ...]:
        """The stories most alike, best first, at most `limit`, and at most three told by names after them.

        Half of the places are kept for stories of the same agency: a text that everybody carries has its
        own agency's story among them.
        """
        found = [
            self._measure(sketch, number)
            for shared, number in self._candidates(sketch, limit)
            if self._may_be_alike(sketch, shared, number)
        ]
        worth = [one for one in found if one[0].worth_a_look]
        ranked = sorted(worth, key=lambda one: (-max(one[0].contained, one[0].contains), one[0].story))
        own = [like for like, same in ranked if same][: (limit + 1) // 2]
        others = [like for like, _ in ranked if like not in own][: limit - len(own)]
        chosen = {like.story for like in (*own, *others)}
        alike = tuple(like for like, _ in ranked if like.story in chosen)
        return (*alike, *self._named(sketch, chosen))

    def _measure(self, sketch: Sketch, number: int) -> tuple[Likeness, bool]:
        """The likeness, and whether it is of the same agency."""
        known = Sketch.from_bytes(self._sketches[number])
        like = Likeness(
            self._stories[number],
            containment(sketch, known),
            containment(known, sketch),
            same_headline=known.headline == sketch.headline,
        )
        return like, bool(known.agency) and known.agency == sketch.agency

    def _may_be_alike(self, sketch: Sketch, shared: int, number: int) -> bool:
        """Whether so many shared rings can make a likeness worth a look: most strangers are told by that alone.

        Rings are shared by every mark in common and by chance besides, so `shared` is never too small. It bounds
        containment only where both texts are sampled alike; else they are measured.
        """
        every, marks, headline = head_of(self._sketches[number])
        if every != sketch.every or not marks:
            return True
        fewer = min(marks, len(sketch.marks))
        return shared >= GLANCE * fewer or shared >= max(1, min(headline, len(sketch.headline)))

    def _candidates(self, sketch: Sketch, limit: int) -> Iterable[tuple[int, int]]:
        """Stories by shared marks, how many and its number: more than the newest that carry what everybody carries."""
        keys = _keys(sketch)
        found = _most(self._marks.look_up(keys), min(SHARED, len(keys)), self._sketches)
        few, many = 2 * limit, RING + 2 * limit
        crowded = len(found) > few and found[few][0] >= CROWDED * len(keys)
        return found[: many if crowded else few]

    def _named(self, sketch: Sketch, taken: set[str]) -> Iterator[Likeness]:
        """Stories of the same agency that share names and numbers, the likeliest first: translations mostly."""
        mine = set(sketch.anchors)
        found: list[Likeness] = []
        rings = self._anchors.look_up(_anchor_keys(sketch))
        for _, number in _most(rings, FLASH_ANCHORS, self._sketches)[:NAMED]:
            known = Sketch.from_bytes(self._sketches[number])
            if self._stories[number] in taken:
                continue
            shared = len(mine.intersection(known.anchors))
            share = shared / min(len(mine), len(known.anchors)) if shared >= FLASH_ANCHORS else 0.0
            if share >= (ANCHORED if _kindred(sketch, known) else SAME_ANCHORS):
                found.append(Likeness(self._stories[number], 0.0, 0.0, share))
        found.sort(key=lambda like: (-like.anchors, like.story))
        yield from found[:KINDRED]


def _kindred(sketch: Sketch, known: Sketch) -> bool:
    """Whether names and numbers may tell: another language, or a flash that grew in other words."""
    if known.language and sketch.language and known.language != sketch.language:
        return min(len(sketch.anchors), len(known.anchors)) >= SHARED_ANCHORS
    return known.words <= FLASH < sketch.words


def _most(counted: Counter[int], needed: int, known: dict[int, bytes]) -> list[tuple[int, int]]:
    """How many rings a number stands in, and the number: `needed` rings or more, those in most rings first."""
    enough = [(count, number) for number, count in counted.items() if count >= needed and number in known]
    return sorted(enough, reverse=True)


def _keys(sketch: Sketch) -> list[int]:
    """What a sketch is filed under: its marks, and the smallest of them once more under the agency."""
    keys = [*sketch.keys]
    if sketch.agency:
        own = (*sketch.marks[:OWN_MARKS], *sketch.headline[:SHARED])
        keys += [mark ^ sketch.agency for mark in own]
    return keys


def _anchor_keys(sketch: Sketch) -> list[int]:
    return [anchor ^ sketch.agency for anchor in sketch.anchors]
