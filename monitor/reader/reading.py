"""One document read in this process, with what is needed to know its entries again."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import Final
from urllib.parse import urlsplit

from monitor.agencies.table import AGENCIES, GENERIC, agency_named, agency_of_copy, agency_of_host
from monitor.formats.delta import Parts, is_sound, take_apart
from monitor.formats.table import format_of, read_document
from monitor.model.agency import Agency
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Entry, Feed, FeedState, Reading
from monitor.model.seen import DIGEST, SeenItems
from monitor.model.story import Draft
from monitor.wire.captions import is_caption
from monitor.wire.lines import split_lines
from monitor.wire.text import draft_of, text_of

NOTHING_SEEN: Final = SeenItems()


@dataclass(frozen=True, slots=True)
class Read:
    """A document understood.

    Attributes:
        reading: What the feed says of itself, and the entries that were read.
        drafts: One per entry of the reading.
        items: The digest of every item of the document, in its order, those that were not read among them.
        unread: How many of these were not read, because what they show is safe already.
    """

    reading: Reading
    drafts: tuple[Draft, ...]
    items: tuple[bytes, ...] = ()
    unread: int = 0


def read_now(document: Document, feed: Feed, now: datetime, seen: SeenItems = NOTHING_SEEN) -> Read:
    """Read a whole document in this process; no draft is made of an item that is `seen`.

    Raises:
        UnreadableDocument: It holds no feed we know.
    """
    reading = read_document(document)
    items = item_digests(document, feed, reading)
    new = tuple(e for e, digest in zip(reading.entries, items, strict=True) if digest not in seen.marks)
    unread = len(items) - len(new)
    reading = replace(reading, entries=new)
    return Read(reading, drafts_of(reading, document, feed, now), items, unread)


def item_digests(document: Document, feed: Feed, reading: Reading) -> tuple[bytes, ...]:
    """Return a digest of each item: of its bytes where the document can be taken apart beyond doubt, else of its entry.

    The two sorts never meet by chance, so a document that changes from one to the other is read anew once.
    """
    parts = None if reading.warnings else take_apart(document)
    if parts and len(parts.items) == len(reading.entries) and is_sound(parts, range(len(parts.items))):
        return digests_of_parts(parts, feed)
    said = f"{reading.format}\0{reading.language}\0{document.url}"
    return tuple(
        _digest(repr(entry).encode("utf-8", "surrogatepass"), said, feed) for entry in reading.entries
    )


def digests_of_parts(parts: Parts, feed: Feed) -> tuple[bytes, ...]:
    """Return a digest of each raw item, and of all that decides how it is understood."""
    context = parts.context.hex()
    return tuple(_digest(digest, context, feed) for digest in parts.digests)


def _digest(item: bytes, context: str, feed: Feed) -> bytes:
    """With `full_text` an entry leads to a page: where that is switched on, entries that are known are looked at."""
    told = f"{context}\0{feed.id}\0{feed.agency}\0{feed.full_text}\0".encode("utf-8", "surrogatepass")
    return blake2b(told + item, digest_size=DIGEST).digest()


def drafts_of(reading: Reading, document: Document, feed: Feed, now: datetime) -> tuple[Draft, ...]:
    """Return one draft per entry of a reading."""
    style = style_of_feed(document, feed)
    return tuple(draft_of_entry(entry, feed, style, reading.language, now) for entry in reading.entries)


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
