"""What the agency itself declared: read from headline, slugline, editor's note and the notes round the copy."""
# ruff: noqa: RUF001 - the curly quotes and dashes of the wires are what is matched

from collections.abc import Iterable, Sequence
from typing import Final

from monitor.model.agency import Agency, MarkerRule
from monitor.model.story import Marker

_STACKED: Final = 6  # "CORRECTED-UPDATE 2-WRAPUP 1-…": prefixes do stack, but not without end


def take_markers(headline: str, style: Agency) -> tuple[str, tuple[Marker, ...]]:
    """Return the headline without the agency's markers, and the markers in the order they stood.

    A headline that is nothing but a marker ("ALERTE", "STORY WITHDRAWN") stays as it is.
    """
    found: list[Marker] = []
    for _ in range(_STACKED):
        taken = _take_one(headline, style.headline_markers)
        if taken is None:
            break
        rest, marker = taken
        if marker is not None:
            found.append(marker)
        if not rest:
            break
        headline = rest
    return headline, tuple(found)


def _take_one(headline: str, rules: Iterable[MarkerRule]) -> tuple[str, Marker | None] | None:
    for rule in rules:
        match = rule.pattern.search(headline)
        if match and match[0]:
            rest = headline[: match.start()] + " " + headline[match.end() :]
            return " ".join(rest.split()), _marker(rule, match.groupdict(), match[0])
    return None


def declared_in(text: str, rules: Sequence[MarkerRule], *, whole: bool = False) -> Marker | None:
    """Return the first marker the rules find in a note, a slugline or (whole) a line of its own."""
    for rule in rules if text else ():
        match = rule.pattern.fullmatch(text) if whole else rule.pattern.search(text)
        if match:
            return _marker(rule, match.groupdict(), text)
    return None


def _marker(rule: MarkerRule, groups: dict[str, str | None], text: str) -> Marker | None:
    if rule.name is None:
        return None
    number = groups.get("n")
    return Marker(rule.name, text.strip(" -–—:"), int(number) if number else rule.number)
