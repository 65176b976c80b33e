"""Sketches of texts and the index that finds stories alike.

A sketch is a sample of the text's three-word shingles: those whose hash is divisible by `every`, a power of
two chosen so that at least 24 are kept and long texts stay small. Samples of different density compare on
the coarser of the two. The headline's shingles are kept whole beside it, so that a flash finds its story.
"""

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from struct import Struct

from monitor.identity.words import fold, shingle_hashes
from monitor.model.story import Draft

EVERY = 16  # one shingle in 16 (ENGINES.md: "hash mod 16")
FEWEST = 24  # "at least 24 kept"
MOST = 96  # longer texts are sampled more thinly: 96 marks tell containment to within ±0.05
THINNEST = 2**15
HEADLINE_MOST = 20
COMMON = 30  # document frequency above which a mark tells nothing
SHARED = 2  # marks that two stories must share to be compared at all
_HEAD = Struct("<BHBBI")  # layout, every, marks, headline marks, words
_LAYOUT = 1


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text for likeness. `marks` and `headline` are sorted shingle hashes."""

    every: int
    marks: tuple[int, ...]
    headline: tuple[int, ...]
    words: int

    @property
    def keys(self) -> set[int]:
        """The hashes the index files this sketch under."""
        return {*self.marks, *self.headline}

    def to_bytes(self) -> bytes:
        """About 200 to 450 bytes, the same for equal sketches."""
        head = _HEAD.pack(_LAYOUT, self.every, len(self.marks), len(self.headline), self.words)
        return head + array("I", (*self.marks, *self.headline)).tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Sketch":
        """The sketch that `to_bytes` wrote.

        Raises:
            ValueError: these bytes are no sketch of this layout.
        """
        if len(data) < _HEAD.size:
            raise ValueError("too short for a sketch")
        layout, every, marks, headline, words = _HEAD.unpack_from(data)
        if layout != _LAYOUT or len(data) != _HEAD.size + 4 * (marks + headline) or not every:
            raise ValueError("not a sketch of this layout")
        hashes = array("I", data[_HEAD.size :])
        return cls(every, tuple(hashes[:marks]), tuple(hashes[marks:]), words)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a known story is, both ways, estimated from the sketches (0…1)."""

    story: str
    contained: float  # how much of the new text stands in the known one
    contains: float  # how much of the known text stands in the new one


def sketch_of(draft: Draft) -> Sketch:
    """The sketch of a draft's copy; of its headline alone when it has no paragraphs."""
    headline = shingle_hashes(fold(draft.headline))
    words = fold("\n".join(draft.paragraphs))
    marks = shingle_hashes(words) if words else headline
    every, kept = _sampled(marks)
    return Sketch(every, tuple(sorted(kept)), tuple(sorted(headline)[:HEADLINE_MOST]), len(words))


def _sampled(marks: set[int]) -> tuple[int, list[int]]:
    """The largest `every` up to 16 that keeps 24 marks, larger while more than 96 are left; and the marks."""
    every = EVERY
    kept = [mark for mark in marks if not mark % every]
    while len(kept) < FEWEST and every > 1:
        every //= 2
        kept = [mark for mark in marks if not mark % every]
    while len(kept) > MOST and every < THINNEST:
        every *= 2
        kept = [mark for mark in kept if not mark % every]
    return every, kept


def containment(part: Sketch, whole: Sketch) -> float:
    """How much of `part` stands in `whole`, 0…1, from the samples."""
    every = max(part.every, whole.every)
    mine = {mark for mark in part.marks if not mark % every}
    theirs = {mark for mark in whole.marks if not mark % every}
    if not part.words or not whole.words:  # a headline alone: headlines are kept whole
        mine, theirs = set(part.headline), {*whole.headline, *theirs}
    return len(mine & theirs) / len(mine) if mine else 0.0


class SketchIndex:
    """Finds known stories that share marks with a text. In the process; rebuilt from the store at start."""

    def __init__(self) -> None:
        self._sketches: dict[str, Sketch] = {}
        # A mark usually stands in one story: then the id itself is kept, which halves the memory.
        self._filed: dict[int, str | list[str]] = {}

    def __len__(self) -> int:
        return len(self._sketches)

    def add(self, story_id: str, sketch: Sketch) -> None:
        """File a story; a sketch of an earlier version is replaced."""
        if story_id in self._sketches:
            self.discard(story_id)
        self._sketches[story_id] = sketch
        for mark in sketch.keys:
            filed = self._filed.setdefault(mark, story_id)
            if isinstance(filed, list):
                if len(filed) <= COMMON:
                    filed.append(story_id)
            elif filed != story_id:
                self._filed[mark] = [filed, story_id]

    def discard(self, story_id: str) -> None:
        """Forget a story; an unknown one is no error."""
        sketch = self._sketches.pop(story_id, None)
        for mark in sketch.keys if sketch else ():
            filed = self._filed.get(mark)
            if isinstance(filed, list):
                if story_id in filed:
                    filed.remove(story_id)
                if len(filed) == 1:
                    self._filed[mark] = filed[0]
            elif filed == story_id:
                del self._filed[mark]

    def alike(self, sketch: Sketch, limit: int = 5) -> tuple[Likeness, ...]:
        """The stories most alike, best first, at most `limit`."""
        found = (self._measure(sketch, story) for story in self._candidates(sketch, limit))
        ranked = sorted(found, key=lambda like: (-max(like.contained, like.contains), like.story))
        return tuple(ranked[:limit])

    def _measure(self, sketch: Sketch, story: str) -> Likeness:
        known = self._sketches[story]
        return Likeness(story, containment(sketch, known), containment(known, sketch))

    def _candidates(self, sketch: Sketch, limit: int) -> Iterable[str]:
        """Stories by number of shared marks, a few more than asked for."""
        shared: Counter[str] = Counter()
        common: list[list[str]] = []
        keys = sketch.keys
        needed = min(SHARED, len(keys))
        filed = self._filed
        for mark in keys:
            stories = filed.get(mark)
            if stories is None:
                continue
            if isinstance(stories, str):
                shared[stories] += 1
            elif len(stories) <= COMMON:
                shared.update(stories)
            else:
                common.append(stories)
        # Marks that stand in too many stories tell nothing, unless most of the text is made of them: then it
        # is one more copy of a text that very many carry.
        if len(common) * 2 > len(keys):
            for stories in common:
                shared.update(stories)
        return [story for story, count in shared.most_common(3 * limit) if count >= needed]
