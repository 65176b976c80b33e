"""Who is said to have said it, when that changed."""

import re
from collections.abc import Iterator

from monitor.diff import vocabulary as words
from monitor.diff.facts.line import Finding, Line
from monitor.diff.facts.name import names_of
from monitor.diff.facts.scope import Scope
from monitor.model.change import Fact, FactKind

_ACCORDING = re.compile(r"according to ([^,.;]+)", re.IGNORECASE)


def speaker_of(line: Line, scope: Scope) -> str:
    """Who is said to have said it, "" when nobody is: a name or word beside a verb of saying."""
    if "ccording" in line.text and (according := _ACCORDING.search(line.text)):
        return according[1].strip()
    for at, token in enumerate(line.tokens):
        if token.form not in words.SAYING or token.capital:
            continue
        for beside in (at - 1, at + 1):
            if 0 <= beside < len(line.tokens) and (name := names_of(line, beside, beside + 1, scope)):
                return name[0]
    return ""


def changed_speaker(old: Line, new: Line, scope: Scope) -> Iterator[Finding]:
    """The speaker in place of another; a name that only moved, or grew by a first name, is the same speaker."""
    was, now = speaker_of(old, scope), speaker_of(new, scope)
    if was.casefold() == now.casefold() or (not was and old.holds(now)) or (not now and new.holds(was)):
        return
    if was and now and (was.casefold().endswith(now.casefold()) or now.casefold().endswith(was.casefold())):
        return  # "Peskov" and "Dmitry Peskov" are one speaker
    yield Finding(Fact(FactKind.ATTRIBUTION, was, now, new.paragraph if now else old.paragraph))
