"""A story's text as the matchers read it: headline and paragraphs in one folded string."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from monitor.match.fold import BREAK, SEPARATOR, Folded, fold
from monitor.match.inflected import tongues_of

HEADLINE = -1
"""The paragraph number of the headline (model.watch.Mention)."""

SUBJECT_PART = -2
"""The paragraph number of a subject, which stands in no paragraph."""

_END = re.compile(r"[.!?…]+[”\"’'»)\]]*\s+|[。！？｡؟۔।॥]|[\x1d\n]")  # noqa: RUF001 - full stops of many scripts
_SHORTENED = re.compile(
    r"(?:^|[\W_])(?:\w|mr|mrs|ms|dr|prof|gen|sen|rep|gov|sgt|col|lt|capt|st|no|vs|inc|co|corp|ltd|jr|sr|jan|feb|"
    r"aug|sept?|oct|nov|dec|approx|sra?|dra?|mme|hr|fr|bzw|ca|nr|ул|им|тыс|млн)$",
    re.IGNORECASE,
)
"""A word whose full stop ends no sentence: a single letter ("U.S. envoy"), a title, a month."""

_UNSPACED = (
    (0x0590, 0x08FF), (0x0E00, 0x0EFF), (0x0F00, 0x109F), (0x1100, 0x11FF), (0x1780, 0x17FF),
    (0x2E80, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFB1D, 0xFDFF),
    (0xFE70, 0xFEFF), (0x20000, 0x3FFFF),
)  # fmt: skip
"""Scripts whose words stand without spaces or take prefixes and particles: Hebrew, Arabic, Thai, CJK, Hangul…"""


UNSPACED = "".join(f"{chr(low)}-{chr(high)}" for low, high in _UNSPACED)
"""The same as the inside of a character class."""


class _Joins(dict[str, bool]):
    """Folded character → whether it makes one word with a neighbour."""

    def __missing__(self, char: str) -> bool:
        spaced = not any(low <= ord(char) <= high for low, high in _UNSPACED)
        self[char] = joins = spaced and unicodedata.category(char)[0] in "LNM"
        return joins


JOINS = _Joins()
"""Whether a folded character is part of a word in a script that needs word boundaries."""


@dataclass(frozen=True)
class StoryText:
    """Headline and paragraphs, joined by separators at both ends and between, and folded in one go."""

    original: str
    folded: Folded
    starts: tuple[int, ...]  # where the headline and each paragraph begin in `original`
    language: str = ""  # BCP 47, "" where nobody knows it
    weak: bool = False  # whether weak mentions of watches that do not ask for them are wanted

    @cached_property
    def tongues(self) -> frozenset[str]:
        """The languages whose case endings hold here; told when first asked, which is seldom."""
        return tongues_of(self.language, self.original, self.text)

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    def char(self, at: int) -> str:
        """Return the original character at which a folded one begins."""
        return self.original[self.folded.at(at)]

    def surface(self, start: int, end: int) -> str:
        """Return the original text of the folded characters [start, end)."""
        low, high = self.folded.span(start, end)
        return self.original[low:high]

    def paragraph_of(self, start: int) -> int:
        """Return the paragraph number of a folded offset, HEADLINE for the headline."""
        return bisect_right(self.starts, self.folded.at(start)) - 2

    def part_of(self, at: int) -> int:
        """Return the paragraph number of an offset in the original text, HEADLINE for the headline."""
        return bisect_right(self.starts, at) - 2

    def in_one_sentence(self, start: int, end: int) -> bool:
        """Return whether no sentence ends between two folded offsets, the first before the second."""
        if end <= start or (BREAK not in self.text[start:end] and SEPARATOR not in self.text[start:end]):
            return True
        between, after = self.surface(start, end), self.surface(end, end + 1)
        for found in _END.finditer(between):
            following = between[found.end() : found.end() + 1] or after
            stop = found[0].strip()
            if stop[:1] in {".", "…"} and (
                following.islower() or _SHORTENED.search(between[: found.start()])
            ):
                continue
            return False
        return True

    def paragraph_bounds(self, start: int) -> tuple[int, int]:
        """Return the folded offsets between which the paragraph of a folded offset stands."""
        return self.text.rfind(SEPARATOR, 0, start) + 1, self.text.find(SEPARATOR, start)


def story_text(
    headline: str, paragraphs: Sequence[str], language: str = "", *, weak: bool = False
) -> StoryText:
    """Join and fold a headline and its paragraphs."""
    parts = (headline, *paragraphs)
    starts, at = [], 1
    for part in parts:
        starts.append(at)
        at += len(part) + 1
    original = SEPARATOR + SEPARATOR.join(parts) + SEPARATOR
    return StoryText(original, fold(original), tuple(starts), language, weak)
