"""AP Media API (https://api.ap.org/media/v/docs/): the feed, a search, or one item.

The item's `uri` carries the client's tokens, so it is no address to show; the copy itself is NITF behind a rendition's
link, unless whoever fetched it put it in.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from monitor.formats import fields
from monitor.formats.codes import distinct, subject_of
from monitor.formats.fields import Row, items_of
from monitor.formats.nitf_body import copy_in
from monitor.formats.notes import parted
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Entry, FeedState, Reading, Subject

_OWN: Final = re.compile(r'"(?:altids|api_version|itemid)"\s*:', re.IGNORECASE)
_BODIES: Final = ("body_nitf", "nitf", "body", "story", "text")


def sniff(head: str) -> bool:
    """Tell whether the document's opening is that of an AP Media API answer."""
    if head.lstrip("\ufeff \t\r\n")[:1] not in {"{", "["}:
        return False
    found = {name.lower() for name in _OWN.findall(head)}
    return any("itemid" in name for name in found) and ('"item"' in head or '"api_version"' in head)


def read(document: Document) -> Reading:
    """Return an entry for each item.

    Raises:
        UnreadableDocument: No JSON, or no item in it.
    """
    answer = fields.loaded(document)
    items, wrong = _items(answer)
    if not items and wrong:
        raise UnreadableDocument(FeedState.MALFORMED, "the AP answer holds no item")
    return Reading(
        format="apmedia",
        entries=tuple(_entry(item) for item in items),
        title=fields.text(answer, "org_name"),
        language=fields.text(items[0], "language") if items else "",
        warnings=(f"{wrong} items are no news items and were left out",) if wrong else (),
    )


def _items(answer: Any) -> tuple[list[Row], int]:
    data = fields.inner(answer, "data")
    if isinstance(data, dict) and isinstance(data.get("item"), dict):
        return items_of(data["item"], _is_item)
    if isinstance(data, dict) and isinstance(data.get("items"), list):
        return items_of(data["items"], _is_item)
    return items_of(answer, _is_item)


def _is_item(row: Row) -> bool:
    return bool(fields.text(fields.inner(row, "altids"), "itemid") or fields.text(row, "headline"))


def _entry(row: Row) -> Entry:
    body, body_html = _body(row)
    public, private = parted(fields.text(row, "ednote"))
    return Entry(
        guid=fields.text(fields.inner(row, "altids"), "itemid")
        or fields.text(row, "uri").partition("?")[0]
        or None,
        url=_address(row),
        headline=fields.text(row, "headline", "title"),
        body=body,
        body_html=body_html,
        summary=fields.text(row, "description_summary", "description_caption", "headline_extended"),
        slugline=fields.text(row, "slugline"),
        by=", ".join(dict.fromkeys(_names(row))),
        located=fields.text(row, "located")
        or fields.text(fields.inner(row, "datelinelocation"), "city", "countryareaname", "countryname"),
        dateline=fields.text(row, "dateline"),
        language=fields.text(row, "language"),
        urgency=fields.urgency(row, "urgency"),
        pub_status=fields.text(row, "pubstatus"),
        version=fields.whole(row, "version"),
        ed_note=public,
        ed_note_private=private,
        embargoed=fields.text(row, "embargoed", "releasedatetime"),
        signals=tuple(dict.fromkeys(fields.texts(row, "signals"))),
        previous=tuple(dict.fromkeys(fields.texts(row, "evolvedfrom"))),
        published=fields.text(row, "firstcreated"),
        updated=fields.text(row, "versioncreated"),
        subjects=_subjects(row),
        providers=tuple(fields.texts(row, "provider")),
    )


def _address(row: Row) -> str | None:
    """Return the story's public page, when a link says so."""
    for link in fields.rows(row, "links"):
        if fields.text(link, "rel").lower() in {"canonical", "alternate"} and (
            address := fields.text(link, "href")
        ):
            return address
    return fields.text(row, "canonical_url", "canonicallink") or None


def _names(row: Row) -> Iterator[str]:
    for each in fields.rows(row, "bylines"):
        if name := fields.text(each, "by", "name"):
            yield name
    yield from fields.texts(row, "byline")


def _body(row: Row) -> tuple[str, bool]:
    """Return the copy when it came along: under a key of its own, or inside the NITF rendition."""
    rendition = fields.inner(row, "renditions", "nitf")
    told = [fields.text(row, *_BODIES), fields.text(rendition, "content", "body", "value", "text")]
    return copy_in(next(filter(None, told), ""))


def _subjects(row: Row) -> tuple[Subject, ...]:
    return distinct([_subject(each) for each in fields.rows(row, "subject")])


def _subject(each: Row) -> Subject | None:
    scheme = fields.text(each, "scheme") or next(fields.texts(each, "rels"), "")
    return subject_of(fields.text(each, "code"), scheme, fields.text(each, "name"))
