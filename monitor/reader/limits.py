"""What a reading may cost, and which documents are let near the loop at all."""

import re
from dataclasses import dataclass
from typing import Final

_MIB: Final = 1024 * 1024
_MANY_TAGS: Final = 4000  # 41k unclosed items cost feedparser 3 s; a feed of 100 entries has about 2000 tags
_LONG_RUN: Final = 16 * 1024  # bytes: 16k attributes in one element cost feedparser 2.4 s
_RUN: Final = re.compile(rb"(?:^|[<>])[^<>]{%d}" % _LONG_RUN)  # begun only at a tag: else every byte begins one


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Limits of a reading.

    Attributes:
        inline: Bytes; more than that go to the worker.
        cpu: Seconds of CPU time the worker may spend on one document.
        wall: Seconds the worker may take over one document.
        memory: Bytes of address space the worker may have.
        kept: Bytes of entries and drafts kept, over all feeds, so that they need no second reading.
    """

    inline: int = 64 * 1024
    cpu: int = 20
    wall: float = 30.0
    memory: int = 1024 * _MIB
    kept: int = 64 * _MIB

    def is_light(self, body: bytes) -> bool:
        """Tell whether bytes may be read on the loop: few, and neither many tags nor a very long one in them.

        At 64 kB a reading holds the loop for about 20 ms (PROMISES P14 allows 50).
        """
        return len(body) <= self.inline and body.count(b"<") <= _MANY_TAGS and not _RUN.search(body)
