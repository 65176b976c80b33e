"""Why a watch fired, in words."""

from monitor.match.text import HEADLINE
from monitor.model.watch import Mention

_BECAUSE = {
    "full name": "the full name stands there",
    "alias": "it is one of the watch's aliases",
    "surname after full name": "it is the surname, and the full name stands in the same story",
    "surname with context": "it is the surname, beside one of the watch's context words",
    "surname": "it is the surname, and the watch takes a surname alone",
    "phrase": "it is one of the watch's terms, and its conditions hold",
}
"""Matcher (INTERFACE.md) → the reason."""


def explain(mention: Mention) -> str:
    """Return one sentence: what was found, where, for which watch, by which rule. Paragraphs count from 1."""
    headline = mention.paragraph == HEADLINE
    where = "in the headline" if headline else f"in paragraph {mention.paragraph + 1}"
    because = _BECAUSE.get(mention.matcher, mention.matcher)
    return f"“{mention.text}” {where} is a mention of {mention.watch} ({mention.watchlist}): {because}."
