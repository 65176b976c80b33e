"""What is remembered of the items of a feed's last document, so that an item is read once and not at every poll.

An item is known by a digest of its bytes and of all that decides how they are understood. The digest moves to the
store with the feed's validators, once what the item shows is safe: whoever polls next, after a restart or on another
replica, neither parses the item nor makes a draft of it nor looks it up. Beside it stand marks of its identity keys,
because a key counts only where no other entry of the same document has it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from struct import Struct
from typing import Final
from zlib import crc32

DIGEST: Final = 8  # bytes; among the hundred items of a feed two meet by chance once in 10^15 documents
MARK: Final = 4  # bytes; where two keys meet by chance, the story is found by its other key or its text
MOST: Final = 600  # items remembered of one document; what stands below is read again
_HEAD: Final = Struct(">BQ")
_LAYOUT: Final = 1


def key_mark(key: str) -> bytes:
    """Return the mark of an identity key."""
    return crc32(key.encode("utf-8", "surrogatepass")).to_bytes(MARK, "big")


@dataclass(frozen=True, slots=True)
class SeenItems:
    """The items of a feed's last document whose stories are safe. 17 bytes each: half a kB for thirty.

    Attributes:
        marks: By an item's digest, the marks of its identity keys.
        since: When the document was last read whole, aware UTC; None: never.
    """

    marks: Mapping[bytes, tuple[bytes, ...]] = field(default_factory=dict)
    since: datetime | None = None

    def to_bytes(self) -> bytes:
        """Return it as bytes: layout, since (ms), then of each item its digest, a count, and so many marks."""
        since = self.since.timestamp() if self.since else 0.0
        parts = [_HEAD.pack(_LAYOUT, round(since * 1000))]
        for digest, marks in list(self.marks.items())[:MOST]:
            parts += [digest, bytes((len(marks),)), *marks]
        return b"".join(parts)

    @classmethod
    def from_bytes(cls, blob: bytes, zero: datetime) -> "SeenItems":
        """Return what `to_bytes` wrote; nothing seen where the bytes are of another layout or broken.

        To forget costs one whole reading, so no error is worth raising.

        Args:
            blob: the bytes, b"" for none.
            zero: 1970, aware UTC.
        """
        if len(blob) < _HEAD.size or blob[0] != _LAYOUT:
            return cls()
        since = zero + timedelta(milliseconds=_HEAD.unpack_from(blob)[1])
        marks: dict[bytes, tuple[bytes, ...]] = {}
        at = _HEAD.size
        while at + DIGEST < len(blob):
            digest, count = blob[at : at + DIGEST], blob[at + DIGEST]
            first = at + DIGEST + 1
            at = first + MARK * count
            marks[digest] = tuple(blob[i : i + MARK] for i in range(first, at, MARK))
        return cls(marks, since) if at == len(blob) else cls()
