"""NITF 3 (https://www.iptc.org/std/NITF/): a document of its own, or the body inside NewsML, NewsML-G2 and ninjs.

What agencies do with it differs from what it says (measured on EFE, AP, PA, AAP, ANSA, CP, NTB): the byline holds
ANSA's sub-headline and EFE's initials; only `@norm` dates hold; templates are left in (`YYYYMMDD000000-HHMM`).
"""

import re
from typing import Final

from monitor.formats.codes import distinct, subject_of
from monitor.formats.nitf_body import body_of, byline_of, head_of
from monitor.formats.notes import parted
from monitor.formats.xml import (
    Node,
    language_of,
    number_of,
    text_of,
    tree_of,
    urgency_of,
    value_of,
)
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Entry, FeedState, Reading, Subject

_DATE: Final = re.compile(r"\d{4}-?\d\d")
_SLUGS: Final = ("slugline", "slug", "anpa-keyword", "ntbstikkord")


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
