"""The blocks of a diff, and the two texts back out of them.

Blocks stand in an order that reads right on both sides, so joining the old (or new) texts of all blocks in
their order gives that side again. A moved sentence therefore is two blocks, both MOVED: a removed piece where
it stood and an added piece where it stands now. An EQUAL block holds the same words; should the white space
after them differ, its last pieces say so.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from monitor.diff.align import Alignment, align, in_place, runs
from monitor.diff.raw import SINGLE
from monitor.diff.sentences import HEADLINE, Sentence
from monitor.model.change import Block, Diff, Op, Piece

ROUND = 60  # characters kept round an edit in a window: a name or number with its unit
_BITS = re.compile(rf"\s+|[{SINGLE}]|[^\W{SINGLE}]+(?:[.,:\u2019'\-][^\W{SINGLE}]+)*|[^\w\s]|_")


def bits_of(text: str) -> list[str]:
    """Words, runs of white space and single marks: joined they are the text again."""
    return _BITS.findall(text)


@lru_cache(maxsize=32)  # a sentence as long as a text is asked for twice
def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The equal, removed and added words between two forms of a sentence."""
    if old == new:
        return (Piece(Op.EQUAL, old),)
    before, after = bits_of(old), bits_of(new)
    found: list[Piece] = []
    removed = added = ""
    for run in runs(before, after):
        old_run, new_run = "".join(before[run.i : run.j]), "".join(after[run.k : run.m])
        # A space alone between two edits joins them: people read phrases, not words.
        if not run.same or (
            (removed or added) and old_run.isspace() and run.m < len(after) and run.j < len(before)
        ):
            removed, added = removed + old_run, added + new_run
            continue
        found += _edit(removed, added)
        removed = added = ""
        found.append(Piece(Op.EQUAL, old_run))
    return (*found, *_edit(removed, added))


def _edit(removed: str, added: str) -> Iterator[Piece]:
    if removed == added:
        if removed:
            yield Piece(Op.EQUAL, removed)
        return
    if removed:
        yield Piece(Op.REMOVED, removed)
    if added:
        yield Piece(Op.ADDED, added)


def windows(old: str, new: str) -> list[tuple[str, str]]:
    """The places where two long sentences differ, each with a few words round it, old and new."""
    found: list[tuple[str, str]] = []
    before = removed = added = ""
    for piece in (*pieces(old, new), Piece(Op.EQUAL, "")):
        if piece.op is Op.REMOVED:
            removed = piece.text
        elif piece.op is Op.ADDED:
            added = piece.text
        else:
            if removed or added:
                after = piece.text[:ROUND].rpartition(" ")[0]
                found.append((f"{before}{removed}{after}", f"{before}{added}{after}"))
            before, removed, added = piece.text[-ROUND:].partition(" ")[2], "", ""
    return found


def headline_block(old: str, new: str) -> tuple[Block, ...]:
    """The block of the headline, none when neither side has one."""
    if not old and not new:
        return ()
    sides = {"old_paragraph": HEADLINE if old else None, "new_paragraph": HEADLINE if new else None}
    if not old:
        return (Block(Op.ADDED, (Piece(Op.ADDED, new),), **sides),)
    if not new:
        return (Block(Op.REMOVED, (Piece(Op.REMOVED, old),), **sides),)
    op = Op.EQUAL if old.strip() == new.strip() else Op.CHANGED
    return (Block(op, pieces(old, new), **sides),)


def body_blocks(old: Sequence[Sentence], new: Sequence[Sentence], alignment: Alignment) -> tuple[Block, ...]:
    """The blocks of the copy in reading order, covering both texts whole."""
    moved_old = {i for i, _ in alignment.moved}
    moved_new = {k for _, k in alignment.moved}
    found: list[Block] = []
    i = k = 0
    for to_old, to_new in (*in_place(alignment), (len(old), len(new))):
        found += [_gone(old[at], moved=at in moved_old) for at in range(i, to_old)]
        found += [_come(new[at], moved=at in moved_new) for at in range(k, to_new)]
        if to_old < len(old) and to_new < len(new):
            found.append(_stayed(old[to_old], new[to_new]))
        i, k = to_old + 1, to_new + 1
    return tuple(found)


def _gone(sentence: Sentence, *, moved: bool) -> Block:
    op = Op.MOVED if moved else Op.REMOVED
    return Block(op, (Piece(Op.REMOVED, sentence.text),), old_paragraph=sentence.paragraph)


def _come(sentence: Sentence, *, moved: bool) -> Block:
    op = Op.MOVED if moved else Op.ADDED
    return Block(op, (Piece(Op.ADDED, sentence.text),), new_paragraph=sentence.paragraph)


def _stayed(old: Sentence, new: Sentence) -> Block:
    op = Op.EQUAL if old.words == new.words else Op.CHANGED
    return Block(op, pieces(old.text, new.text), old.paragraph, new.paragraph)


def blocks_of(
    old_headline: str, new_headline: str, old: Sequence[Sentence], new: Sequence[Sentence]
) -> tuple[Block, ...]:
    """All blocks between two texts."""
    return (*headline_block(old_headline, new_headline), *body_blocks(old, new, align(old, new)))


def old_text(diff: Diff) -> tuple[str, tuple[str, ...]]:
    """The headline and paragraphs of the version before, out of the diff alone."""
    return _side((block.old_paragraph, block.old) for block in diff.blocks)


def new_text(diff: Diff) -> tuple[str, tuple[str, ...]]:
    """The headline and paragraphs of the version after, out of the diff alone."""
    return _side((block.new_paragraph, block.new) for block in diff.blocks)


def _side(texts: Iterator[tuple[int | None, str]]) -> tuple[str, tuple[str, ...]]:
    headline = ""
    paragraphs: list[str] = []
    for number, text in texts:
        if number is None:
            continue
        if number == HEADLINE:
            headline = text
        elif number == len(paragraphs):
            paragraphs.append(text)
        else:
            paragraphs[number] += text
    return headline, tuple(paragraphs)
