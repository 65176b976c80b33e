"""Feed text made harmless for headers, mail bodies, links and terminals (docs/promises.md P12).

Feed text is hostile until shown otherwise. What a reader needs stays: letters, joiners of Persian and emoji,
direction marks of Arabic and Hebrew. What could act (controls, bidi overrides, encoded words) goes.
"""

import re
import unicodedata
from urllib.parse import urlsplit

_KEPT_FORMATS = frozenset("\u200c\u200d\u200e\u200f\u061c")
"""Joiners and plain direction marks: needed to write some languages, and unable to reorder a line."""

_ACTING_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_ENCODED_WORD = re.compile(r"=(?=\?)")
_LINE_BREAK = re.compile("\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACE = re.compile(r"\s+")

LONGEST_LINK = 2_000
"""Code points; what every browser and mail reader takes (RFC 9110 §4.1 asks for 8,000 of servers only)."""


def clean(text: str) -> str:
    r"""Return `text` without controls, bidi overrides, surrogates and unassigned code points.

    Line breaks become "\n", tabs a space; everything else stays as it is.
    """
    if text.isascii() and text.isprintable():
        return text
    broken = _LINE_BREAK.sub("\n", text).replace("\t", " ")
    return "".join(char for char in broken if char == "\n" or _stays(char))


def one_line(text: str, limit: int = 0) -> str:
    """Return cleaned text on one line, white space collapsed, cut to `limit` code points (0: never)."""
    return clip(_SPACE.sub(" ", clean(_SPACE.sub(" ", text))).strip(), limit)


def header_text(text: str, limit: int = 200) -> str:
    """Return text fit for a mail header: one line in which no encoded word can start.

    Python 3.11.7 decodes `=?utf-8?q?=0D=0AX-Evil:_1?=` into a header of its own (docs/engines.md).
    """
    return one_line(_ENCODED_WORD.sub("= ", one_line(text)), limit)


def clip(text: str, limit: int) -> str:
    """Return `text`, or its first code points and an ellipsis when longer than `limit` (0: never)."""
    if not limit or len(text) <= limit:
        return text
    return text[: limit - 1].rstrip() + "…"


def link(url: str) -> str:
    """Return the URL when it is a whole http(s) one that is safe to show as a link, "" otherwise."""
    if len(url) > LONGEST_LINK or url != clean(url) or _SPACE.search(url) or "\\" in url:
        return ""
    try:
        parts = urlsplit(url)
        safe = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return ""
    return url if safe and not any(char in url for char in "<>\"'`") else ""


def _stays(char: str) -> bool:
    return char in _KEPT_FORMATS or unicodedata.category(char) not in _ACTING_CATEGORIES
