"""Bytes whose declared charset lies, mended before any parser sees them (docs/wire.md fault 6).

Three lies are common enough to judge safely: "latin-1" that is UTF-8 (AFP), "UTF-8" with cp1252 bytes in it,
and control bytes (SOH, STX, ETX) from the wire's own framing. Everything else goes to the parser as it came.
"""

import re
from email.message import Message
from functools import lru_cache
from typing import Final

_DECLARED: Final = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{2,40})["']""")
_SINGLE_BYTE: Final = re.compile(r"^(?:iso-?8859|latin|l1$|windows-125|cp125|us-ascii|ascii|macintosh|koi8)")
_UTF8: Final = frozenset({"", "utf-8", "utf8", "us-ascii", "ascii"})
_FRAMING: Final = bytes(code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D, 0x1B))
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


@lru_cache(maxsize=256)  # a feed says the same at every poll
def http_charset(media_type: str) -> str:
    """Return the charset parameter of a content-type header in lower case, "" when it has none."""
    message = Message()
    message["content-type"] = media_type.replace("\r", " ").replace("\n", " ")
    given = message.get_param("charset", "")
    return given.strip().casefold() if isinstance(given, str) else ""


def mended(body: bytes, media_type: str) -> tuple[bytes, str, str]:
    """Return the body, the charset to tell the parser ("" to let it find out), and a warning or "".

    UTF-16 and UTF-32 (they hold NUL bytes near the start) are left alone.
    """
    declared = http_charset(media_type) or xml_charset(body)
    if b"\0" in body[:4] or body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return body, http_charset(media_type), ""
    clean = body.translate(None, _FRAMING)
    warning = "control bytes were taken out" if len(clean) != len(body) else ""
    if clean.isascii():
        return clean, http_charset(media_type), warning
    if _is_utf8(clean):
        if _SINGLE_BYTE.match(declared):
            return clean, "utf-8", f"declared as {declared}, but the bytes are UTF-8"
        return clean, "utf-8" if declared in _UTF8 else http_charset(media_type), warning
    if declared in _UTF8:
        return _mixed(clean).encode(), "utf-8", "bytes that are no UTF-8 were read as windows-1252"
    return clean, http_charset(media_type), warning


def xml_charset(body: bytes) -> str:
    """Return the encoding the XML declaration names, in lower case, "" when it names none."""
    found = _DECLARED.match(body[:400].removeprefix(b"\xef\xbb\xbf"))
    return found[1].decode("ascii").casefold() if found else ""


def opening(body: bytes, limit: int = 65536) -> str:
    """Return the first `limit` bytes as text good enough to sniff."""
    head = body[:limit]
    if head.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return head[4:].replace(b"\0", b"").decode("latin-1")
    for bom, codec in _BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(codec, "replace")
    if head[:1] == b"\0" or head[1:2] == b"\0":
        return head.replace(b"\0", b"").decode("latin-1")
    return _mixed(head.translate(None, _FRAMING))


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _mixed(body: bytes) -> str:
    """Decode UTF-8 and, byte by byte where it is none, windows-1252."""
    text = body.decode("utf-8", "surrogateescape")
    if not re.search("[\udc80-\udcff]", text):
        return text
    return re.sub(
        "[\udc80-\udcff]+",
        lambda run: run[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace"),
        text,
    )
