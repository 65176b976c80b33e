"""Headings inside the copy."""
# ruff: noqa: RUF001 - the curly quotes and dashes of the wires are what is matched

from dataclasses import replace
from typing import Final

from monitor.model.agency import Agency
from monitor.model.story import FurnitureKind
from monitor.wire.pieces import Piece, Pieces, copy_positions

_SHORT: Final = 70  # code points: no subhead of the samples is longer
_PROSE: Final = 60
_SUBHEAD_WORDS: Final = range(2, 11)
_SMALL_WORDS: Final = (
    "a an and as at but by for from in into nor of off on onto or over per the to up via vs with"
)
_SMALL: Final = frozenset(_SMALL_WORDS.split())
_SENTENCE_END: Final = (".", "!", "?", "…", ".”", '."', "?”", "!”", ":", ";", ",", ".’", ")", "-", "—")


def subheads(pieces: Pieces, style: Agency, headline: str) -> Pieces:
    """Label headings, and short title-cased paragraphs with prose on both sides. Unsure: it stays copy."""
    del style, headline
    copy = copy_positions(pieces)
    found = list(pieces)
    for before, position, after in zip([-1, *copy], copy, [*copy[1:], -1], strict=False):
        piece = pieces[position]
        between = before >= 0 and after >= 0 and _is_prose(pieces[before]) and _is_prose(pieces[after])
        if piece.role == "heading" or (between and _is_title(piece)):
            found[position] = replace(piece, kind=FurnitureKind.SUBHEAD)
    return tuple(found)


def _is_prose(piece: Piece) -> bool:
    return len(piece.text) >= _PROSE and piece.text.endswith(_SENTENCE_END)


def _is_title(piece: Piece) -> bool:
    words = piece.text.split()
    if len(piece.text) > _SHORT or len(words) not in _SUBHEAD_WORDS or piece.text.endswith(_SENTENCE_END):
        return False
    if piece.role == "item" or any(c.isdigit() for c in piece.text):
        return False
    return piece.strong or all(
        w[:1].isupper() or w.casefold() in _SMALL or not w[:1].isalpha() for w in words
    )
