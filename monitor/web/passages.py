"""Diffs and mentions as runs of text that a template can mark."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from monitor.model.alert import SeenMention
from monitor.model.change import Block, Diff, Op
from monitor.model.watch import WEAK, Mention
from monitor.render.marks import mention_segments

FOLD_FROM = 3
"""Unchanged paragraphs in a row from which a diff folds them away."""

HEADLINE = -1


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; `mark` is "", "added", "removed", "moved", "left" (moved away), "mention" or "weak"."""

    text: str
    mark: str = ""
    note: str = ""  # which watches, at a mention


@dataclass(slots=True)
class Paragraph:
    """One paragraph of a diff. `old` and `new` are its numbers from 0 on either side, -1 is the headline."""

    old: int | None
    new: int | None
    runs: list[Run] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether anything in it is marked."""
        return any(run.mark for run in self.runs)

    @property
    def headline(self) -> bool:
        """Whether it is the headline."""
        return HEADLINE in {self.old, self.new}


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs in a row; those that hold no change and are many are `folded` away."""

    paragraphs: tuple[Paragraph, ...]
    folded: bool


def passages_of(diff: Diff) -> tuple[Passage, ...]:
    """Return a diff as a page shows it: everything in reading order, long unchanged stretches folded."""
    paragraphs = _paragraphs(diff.blocks)
    passages = []
    for plain, group in groupby(
        paragraphs, key=lambda paragraph: not (paragraph.changed or paragraph.headline)
    ):
        stretch = tuple(group)
        passages.append(Passage(stretch, plain and len(stretch) >= FOLD_FROM))
    return tuple(passages)


def mention_runs(text: str, mentions: Iterable[Mention]) -> tuple[Run, ...]:
    """Return `text` with its mentions marked. Where they overlap, each stretch names every watch on it.

    A stretch that has only weak mentions (a different first name) is marked as such.
    """
    places = [one for one in mentions if 0 <= one.start < one.end <= len(text)]
    edges = sorted({0, len(text), *(one.start for one in places), *(one.end for one in places)})
    runs = []
    for start, end in pairwise(edges):
        here = [one for one in places if one.start <= start and end <= one.end]
        mark = "" if not here else "weak" if all(one.matcher == WEAK for one in here) else "mention"
        runs.append(Run(text[start:end], mark, ", ".join(dict.fromkeys(one.watch for one in here))))
    return tuple(runs)


def snippet_runs(seen: SeenMention) -> tuple[Run, ...]:
    """Return the words round a mention, the mention marked: the same as in a mail."""
    return tuple(Run(segment.text, segment.mark) for segment in mention_segments(seen))


def in_paragraph(mentions: Sequence[Mention], number: int) -> tuple[Mention, ...]:
    """Return the mentions of one paragraph; -1 is the headline."""
    return tuple(mention for mention in mentions if mention.paragraph == number)


def _paragraphs(blocks: Sequence[Block]) -> list[Paragraph]:
    found: list[Paragraph] = []
    for block in blocks:
        if not (found and _belongs(block, found[-1])):
            found.append(Paragraph(block.old_paragraph, block.new_paragraph))
        last = found[-1]
        last.old = block.old_paragraph if block.old_paragraph is not None else last.old
        last.new = block.new_paragraph if block.new_paragraph is not None else last.new
        if last.runs and not last.runs[-1].text[-1:].isspace():
            last.runs.append(Run(" "))
        last.runs += _runs(block)
    return found


def _belongs(block: Block, paragraph: Paragraph) -> bool:
    """Say whether a block goes on in the same paragraph: of the new text, else of the old."""
    if block.new_paragraph is not None and paragraph.new is not None:
        return block.new_paragraph == paragraph.new
    if block.old_paragraph is not None and paragraph.old is not None:
        return block.old_paragraph == paragraph.old
    return False


def _runs(block: Block) -> list[Run]:
    if block.op is Op.EQUAL:
        return [Run(_flat(block.new))]  # white space apart it is the same, and that is no change to show
    marks = _MOVED if block.op is Op.MOVED else _MARKS
    whole = marks.get(block.op, "")
    return [Run(_flat(piece.text), marks.get(piece.op, whole)) for piece in block.pieces if piece.text]


_MARKS = {Op.ADDED: "added", Op.REMOVED: "removed"}
_MOVED = {Op.ADDED: "moved", Op.REMOVED: "left", Op.MOVED: "moved"}


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")
