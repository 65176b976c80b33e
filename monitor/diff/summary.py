"""One plain sentence about a change, as an editor would say it across the desk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.diff.facts.line import Finding
from monitor.model.change import FactKind

SHOWN = 3  # facts told in words; the rest are counted
LONGEST = 80  # characters of a quote or headline told in the sentence


@dataclass(frozen=True, slots=True)
class SummaryInput:
    """All that the sentence is made from."""

    findings: tuple[Finding, ...] = ()
    added: int = 0
    removed: int = 0
    reworded: int = 0
    headline: str = ""  # the new one, when materially changed
    correction: str | None = None  # the agency's words, None when none is declared
    embargo_lifted: bool = False


def withdrawal(words: str) -> str:
    """The sentence for a story taken back, in the agency's own words when it gave any."""
    return f"Withdrawn by the agency: “{_short(words)}”" if words else "Withdrawn by the agency"


def sentence(given: SummaryInput, *, silent: bool = False) -> str:
    """What changed, in one sentence without a full stop. `silent`: a fact was put right without a word about it."""
    parts = list(_facts(given.findings))
    if given.headline and not any(finding.fact.paragraph is None for finding in given.findings):
        parts.insert(0, f"headline now “{_short(given.headline)}”")
    parts += _sentences(given)
    text = "; ".join(parts)
    if given.correction is not None:
        said = f"the agency says “{_short(given.correction)}”" if given.correction else ""
        text = (
            "Corrected: " + "; ".join(part for part in (text, said) if part)
            if text or said
            else "Marked as corrected"
        )
    if silent:
        text = f"{text}, without a note"
    if given.embargo_lifted:
        text = "; ".join(part for part in ("Embargo lifted", text) if part)
    return _capital(text) or "Only wording, spelling or layout changed"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def _facts(findings: Sequence[Finding]) -> Iterator[str]:
    """The facts by what changed, the places it changed in put together."""
    together: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        fact = finding.fact
        forms = finding.forms if any(finding.forms) else (fact.old.casefold(), fact.new.casefold())
        together.setdefault((fact.kind, *forms), []).append(finding)
    for same in list(together.values())[:SHOWN]:
        label = next((finding.label for finding in same if finding.label), "")
        yield f"{_told(same[0], label)} {_where([finding.fact.paragraph for finding in same])}"
    if len(together) > SHOWN:
        more = len(together) - SHOWN
        yield f"{more} more fact{'s' if more > 1 else ''} changed"


def _told(finding: Finding, label: str) -> str:
    """One fact in words."""
    fact = finding.fact
    old, new = f"“{_short(fact.old)}”", f"“{_short(fact.new)}”"
    if fact.kind is FactKind.NUMBER and fact.old and fact.new:
        return (
            f"{label} {_figure(fact.old, finding.forms[0])} → {_figure(fact.new, finding.forms[1])}".strip()
        )
    noun = {FactKind.QUOTE: "quote ", FactKind.ATTRIBUTION: "attribution "}.get(fact.kind, "")
    if not fact.old:
        return f"{noun}{new} came in"
    if not fact.new:
        return f"{noun}{old} is gone"
    return f"{noun}{old} is now {new}"


def _figure(surface: str, form: str) -> str:
    """A number as it stands; a number word alone in figures."""
    return form if form.isdigit() else surface


def _where(places: Sequence[int | None]) -> str:
    """Where it changed, "in the headline and paragraphs 1 and 3": paragraphs count from 1 for people."""
    numbers = sorted({place + 1 for place in places if place is not None})
    parts = ["the headline"] if None in places else []
    if numbers:
        parts.append(
            f"paragraph{'s' if len(numbers) > 1 else ''} {_listed([str(number) for number in numbers])}"
        )
    return f"in {' and '.join(parts)}"


def _listed(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _sentences(given: SummaryInput) -> Iterator[str]:
    """How many sentences, "2 sentences added, 1 removed, 1 reworded"."""
    counts = [(given.added, "added"), (given.removed, "removed"), (given.reworded, "reworded")]
    told = [(count, what) for count, what in counts if count]
    if told:
        count, what = told[0]
        first = f"{count} sentence{'s' if count > 1 else ''} {what}"
        yield ", ".join([first, *(f"{count} {what}" for count, what in told[1:])])
