"""WordPress REST posts (https://developer.wordpress.org/rest-api/reference/posts/): Prensa Latina, NAN.

`modified_gmt` is the true time of the last edit, which no RSS feed of the same site tells.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from monitor.formats import fields
from monitor.formats.fields import Row, items_of
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Entry, FeedState, Reading, Subject

_OWN: Final = re.compile(r'"(?:title|content|excerpt|guid)"\s*:\s*\{[^{}]{0,4000}?"rendered"')
_STATUSES: Final = {"publish": "usable", "future": "withheld", "private": "withheld", "pending": "withheld",
                    "draft": "withheld", "trash": "canceled"}  # fmt: skip
_ZONED: Final = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")


def sniff(head: str) -> bool:
    """Tell whether the document's opening is that of WordPress posts."""
    return (
        head.lstrip("\ufeff \t\r\n")[:1] in {"{", "["}
        and '"rendered"' in head
        and _OWN.search(head) is not None
    )


def read(document: Document) -> Reading:
    """Return an entry for each post; one that is protected by a password has no body.

    Raises:
        UnreadableDocument: No JSON, or no post in it.
    """
    posts, wrong = items_of(fields.loaded(document), _is_post)
    if not posts and wrong:
        raise UnreadableDocument(FeedState.MALFORMED, "the JSON holds no WordPress post")
    return Reading(
        format="wordpress",
        entries=tuple(_entry(post) for post in posts),
        warnings=(f"{wrong} items are no posts and were left out",) if wrong else (),
    )


def _is_post(row: Row) -> bool:
    return bool(_rendered(row, "title") or _rendered(row, "content") or fields.text(row, "link"))


def _entry(post: Row) -> Entry:
    link = fields.text(post, "link")
    status = fields.text(post, "status")
    return Entry(
        guid=_rendered(post, "guid") or fields.text(post, "id") or None,
        url=link or None,
        headline=_rendered(post, "title"),
        headline_html=True,
        body=_rendered(post, "content"),
        summary=_rendered(post, "excerpt"),
        slugline="",
        by=", ".join(dict.fromkeys(_names(post))),
        language=fields.text(post, "lang", "language")
        or fields.text(fields.inner(post, "yoast_head_json"), "og_locale"),
        pub_status=_STATUSES.get(status, ""),
        published=_moment(post, "date"),
        updated=_moment(post, "modified") or _moment(post, "date"),
        subjects=tuple(dict.fromkeys(_terms(post))),
    )


def _rendered(row: Row, key: str) -> str:
    value = row.get(key)
    return fields.text(value, "rendered", "raw") if isinstance(value, dict) else fields.text(row, key)


def _moment(post: Row, key: str) -> str:
    """Return a date with its zone: the `_gmt` field bears none, because its name says it."""
    told = fields.text(post, f"{key}_gmt")
    if told and not told.startswith("0000"):
        return told if _ZONED.search(told) else f"{told}Z"
    return fields.text(post, key)


def _names(post: Row) -> Iterator[str]:
    embedded = fields.inner(post, "_embedded")
    yield from filter(None, (fields.text(each, "name") for each in fields.rows(embedded, "author")))
    yield from fields.texts(fields.inner(post, "yoast_head_json"), "author")


def _terms(post: Row) -> Iterator[Subject]:
    """Yield categories and tags by name when they came along (`_embed`), else by number."""
    groups: Any = fields.inner(post, "_embedded", "wp:term")
    for group in groups if isinstance(groups, list) else ():
        for term in group if isinstance(group, list) else ():
            if name := fields.text(term, "name"):
                yield Subject("", fields.text(term, "slug") or name, name)
    if not groups:
        yield from (
            Subject(key, number) for key in ("categories", "tags") for number in fields.texts(post, key)
        )
