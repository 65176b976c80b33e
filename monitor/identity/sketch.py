"""Sketches of texts: a sample of what a text says, small enough to keep for every story.

A sketch is a sample of the text's three-word shingles: those whose hash is divisible by `every`, a power of
two chosen so that at least 24 are kept and long texts stay small. Samples of different density compare on
the coarser of the two. The headline's shingles are kept whole beside it, so that a flash finds its story, and
the names and numbers (`anchors`), so that a translation does.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from struct import Struct
from zlib import crc32

from monitor.identity.anchors import anchors_of
from monitor.identity.words import HASH_MASK, fold, shingle_hashes, shingles_of, words_of
from monitor.model.story import Draft

EVERY = 16  # one shingle in 16 (docs/engines.md: "hash mod 16")
FEWEST = 24  # "at least 24 kept"
MOST = 96  # longer texts are sampled more thinly: 96 marks tell containment to within ±0.05
THINNEST = 2**15
HEADLINE_MOST = 20
ANCHORS_MOST = 32  # those with the smallest hashes: both languages keep the same ones
_HEADS = {1: Struct("<BHBBI"), 2: Struct("<BHBBIBI2s")}
"""By layout: layout, every, marks, headline marks, words; from layout 2 on anchors, agency, language."""
_LAYOUT = 2


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text for likeness.

    `marks`, `headline` and `anchors` are sorted hashes; `agency` is a hash of its name, 0 when not known;
    `language` the base of its tag in two letters, "" when not known.
    """

    every: int
    marks: tuple[int, ...]
    headline: tuple[int, ...]
    words: int
    anchors: tuple[int, ...] = ()
    agency: int = 0
    language: str = ""

    @property
    def keys(self) -> set[int]:
        """The hashes the index files this sketch under."""
        return {*self.marks, *self.headline}

    def to_bytes(self) -> bytes:
        """About 200 to 500 bytes, the same for equal sketches."""
        lengths = (len(self.marks), len(self.headline), self.words, len(self.anchors))
        language = self.language.encode("ascii", "replace")
        head = _HEADS[_LAYOUT].pack(_LAYOUT, self.every, *lengths, self.agency, language)
        return head + array("I", (*self.marks, *self.headline, *self.anchors)).tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Sketch":
        """The sketch that `to_bytes` wrote, in this layout or an earlier one.

        Raises:
            ValueError: these bytes are no sketch.
        """
        head = _HEADS.get(data[0]) if data else None
        if head is None or len(data) < head.size:
            raise ValueError("not a sketch of a known layout")
        _, every, marks, headline, words, *rest = head.unpack_from(data)
        anchors, agency, language = rest or (0, 0, b"")
        if len(data) != head.size + 4 * (marks + headline + anchors) or not every:
            raise ValueError("not a sketch: its length is wrong")
        hashes = array("I", data[head.size :])
        return cls(
            every,
            tuple(hashes[:marks]),
            tuple(hashes[marks : marks + headline]),
            words,
            tuple(hashes[marks + headline :]),
            agency,
            language.rstrip(b"\0").decode("ascii", "replace"),
        )


def head_of(data: bytes) -> tuple[int, int, int]:
    """How a sketch in bytes is sampled, and its counts of marks and headline marks; nothing else is unpacked."""
    return int.from_bytes(data[1:3], "little"), data[3], data[4]


def sketch_of(draft: Draft) -> Sketch:
    """The sketch of a draft's copy; of its headline alone when it has no paragraphs."""
    headline = shingle_hashes(fold(draft.headline))
    body = "\n".join(draft.paragraphs)
    words = words_of(body)
    marks = shingles_of(body) if words else headline
    every, kept = _sampled(marks)
    return Sketch(
        every,
        tuple(sorted(kept)),
        tuple(sorted(headline)[:HEADLINE_MOST]),
        len(words),
        tuple(_anchors(anchors_of((f", {draft.headline}", *draft.paragraphs)))),
        crc32(draft.agency.encode("utf-8", "surrogatepass")),
        base_language(draft.language),
    )


def base_language(tag: str) -> str:
    """The two letters of a language tag that say which language it is; "" when it names none."""
    base = tag[:2].lower()
    return base if base.isascii() and base.isalpha() else ""


def _anchors(names: Iterable[str]) -> list[int]:
    return sorted({crc32(name.encode()) & HASH_MASK for name in names})[:ANCHORS_MOST]


def _sampled(marks: Iterable[int]) -> tuple[int, list[int]]:
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
