"""RSS 0.9x, 1.0, 2.0, RDF and Atom, read by feedparser.

feedparser gets `BytesIO` only: given bytes or text it may open a file or fetch a URL named by the body (docs/wire.md
fault 10). Its sanitising of HTML and resolving of links inside HTML are off: what leaves the house is plain text
(`wire/`), and both cost more than the parse; the entry's own link is always
resolved against the document's address.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from typing import Any, Final

import feedparser

from monitor.formats.charset import mended
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Entry, FeedState, Reading, Subject

feedparser.api.PREFERRED_XML_PARSERS = []
"""It looks for a parser that is never there, on disk, at every document: 0.1 ms. The next is expat."""

feedparser.mixin.make_safe_absolute_uri = lru_cache(maxsize=256)(feedparser.mixin.make_safe_absolute_uri)
"""It resolves the document's address against itself at every element: 2 ms of a feed's 20."""

_PERIODS: Final = {
    "hourly": 3600.0,
    "daily": 86400.0,
    "weekly": 604800.0,
    "monthly": 2592000.0,
    "yearly": 31536000.0,
}
_SKIP_HOURS: Final = re.compile(
    rb"<skipHours\b[^>]{0,200}>(.{0,2000}?)</skipHours", re.IGNORECASE | re.DOTALL
)
_HOUR: Final = re.compile(rb"<hour\b[^>]{0,200}>\s{0,20}(\d{1,2})\s{0,20}</hour", re.IGNORECASE)
_ROOT_END: Final = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)
_ITEM_START: Final = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_ITEM_END: Final = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
_PARSER_FAULTS: Final = (
    ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError, RecursionError,
)  # fmt: skip
"""What feedparser is known to raise on hostile bytes; to us each means: this document cannot be read."""


def read(document: Document, name: str) -> Reading:
    """Return what feedparser understands of the document under the format's name.

    Raises:
        UnreadableDocument: feedparser gives up on the bytes altogether.
    """
    body, charset, warning = mended(document.body, document.media_type)
    headers = {"content-type": "application/xml", "content-location": document.url}
    if charset:
        headers["content-type"] += f"; charset={charset}"
    try:
        parsed = feedparser.parse(
            BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except _PARSER_FAULTS as error:
        detail = f"the feed cannot be parsed ({type(error).__name__})"
        raise UnreadableDocument(FeedState.MALFORMED, detail) from error
    return _reading(parsed, body, name, warning)


def _reading(parsed: Mapping[str, Any], body: bytes, name: str, warning: str) -> Reading:
    feed = parsed["feed"]
    warnings = [warning] if warning else []
    if parsed.get("bozo"):
        warnings.append(f"not well formed: {str(parsed.get('bozo_exception', ''))[:120]}")
    rows = list(parsed["entries"])
    if len(rows) > 1 and _cut_off(body):
        rows.pop()
        warnings.append("the document breaks off inside its last entry, which was left out")
    return Reading(
        format=name,
        entries=tuple(_entry(row, feed, is_rss=name != "atom") for row in rows),
        title=_get(feed, "title"),
        language=_get(feed, "language"),
        ask_again=_ask_again(feed),
        skip_hours=_skip_hours(body),
        warnings=tuple(warnings),
    )


def _cut_off(body: bytes) -> bool:
    """Tell whether the document ends inside an item: half a story would look like an edit."""
    if _ROOT_END.search(body[-2000:]):
        return False
    starts = [found.start() for found in _ITEM_START.finditer(body)]
    ends = [found.start() for found in _ITEM_END.finditer(body)]
    return bool(starts and ends) and starts[-1] > ends[-1]


def _entry(row: Mapping[str, Any], feed: Mapping[str, Any], *, is_rss: bool) -> Entry:
    """Return one entry. In RSS and RDF, dc:date (feedparser's "updated") stands for a missing pubDate."""
    body, body_html, body_language = _body(row)
    title = _detail(row, "title")
    summary = _detail(row, "summary")
    return Entry(
        guid=_get(row, "id") or None,
        url=_link(row),
        headline=_get(row, "title"),
        headline_html=_is_html(title),
        body=body,
        body_html=body_html,
        summary=_get(row, "summary"),
        summary_html=_is_html(summary) if summary else True,
        by=_author(row) or ("" if is_rss else _author(feed)),
        language=_language(row, body_language, title),
        published=_get(row, "published") or _get(row, "created") or (_get(row, "updated") if is_rss else ""),
        updated=_get(row, "updated"),
        subjects=_subjects(row),
    )


def _get(row: Mapping[str, Any], key: str) -> str:
    """Return a string field. `dict.get`, because FeedParserDict answers for "updated" with "published"."""
    value = dict.get(row, key) if isinstance(row, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _detail(row: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = dict.get(row, f"{key}_detail") if isinstance(row, dict) else None
    return value if isinstance(value, dict) else {}


def _is_html(detail: Mapping[str, Any]) -> bool:
    return _get(detail, "type") in {"text/html", "application/xhtml+xml"}


def _body(row: Mapping[str, Any]) -> tuple[str, bool, str]:
    """Return the fullest text (content:encoded, Atom content, else the summary), whether HTML, its language."""
    contents = dict.get(row, "content") if isinstance(row, dict) else None
    texts = [part for part in contents or () if isinstance(part, dict) and _get(part, "value")]
    texts = [
        part
        for part in texts
        if _get(part, "type").startswith(("text/", "application/xhtml")) or not _get(part, "type")
    ]
    if texts:
        fullest = max(texts, key=lambda part: len(_get(part, "value")))
        return _get(fullest, "value"), _get(fullest, "type") != "text/plain", _get(fullest, "language")
    detail = _detail(row, "summary")
    return _get(row, "summary"), _is_html(detail) if detail else True, _get(detail, "language")


def _link(row: Mapping[str, Any]) -> str | None:
    """Return the entry's web address: its link, else an alternate one; None for `tag:`, `urn:` and their like."""
    links = dict.get(row, "links") if isinstance(row, dict) else None
    alternates = [
        _get(link, "href")
        for link in links or ()
        if isinstance(link, dict) and _get(link, "rel") in {"alternate", ""}
    ]
    return next((address for address in (_get(row, "link"), *alternates) if _is_address(address)), None)


def _is_address(text: str) -> bool:
    return bool(text) and not re.match(r"(?!https?:)[A-Za-z][A-Za-z0-9+.-]*:", text, re.IGNORECASE)


def _author(row: Mapping[str, Any]) -> str:
    authors = dict.get(row, "authors") if isinstance(row, dict) else None
    names = [_get(person, "name") for person in authors or () if isinstance(person, dict)]
    joined = ", ".join(dict.fromkeys(name for name in names if name))
    return joined or _get(row, "author")


def _language(row: Mapping[str, Any], body_language: str, title: Mapping[str, Any]) -> str:
    return _get(row, "language") or body_language or _get(title, "language")


def _subjects(row: Mapping[str, Any]) -> tuple[Subject, ...]:
    tags = dict.get(row, "tags") if isinstance(row, dict) else None
    found = [
        Subject(_get(tag, "scheme"), _get(tag, "term") or _get(tag, "label"), _get(tag, "label"))
        for tag in tags or ()
        if isinstance(tag, dict)
    ]
    return tuple(dict.fromkeys(subject for subject in found if subject.code))


def _ask_again(feed: Mapping[str, Any]) -> float | None:
    """Return the seconds that ttl (minutes, RSS 2.0) or sy:updatePeriod (RSS 1.0 syndication) asks for."""
    ttl = _get(feed, "ttl")
    if ttl.isascii() and ttl.isdigit() and 0 < len(ttl) <= 6:  # noqa: PLR2004 - more minutes than that mean nothing
        return float(ttl) * 60 or None
    period = _PERIODS.get(_get(feed, "sy_updateperiod").casefold())
    if period is None:
        return None
    times = _get(feed, "sy_updatefrequency")
    often = int(times) if times.isascii() and times.isdigit() and len(times) <= 4 else 1  # noqa: PLR2004 - the same
    return period / max(often, 1)


def _skip_hours(body: bytes) -> tuple[int, ...]:
    """Return RSS skipHours (UTC). feedparser keeps only the last of them. Netscape's own feeds wrote 24 for 0."""
    found = _SKIP_HOURS.search(body)
    hours = {int(hour) % 24 for hour in _HOUR.findall(found[1])} if found else set()
    return tuple(sorted(hours))
