"""Pictures: captions, and the credits that end them."""

from dataclasses import replace
from typing import Final

from monitor.model.agency import Agency
from monitor.model.story import FurnitureKind
from monitor.wire.pieces import Piece, Pieces

_TAIL: Final = 600  # code points of a paragraph in which a credit may stand


def credit_in(text: str, style: Agency) -> str:
    """Return the photographer's or agency's credit a paragraph ends with, "" when it has none.

    In a paragraph all in capitals ("... UNITED STATES/OTHER COUNTRIES") nothing tells a credit from the copy.
    """
    end = max(0, len(text) - _TAIL)
    if style.credit_sign and not style.credit_sign.search(text, end):
        return ""
    for pattern in style.credits:
        found = pattern.search(text, end)
        if found and (not found.start() or any(letter.islower() for letter in text[: found.start()])):
            return found[0].strip()
    return ""


def is_caption(text: str, style: Agency) -> bool:
    """Tell whether a paragraph is a picture's caption by its credit or its opening."""
    return bool(credit_in(text, style)) or any(pattern.match(text) for pattern in style.captions)


_CREDIT_ALONE: Final = 80


def captions(pieces: Pieces, style: Agency, headline: str) -> Pieces:
    """Label captions and credits. A caption's text that stands again in the story is a caption there too."""
    del headline
    found: list[Piece] = []
    for piece in pieces:
        if piece.kind is None and (piece.role == "caption" or is_caption(piece.text, style)):
            alone = len(piece.text) <= _CREDIT_ALONE and credit_in(piece.text, style) == piece.text
            found.append(replace(piece, kind=FurnitureKind.CREDIT if alone else FurnitureKind.CAPTION))
        else:
            found.append(piece)
    known = {piece.text for piece in found if piece.kind is FurnitureKind.CAPTION}
    return tuple(
        replace(piece, kind=FurnitureKind.CAPTION) if piece.kind is None and piece.text in known else piece
        for piece in found
    )
