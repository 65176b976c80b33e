"""Quotes that changed: what stands in quotation marks is somebody's own words."""

import re
from collections.abc import Iterator

from monitor.diff.facts.line import Finding, Line
from monitor.diff.raw import folded
from monitor.model.change import Fact, FactKind

QUOTED = re.compile(r"[“\"„](?P<a>[^“”\"„]+)[”\"“]|«(?P<b>[^«»]+)»")
_MARK = re.compile(r"[“\"„«]")
QUOTE_WORDS = 3  # fewer words in quotation marks are a term, not a quote


def quotes_of(text: str) -> list[str]:
    """What stands in quotation marks, when it is long enough to be somebody's words."""
    if _MARK.search(text) is None:
        return []
    found = (match["a"] or match["b"] for match in QUOTED.finditer(text))
    return [quote.strip(" ,.") for quote in found if len(quote.split()) >= QUOTE_WORDS]


def changed_quotes(old: Line, new: Line) -> Iterator[Finding]:
    """Quotes whose words changed, came in or went out inside a line."""
    removed, added = quotes_of(old.text), quotes_of(new.text)
    if not removed and not added:
        return
    before, after = folded(old.text), folded(new.text)
    removed = [quote for quote in removed if folded(quote) not in after]
    added = [quote for quote in added if folded(quote) not in before]
    for at in range(max(len(removed), len(added))):
        was, now = removed[at] if at < len(removed) else "", added[at] if at < len(added) else ""
        yield Finding(Fact(FactKind.QUOTE, was, now, new.paragraph if now else old.paragraph))
