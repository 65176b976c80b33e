"""An entry and its agency's hand to the Draft of a version: everything of `wire/` in order."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from monitor.model.agency import Agency
from monitor.model.feed import Entry, Feed
from monitor.model.story import Draft, FurnitureKind, Marker, MarkerName, PubStatus
from monitor.wire.dates import Dated, dated
from monitor.wire.furniture import furniture_of, labelled
from monitor.wire.html import Block, blocks_of, plain_line
from monitor.wire.junk import is_private
from monitor.wire.language import language_of
from monitor.wire.markers import declared_in, take_markers
from monitor.wire.pieces import Pieces
from monitor.wire.signals import declared_by

_STATUSES: Final = {
    "usable": PubStatus.USABLE,
    "withheld": PubStatus.WITHHELD,
    "embargoed": PubStatus.WITHHELD,
    "canceled": PubStatus.CANCELED,
    "cancelled": PubStatus.CANCELED,
}
_BY: Final = re.compile(r"^[Bb][Yy]\s+(?=\S)")  # a printed byline; the field is the name
_UNTIL: Final = re.compile(
    r"(?:\b(?:until|till|to|before|hasta|bis|jusqu.(?:au|à)|fino (?:a|al))\s|:)\s{0,3}(.{6,80})$",
    re.IGNORECASE,
)
_TELLING: Final = frozenset({MarkerName.CORRECTION, MarkerName.KILL, MarkerName.REFILE})
"""Notes of these kinds are the editor's note when the entry has none of its own."""


@dataclass(frozen=True, slots=True)
class Text:
    """An entry's words made plain, before any agency's hand is applied."""

    headline: str
    blocks: tuple[Block, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The blocks as plain strings, in order."""
        return tuple(block.text for block in self.blocks)


def text_of(entry: Entry) -> Text:
    """Return the plain words of an entry: its body, or its summary when it has no body.

    A canceled entry's summary says nothing of its own: the body of a kill is empty.
    """
    headline = plain_line(entry.headline, is_html=entry.headline_html)
    blocks = blocks_of(entry.body, is_html=entry.body_html) if entry.body else ()
    if not blocks and entry.summary and _STATUSES.get(_code(entry.pub_status)) is not PubStatus.CANCELED:
        blocks = blocks_of(entry.summary, is_html=entry.summary_html)
    return Text(headline, blocks)


def draft_of(
    entry: Entry, feed: Feed, style: Agency, language: str, now: datetime, text: Text | None = None
) -> Draft:
    """Return the entry normalised: plain text, UTC dates, furniture labelled, markers read.

    Args:
        entry: As given by the feed.
        feed: The feed it came from; `feed.agency` is the draft's agency whatever the style.
        style: How the copy is written.
        language: The feed's declared language, for an entry that declares none.
        now: Aware UTC; dates beyond it are clamped.
        text: `text_of(entry)` when the caller has it already.
    """
    words = text if text is not None else text_of(entry)
    headline, headline_markers = take_markers(words.headline, style)
    pieces = labelled(words.blocks, style, headline)
    markers = _joined((*headline_markers, *_declared(entry, pieces, style), *declared_by(entry.signals)))
    paragraphs = tuple(piece.text for piece in pieces if piece.kind is None)
    dates, date_note = _dates(entry, style, now, markers)
    ed_note = _public_note(entry)
    dateline = next((piece for piece in pieces if piece.kind is FurnitureKind.DATELINE), None)
    return Draft(
        agency=feed.agency,
        feed=feed.id,
        guid=entry.guid or "",
        url=entry.url or "",
        headline=headline,
        paragraphs=paragraphs,
        furniture=furniture_of(pieces, style),
        markers=markers,
        slugline=plain_line(entry.slugline, is_html=False),
        by=_BY.sub("", plain_line(entry.by, is_html=False)) or _byline(pieces),
        dateline=entry.dateline or (dateline.text if dateline else ""),
        located=entry.located or (dateline.located if dateline else ""),
        language=language_of((entry.language, language), headline, paragraphs),
        urgency=entry.urgency,
        pub_status=_status(entry, markers),
        agency_version=entry.version,
        ed_note=ed_note or _telling_note(pieces, style),
        embargoed=dates["embargoed"].when,
        published=dates["published"].when,
        updated=dates["updated"].when,
        date_note=date_note,
        subjects=entry.subjects,
        previous=entry.previous,
    )


def _declared(entry: Entry, pieces: Pieces, style: Agency) -> tuple[Marker, ...]:
    """Read the markers of the slugline, the editor's note, and the notes round the copy."""
    found = [declared_in(entry.slugline, style.slug_markers)]
    ed_note = _public_note(entry)
    found += [declared_in(ed_note, style.slug_markers), declared_in(ed_note, style.note_markers)]
    for piece in pieces:
        if piece.kind is FurnitureKind.NOTE:
            found.append(declared_in(piece.text, style.note_markers) or _whole_line(piece.text, style))
    return tuple(marker for marker in found if marker is not None)


def _public_note(entry: Entry) -> str:
    """Return the editor's note, "" when it says itself that it is for clients alone."""
    note = plain_line(entry.ed_note, is_html=False)
    return "" if is_private(note) else note


def _whole_line(text: str, style: Agency) -> Marker | None:
    return declared_in(text, (*style.slug_markers, *style.headline_markers), whole=True)


def _joined(markers: tuple[Marker, ...]) -> tuple[Marker, ...]:
    """Drop repeats, keeping the order."""
    return tuple(dict.fromkeys(markers))


def _status(entry: Entry, markers: tuple[Marker, ...]) -> PubStatus:
    """Return pubStatus: the agency's field first, then a declared kill."""
    status = _STATUSES.get(_code(entry.pub_status), PubStatus.USABLE)
    if status is PubStatus.USABLE and any(marker.name is MarkerName.KILL for marker in markers):
        return PubStatus.CANCELED
    return status


def _code(status: str) -> str:
    return status.strip().casefold().rpartition(":")[2]


def _byline(pieces: Pieces) -> str:
    line = next((piece.text for piece in pieces if piece.kind is FurnitureKind.BYLINE), "")
    return line.partition(" ")[2]


def _telling_note(pieces: Pieces, style: Agency) -> str:
    """Return the agency's own words for a correction or a kill, "" when there are none."""
    for piece in pieces:
        if piece.kind is FurnitureKind.NOTE:
            marker = declared_in(piece.text, style.note_markers)
            if marker and marker.name in _TELLING:
                return piece.text
    return ""


def _dates(
    entry: Entry, style: Agency, now: datetime, markers: tuple[Marker, ...]
) -> tuple[dict[str, Dated], str]:
    """Read the entry's dates; only an embargo may lie in the future."""
    read = {
        "published": dated(entry.published, style.zone, now),
        "updated": dated(entry.updated, style.zone, now),
        "embargoed": dated(entry.embargoed, style.zone) if entry.embargoed else _told_embargo(markers, style),
    }
    return read, "; ".join(f"{name}: {date.note}" for name, date in read.items() if date.note)


def _told_embargo(markers: tuple[Marker, ...], style: Agency) -> Dated:
    """Return until when the text itself puts the story under embargo, nothing when it gives no date."""
    for marker in markers:
        until = _UNTIL.search(marker.text) if marker.name is MarkerName.EMBARGO else None
        if until and (when := dated(until[1], style.zone)).when:
            return when
    return Dated(None)
