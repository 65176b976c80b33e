"""ninjs 1.x, 2.x and 3.x (https://iptc.org/std/ninjs/): one item, a list of them, or a list under a key.

3.x renamed in camelCase and moved headline, body and description into arrays with roles; Superdesk writes `guid` for
`uri`, TT `replacing` for the earlier version. A picture's caption stands in for the copy it has none of.
"""

import re
from collections.abc import Iterator
from typing import Final

from monitor.formats import fields
from monitor.formats.codes import code_of, distinct, subject_of
from monitor.formats.fields import Row, items_of
from monitor.formats.nitf_body import copy_in
from monitor.formats.notes import is_private, joined
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Entry, FeedState, Reading, Subject

_OWN: Final = re.compile(
    r'"(?:version_?created|pub_?status|body_?(?:html5?|x?html|text)|representationtype|copyrightholder|headlines|bodies'
    r"|ninjs|ed_?note|urgency|usageterms|copyrightnotice|plannedCoverage|eventDetails|trustindicators?|first_?created"
    r'|mimetype|description_text|uri)"\s*:',
    re.IGNORECASE,
)
_BODY_KEYS: Final = (
    "body_html",
    "body_xhtml",
    "body_html5",
    "body",
    "bodyHtml",
    "body_nitf",
    "body_text",
    "bodyText",
)
_RANKS: Final = ("html", "xml", "nitf", "text")
_DESCRIPTION: Final = (
    "description_text",
    "description_html",
    "description_caption",
    "description",
    "abstract",
    "lead",
)
_EARLIER: Final = (
    "evolvedfrom",
    "evolvedFrom",
    "replacing",
    "replaces",
    "previousversion",
    "previousVersion",
    "rewrite_of",
)
_TAGGED: Final = re.compile(r"</?[A-Za-z][^<>]{0,400}>")
_CAPTION_LAST: Final = {"main": 0, "headline": 0, "": 1}


def sniff(head: str) -> bool:
    """Tell whether the document's opening is that of ninjs: JSON with one of its own fields."""
    start = head.lstrip("\ufeff \t\r\n")[:1]
    return start in {"{", "["} and _OWN.search(head) is not None


def read(document: Document) -> Reading:
    """Return an entry for each item; what is no item is left out with a warning.

    Raises:
        UnreadableDocument: No JSON, or no item in it.
    """
    items, wrong = items_of(fields.loaded(document), _is_item)
    if not items and wrong:
        raise UnreadableDocument(FeedState.MALFORMED, "the JSON holds no news item")
    return Reading(
        format="ninjs",
        entries=tuple(_entry(item) for item in items),
        language=fields.text(items[0], "language") if items else "",
        warnings=(f"{wrong} items are no news items and were left out",) if wrong else (),
    )


def _is_item(row: Row) -> bool:
    return bool(fields.text(row, "uri", "guid", "headline", "title") or fields.rows(row, "headlines"))


def _entry(row: Row) -> Entry:
    body, body_html = _body(row)
    public, private = joined(_notes(row))
    guid = _guid(row)
    return Entry(
        guid=guid or None,
        url=_address(row, guid),
        headline=fields.text(row, "headline")
        or _array(row, "headlines")
        or fields.text(row, "title", "name"),
        headline_html=_TAGGED.search(fields.text(row, "headline")) is not None,
        body=body,
        body_html=body_html,
        summary=_summary(row),
        slugline=fields.text(row, "slugline", "slug"),
        by=_by(row),
        dateline=fields.text(row, "dateline"),
        located=fields.text(row, "located") or fields.text(fields.inner(row, "dateline", "located"), "city"),
        language=fields.text(row, "language"),
        urgency=fields.urgency(row, "urgency"),
        pub_status=fields.text(row, "pubstatus", "pubStatus"),
        version=fields.whole(row, "version"),
        ed_note=public,
        ed_note_private=private,
        embargoed=fields.text(row, "embargoed", "embargo"),
        signals=_signals(row),
        previous=tuple(dict.fromkeys(earlier for earlier in _earlier(row) if earlier != guid)),
        published=fields.text(
            row, "firstpublished", "firstcreated", "firstCreated", "contentcreated", "contentCreated"
        )
        or fields.text(row, "versioncreated", "versionCreated", "datetime"),
        updated=fields.text(row, "versioncreated", "versionCreated", "datetime"),
        subjects=_subjects(row),
        providers=tuple(fields.texts(row, "source", "provider", "copyrightholder", "copyrightHolder")),
    )


