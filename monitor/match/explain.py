"""Why a watch fired, in words; and why one did not."""

from monitor.match.text import HEADLINE, SUBJECT_PART
from monitor.model.watch import Mention

_BECAUSE = {
    "full name": "the full name stands there",
    "alias": "it is one of the watch's aliases",
    "surname after full name": "it is the surname, and the full name stands in the same story",
    "surname with context": "it is the surname, beside one of the watch's context words",
    "surname": "it is the surname, and the watch takes a surname alone",
    "different first name": "it is the surname behind a different first name: perhaps an error, perhaps a relative",
    "phrase": "it is one of the watch's terms, and its conditions hold",
    "near": "the watch's terms stand near one another in one sentence",
    "query": "it is a word of the watch's query, and the query holds",
    "pattern": "it matches the watch's pattern",
    "subject": "it is one of the subjects the watch asks for",
}
"""Matcher (INTERFACE.md) → the reason."""

_WHERE = {HEADLINE: "in the headline", SUBJECT_PART: "among the item's subjects"}


def explain(mention: Mention) -> str:
    """Return one sentence: what was found, where, for which watch, by which rule. Paragraphs count from 1."""
    where = _WHERE.get(mention.paragraph, f"in paragraph {mention.paragraph + 1}")
    because = _BECAUSE.get(mention.matcher, mention.matcher)
    return f"“{mention.text}” {where} is a mention of {mention.watch} ({mention.watchlist}): {because}."
