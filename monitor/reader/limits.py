"""What a reading may cost, and which documents are let near the loop at all."""

import re
from dataclasses import dataclass
from typing import Final

_MIB: Final = 1024 * 1024
_MANY_TAGS: Final = 3000  # a feed of 100 entries has about 2000
_MANY_ITEMS: Final = 300  # an item costs 0.08 ms however little is in it
_BLOCK: Final = 8 * 1024  # bytes
_HEAVY: Final = (
    # A tag: attributes cost the square of their number (16k of them 2.4 s).
    re.compile(rb"<[^<>!]{2048}"),
    # feedparser looks for a mail address in it: the square of its length (16 kB 1.1 s).
    re.compile(
        rb"<(?:[\w.-]{1,20}:)?(?:author|creator|contributor|publisher|owner|name|email|managingeditor|webmaster)\b"
        rb"[^<>]{0,200}>\s{0,9}(?:<!\[cdata\[)?[^<]{512}"
    ),
)


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Limits of a reading.

    Attributes:
        inline: Bytes; more than that go to the worker.
        cpu: Seconds of CPU time the worker may spend on one document.
        wall: Seconds the worker may take over one document.
        memory: Bytes of address space the worker may have.
    """

    inline: int = 48 * 1024
    cpu: int = 20
    wall: float = 30.0
    memory: int = 1024 * _MIB

    def is_light(self, body: bytes) -> bool:
        """Tell whether bytes may be read on the loop: few, and nothing in them the parser is known to be slow on.

        At 48 kB a reading holds the loop for about 15 ms, and made to be slow for 35 (docs/promises.md P14 allows 50).
        """
        if len(body) > self.inline or body.count(b"<") > _MANY_TAGS:
            return False
        text = body.lower()
        items = text.count(b"<item") + text.count(b"<entry")
        return items <= _MANY_ITEMS and not (
            _runs_long(text) or any(pattern.search(text) for pattern in _HEAVY)
        )


def _runs_long(body: bytes) -> bool:
    """Tell whether text or a tag runs on for 16 kB: it then holds a whole block of half that without a bracket."""
    blocks = (body[at : at + _BLOCK] for at in range(0, len(body) - _BLOCK + 1, _BLOCK))
    return any(b"<" not in block and b">" not in block for block in blocks)
