"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from typing import Any, Final

from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Entry, FeedState, Reading, Subject

_VERSION: Final = "jsonfeed.org/version/"
_OWN_FIELDS: Final = ('"home_page_url"', '"content_html"', '"content_text"')  # no other news JSON has them


def sniff(head: str) -> bool:
    """Tell whether the document's opening is that of a JSON Feed."""
    start = head.lstrip("\ufeff \t\r\n")
    if not start.startswith("{"):
        return False
    return _VERSION in head or ('"items"' in head and any(field in head for field in _OWN_FIELDS))


def read(document: Document) -> Reading:
    """Return the feed's entries; an item that is no object is left out with a warning.

    Raises:
        UnreadableDocument: The bytes are no JSON object.
    """
    try:
        feed = json.loads(document.body.lstrip(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(FeedState.MALFORMED, f"the JSON is broken: {str(error)[:120]}") from error
    if not isinstance(feed, dict):
        raise UnreadableDocument(FeedState.MALFORMED, "the JSON is no object, so no JSON Feed")
    items = feed.get("items")
    rows = items if isinstance(items, list) else []
    wrong = sum(not isinstance(row, dict) for row in rows)
    return Reading(
        format="jsonfeed",
        entries=tuple(_entry(row, feed) for row in rows if isinstance(row, dict)),
        title=_text(feed, "title"),
        language=_text(feed, "language"),
        warnings=(f"{wrong} items are no objects and were left out",) if wrong else (),
    )


def _entry(row: dict[str, Any], feed: dict[str, Any]) -> Entry:
    rich = _text(row, "content_html")
    return Entry(
        guid=_text(row, "id") or None,
        url=_text(row, "url") or _text(row, "external_url") or None,
        headline=_text(row, "title"),
        body=rich or _text(row, "content_text") or _text(row, "summary"),
        body_html=bool(rich),
        summary=_text(row, "summary"),
        summary_html=False,
        by=_authors(row) or _authors(feed),
        language=_text(row, "language"),
        published=_text(row, "date_published"),
        updated=_text(row, "date_modified"),
        subjects=tuple(Subject("", str(tag)) for tag in _list(row, "tags") if isinstance(tag, str | int)),
    )


def _text(row: dict[str, Any], key: str) -> str:
    """Return a string field; numbers are taken for strings, as the standard asks of ids."""
    value = row.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def _list(row: dict[str, Any], key: str) -> list[Any]:
    value = row.get(key)
    return value if isinstance(value, list) else []


def _authors(row: dict[str, Any]) -> str:
    """Return the names of `authors` (1.1) or `author` (1.0), joined by commas."""
    people = [*_list(row, "authors"), row.get("author")]
    names = [_text(person, "name") for person in people if isinstance(person, dict)]
    return ", ".join(dict.fromkeys(name for name in names if name))
