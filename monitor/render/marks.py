"""The change as marked words, and mentions in their context, as segments that any rendering can show."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.model.alert import ChangeRef, SeenMention
from monitor.model.change import Block, Op, Piece
from monitor.render.clean import clean, clip

MOST_BLOCKS = 40
"""Changed sentences a message shows; the page has them all."""

MOST_TEXT = 12_000
"""Code points of changed sentences a message shows; a mail longer than that is cut by its reader anyway."""

_CONTEXT = 90
"""Code points of unchanged words kept on either side of a change."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of cleaned text. `mark` is "", "added", "removed" or "mention"."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One changed sentence: where it stands and its words. `moved` ones have only their words."""

    place: str
    segments: tuple[Segment, ...]


def changed_lines(change: ChangeRef) -> tuple[ChangedLine, ...]:
    """Return the change sentence by sentence; without blocks, whole sentences.

    At most `MOST_BLOCKS` of them and not much more than `MOST_TEXT`.
    """
    lines: list[ChangedLine] = []
    left = MOST_TEXT
    for block in (change.blocks or _as_blocks(change))[:MOST_BLOCKS]:
        if left <= 0:
            break
        lines.append(_line(block))
        left -= sum(len(segment.text) for segment in lines[-1].segments)
    return tuple(lines)


def hidden_lines(change: ChangeRef) -> int:
    """Return how many changed sentences `changed_lines` leaves out."""
    return len(change.blocks or _as_blocks(change)) - len(changed_lines(change))


def mention_segments(seen: SeenMention) -> tuple[Segment, ...]:
    """Return the snippet as before, the mention, after; the snippet whole when the offsets do not fit it."""
    start = seen.mention.start - seen.snippet_start
    end = seen.mention.end - seen.snippet_start
    if not 0 <= start < end <= len(seen.snippet) or seen.snippet[start:end] != seen.mention.text:
        return _segments([(seen.snippet or seen.mention.text, "")])
    return _segments(
        [(seen.snippet[:start], ""), (seen.snippet[start:end], "mention"), (seen.snippet[end:], "")]
    )


def in_text(segments: Sequence[Segment]) -> str:
    """Return segments as plain text, marked by signs: "[-9-] {+90+}", mentions as "*Steve Witkoff*"."""
    return "".join(f"{_OPEN[part.mark]}{part.text}{_CLOSE[part.mark]}" for part in segments)


_OPEN = {"": "", "removed": "[-", "added": "{+", "mention": "*"}
_CLOSE = {"": "", "removed": "-]", "added": "+}", "mention": "*"}
_MARKS = {Op.ADDED: "added", Op.REMOVED: "removed"}


def _as_blocks(change: ChangeRef) -> tuple[Block, ...]:
    """Return blocks for a change that brought only whole sentences."""
    headline = (change.old_headline, change.new_headline)
    blocks = []
    if headline[0] != headline[1]:
        pieces = (Piece(Op.REMOVED, headline[0]), Piece(Op.ADDED, headline[1]))
        blocks.append(Block(Op.CHANGED, pieces, -1, -1))
    blocks += [Block(Op.REMOVED, (Piece(Op.REMOVED, text),)) for text in change.removed]
    blocks += [Block(Op.ADDED, (Piece(Op.ADDED, text),)) for text in change.added]
    return tuple(blocks)


def _line(block: Block) -> ChangedLine:
    whole = {Op.ADDED: "added", Op.REMOVED: "removed"}.get(block.op, "")
    runs = [(_shorten(piece, block.op), _MARKS.get(piece.op, whole)) for piece in block.pieces]
    return ChangedLine(_place(block), _segments(runs))


def _place(block: Block) -> str:
    number = block.new_paragraph if block.new_paragraph is not None else block.old_paragraph
    words = "" if number is None else "headline" if number < 0 else f"paragraph {number + 1}"
    if block.op is Op.MOVED:
        return f"moved to {words}" if words else "moved"
    return words


def _shorten(piece: Piece, op: Op) -> str:
    """Keep unchanged words near the change only; changed words stay, up to a length no edit needs."""
    if op is Op.MOVED:
        return clip(piece.text, 2 * _CONTEXT)
    if piece.op is not Op.EQUAL:
        return clip(piece.text, 2_000)
    if len(piece.text) <= 2 * _CONTEXT + 20:
        return piece.text
    return f"{piece.text[:_CONTEXT]} … {piece.text[-_CONTEXT:]}"


def _segments(runs: Sequence[tuple[str, str]]) -> tuple[Segment, ...]:
    cleaned = [(clean(text).replace("\n", " "), mark) for text, mark in runs]
    return tuple(Segment(text, mark) for text, mark in cleaned if text)
