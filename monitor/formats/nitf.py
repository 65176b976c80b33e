"""NITF 3 (https://www.iptc.org/std/NITF/): a document of its own, or the body inside NewsML, NewsML-G2 and ninjs.

What agencies do with it differs from what it says (measured on EFE, AP, PA, AAP, ANSA, CP, NTB): the byline holds
ANSA's sub-headline and EFE's initials; only `@norm` dates hold; templates are left in (`YYYYMMDD000000-HHMM`).
"""

import re
from dataclasses import dataclass
from typing import Final

from monitor.formats.codes import distinct, subject_of
from monitor.formats.notes import parted
from monitor.formats.xml import (
    Node,
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
from monitor.model.feed import Document, Entry, FeedState, Reading, Subject

_DATE: Final = re.compile(r"\d{4}-?\d\d")
_DAY: Final = re.compile(
    r",?\s+(?:[^\W\d_]+\.?\s+)?\d{1,2}\b"
)  # "SYDNEY March 22 AAP -": the place ends before the day
_INITIALS: Final = re.compile(r"[a-zà-ÿ]{1,5}(?:[/.\s-][a-zà-ÿ]{1,5})*|[A-Z]{1,4}(?:[/-][A-Z]{1,4})*")
_SIGNED: Final = re.compile(r"(?:By|Von|Par|Por|Di|Da|Door|Af|Av|Reporting by|De notre)\s", re.IGNORECASE)
_LOOSE: Final = re.compile(r"[a-zà-ÿ]{2,}")
_JOINING: Final = frozenset(
    [
        "and",
        "und",
        "et",
        "y",
        "e",
        "og",
        "och",
        "en",
        "i",
        "de",
        "del",
        "der",
        "den",
        "di",
        "da",
        "du",
        "la",
        "le",
        "van",
        "von",
        "bin",
        "al",
        "for",
        "in",
        "af",
        "dpa",
        "ap",
        "afp",
        "special",
        "to",
        "with",
    ]
)
"""Words that stand small among names."""
_AS_HTML: Final = {
    "hl1": "h2", "hl2": "h3", "block": "div", "nitf-table": "div", "media": "figure", "media-caption": "figcaption",
    "bq": "blockquote", "fn": "p", "note": "p", "tagline": "p", "pre": "p", "lang": "span", "classifier": "span",
    "rubrik": "h2", "mellis": "h3", "citat": "p", "bild": "figure", "bildtext": "figcaption",
    "bildskapare": "figcaption", "dat": "div", "ingress": "div", "brodtext": "div", "text": "div", "byline": "p",
}  # fmt: skip
_UNSEEN: Final = (
    "media-metadata",
    "media-object",
    "media-reference",
    "datasource",
    "ds",
    "virtloc",
    "bildfil",
)
_SLUGS: Final = ("slugline", "slug", "anpa-keyword", "ntbstikkord")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a NITF body says."""

    headline: str = ""
    dateline: str = ""
    located: str = ""


def read(document: Document) -> Reading:
    """Return the document's one entry.

    Raises:
        UnreadableDocument: No tree, no words, or it breaks off before its end.
    """
    tree = tree_of(document)
    if tree.cut_off:
        raise UnreadableDocument(FeedState.MALFORMED, "the NITF document breaks off before its end")
    roots = [tree.root] if tree.root.tag == "nitf" else list(tree.root.iterfind(".//nitf"))
    entries = [entry for entry in map(_entry, roots) if entry.headline or entry.body or entry.guid]
    return Reading(
        format="nitf",
        entries=tuple(entries),
        title=text_of(tree.root, ".//distributor"),
        language=entries[0].language if entries else "",
        warnings=tree.warnings,
    )


def _entry(root: Node) -> Entry:
    docdata, told = root.find("head/docdata"), head_of(root)
    guid, version = _identity(root)
    public, private = parted(_note(root))
    issued = _date(root, "date.issue")
    corrected = root.find(".//docdata/correction")
    return Entry(
        guid=guid or None,
        headline=told.headline,
        body=body_of(root),
        summary=text_of(root, ".//body.head/abstract"),
        summary_html=False,
        slugline=_slugline(root),
        by=byline_of(root),
        dateline=told.dateline,
        located=told.located or value_of(root, ".//docdata/evloc", "city", "county-dist"),
        language=language_of(root, root.find("body")) or value_of(root, ".//lang", "lang", "iso-lang"),
        urgency=urgency_of(value_of(root, ".//urgency", "ed-urg")),
        pub_status=(docdata.get("management-status") or "").strip() if docdata is not None else "",
        version=version,
        ed_note=public,
        ed_note_private=private,
        embargoed=_embargoed(root, issued),
        signals=("sig:correction",) if corrected is not None else (),
        previous=tuple(filter(None, [value_of(root, ".//docdata/correction", "id-string")])),
        published=issued or _date(root, "story.date"),
        updated=_date(root, "revision-history") or issued,
        subjects=_subjects(root),
        providers=tuple(
            filter(None, (value_of(root, ".//docdata/doc-id", "regsrc"), text_of(root, ".//distributor")))
        ),
    )


def head_of(root: Node | None) -> Head:
    """Return headline, dateline and place as the body's head gives them; empty for None."""
    if root is None:
        return Head()
    place = root.find(".//body.head/dateline")
    spoken = _place(place.find("location") if place is not None else None) or _own_text(place)
    located = text_of(place, ".//city") or _DAY.split(spoken, maxsplit=1)[0]
    day = text_of(place, "story.date")
    return Head(
        headline=text_of(root, ".//body.head//hl1") or text_of(root, "head/title"),
        dateline=spoken if not day or _DATE.match(day) else f"{spoken}, {day}".removeprefix(", "),
        located=located.strip(" ,.-"),
    )


def _place(node: Node | None) -> str:
    """Return a location as it is printed; parts without a comma between them get one."""
    whole = text_of(node)
    parts = list(texts_of(node, "*"))
    return ", ".join(dict.fromkeys(parts)) if len(parts) > 1 and "," not in whole else whole


def _own_text(node: Node | None) -> str:
    return " ".join((node.text or "").split()) if node is not None else ""


def byline_of(root: Node | None) -> str:
    """Return who wrote it, "" when the byline holds something else: initials (EFE), a sub-headline (ANSA)."""
    node = root.find(".//body.head/byline") if root is not None else None
    if node is None:
        return ""
    name = text_of(node, "person") or _own_text(node) or text_of(node)
    if _INITIALS.fullmatch(name) or (not _SIGNED.match(name) and _is_sentence(name)):
        return ""
    return name


def _is_sentence(text: str) -> bool:
    """Tell whether a byline reads like a sentence: more than one small word that joins no names."""
    small = [
        word
        for word in _LOOSE.findall(" ".join(w for w in text.split() if w[:1].islower()))
        if word not in _JOINING
    ]
    return len(small) > 1


def body_of(root: Node | None) -> str:
    """Return the body as HTML: NITF's own elements become HTML's, what no reader sees goes."""
    if root is None:
        return ""
    found = [*root.iterfind(".//body.content"), *root.iterfind(".//body.end")]
    for content in found:
        as_html(content)
    return "\n".join(filter(None, map(markup_of, found)))


def as_html(content: Node) -> None:
    """Give NITF's elements (and TT's own, in Swedish) the names of HTML's, so that paragraphs stay apart."""
    for element in list(content.iter(*_UNSEEN)):
        parent = element.getparent()
        if parent is not None and not (element.tail or "").strip():
            parent.remove(element)
    for element in content.iter():
        if element.tag == "block" and element.get("id", "").lower() == "pagebreak":
            element.tag = "hr"
        element.tag = _AS_HTML.get(str(element.tag), str(element.tag))


def _identity(root: Node) -> tuple[str, int | None]:
    """Return the id without its version, and the version. NTB counts them in id and du-key both (id_47, key 48)."""
    guid = value_of(root, ".//docdata/doc-id", "id-string")
    key = value_of(root, ".//docdata/du-key", "key")
    version = value_of(root, ".//docdata/du-key", "version", "generation")
    stem, _, number = guid.rpartition("_")
    if key and stem == key and number.isdigit():
        guid = key
    return guid or key, number_of(version)


def _note(root: Node) -> str:
    notes = [value_of(root, f".//{path}", name) for path, name in (
        ("docdata/ed-msg", "info"), ("docdata/correction", "info"), ("revision-history", "comment"),
    )]  # fmt: skip
    return " ".join(dict.fromkeys(filter(None, notes)))


def _slugline(root: Node) -> str:
    metas = {
        (meta.get("name") or "").lower(): (meta.get("content") or "").strip()
        for meta in root.iterfind("head/meta")
    }
    named = next((metas[name] for name in _SLUGS if metas.get(name)), "")
    return (
        named
        or value_of(root, ".//docdata/key-list/keyword", "key")
        or value_of(root, ".//docdata/du-key", "key")
    )


def _date(root: Node, name: str) -> str:
    """Return an element's `@norm` when it begins like a date: templates do not, and other attributes lie."""
    norm = value_of(root, f".//{name}", "norm")
    return norm if _DATE.match(norm) else ""


def _embargoed(root: Node, issued: str) -> str:
    """Return the release date when it says more than the issue date: a status of embargo, or a later moment."""
    release = _date(root, "date.release")
    status = value_of(root, ".//docdata/.", "management-status") or value_of(
        root, "head/docdata", "management-status"
    )
    same_form = len(release) == len(issued) and release[-5:] == issued[-5:]
    return release if release and (status.lower() == "embargoed" or (same_form and release > issued)) else ""


def _subjects(root: Node) -> tuple[Subject, ...]:
    return distinct([_subject(node) for node in root.iterfind("head/tobject/tobject.subject")])


def _subject(node: Node) -> Subject | None:
    names = [(node.get(f"tobject.subject.{part}") or "").strip() for part in ("detail", "matter", "type")]
    owner = (node.get("tobject.subject.ipr") or "").strip()
    code = (node.get("tobject.subject.refnum") or node.get("tobject.subject.code") or "").strip()
    return subject_of(code, "" if owner.upper() == "IPTC" else owner, next(filter(None, names), ""))
