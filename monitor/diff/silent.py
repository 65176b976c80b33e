"""A correction that nobody declared: facts exchanged in a text that otherwise says what it said."""

from collections.abc import Sequence

from monitor.diff.facts.line import Finding
from monitor.diff.summary import SummaryInput
from monitor.model.change import FactKind
from monitor.model.story import Draft

FEW = 2  # facts that a silent fix mends; more is a text brought up to date


def corrects_silently(given: SummaryInput, old: Draft, new: Draft) -> bool:
    """Whether a change only puts one or two facts right, and nobody says so.

    No sentence came, went or was reworded, no new marker of the agency tells of an update, and each fact stands in
    place of another of its sort (or a negation came or went). A count that grows is news, not a mistake mended.
    """
    if given.correction is not None or given.added or given.removed or given.reworded:
        return False
    if given.headline and not any(finding.fact.paragraph is None for finding in given.findings):
        return False  # the headline was written anew
    if not (old.paragraphs and new.paragraphs) or not set(new.markers) <= set(old.markers):
        return False  # a headline alone may tell the next thing; a new marker is the agency's own word
    facts = _distinct(given.findings)
    return 0 < len(facts) <= FEW and all(map(_mends, facts))


def _distinct(findings: Sequence[Finding]) -> list[Finding]:
    """Each exchange once, wherever it stands."""
    told = {(one.fact.kind, *_said(one)): one for one in findings}
    return list(told.values())


def _said(finding: Finding) -> tuple[str, str]:
    old, new = finding.forms if any(finding.forms) else (finding.fact.old, finding.fact.new)
    return old.casefold(), new.casefold()


def _mends(finding: Finding) -> bool:
    """Whether one fact stands in place of another; a larger count does not mend a smaller one."""
    fact = finding.fact
    if fact.kind is FactKind.NEGATION:
        return True
    if not (fact.old and fact.new):
        return False
    old, new = finding.forms
    return not (old.isdigit() and new.isdigit() and int(new) > int(old))
