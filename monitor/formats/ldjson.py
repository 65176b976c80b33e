"""schema.org articles out of a page's JSON-LD (https://schema.org/NewsArticle), as sites really write it."""

import html
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

_ARTICLE: Final = re.compile(r"(?:^|[/:])(?:\w*Article|BlogPosting|LiveBlogPosting|Report)$")
_WRAPPED: Final = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")
_NODES: Final = 2000  # objects looked at in a page; a breadcrumb-laden page has a hundred
_NO: Final = frozenset({"false", "no", "0", "http://schema.org/false", "https://schema.org/false"})
_YES: Final = frozenset({"true", "yes", "1", "http://schema.org/true", "https://schema.org/true"})


@dataclass(frozen=True, slots=True)
class Article:
    """One article as JSON-LD states it; "" for what it does not. Dates stay strings."""

    headline: str = ""
    body: str = ""
    by: str = ""
    language: str = ""
    published: str = ""
    updated: str = ""
    correction: str = ""
    free: bool | None = None


def articles_in(scripts: Iterable[str]) -> list[Article]:
    """Return the articles in these JSON-LD scripts, in order. A script that is no JSON is passed over."""
    return [_article(node) for script in scripts for node in _nodes(_parsed(script)) if _is_article(node)]


def _parsed(script: str) -> Any:
    """Parse a script, tolerating comment wrappers and raw line breaks inside strings."""
    try:
        return json.loads(_WRAPPED.sub("", script), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object, outermost first."""
    waiting, seen = deque([value]), 0
    while waiting and seen < _NODES:
        node, seen = waiting.popleft(), seen + 1
        if isinstance(node, dict):
            yield node
            waiting += [held for held in node.values() if isinstance(held, dict | list)]
        elif isinstance(node, list):
            waiting += node


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in _listed(kinds))


def _article(node: dict[str, Any]) -> Article:
    return Article(
        headline=_line(node.get("headline") or node.get("name")),
        body=_body(node.get("articleBody")),
        by=", ".join(dict.fromkeys(filter(None, map(_name, _listed(node.get("author")))))),
        language=_name(node.get("inLanguage")),
        published=_line(node.get("datePublished")),
        updated=_line(node.get("dateModified")),
        correction=" ".join(filter(None, map(_correction, _listed(node.get("correction"))))),
        free=_flag(node.get("isAccessibleForFree", node.get("isAccesibleForFree"))),
    )


def _correction(value: Any) -> str:
    """Return the words of `correction`: text, or a CorrectionComment. An address alone says nothing.

    Ours says what it is: the words are often only "The first name of the envoy is Karin".
    """
    words = _line(value.get("text") or value.get("description")) if isinstance(value, dict) else _line(value)
    if not words or words.startswith(("http://", "https://")):
        return ""
    return words if re.match(r"correct|clarif", words, re.IGNORECASE) else f"Correction: {words}"


def _name(value: Any) -> str:
    """Return a name given as text or as an object; one that is an address is none."""
    name = _line(value.get("name") or value.get("alternateName")) if isinstance(value, dict) else _line(value)
    return "" if name.startswith(("http://", "https://")) else name


def _body(value: Any) -> str:
    return "\n\n".join(part for part in _listed(value) if isinstance(part, str))


def _line(value: Any) -> str:
    """Return a text on one line, "" for what is none. Some sites escape their JSON-LD as HTML."""
    for part in _listed(value):
        if isinstance(part, str) and part.strip():
            return " ".join(html.unescape(part).split())
    return ""


def _flag(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    text = value.strip().casefold() if isinstance(value, str) else ""
    return False if text in _NO else True if text in _YES else None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
