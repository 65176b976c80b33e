"""What is kept of each feed's last document, so that an entry is read once and not at every poll.

A draft depends on nothing but its entry, the feed and what the document says of itself; all of them are compared
before it is handed out again. (It depends on the time only where a date of the future was clamped: such a date stays
what it was when the entry was first read.)
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from monitor.model.feed import Document, Entry, Feed, Reading
from monitor.model.story import Draft
from monitor.reader.reading import Traced

_OBJECTS: Final = 1500  # bytes of an entry and its draft besides their text
_COPIES: Final = (
    4  # bytes of text kept per byte of a document: measured 2.7, up to 4 where curly quotes widen strings
)


@dataclass(frozen=True, slots=True)
class Known:
    """A feed's last document.

    Attributes:
        feed: As it was configured then.
        url: The document's address.
        context: What the digests hold in; b"" when items cannot be known by their bytes.
        head: The reading without its entries.
        entries: Entries by the digest of the raw item.
        drafts: Drafts by entry.
        size: Bytes all this takes, roughly.
    """

    feed: Feed
    url: str
    context: bytes
    head: Reading
    entries: Mapping[bytes, Entry] = field(repr=False)
    drafts: Mapping[Entry, Draft] = field(repr=False)
    size: int


def known_of(feed: Feed, document: Document, head: Reading, traced: Traced) -> Known:
    """Return what is worth keeping of a document that was read. `head` is its reading without entries."""
    read = traced.read
    entries = dict(zip(traced.digests, read.reading.entries, strict=True)) if traced.digests else {}
    drafts = dict(zip(read.reading.entries, read.drafts, strict=True))
    size = _COPIES * len(document.body) + _OBJECTS * len(drafts)
    return Known(feed, document.url, traced.context, head, entries, drafts, size)


class Memory:
    """The last documents of the feeds read most lately, within a number of bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._known: OrderedDict[str, Known] = OrderedDict()

    @property
    def size(self) -> int:
        """Bytes kept, roughly."""
        return self._size

    def get(self, feed: Feed, url: str) -> Known | None:
        """Return what is kept of a feed, None when nothing is or the feed or its address has changed."""
        known = self._known.get(feed.id)
        if known is None or known.feed != feed or known.url != url:
            return None
        self._known.move_to_end(feed.id)
        return known

    def put(self, known: Known) -> None:
        """Keep a document, in place of the feed's last; those unread for longest go when it gets too much."""
        self._drop(known.feed.id)
        if known.size > self._limit:
            return
        self._known[known.feed.id] = known
        self._size += known.size
        while self._size > self._limit:
            self._drop(next(iter(self._known)))

    def _drop(self, feed: str) -> None:
        known = self._known.pop(feed, None)
        self._size -= known.size if known else 0
