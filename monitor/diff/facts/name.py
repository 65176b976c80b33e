"""Names that changed: told by their capitals, and taken whole."""

from collections.abc import Iterator, Sequence

from monitor.diff import vocabulary as words
from monitor.diff.canonical import Sort, Token
from monitor.diff.facts.line import Edit, Finding, Line
from monitor.diff.facts.scope import Scope
from monitor.model.change import Fact, FactKind


def is_name(token: Token, line: Line, scope: Scope) -> bool:
    """Whether a capital makes this word a name, or part of one."""
    if not token.capital or token.sort is not Sort.WORD or token.form in words.TITLES:
        return False
    if token.form in scope.names:
        return True
    if line.title_case:
        return False
    return not token.opening or not (token.form in words.OPENERS or scope.writes_small(token.form))


def _span(line: Line, at: int, scope: Scope) -> tuple[int, int]:
    """The whole name round a token: its neighbours with capitals, up to a title."""
    start = end = at
    while start > 0 and _together(line, start - 1, start) and _part(line.tokens[start - 1], line, scope):
        start -= 1
    while (
        end + 1 < len(line.tokens)
        and _together(line, end, end + 1)
        and is_name(line.tokens[end + 1], line, scope)
    ):
        end += 1
    return start, end


def _part(token: Token, line: Line, scope: Scope) -> bool:
    return is_name(token, line, scope) and token.form not in words.NATIONS


def _together(line: Line, one: int, other: int) -> bool:
    return line.text[line.tokens[one].end : line.tokens[other].start] in {" ", "-", "\u00a0", ". ", " -"}


def names_of(line: Line, first: int, last: int, scope: Scope) -> list[str]:
    """The whole names that tokens [first:last] touch, in order, each once."""
    spans = (_span(line, at, scope) for at in range(first, last) if is_name(line.tokens[at], line, scope))
    return [line.text[line.tokens[start].start : line.tokens[end].end] for start, end in dict.fromkeys(spans)]


def changed_names(edit: Edit, scope: Scope) -> Iterator[Finding]:
    """Names that changed, whole and paired in order."""
    removed = names_of(edit.old, edit.i, edit.j, scope)
    added = names_of(edit.new, edit.k, edit.m, scope)
    if removed and not added:
        added = _grown(edit.new, edit.k, removed, scope)
    elif added and not removed:
        removed = _grown(edit.old, edit.i, added, scope)
    for at in range(max(len(removed), len(added))):
        old, new = removed[at] if at < len(removed) else "", added[at] if at < len(added) else ""
        if old.casefold() != new.casefold():
            yield Finding(Fact(FactKind.NAME, old, new, edit.paragraph_of(new)))


def _grown(line: Line, at: int, others: Sequence[str], scope: Scope) -> list[str]:
    """The name beside an edit that only added or took away a part of it ("Witkoff" → "Steve Witkoff")."""
    for beside in (at, at - 1):
        if 0 <= beside < len(line.tokens) and any(
            line.tokens[beside].form in other.casefold() for other in others
        ):
            return names_of(line, beside, beside + 1, scope)
    return []
