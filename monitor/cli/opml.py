"""OPML lists of feeds, and the YAML they become."""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

from monitor.render.clean import one_line

_DECLARED = re.compile(rb"""<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']""")
_NOT_ID = re.compile(r"[^a-z0-9]+")
LONGEST_ID = 60
"""Code points; ids stand in logs, metrics labels and listings."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed of an OPML list. `folders` are the outlines round it, outermost first."""

    url: str
    title: str
    folders: tuple[str, ...] = ()


class _Outlines(HTMLParser):
    """Collects outlines that name a feed.

    Not an XML parser: lists in the wild hold bare ampersands in their URLs, which XML forbids, and this reader
    takes no entity or file from anywhere.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, Outline] = {}
        self._folders: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "outline":
            self._folders.append(self._take(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "outline":
            self._take(attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "outline" and self._folders:
            self._folders.pop()

    def _take(self, attrs: list[tuple[str, str | None]]) -> str:
        """Keep a feed once; return the name that things inside this outline stand under, "" for a feed."""
        given = {name: (value or "").strip() for name, value in attrs}
        title = one_line(given.get("title") or given.get("text") or "")
        url = given.get("xmlurl", "")
        if not url:
            return title
        if urlsplit(url).scheme in {"http", "https"}:
            self.found.setdefault(url, Outline(url, title, tuple(filter(None, self._folders))))
        return ""


def outlines_of(body: bytes) -> tuple[Outline, ...]:
    """Return the feeds of an OPML list in order, each URL once (OPML 2.0, `outline` with `xmlUrl`)."""
    declared = _DECLARED.match(body.lstrip(b"\xef\xbb\xbf \t\r\n"))
    try:
        text = body.decode(declared[1].decode("ascii") if declared else "utf-8-sig", "replace")
    except LookupError:
        text = body.decode("utf-8", "replace")
    parser = _Outlines()
    parser.feed(text)
    parser.close()
    return tuple(parser.found.values())


def feeds_yaml(outlines: Sequence[Outline], origin: str) -> str:
    """Return a file for config/feeds/: ids from title or host, unique; folders as tags.

    Args:
        outlines: the feeds.
        origin: the name of the list, for the first line.
    """
    lines = [f"# From {one_line(origin)}, by `wirewatch feeds import`.", "feeds:"]
    taken: set[str] = set()
    for outline in outlines:
        lines += [f"  - url: {_quoted(outline.url)}", f"    id: {_quoted(_free_id(outline, taken))}"]
        if outline.title:
            lines[-1] += f"  # {outline.title}"
        if outline.folders:
            lines.append(f"    tags: [{', '.join(map(_quoted, outline.folders))}]")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a YAML string: JSON's are YAML's (YAML 1.2.2 §1.3), so that `on` and `22:30` stay text."""
    return json.dumps(text)


def _free_id(outline: Outline, taken: set[str]) -> str:
    """Return an id that no earlier feed of the list has, and take it."""
    host = (urlsplit(outline.url).hostname or "feed").removeprefix("www.")
    letters = unicodedata.normalize("NFKD", outline.title or host).encode("ascii", "ignore").decode()
    base = _NOT_ID.sub("-", letters.casefold()).strip("-")[:LONGEST_ID].strip("-")
    base = base or _NOT_ID.sub("-", host).strip("-") or "feed"
    number, free = 1, base
    while free in taken:
        number += 1
        free = f"{base}-{number}"
    taken.add(free)
    return free
