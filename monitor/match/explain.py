"""Why a watch fired, in words; and why one did not."""

from collections.abc import Sequence

from monitor.match.compile import compile_watchlists
from monitor.match.scope import speaks
from monitor.match.text import HEADLINE, SUBJECT_PART
from monitor.model.feed import Subject
from monitor.model.watch import Mention, Person, Topic, WatchKey, Watchlist

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
"""Matcher (docs/interface.md) → the reason."""

_WHERE = {HEADLINE: "in the headline", SUBJECT_PART: "among the item's subjects"}


def explain(mention: Mention) -> str:
    """Return one sentence: what was found, where, for which watch, by which rule. Paragraphs count from 1."""
    where = _WHERE.get(mention.paragraph, f"in paragraph {mention.paragraph + 1}")
    because = _BECAUSE.get(mention.matcher, mention.matcher)
    return f"“{mention.text}” {where} is a mention of {mention.watch} ({mention.watchlist}): {because}."


def why_not(
    watch: Person | Topic,
    headline: str,
    paragraphs: Sequence[str],
    subjects: Sequence[Subject] = (),
    language: str = "",
) -> str:
    """Return one sentence: which condition failed for a watch that one expected to fire; "" when it fires.

    Args:
        watch: as it stands in the config; it is compiled alone, for this question.
        headline: of the story, "" where there is none.
        paragraphs: the copy.
        subjects: the item's own metadata.
        language: the story's BCP 47 tag, "" where nobody knows it.
    """
    if not speaks(watch.language, language):
        wanted = ", ".join(watch.language)
        return f"{watch.name} is watched in stories in {wanted} only, and this one is in {language}."
    people, topics = ((watch,), ()) if isinstance(watch, Person) else ((), (watch,))
    matcher = compile_watchlists([Watchlist("", people=people, topics=topics)])
    entry = matcher.entry(WatchKey("", watch.name))
    if entry is None:
        return f"{watch.name} is not watched."
    text, found = matcher.signals(headline, paragraphs, subjects, language, weak=True)
    said = entry.compiled.why_not(text, found)
    return f"{watch.name} {said}." if said else ""
