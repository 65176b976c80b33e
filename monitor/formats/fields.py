"""Fields of news JSON, whatever type the agency gave them: a text is a text, a wrong type is an absent field."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from monitor.formats.charset import mended
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, FeedState

Row = dict[str, Any]

_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_WRAPPERS: Final = ("items", "_items", "item", "results", "docs", "data", "hits", "entries")
_DIGITS: Final = 18  # a 64-bit number


def loaded(document: Document) -> Any:
    """Return the document's JSON. Control bytes, a wrong charset and stray bytes are mended first.

    Raises:
        UnreadableDocument: It is no JSON.
    """
    body, charset, _ = mended(document.body, document.media_type)
    try:
        if b"\0" in body[:4]:
            return json.loads(body)
        try:
            text = body.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = body.decode(charset or "cp1252", "replace")
        return json.loads(text, strict=False)
    except (ValueError, LookupError, RecursionError) as error:
        raise UnreadableDocument(FeedState.MALFORMED, f"the JSON is broken: {str(error)[:120]}") from error


def text(row: Any, *keys: str) -> str:
    """Return the first of the fields that holds a text or a number, "" when none does."""
    for key in keys:
        value = row.get(key) if isinstance(row, dict) else None
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            told = _SURROGATES.sub("", str(value)).strip()
            if told:
                return told
    return ""


def rows(row: Any, *keys: str) -> list[Row]:
    """Return the objects of the first of the fields that is a list (or one object) holding any."""
    for key in keys:
        value = row.get(key) if isinstance(row, dict) else None
        found = [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)]
        if found:
            return found
    return []


def texts(row: Any, *keys: str) -> Iterator[str]:
    """Yield the texts of all these fields, each a text or a list of texts."""
    for key in keys:
        value = row.get(key) if isinstance(row, dict) else None
        for each in value if isinstance(value, list) else [value]:
            if told := text({"": each}, ""):
                yield told


def inner(row: Any, *keys: str) -> Any:
    """Return what stands at the end of a path of keys, None when the path breaks."""
    for key in keys:
        row = row.get(key) if isinstance(row, dict) else None
    return row


def whole(row: Any, *keys: str) -> int | None:
    """Return a field as a whole number ("3", 3, 3.0), None when it is none."""
    told = text(row, *keys).removesuffix(".0")
    return int(told) if told.isascii() and told.isdigit() and len(told) <= _DIGITS else None


def urgency(row: Any, *keys: str) -> int | None:
    """Return IPTC's urgency, 1 (highest) to 9, None for anything else."""
    number = whole(row, *keys)
    return number if number is not None and 1 <= number <= 9 else None  # noqa: PLR2004 - the standard's range


def items_of(found: Any, is_item: Callable[[Row], bool]) -> tuple[list[Row], int]:
    """Return the items of a single object, a list, or a list under a usual key, and how many others there were."""
    if isinstance(found, dict) and is_item(found):
        return [found], 0
    if isinstance(found, list):
        candidates = [_unwrapped(each, is_item) for each in found]
        items = [each for each in candidates if isinstance(each, dict) and is_item(each)]
        return items, len(candidates) - len(items)
    for key in _WRAPPERS:
        held = found.get(key) if isinstance(found, dict) else None
        if isinstance(held, list | dict):
            return items_of(held, is_item)
    return [], 1


def _unwrapped(each: Any, is_item: Callable[[Row], bool]) -> Any:
    """Look one level deeper: `{"item": {…}}` in a list, `_source` in a search engine's hits."""
    if isinstance(each, dict) and not is_item(each):
        return next(
            (each[key] for key in ("item", "_source", "content") if isinstance(each.get(key), dict)), each
        )
    return each