def _guid(row: Row) -> str:
    """Return the item's id without its version. Superdesk's guid counts before its uri."""
    guid, version = fields.text(row, "guid", "uri", "id"), fields.text(row, "version")
    urn = guid.startswith("urn:newsml:") and guid.count(":") > 4  # noqa: PLR2004 - RFC 3085: the last part is the revision
    return guid.removesuffix(f":{version}") if urn and version else guid


def _address(row: Row, guid: str) -> str | None:
    links = [fields.text(link, "href", "url") for link in fields.rows(row, "links")]
    told = (fields.text(row, "url", "webUrl", "canonicalurl"), fields.text(row, "uri"), guid, *links)
    return next((address for address in told if address.startswith(("http://", "https://"))), None)


def _array(row: Row, key: str) -> str:
    """Return the value of a 3.x array whose role is main, else of its first."""
    ranked = sorted(
        fields.rows(row, key), key=lambda each: _CAPTION_LAST.get(fields.text(each, "role").lower(), 2)
    )
    return next((fields.text(each, "value") for each in ranked if fields.text(each, "value")), "")


def _body(row: Row) -> tuple[str, bool]:
    """Return the copy, marked-up forms before plain text; NITF inside it is read as such."""
    told = [(_kind(each), fields.text(each, "value")) for each in fields.rows(row, "bodies")]
    told += [(key.lower(), fields.text(row, key)) for key in _BODY_KEYS]
    told += [(key.lower(), fields.text(row, key)) for key in row if key.lower().startswith("body_")]
    ranked = sorted((kind_text for kind_text in told if kind_text[1]), key=lambda each: _rank(each[0]))
    found = (copy_in(value, plain=_is_plain(kind)) for kind, value in ranked)
    return next((copy for copy in found if copy[0]), ("", True))


def _kind(each: Row) -> str:
    return (
        f"{fields.text(each, 'role')}/{fields.text(each, 'contentType', 'contenttype', 'mimetype')}".lower()
    )


def _is_plain(kind: str) -> bool:
    return "text" in kind and "html" not in kind


def _rank(kind: str) -> int:
    return next((rank for rank, name in enumerate(_RANKS) if name in kind), 2)


def _summary(row: Row) -> str:
    """Return the description; a picture's credit is none."""
    told = [
        each for each in fields.rows(row, "descriptions") if "credit" not in fields.text(each, "role").lower()
    ]
    return fields.text(row, *_DESCRIPTION) or _array({"descriptions": told}, "descriptions")


def _by(row: Row) -> str:
    """Return the byline; TT's list has internal names in it, which stay inside."""
    told = fields.text(row, "by", "byline")
    if told:
        return told
    people = [*fields.rows(row, "bylines"), *fields.rows(row, "authors")]
    names = [
        fields.text(each, "by", "byline", "name")
        for each in people
        if fields.text(each, "internal") != "true"
    ]
    return ", ".join(dict.fromkeys(filter(None, names)))


def _notes(row: Row) -> Iterator[tuple[str, bool]]:
    for key in ("ednote", "edNote", "ednotes", "edNotes", "editorialnote"):
        for told in fields.texts(row, key):
            yield told, False
        for each in fields.rows(row, key):
            yield fields.text(each, "value", "text", "name"), is_private(fields.text(each, "role", "type"))
    for key in row:
        if re.fullmatch(r"ed_?note_\w+", key, re.IGNORECASE):
            yield fields.text(row, key), is_private(key)


def _signals(row: Row) -> tuple[str, ...]:
    found = [*fields.texts(row, "signals", "signal")]
    found += [
        fields.text(each, "code", "qcode", "uri", "literal", "name")
        for each in fields.rows(row, "signals", "signal")
    ]
    pairs = [code_of(told) for told in found if told]
    return tuple(dict.fromkeys(f"{scheme}:{code}" if scheme else code for scheme, code in pairs))


def _earlier(row: Row) -> Iterator[str]:
    for key in _EARLIER:
        yield from fields.texts(row, key)
        yield from filter(
            None, (fields.text(each, "uri", "guid", "literal") for each in fields.rows(row, key))
        )
    for each in fields.rows(row, "associations"):
        if fields.text(each, "rel", "relation").rpartition(":")[2].lower() in {
            "evolvedfrom",
            "previousversion",
        }:
            yield fields.text(each, "uri", "guid")


def _subjects(row: Row) -> tuple[Subject, ...]:
    return distinct([_subject(each) for each in fields.rows(row, "subject", "subjects")])


def _subject(each: Row) -> Subject | None:
    name = fields.text(each, "name")
    uri = fields.text(each, "uri")
    if uri:
        return subject_of(uri, name=name)
    return subject_of(fields.text(each, "code", "qcode", "literal"), fields.text(each, "scheme"), name)
