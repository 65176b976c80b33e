"""The formats, sniffed by content first and media type last. To add one: one file, one row, one folder of samples."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from monitor.formats import (
    apmedia,
    iptc7901,
    jsonfeed,
    newsml_1,
    newsml_g2,
    ninjs,
    nitf,
    ritzau,
    sitemap,
    syndication,
    wordpress,
)
from monitor.formats.charset import opening
from monitor.formats.refusal import is_page, refuse
from monitor.model.feed import Document, Reading


@dataclass(frozen=True, slots=True)
class Format:
    """A format: whether a document's opening is its own, how to read it, and the media types that mean it."""

    sniff: Callable[[str], bool]
    read: Callable[[Document], Reading]
    media_types: tuple[str, ...] = ()


_ROOT: Final = re.compile(
    r"\A\ufeff?\s*(?>(?><\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)*+)<(?:[\w.-]+:)?([\w.-]+)",
    re.DOTALL | re.IGNORECASE,
)


def root_of(head: str) -> str:
    """Return the local name of the document element in lower case, "" when the opening shows none."""
    found = _ROOT.match(head.lstrip())
    return found[1].casefold() if found else ""


def _rooted(*names: str) -> Callable[[str], bool]:
    def sniff(head: str) -> bool:
        return root_of(head) in names

    return sniff


FORMATS: Final[dict[str, Format]] = {
    "jsonfeed": Format(jsonfeed.sniff, jsonfeed.read, ("application/feed+json",)),
    "atom": Format(
        _rooted("feed", "entry"), partial(syndication.read, name="atom"), ("application/atom+xml",)
    ),
    "rdf": Format(_rooted("rdf"), partial(syndication.read, name="rdf"), ("application/rdf+xml",)),
    "rss": Format(
        _rooted("rss", "channel", "item", "rss1", "redirect", "newlocation"),
        partial(syndication.read, name="rss"),
        ("application/rss+xml",),
    ),
    "newsml_g2": Format(
        _rooted(*newsml_g2.ROOTS),
        newsml_g2.read,
        ("application/vnd.iptc.g2.newsitem+xml", "application/vnd.iptc.g2.newsmessage+xml"),
    ),
    "newsml_1": Format(_rooted("newsml"), newsml_1.read, ("text/vnd.iptc.newsml", "application/newsml+xml")),
    "nitf": Format(_rooted("nitf"), nitf.read, ("text/vnd.iptc.nitf", "application/nitf+xml")),
    "ritzau": Format(_rooted(*ritzau.ROOTS), ritzau.read),
    "sitemap": Format(_rooted(*sitemap.ROOTS), sitemap.read),
    "apmedia": Format(apmedia.sniff, apmedia.read),
    "wordpress": Format(wordpress.sniff, wordpress.read),
    "ninjs": Format(ninjs.sniff, ninjs.read, ("application/ninjs+json", "application/vnd.iptc.ninjs+json")),
    "iptc7901": Format(iptc7901.sniff, iptc7901.read, ("text/vnd.iptc.7901",)),
}


def read_document(document: Document) -> Reading:
    """Return what the document says, read by the first format that knows it.

    A feed without entries is a valid reading: the caller judges.

    Raises:
        UnreadableDocument: BLOCKED for a challenge, consent or access-denied page, MALFORMED for anything else
            that is no feed.
    """
    head = opening(document.body)
    for known in FORMATS.values():
        if known.sniff(head):
            return known.read(document)
    if not is_page(head):
        reading = _by_media_type(document, head)
        if reading is not None and reading.entries:
            return reading
    raise refuse(head, document.media_type, len(document.body))


def format_of(body: bytes) -> str:
    """Return the format whose opening the bytes have, "" for none: a saved text may be a wire's message or a feed."""
    head = opening(body)
    return next((name for name, known in FORMATS.items() if known.sniff(head)), "")


def _by_media_type(document: Document, head: str) -> Reading | None:
    """Try the format the media type names, or RSS for any XML: a root we do not know may still hold items."""
    sent = document.media_type.partition(";")[0].strip().casefold()
    for known in FORMATS.values():
        if sent in known.media_types:
            return known.read(document)
    return FORMATS["rss"].read(document) if head.lstrip().startswith("<") else None
