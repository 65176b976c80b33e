"""Share bars, time stamps, links to other stories, and what an agency wrote for its clients alone."""

import re
from dataclasses import replace
from typing import Final

from monitor.model.agency import Agency
from monitor.model.story import FurnitureKind
from monitor.wire.pieces import Piece, Pieces, copy_positions

_PRIVATE: Final = re.compile(
    r"^\W{0,8}(?:(?i:The following (?:information|notes?) (?:is|are) not (?:intended )?for publication"
    r"|Die folgenden (?:Informationen|Hinweise) sind nicht zur Ver[öo]ffentlichung"
    r"|Les informations suivantes ne sont pas destinées à (?:la publication|être publiées)"
    r"|La siguiente información no (?:es|está destinada) (?:para|a) (?:su )?publicación"
    r"|Le seguenti informazioni non sono destinate alla pubblicazione)"
    r"|NOT FOR PUBLICATION(?!\s+BEFORE)\b|NICHT ZUR VERÖFFENTLICHUNG\b|NO PUBLICAR\b|NE PAS PUBLIER\b"
    r"|Notizblock\b|Notebook$|##\s?(?:Notebook|Notizblock))"
)


def is_private(text: str) -> bool:
    """Tell whether a text opens as what an agency writes for its clients alone."""
    return _PRIVATE.match(text) is not None


def without_private(pieces: Pieces) -> Pieces:
    """Drop what the agency wrote for its clients alone: it stands last, and never leaves (docs/wire.md, dpa)."""
    for position, piece in enumerate(pieces):
        if is_private(piece.text):
            return pieces[:position]
    return pieces


_SHARE: Final = (
    r"(?:share(?:\s(?:this|on|via)(?:\s\w+)?)?|tweet|e-?mail|print|facebook|twitter|x|whatsapp|telegram|linkedin"
    r"|reddit|pinterest|bluesky|copy link|save|comments?|follow us|listen|advertisement|publicidad|compartir|werbung)"
)
_MORE: Final = (
    r"(?:read more|continue reading|also read|read also|see also|más información|lire aussi|lesen sie auch|leer más"
    r"|related(?: (?:stories|articles|news|links))?|more on this|lire la suite|weiterlesen)"
)
_CALL: Final = r"(?:click here|subscribe to|sign up (?:for|to)|follow us on|download (?:the|our) app)"
_STAMP: Final = (
    r"(?:(?:last|first)\s)?(?:updated|published|posted|modified)(?:\s(?:on|at))?\s?[:\s]"
    r"(?:[\d\s:.,/+-]|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[ap]\.?m\b\.?|gmt|utc|cet|est|edt|bst|at|on|ago|minutes?|hours?)+"
)
_JUNK: Final = (
    re.compile(rf"^{_STAMP}$", re.IGNORECASE),
    re.compile(r"^(?:©|\(c\) ?(?:copyright|\d{4})|copyright (?:©|\(c\)|\d{4})).{0,160}$", re.IGNORECASE),
    re.compile(rf"^{_SHARE}(?:[\s|·•,/:&+-]+(?:and\s)?{_SHARE})*[.:]?$", re.IGNORECASE),
    re.compile(rf"^{_MORE}(?:\s?[:…→»>.-].{{0,160}})?$", re.IGNORECASE),
    re.compile(rf"^{_CALL}\b.{{0,120}}$", re.IGNORECASE),
    re.compile(r"^The post .{3,200} (?:appeared first on|first appeared on) .{2,80}\.?$"),
    re.compile(r"^[\W_]+$"),
    re.compile(r"^\[(?:…|\.\.\.)\]$"),
)
_JUNK_LENGTH: Final = 400
_LINKED_LIST: Final = frozenset({"item", "aside", "footer", "junk"})


def junk(pieces: Pieces, style: Agency, headline: str) -> Pieces:
    """Label what no reader of the story wants, and a first paragraph that repeats the headline."""
    del style
    several = len(copy_positions(pieces)) > 1
    begun = False
    found: list[Piece] = []
    for piece in pieces:
        linked = piece.linked and piece.role in _LINKED_LIST
        repeats = several and not begun and piece.text == headline and headline
        if piece.kind is None and (linked or piece.role == "junk" or repeats or _is_junk(piece.text)):
            found.append(replace(piece, kind=FurnitureKind.JUNK))
        else:
            found.append(piece)
            begun = begun or piece.kind is None
    return tuple(found)


def _is_junk(text: str) -> bool:
    return len(text) <= _JUNK_LENGTH and any(pattern.match(text) for pattern in _JUNK)
