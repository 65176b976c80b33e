"""What stands at the ends of the copy: notes, byline, dateline, sign-off."""
# ruff: noqa: RUF001 - the curly quotes and dashes of the wires are what is matched

import re
from dataclasses import replace
from typing import Final

from monitor.model.agency import Agency
from monitor.model.story import FurnitureKind
from monitor.wire.pieces import Piece, Pieces, copy_positions, put

_OPENING, _TAIL = 300, 600  # code points of a paragraph in which a dateline, or a sign-off, may stand
_NOTE: Final = 2000  # code points: a longer paragraph is no note (bounds what a pattern can cost)
_LINE: Final = 70  # code points: no line of markers is longer
_HEAD, _FOOT = 3, 3  # how many pieces of copy from either end a note may stand


def notes(pieces: Pieces, style: Agency, headline: str) -> Pieces:
    """Label the agency's notes near either end of the copy, and its lines of markers near the beginning."""
    del headline
    copy = copy_positions(pieces)
    for position in {*copy[:_HEAD], *copy[-_FOOT:]}:
        text = pieces[position].text
        if len(text) <= _NOTE and _is_note(text, style):
            pieces = put(pieces, position, replace(pieces[position], kind=FurnitureKind.NOTE))
    for position in copy[:_HEAD]:
        text = pieces[position].text
        if len(text) <= _LINE and any(
            r.pattern.fullmatch(text) for r in (*style.slug_markers, *style.headline_markers)
        ):
            pieces = put(pieces, position, replace(pieces[position], kind=FurnitureKind.NOTE))
    return pieces


def _is_note(text: str, style: Agency) -> bool:
    if style.note_sign is not None:
        return style.note_sign.match(text) is not None
    return any(rule.pattern.match(text) for rule in style.note_markers)


_NAME: Final = (
    r"[A-ZÀ-ÞĀ-ŽА-Я][\w.'’-]+(?:\s(?:(?:de|del|van|von|der|al|bin|da|di|la)\s)?[A-ZÀ-ÞĀ-ŽА-Я][\w.'’-]*){1,3}"
)
_BYLINE: Final = re.compile(
    rf"^(?:By|BY|Por|Par|Von|Di|Door)\s{_NAME}(?:(?:,?\s(?:and|y|et|und|e|en)\s|,\s){_NAME}){{0,4}}"
    rf"(?:,\s[A-Z][\w .'’-]{{2,40}})?$"
)
_BYLINE_LENGTH: Final = 100


def byline(pieces: Pieces, style: Agency, headline: str) -> Pieces:
    """Label a line that says who wrote the copy."""
    del style, headline
    for position in copy_positions(pieces)[:2]:
        text = pieces[position].text
        if len(text) <= _BYLINE_LENGTH and _BYLINE.match(text):
            return put(pieces, position, replace(pieces[position], kind=FurnitureKind.BYLINE))
    return pieces


def dateline(pieces: Pieces, style: Agency, headline: str) -> Pieces:
    """Split a dateline off the first paragraph of copy: "Moscow, Mar 14 (EFE).— Russian …"."""
    del headline
    copy = copy_positions(pieces)
    if not copy:
        return pieces
    first = pieces[copy[0]]
    for pattern in style.datelines:
        found = pattern.match(first.text, 0, _OPENING)
        if found and found.end() < len(first.text):
            told = found.groupdict()
            line = Piece(
                found[0].strip(), FurnitureKind.DATELINE, located=(told.get("located") or "").strip(" ,"),
                name=(told.get("agency") or "").strip(),
            )  # fmt: skip
            return put(pieces, copy[0], line, replace(first, text=first.text[found.end() :].strip()))
    return pieces


def sign_off(pieces: Pieces, style: Agency, headline: str) -> Pieces:
    """Label the last paragraph, or split the end off it, when it is a sign-off."""
    del headline
    copy = copy_positions(pieces)
    if not copy:
        return pieces
    last = pieces[copy[-1]]
    if (
        len(copy) > 1
        and len(last.text) <= _TAIL
        and any(pattern.match(last.text) for pattern in style.sign_offs)
    ):
        return put(pieces, copy[-1], replace(last, kind=FurnitureKind.SIGN_OFF))
    for pattern in (*style.tails, *_own_name(pieces)):
        found = pattern.search(last.text, max(0, len(last.text) - _TAIL))
        if found and found.start() > 0:
            tail = Piece(found[0].strip(), FurnitureKind.SIGN_OFF)
            return put(pieces, copy[-1], replace(last, text=last.text[: found.start()].rstrip()), tail)
    return pieces


def _own_name(pieces: Pieces) -> tuple[re.Pattern[str], ...]:
    """The name a dateline gave may close the copy: "… he said. NORD" or "NORD ab-cd"."""
    names = {piece.name for piece in pieces if piece.name}
    return tuple(
        re.compile(rf"(?<=[.!?…”\"’»)\]])\s+{re.escape(name)}(?:\s[a-z]{{2,4}}(?:[-/][a-z]{{2,4}})*)?$")
        for name in sorted(names)
    )
