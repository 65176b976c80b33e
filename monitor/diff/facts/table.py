"""All kinds of facts together: what changed from one line to the other."""

from collections.abc import Callable, Iterator, Sequence

from monitor.diff.facts.attribution import changed_speaker
from monitor.diff.facts.line import Edit, Finding, Line
from monitor.diff.facts.name import changed_names
from monitor.diff.facts.negation import changed_negations
from monitor.diff.facts.quote import changed_quotes
from monitor.diff.facts.scope import Scope
from monitor.diff.facts.value import changed_values
from monitor.model.change import Fact, FactKind

IN_AN_EDIT: tuple[Callable[[Edit, Scope], Iterator[Finding]], ...] = (changed_values, changed_names)
"""Facts that stand in the words of one edit. Their order is that of the sentence told about them."""

_MOVABLE = frozenset({FactKind.NUMBER, FactKind.DATE, FactKind.NAME})


def findings_between(old: Line, new: Line, edits: Sequence[Edit], scope: Scope) -> list[Finding]:
    """The facts that changed from one line to the other, each once."""
    found = [finding for edit in edits for find in IN_AN_EDIT for finding in find(edit, scope)]
    found += changed_negations(edits)
    found += changed_quotes(old, new)
    found += changed_speaker(old, new, scope)
    return _settled(found, old, new)


def _settled(found: Sequence[Finding], old: Line, new: Line) -> list[Finding]:
    """Each fact once, without those that only changed their place in the sentence."""
    kept: dict[Fact, Finding] = {}
    for finding in found:
        fact = finding.fact
        if fact.kind in _MOVABLE:
            if not fact.old and old.holds(fact.new):
                continue
            if not fact.new and new.holds(fact.old):
                continue
        kept.setdefault(fact, finding)
    return list(kept.values())
