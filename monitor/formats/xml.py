"""The one safe way to a tree: nothing is fetched, no entity is expanded, and the tree's names are plain.

Agencies write the same element as `<p>`, `<html:p>`, `<P>` or `<ns0:newsItem>`, and under four namespaces of one
standard; so every name is made local and lower case before a format looks. Entities stay unexpanded in the parser
(so a "billion laughs" costs nothing) and are resolved here, one level deep, from HTML's own table or from the
document's short declarations.
"""

import html
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from typing import Final

from lxml import etree

from monitor.formats.charset import mended
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, FeedState

Node = etree._Element  # noqa: SLF001 - lxml names its element class so, and publishes it under no other name

_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE: Final = re.compile(rb"&#(?:[xX]([0-9A-Fa-f]{1,8})|([0-9]{1,9}));?")
_NAMED: Final = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_BARE_AMPERSAND: Final = re.compile(rb"&(?!#?\w{1,32};)")
_OWN: Final = frozenset({"lt", "gt", "amp", "quot", "apos"})
_SHORT: Final = 200  # code points: what a document may declare as the text of an entity
_NAME: Final = re.compile(r"[a-z_\u00e0-\u024f][\w.-]*", re.ASCII)
_SPACE: Final = re.compile(r"\s+")
_END: Final = re.compile(r"</[^<>]{1,200}>\s*(?:<!--.{0,4000}?-->\s*)*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Tree:
    """A document's element tree; `cut_off` when it ends before its end."""

    root: Node
    warnings: tuple[str, ...] = ()
    cut_off: bool = False


def tree_of(document: Document) -> Tree:
    """Return the tree of a document, names local and in lower case.

    A document that is not well formed is mended (bare ampersands, HTML's entities), else read as far as its
    meaning is clear, with a warning.

    Raises:
        UnreadableDocument: There is no tree in it, or it declares entities and is not well formed.
    """
    body, charset, warning = mended(document.body, document.media_type)
    root, fault = _parsed(body.lstrip(), charset)
    warnings = tuple(text for text in (warning, fault) if text)
    _plain_names(root)
    return Tree(root, warnings, bool(fault) and _breaks_off(body))


def _parsed(body: bytes, charset: str) -> tuple[Node, str]:
    try:
        return _strict(body, charset), ""
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        fault = " ".join(str(error).split())[:120]
    if b"<!ENTITY" in body and re.search("amplification|entity|Entity", fault):
        raise _unreadable(fault)
    try:
        return _strict(_mend(body), charset), ""
    except (etree.XMLSyntaxError, ValueError, LookupError):
        return _forgiving(body, charset, fault), f"not well formed: {fault}"


def _strict(body: bytes, charset: str) -> Node:
    return etree.fromstring(body, _parser(charset, recover=False))


def _forgiving(body: bytes, charset: str, fault: str) -> Node:
    if b"<!ENTITY" in body:
        raise _unreadable(fault)
    try:
        root = etree.fromstring(_mend(body), _parser(charset, recover=True))
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise _unreadable(fault) from error
    if root is None:
        raise _unreadable(fault)
    return root


def _parser(charset: str, *, recover: bool) -> etree.XMLParser:
    try:
        return _safe(charset or None, recover=recover)
    except LookupError:  # a charset nobody knows: let the document say itself
        return _safe(None, recover=recover)


def _safe(charset: str | None, *, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding=charset,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,  # libxml2's own limits stand: depth 256, 10 MB of text, entity amplification
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _unreadable(fault: str) -> UnreadableDocument:
    return UnreadableDocument(FeedState.MALFORMED, f"the XML cannot be read: {fault or 'it is empty'}")


def _mend(body: bytes) -> bytes:
    """Make HTML's named entities numbers, and bare ampersands entities. Leaves UTF-16 alone."""
    if b"\0" in body[:4] or body[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return body

    def number(found: re.Match[bytes]) -> bytes:
        name = found[1].decode("ascii")
        if name in _OWN or f"{name};" not in html5:
            return found[0] if name in _OWN else b"&amp;" + found[0][1:]
        return b"".join(b"&#%d;" % ord(letter) for letter in html5[f"{name};"])

    return _NAMED.sub(number, _BARE_AMPERSAND.sub(b"&amp;", _REFERENCE.sub(_allowed, body)))


def _allowed(reference: re.Match[bytes]) -> bytes:
    """Return a character reference, nothing for one that XML forbids: a forgiving parser lets it through."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    fine = code <= sys.maxunicode and not _NO_XML.match(chr(code))
    return reference[0] if fine else b""


def _breaks_off(body: bytes) -> bool:
    """Tell whether the document's last words are no closing tag of its own: half a story looks like an edit."""
    text = body.replace(b"\0", b"").decode("utf-8", "replace").strip()
    opened = re.search(r"<((?:[\w.-]+:)?[\w.-]+)[\s>]", re.sub(r"<[?!][^<>]*>", "", text[:20000]))
    closing = f"</{opened[1]}" if opened else "</"
    return closing not in text[-4000:] or not _END.search(text[-8000:])


def _plain_names(root: Node) -> None:
    declared = _declared(root)
    for element in list(root.iter()):
        if isinstance(element.tag, str):
            element.tag = _plain_name(element.tag)
        elif isinstance(element, etree._Entity):  # noqa: SLF001 - the class of what the parser leaves unexpanded
            _resolve(element, declared)


def _plain_name(tag: str) -> str:
    """Return a tag without namespace or prefix (an undeclared one stays in the name); "unnamed" for a broken one."""
    name = tag.rpartition("}")[2].rpartition(":")[2].lower()
    return name if _NAME.fullmatch(name) else "unnamed"


def _declared(root: Node) -> dict[str, str]:
    """Return the short, plain texts the document's own DTD gives its entities."""
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is None:
        return {}
    return {
        entity.name: entity.content
        for entity in dtd.iterentities()
        if entity.name
        and entity.content
        and len(entity.content) <= _SHORT
        and not set("&<%") & set(entity.content)
    }


def _resolve(entity: Node, declared: dict[str, str]) -> None:
    """Put an entity's text in its place; one nobody knows (an external one) leaves nothing."""
    name = getattr(entity, "name", "") or ""
    text = html5.get(f"{name};", declared.get(name, "")) + (entity.tail or "")
    parent = entity.getparent()
    if parent is None:
        return
    before = entity.getprevious()
    # A mending parser lets control characters through ("&#xE;"), and refuses to be given them back.
    if before is None:
        parent.text = _NO_XML.sub("", (parent.text or "") + text)
    else:
        before.tail = _NO_XML.sub("", (before.tail or "") + text)
    entity.tail = None
    parent.remove(entity)


def text_of(node: Node | None, path: str = "") -> str:
    """Return the text of the first element under the path that has any, white space collapsed, "" when none."""
    return next(texts_of(node, path), "")


def texts_of(node: Node | None, path: str = "") -> Iterator[str]:
    """Yield the texts of the elements under the path that have any, in document order."""
    if node is None:
        return
    for found in node.iterfind(path) if path else (node,):
        text = _SPACE.sub(" ", "".join(found.itertext())).strip()
        if text:
            yield text


def value_of(node: Node | None, path: str, *names: str) -> str:
    """Return the first attribute of these names that any element under the path bears, "" when none does."""
    if node is None:
        return ""
    for found in node.iterfind(path):
        for name in names:
            if value := (found.get(name) or "").strip():
                return value
    return ""


def markup_of(node: Node | None) -> str:
    """Return what stands inside an element as HTML, "" when no word does (a canceled item's empty paragraph)."""
    if node is None or not any(text.strip() for text in node.itertext()):
        return ""
    etree.cleanup_namespaces(node)
    inner = (etree.tostring(child, encoding="unicode", method="html") for child in node)
    return (html.escape(node.text or "", quote=False) + "".join(inner)).strip()


def language_of(*nodes: Node | None) -> str:
    """Return the first language that one of the elements declares (xml:lang, lang, baselang)."""
    for node in nodes:
        for name in (_LANGUAGE, "lang", "baselang"):
            if node is not None and (value := (node.get(name) or "").strip()):
                return value
    return ""


def number_of(text: str) -> int | None:
    """Return a whole number of at most 18 digits (Reuters' versions have ten), None when it is none."""
    bare = text.strip()
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) <= 18 else None  # noqa: PLR2004 - 64 bits


def urgency_of(text: str) -> int | None:
    """Return IPTC's urgency, 1 (highest) to 9, None for anything else."""
    number = number_of(text)
    return number if number is not None and 1 <= number <= 9 else None  # noqa: PLR2004 - the standard's range
