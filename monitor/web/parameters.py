"""What a request asks for, read strictly: a wrong value is answered with what was wrong, never guessed."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import NoReturn

from aiohttp import web

LONGEST = 500  # code points of a search or an id; longer ones are a mistake or an attack


def refuse(text: str) -> NoReturn:
    """Answer 400 with one plain sentence."""
    raise web.HTTPBadRequest(text=text)


def missing(text: str) -> NoReturn:
    """Answer 404 with one plain sentence."""
    raise web.HTTPNotFound(text=text)


def only(request: web.Request, names: Collection[str]) -> None:
    """Refuse a query parameter this address does not know: a misspelt filter must not look like no filter."""
    for name in request.query:
        if name not in names:
            known = f"; it knows {', '.join(sorted(names))}" if names else ""
            refuse(f"there is no parameter {name[:LONGEST]!r} here{known}")


def integer(request: web.Request, name: str, default: int, low: int, high: int) -> int:
    """Return a whole number between `low` and `high`."""
    text = request.query.get(name, "")
    return whole(text, name, low, high) if text else default


def whole(text: str, name: str, low: int, high: int) -> int:
    """Return `text` as a whole number between `low` and `high`, refusing anything else under `name`."""
    if text.isascii() and text.isdigit() and len(text) <= len(str(high)) and low <= int(text) <= high:
        return int(text)
    refuse(f"{name} must be a whole number from {low} to {high}, not {text[:LONGEST]!r}")


def moment(request: web.Request, name: str) -> datetime | None:
    """Return a time (RFC 3339; UTC when it names no zone), None when absent."""
    text = request.query.get(name, "")
    if not text:
        return None
    try:
        # In a query a bare + stands for a space (WHATWG URL, form encoding); in an offset it was meant as +.
        read = datetime.fromisoformat(text.replace(" ", "+"))
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        refuse(f"{name} must be a time like 2025-03-14T07:30:12Z, not {text[:LONGEST]!r}")


def flag(request: web.Request, name: str) -> bool:
    """Return a yes or no: 1 and true, 0 and false; no when absent."""
    text = request.query.get(name, "").casefold()
    if text not in {"", "0", "1", "true", "false"}:
        refuse(f"{name} must be 1 or 0, not {text[:LONGEST]!r}")
    return text in {"1", "true"}


def words(request: web.Request, name: str) -> str:
    """Return a short text, "" when absent."""
    text = request.query.get(name, "").strip()
    if len(text) > LONGEST:
        refuse(f"{name} may have {LONGEST} characters at most")
    return text
