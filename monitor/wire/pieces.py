"""The pieces of an entry on their way to copy and furniture."""

from dataclasses import dataclass

from monitor.model.story import FurnitureKind


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the entry: copy while `kind` is None. `located` and `name` are what a dateline told."""

    text: str
    kind: FurnitureKind | None = None
    role: str = ""
    linked: bool = False
    strong: bool = False
    located: str = ""
    name: str = ""


Pieces = tuple[Piece, ...]


def copy_positions(pieces: Pieces) -> list[int]:
    """Return the positions of the pieces that are copy."""
    return [position for position, piece in enumerate(pieces) if piece.kind is None]


def put(pieces: Pieces, position: int, *new: Piece) -> Pieces:
    """Return the pieces with the one at a position replaced by others."""
    return (*pieces[:position], *new, *pieces[position + 1 :])
