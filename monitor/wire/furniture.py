"""What stands round the copy: found, labelled, kept, and taken out of the paragraphs.

Each rule is a pass over the pieces of the entry; a piece labelled stays where it stood. The passes run again
until nothing changes, because taking a sign-off away can bare another: so a draft's paragraphs, read again,
stay what they are.
"""

from collections.abc import Callable
from typing import Final

from monitor.model.agency import Agency
from monitor.model.story import Furniture, FurnitureKind
from monitor.wire.captions import captions, credit_in
from monitor.wire.edges import byline, dateline, notes, sign_off
from monitor.wire.html import Block
from monitor.wire.junk import junk, without_private
from monitor.wire.pieces import Piece, Pieces
from monitor.wire.subheads import subheads

_ROUNDS: Final = 6
_PASSES: Final[tuple[Callable[[Pieces, Agency, str], Pieces], ...]] = (
    captions, junk, notes, byline, dateline, sign_off, subheads,
)  # fmt: skip


def labelled(blocks: tuple[Block, ...], style: Agency, headline: str = "") -> Pieces:
    """Return the pieces of an entry with everything that is not copy labelled.

    Args:
        blocks: From `wire.html.blocks_of`.
        style: The agency's hand.
        headline: Plain; a body that begins by repeating it has that labelled junk.
    """
    pieces = tuple(Piece(b.text, role=b.role, linked=b.linked, strong=b.strong) for b in blocks)
    pieces = without_private(pieces)
    for _ in range(_ROUNDS):
        before = pieces
        for label in _PASSES:
            pieces = label(pieces, style, headline)
        if pieces == before:
            break
    return pieces


def furniture_of(pieces: Pieces, style: Agency) -> tuple[Furniture, ...]:
    """Return the furniture in reading order; a caption's credit follows it as a credit of its own."""
    found: list[Furniture] = []
    for piece in pieces:
        if piece.kind is None:
            continue
        found.append(Furniture(piece.kind, piece.text))
        credit = credit_in(piece.text, style) if piece.kind is FurnitureKind.CAPTION else ""
        if credit:
            found.append(Furniture(FurnitureKind.CREDIT, credit))
    return tuple(found)
