"""Negations that came in or went out."""

from collections.abc import Iterator, Sequence

from monitor.diff.canonical import Sort
from monitor.diff.facts.line import Edit, Finding
from monitor.model.change import Fact, FactKind

_NEGATION = Sort.NEGATION


def changed_negations(edits: Sequence[Edit]) -> Iterator[Finding]:
    """A negation that was added or removed; one in place of another changes nothing."""
    removed = [(edit.old, token) for edit in edits for token in edit.removed if token.sort is _NEGATION]
    added = [(edit.new, token) for edit in edits for token in edit.added if token.sort is _NEGATION]
    if len(removed) == len(added):
        return
    more, fewer = (removed, added) if len(removed) > len(added) else (added, removed)
    line, token = more[_extra([token.form for _, token in more], [token.form for _, token in fewer])]
    word = line.surface(token)
    yield Finding(Fact(FactKind.NEGATION, *((word, "") if more is removed else ("", word)), line.paragraph))


def _extra(more: Sequence[str], fewer: Sequence[str]) -> int:
    """The index of an item that only the longer list has."""
    left = list(fewer)
    for at, form in enumerate(more):
        if form not in left:
            return at
        left.remove(form)
    return len(more) - 1
