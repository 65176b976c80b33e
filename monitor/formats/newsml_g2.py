"""NewsML-G2 (https://iptc.org/std/NewsML-G2/): newsItem, packageItem and newsMessage, one entry an item.

Measured on Reuters, dpa, ANSA, AP, STT, TT and GlobeNewswire: versions are not 1, 2, 3; a canceled item's body is
empty; `itemRef`s of a package are headlines of items that come by themselves, unless the package is all there is.
"""

import re
from typing import Final

from monitor.formats.newsml_g2_meta import (
    code_in,
    notes_of,
    previous_of,
    providers_of,
    signals_of,
    subjects_of,
)
from monitor.formats.nitf_body import as_html, body_of, byline_of, head_of
from monitor.formats.xml import (
    Node,
    Tree,
    language_of,
    markup_of,
    number_of,
    text_of,
    texts_of,
    tree_of,
    urgency_of,
    value_of,
)
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Entry, FeedState, Reading

ITEMS: Final = ("newsitem", "packageitem", "planningitem", "conceptitem", "knowledgeitem")
ROOTS: Final = (*ITEMS, "newsmessage")
_PERSON: Final = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’()-]+){1,5}")  # noqa: RUF001 - the wires' apostrophe
_NONE: Final = "No-Data-Available"  # what Reuters writes into fields it does not fill
_TAGGED: Final = re.compile(r"</?(?:p|br|div)\b", re.IGNORECASE)
_MAIN_HEADLINE: Final = frozenset({"", "main", "headline", "title"})
_NO_SUMMARY: Final = frozenset({"note", "keyword"})
_VERSIONED: Final = re.compile(r"urn:newsml:(?:[^:]+:){2,}[^:]+:\d+[NUA]?$")
_LONG: Final = 4  # digits: Reuters' version numbers are timestamps of a kind, so no part of an id by chance


def read(document: Document) -> Reading:
    """Return an entry for each item; one that has neither id nor words is left out with a warning.

    Raises:
        UnreadableDocument: No tree, or a single item that breaks off.
    """
    tree = tree_of(document)
    items = _items(tree.root)
    if tree.cut_off:
        items = items[:-1]
        if not items:
            raise UnreadableDocument(FeedState.MALFORMED, "the item breaks off before its end")
    entries = _with_words([entry for entry in map(_entry, items) if entry is not None])
    return Reading(
        format="newsml_g2",
        entries=tuple(entries),
        title=text_of(tree.root, "header/sender") or value_of(tree.root, ".//provider", "literal"),
        language=language_of(tree.root),
        warnings=_warnings(tree, len(items) - len(entries)),
    )


def _with_words(entries: list[Entry]) -> list[Entry]:
    """Drop items without a word (a film's technical parts) unless there are no others."""
    return [entry for entry in entries if entry.headline or entry.body or entry.summary] or entries


def _warnings(tree: Tree, empty: int) -> tuple[str, ...]:
    left_out = (f"{empty} items say nothing and were left out",) if empty else ()
    broken = ("the document breaks off inside its last item, which was left out",) if tree.cut_off else ()
    return (*tree.warnings, *left_out, *broken)


def _items(root: Node) -> list[Node]:
    """Return the items. A package is one too when it has a guid of its own, else its parts speak for themselves."""
    if root.tag in ITEMS:
        return [root]
    found = root.iter(*ITEMS)  # at any depth: a tag left open in one item swallows the next
    return [item for item in found if item.get("guid") or item.find("contentmeta") is not None]


def _entry(item: Node) -> Entry | None:
    aliases = {scheme.get("alias", ""): scheme.get("uri", "") for scheme in item.iterfind("catalog/scheme")}
    meta, content = item.find("itemmeta"), item.find("contentmeta")
    nitf = item.find("contentset/inlinexml//nitf")
    by, slugline = _by(item, nitf), _slugline(item)
    body, body_html = _body(item)
    guid, version = _identity(item)
    public, private = notes_of(item)
    headline = _headline(item) or head_of(nitf).headline
    if not guid and not headline and not body:
        return None
    return Entry(
        guid=guid or None,
        url=_address(item),
        headline=headline,
        body=body,
        body_html=body_html,
        summary=_summary(item),
        summary_html=False,
        slugline=slugline,
        by=by,
        dateline=_dateline(content) or head_of(nitf).dateline,
        located=_located(item) or head_of(nitf).located,
        language=value_of(content, "language", "tag") or language_of(item),
        urgency=urgency_of(text_of(content, "urgency")),
        pub_status=code_in(meta, "pubstatus").rpartition(":")[2],
        version=number_of(version),
        ed_note=public,
        ed_note_private=private,
        embargoed=text_of(meta, "embargoed"),
        signals=signals_of(meta),
        previous=previous_of(item, guid),
        published=text_of(meta, "firstcreated")
        or text_of(content, "contentcreated")
        or text_of(meta, "versioncreated"),
        updated=text_of(meta, "versioncreated") or text_of(content, "contentmodified"),
        subjects=subjects_of(content, aliases),
        providers=providers_of(meta),
    )


