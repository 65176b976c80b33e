"""Numbers and dates that changed."""

from collections.abc import Iterator

from monitor.diff import vocabulary as words
from monitor.diff.canonical import Sort, Token
from monitor.diff.facts.line import Edit, Finding, Line
from monitor.diff.facts.scope import Scope
from monitor.model.change import Fact, FactKind

_WORD = Sort.WORD
_SORTS = {Sort.NUMBER: FactKind.NUMBER, Sort.DATE: FactKind.DATE}


def changed_values(edit: Edit, _scope: Scope) -> Iterator[Finding]:
    """Numbers and dates that changed, paired in order."""
    if all(token.sort is _WORD for token in (*edit.removed, *edit.added)):
        return
    for sort, kind in _SORTS.items():
        removed = [token for token in edit.removed if token.sort is sort]
        added = [token for token in edit.added if token.sort is sort]
        for at in range(max(len(removed), len(added))):
            old = edit.old.surface(removed[at]) if at < len(removed) else ""
            new = edit.new.surface(added[at]) if at < len(added) else ""
            label = _label(edit.new, added[at]) if at < len(added) and sort is Sort.NUMBER else ""
            forms = (
                removed[at].form if at < len(removed) else "",
                added[at].form if at < len(added) else "",
            )
            yield Finding(Fact(kind, old, new, edit.paragraph_of(new)), label, forms)


def _label(line: Line, token: Token) -> str:
    """What a number counts, where the words round it say so."""
    at = line.tokens.index(token)
    if not token.form.isdigit():  # "9 years" and "9 %" count no people
        return ""
    near = {other.form for other in line.tokens[max(0, at - 3) : at + 5]}
    if near & words.TOLL:
        return "Death toll"
    return "Number of injured" if near & words.HURT else ""
