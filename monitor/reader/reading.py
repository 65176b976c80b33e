"""One document read in this process, with what is needed to know its entries again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from monitor.agencies.table import AGENCIES, GENERIC, agency_named, agency_of_copy, agency_of_host
from monitor.formats.delta import is_sound, take_apart
from monitor.formats.table import format_of, read_document
from monitor.model.agency import Agency
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Entry, Feed, FeedState, Reading
from monitor.model.story import Draft
from monitor.wire.captions import is_caption
from monitor.wire.lines import split_lines
from monitor.wire.text import draft_of, text_of

_NONE_KNOWN: Final[Mapping[Entry, Draft]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Read:
    """A document understood: what the feed says, and one draft per entry, in document order."""

    reading: Reading
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """A document read, and the marks by which its items are known again.

    `digests` has one hash per entry, and `context` is what they hold in; both are empty when the document was not
    read without doubt (`formats/delta.py`).
    """

    read: Read
    context: bytes = b""
    digests: tuple[bytes, ...] = ()


def read_now(document: Document, feed: Feed, now: datetime) -> Read:
    """Read a document in this process.

    Raises:
        UnreadableDocument: It holds no feed we know.
    """
    reading = read_document(document)
    return Read(reading, drafts_of(reading, document, feed, now))


def read_traced(document: Document, feed: Feed, now: datetime) -> Traced:
    """Read a document in this process, and say how its items are known again.

    Raises:
        UnreadableDocument: It holds no feed we know.
    """
    return traced(document, read_now(document, feed, now))


def traced(document: Document, read: Read) -> Traced:
    """Add the marks of the items, when the document can be taken apart beyond doubt."""
    if read.reading.warnings:
        return Traced(read)
    parts = take_apart(document)
    if parts is None or len(parts.items) != len(read.drafts) or not is_sound(parts, range(len(parts.items))):
        return Traced(read)
    return Traced(read, parts.context, parts.digests)


def drafts_of(
    reading: Reading,
    document: Document,
    feed: Feed,
    now: datetime,
    known: Mapping[Entry, Draft] = _NONE_KNOWN,
) -> tuple[Draft, ...]:
    """Return one draft per entry of a reading; those already `known` are not made again."""
    style = style_of_feed(document, feed)
    return tuple(
        known.get(entry) or draft_of_entry(entry, feed, style, reading.language, now)
        for entry in reading.entries
    )


def style_of_feed(document: Document, feed: Feed) -> Agency | None:
    """Return the configured agency's hand, else that of the host, else unknown: each entry's copy may still tell."""
    configured = AGENCIES.get(feed.agency.casefold())
    if configured is not None:
        return configured
    for url in (document.url, feed.url):
        try:
            host = urlsplit(url).hostname or ""
        except ValueError:
            continue
        if found := agency_of_host(host):
            return found
    return None


def draft_of_entry(entry: Entry, feed: Feed, known: Agency | None, language: str, now: datetime) -> Draft:
    """Return the draft of an entry: in the known hand, in that of its own agency's name, or as its copy tells."""
    text = text_of(entry)
    style = known or agency_named(entry.providers) or _elsewhere(agency_of_copy(text.headline, text.lines))
    return draft_of(entry, feed, style, language, now, text)


def _elsewhere(agency: Agency | None) -> Agency:
    """Return the hand of copy that another outlet carries: its clock is the outlet's, which we do not know."""
    return replace(agency, zone="") if agency else GENERIC


def read_file_now(body: bytes, name: str, now: datetime) -> Read:
    """Read a saved document in this process: a feed, or a bare text.

    Raises:
        UnreadableDocument: It is neither.
    """
    feed = Feed(id=name, url=f"file:{name}", agency=name)
    document = Document(url=f"file:{name}", body=body, media_type="", body_hash="", fetched=now)
    if not name.casefold().endswith((".txt", ".text")) or format_of(body):
        return read_now(document, feed, now)
    entry = _bare_text(body, name)
    reading = Reading(format="text", entries=(entry,), title=name)
    return Read(reading, (draft_of_entry(entry, feed, None, "", now),))


def _bare_text(body: bytes, name: str) -> Entry:
    """Return the entry of a bare text, whose first line that is no caption is the headline."""
    lines = split_lines(body.decode("utf-8-sig", "replace"))
    if not lines:
        raise UnreadableDocument(FeedState.MALFORMED, f"the document is empty ({len(body)} bytes)")
    style = agency_of_copy("", lines) or GENERIC
    first = next((number for number, line in enumerate(lines) if not is_caption(line, style)), 0)
    rest = (*lines[:first], *lines[first + 1 :])
    return Entry(guid=name, headline=lines[first], body="\n\n".join(rest), body_html=False)
