"""What stands round the copy: found, labelled, kept, and taken out of the paragraphs.

Each rule is a pass over the pieces of the entry; a piece labelled stays where it stood. The passes run again
until nothing changes, because taking a sign-off away can bare another: so a draft's paragraphs, read again,
stay what they are.
"""
# ruff: noqa: RUF001 - the curly quotes and dashes of the wires are what is matched

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from monitor.model.agency import Agency
from monitor.model.story import Furniture, FurnitureKind
from monitor.wire.html import Block

_ROUNDS: Final = 6
_OPENING, _TAIL = 300, 600  # code points of a paragraph in which a dateline, a credit or a sign-off may stand
_NOTE: Final = 2000  # code points: a longer paragraph is no note (bounds what a pattern can cost)
_HEAD, _FOOT = 3, 3  # how many pieces of copy from either end a note may stand
_SHORT: Final = 70  # code points: no subhead of the samples is longer
_PROSE: Final = 60
_SUBHEAD_WORDS: Final = range(2, 11)


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


def labelled(blocks: tuple[Block, ...], style: Agency, headline: str = "") -> Pieces:
    """Return the pieces of an entry with everything that is not copy labelled.

    Args:
        blocks: From `wire.html.blocks_of`.
        style: The agency's hand.
        headline: Plain; a body that begins by repeating it has that labelled junk.
    """
    pieces = tuple(Piece(b.text, role=b.role, linked=b.linked, strong=b.strong) for b in blocks)
    pieces = _without_private(pieces)
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


def copy_positions(pieces: Pieces) -> list[int]:
    """Return the positions of the pieces that are copy."""
    return [position for position, piece in enumerate(pieces) if piece.kind is None]


def _put(pieces: Pieces, position: int, *new: Piece) -> Pieces:
    return (*pieces[:position], *new, *pieces[position + 1 :])


_PRIVATE: Final = re.compile(
    r"^\W{0,8}(?:The following information is not (?:intended )?for publication"
    r"|Die folgenden Informationen sind nicht zur Ver[öo]ffentlichung"
    r"|NOT FOR PUBLICATION(?!\s+BEFORE)\b|Notizblock\b|Notebook$|##\s?(?:Notebook|Notizblock))"
)


def _without_private(pieces: Pieces) -> Pieces:
    """Drop what the agency wrote for its clients alone: it stands last, and never leaves (WIRE.md, dpa)."""
    for position, piece in enumerate(pieces):
        if _PRIVATE.match(piece.text):
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


def _junk(pieces: Pieces, style: Agency, headline: str) -> Pieces:
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


_CREDIT_ALONE: Final = 80


def _captions(pieces: Pieces, style: Agency, headline: str) -> Pieces:
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


def _notes(pieces: Pieces, style: Agency, headline: str) -> Pieces:
    del headline
    copy = copy_positions(pieces)
    for position in {*copy[:_HEAD], *copy[-_FOOT:]}:
        text = pieces[position].text
        if len(text) <= _NOTE and any(rule.pattern.match(text) for rule in style.note_markers):
            pieces = _put(pieces, position, replace(pieces[position], kind=FurnitureKind.NOTE))
    for position in copy[:_HEAD]:
        text = pieces[position].text
        if len(text) <= _SHORT and any(
            r.pattern.fullmatch(text) for r in (*style.slug_markers, *style.headline_markers)
        ):
            pieces = _put(pieces, position, replace(pieces[position], kind=FurnitureKind.NOTE))
    return pieces


_NAME: Final = (
    r"[A-ZÀ-ÞĀ-ŽА-Я][\w.'’-]+(?:\s(?:(?:de|del|van|von|der|al|bin|da|di|la)\s)?[A-ZÀ-ÞĀ-ŽА-Я][\w.'’-]*){1,3}"
)
_BYLINE: Final = re.compile(
    rf"^(?:By|BY|Por|Par|Von|Di|Door)\s{_NAME}(?:(?:,?\s(?:and|y|et|und|e|en)\s|,\s){_NAME}){{0,4}}"
    rf"(?:,\s[A-Z][\w .'’-]{{2,40}})?$"
)
_BYLINE_LENGTH: Final = 100


def _byline(pieces: Pieces, style: Agency, headline: str) -> Pieces:
    del style, headline
    for position in copy_positions(pieces)[:2]:
        text = pieces[position].text
        if len(text) <= _BYLINE_LENGTH and _BYLINE.match(text):
            return _put(pieces, position, replace(pieces[position], kind=FurnitureKind.BYLINE))
    return pieces


def _dateline(pieces: Pieces, style: Agency, headline: str) -> Pieces:
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
            return _put(pieces, copy[0], line, replace(first, text=first.text[found.end() :].strip()))
    return pieces


def _sign_off(pieces: Pieces, style: Agency, headline: str) -> Pieces:
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
        return _put(pieces, copy[-1], replace(last, kind=FurnitureKind.SIGN_OFF))
    for pattern in (*style.tails, *_own_name(pieces)):
        found = pattern.search(last.text, max(0, len(last.text) - _TAIL))
        if found and found.start() > 0:
            tail = Piece(found[0].strip(), FurnitureKind.SIGN_OFF)
            return _put(pieces, copy[-1], replace(last, text=last.text[: found.start()].rstrip()), tail)
    return pieces


def _own_name(pieces: Pieces) -> tuple[re.Pattern[str], ...]:
    """The name a dateline gave may close the copy: "… he said. NORD" or "NORD ab-cd"."""
    names = {piece.name for piece in pieces if piece.name}
    return tuple(
        re.compile(rf"(?<=[.!?…”\"’»)\]])\s+{re.escape(name)}(?:\s[a-z]{{2,4}}(?:[-/][a-z]{{2,4}})*)?$")
        for name in sorted(names)
    )


_SMALL: Final = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "nor",
        "of",
        "off",
        "on",
        "onto",
        "or",
        "over",
        "per",
        "the",
        "to",
        "up",
        "via",
        "vs",
        "with",
    ]
)
_SENTENCE_END: Final = (".", "!", "?", "…", ".”", '."', "?”", "!”", ":", ";", ",", ".’", ")", "-", "—")


def _subheads(pieces: Pieces, style: Agency, headline: str) -> Pieces:
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


_PASSES: Final[tuple[Callable[[Pieces, Agency, str], Pieces], ...]] = (
    _captions, _junk, _notes, _byline, _dateline, _sign_off, _subheads,
)  # fmt: skip
