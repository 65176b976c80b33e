"""A syndication document taken apart, so that only its unseen items need parsing (docs/engines.md, delta parse).

feedparser costs about 0.2 ms an item, and a poll brings one new item in thirty. So the raw items are cut out of the
document and told apart by their hash; feedparser then reads the frame (all that stands round the items) with the
unseen ones in it. Cutting XML with a byte search is safe only where it is proven afterwards: the frame must be
well formed with one placeholder where the items stood, and each unseen piece must be well formed as one element
with no other items in it. Whatever is in doubt (an item's end in a CDATA section or comment, nested items, a
namespace declared inside, a document type, an encoding that is not UTF-8, something between the items) is not taken
apart: the caller parses the whole.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Final

from lxml import etree

from monitor.formats.charset import http_charset, mended, opening, xml_charset
from monitor.formats.table import root_of
from monitor.model.feed import Document

_ITEMS: Final = {"rss": b"item", "rdf": b"item", "feed": b"entry"}
"""The document elements we take apart, and what holds an item in each."""

_PARENTS: Final = {"rss": ("rss", "channel"), "rdf": ("RDF",), "feed": ("feed",)}
_UTF8: Final = frozenset({"", "utf-8", "utf8", "us-ascii", "ascii"})
_MOVING: Final = re.compile(
    rb"(<(lastBuildDate|pubDate|updated|dc:date|atom:updated|sy:updateBase|slash:comments)\b[^<>]{0,80}>)[^<&]{0,80}(?=</)"
    rb"|<items>\s*<rdf:Seq>(?:\s*<rdf:li [^<>&]*/>)*\s*</rdf:Seq>\s*</items>"
)
"""What moves in the frame from poll to poll without changing how an item is understood."""

_DECLARED: Final = re.compile(rb"<![A-Za-z]")  # a document type: it may define what an entity says
_NAMESPACE: Final = re.compile(rb"""\bxmlns(?:\s*=\s*["']http://www\.w3\.org/1999/xhtml["'])?""")
_XHTML: Final = b"1999/xhtml"
_INNER: Final = frozenset({"item", "entry", "channel", "rss", "feed", "RDF"})
_AFTER_NAME: Final = b" \t\r\n>"
_SIZE: Final = 16  # bytes of a hash


@dataclass(frozen=True, slots=True)
class Parts:
    """A document taken apart.

    Attributes:
        document: As it came, its body mended.
        root: The document element's local name in lower case, a key of `_ITEMS`.
        before: The frame up to the first item.
        after: The frame from behind the last item.
        items: The raw items in document order.
        digests: The hash of each item.
        context: The hash of all that decides how an item is understood: the frame but for what moves, the address.
    """

    document: Document = field(repr=False)
    root: str
    before: bytes = field(repr=False)
    after: bytes = field(repr=False)
    items: tuple[bytes, ...] = field(repr=False)
    digests: tuple[bytes, ...]
    context: bytes


def take_apart(document: Document) -> Parts | None:
    """Return the document's frame and items, None when it is in doubt where they begin and end.

    The pieces are not proven yet: see `is_sound`.
    """
    root = root_of(opening(document.body, 4096))
    if root not in _ITEMS or not _is_plain_utf8(document):
        return None
    cut = _cut(document.body, _ITEMS[root])
    if cut is None:
        return None
    before, items, after = cut
    if _DECLARED.search(before) or _DECLARED.search(after):
        return None
    digests = tuple(blake2b(item, digest_size=_SIZE).digest() for item in items)
    frame = _MOVING.sub(rb"\1", before) + b"\0" + _MOVING.sub(rb"\1", after)
    told = f"\0{document.url}\0{document.media_type}".encode("utf-8", "surrogatepass")
    context = blake2b(frame + told, digest_size=_SIZE).digest()
    return Parts(document, root, before, after, items, digests, context)


def is_sound(parts: Parts, unseen: Sequence[int]) -> bool:
    """Tell whether the frame and the unseen items are what the search took them for."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    name = _ITEMS[parts.root]
    try:
        frame = etree.fromstring(parts.before + b"<" + name + b"/>" + parts.after, parser)
        place = _place(frame, name.decode(), _PARENTS[parts.root])
        if place is None:
            return False
        spaces = b"".join(
            (b' xmlns:%s="%s"' % (prefix.encode(), _quoted(uri))) if prefix else b' xmlns="%s"' % _quoted(uri)
            for prefix, uri in place.nsmap.items()
            if prefix != "xml"
        )
        return all(_is_item(parts.items[at], name.decode(), spaces) for at in unseen)
    except (etree.XMLSyntaxError, ValueError):
        return False


def only(parts: Parts, wanted: Sequence[int]) -> Document:
    """Return the document with none but the wanted items in its frame."""
    body = b"".join((parts.before, *(parts.items[at] + b"\n" for at in wanted), parts.after))
    return replace(parts.document, body=body)


def _is_plain_utf8(document: Document) -> bool:
    """Tell whether nobody claims another charset and nothing has to be mended."""
    if http_charset(document.media_type) not in _UTF8 or xml_charset(document.body) not in _UTF8:
        return False
    body, _, warning = mended(document.body, document.media_type)
    return not warning and body == document.body


def _cut(body: bytes, name: bytes) -> tuple[bytes, tuple[bytes, ...], bytes] | None:
    """Return what stands before the items, the items, and what stands after; None when anything is between."""
    starting, ending = b"<" + name, b"</" + name + b">"
    items: list[bytes] = []
    first, at = -1, 0
    while (start := _find(body, starting, at)) >= 0:
        end = body.find(ending, start) + len(ending)
        if end < start or (items and body[at:start].strip()):
            return None
        first = start if first < 0 else first
        items.append(body[start:end])
        at = end
    return (body[:first], tuple(items), body[at:]) if items else None


def _find(body: bytes, starting: bytes, at: int) -> int:
    """Return where an item starts from `at` on: "<item>" or "<item …", never "<items>"."""
    while (start := body.find(starting, at)) >= 0:
        if body[start + len(starting) : start + len(starting) + 1] in _AFTER_NAME:
            return start
        at = start + 1
    return -1


def _place(frame: etree._Element, name: str, parents: tuple[str, ...]) -> etree._Element | None:
    """Return the placeholder when it is the only item there is and stands where items stand."""
    found = [element for element in frame.iter("{*}" + name) if isinstance(element.tag, str)]
    if len(found) != 1:
        return None
    chain = [etree.QName(element).localname for element in found[0].iterancestors()][::-1]
    return found[0] if tuple(chain) in {parents, parents[:1], ("RDF", "channel")} else None


def _is_item(piece: bytes, name: str, spaces: bytes) -> bool:
    """Tell whether a piece is one item, whole, with no other in it and no namespace of its own."""
    if any(_XHTML not in found[0] for found in _NAMESPACE.finditer(piece)):
        return False
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    wrapper = etree.fromstring(b"<w" + spaces + b">" + piece + b"</w>", parser)
    if len(wrapper) != 1 or wrapper.text or wrapper[0].tail:
        return False
    elements = [each for each in wrapper[0].iterdescendants() if isinstance(each.tag, str)]
    inner = {etree.QName(each).localname for each in elements}
    return etree.QName(wrapper[0]).localname == name and not inner & _INNER


def _quoted(uri: str) -> bytes:
    return uri.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").encode()