def _identity(item: Node) -> tuple[str, str]:
    """Return the guid without a version in it, and the version."""
    guid, version = (item.get("guid") or "").strip(), (item.get("version") or "").strip()
    tail = f":{version}"
    if version and guid.endswith(tail) and (_VERSIONED.match(guid) or len(version) >= _LONG):
        guid = guid.removesuffix(tail)
    return guid, version


def _headline(item: Node) -> str:
    content = item.find("contentmeta")
    found = content.findall("headline") if content is not None else []
    ranked = sorted(
        found, key=lambda node: (node.get("role") or "").rpartition(":")[2].lower() not in _MAIN_HEADLINE
    )
    told = next((text_of(node) for node in ranked if text_of(node)), "")
    return (
        told
        or text_of(item, "itemmeta/title")
        or text_of(item, "concept/name")
        or text_of(item, "newscoverageset//headline")
        or text_of(item, ".//xhead//headline")
    )


def _summary(item: Node) -> str:
    roles = {
        (node.get("role") or "").rpartition(":")[2].lower(): text_of(node)
        for node in item.iterfind("contentmeta/description")
    }
    headline = _headline(item)
    kept = [
        text
        for role, text in roles.items()
        if role not in _NO_SUMMARY and not (headline and text.endswith(headline))
    ]
    refs = [
        text_of(ref, "headline") or text_of(ref, "title") for ref in item.iterfind("groupset/group/itemref")
    ]
    return "\n".join(dict.fromkeys(filter(None, [*kept, *refs])))


def _body(item: Node) -> tuple[str, bool]:
    """Return the fullest inline content, and whether it is HTML."""
    return max(
        map(_content, item.iterfind("contentset/*")), key=lambda told: len(told[0]), default=("", True)
    )


def _content(part: Node) -> tuple[str, bool]:
    if part.tag == "inlinedata":
        return _data(part)
    if part.tag != "inlinexml":  # remote: an address, no words
        return "", True
    nitf = part.find(".//nitf")
    return (body_of(nitf) if nitf is not None else _markup(part)), True


def _markup(part: Node) -> str:
    """Return the markup of the content's body. dpa's header in it repeats slugline, time and headline."""
    body = part.find(".//body")
    copy = body if body is not None else part
    if copy.find("section") is not None:
        for header in list(copy.iterfind("header")):
            copy.remove(header)
    as_html(copy)
    return markup_of(copy)


def _data(part: Node) -> tuple[str, bool]:
    """Return text held as data; what is encoded (base64) is a file, no copy."""
    text = "" if part.get("encoding") else "".join(part.itertext()).strip()
    is_html = "html" in (part.get("contenttype") or "").lower() or _TAGGED.search(text) is not None
    return text, is_html


def _address(item: Node) -> str | None:
    """Return the story's page, when the item names one of its own."""
    for link in item.iterfind("itemmeta/link"):
        relation = (link.get("rel") or "").rpartition(":")[2].lower()
        address = (link.get("href") or "").strip()
        if relation in {"canonical", "alternate", "sameas", "permalink"} and address.startswith("http"):
            return address
    return None


def _slugline(item: Node) -> str:
    """Return the slugline; dpa's is a list in the body's header."""
    told = text_of(item, "contentmeta/slugline") or text_of(item, ".//slugline")
    return told or "/".join(texts_of(item, ".//header/ul[@class='slugline']/li"))


def _by(item: Node, nitf: Node | None) -> str:
    """Return the byline; a creator only when it is a person's name (dpa's are user names, ANSA's initials)."""
    told = text_of(item, "contentmeta/by") or byline_of(nitf)
    told = told or text_of(item, ".//header/*[@class='byline']") or text_of(item, ".//inlinexml//text/byline")
    if told:
        return told
    names = texts_of(item, "contentmeta/creator/name")
    return next((name for name in names if _PERSON.fullmatch(name) and name[:1].isupper()), "")


def _dateline(content: Node | None) -> str:
    """Return the dateline; Reuters' packages put a time stamp there, which is none."""
    told = text_of(content, "dateline")
    return "" if told[:4].isdigit() else told


def _located(item: Node) -> str:
    for path in ("contentmeta/located", "itemmeta/located"):
        for node in item.iterfind(path):
            told = text_of(node, "name") or (node.get("literal") or "").strip()
            if told and told != _NONE:
                return told
    return ""
