"""How one agency writes, as data: what `wire/` needs to label furniture and read declared markers."""

from dataclasses import dataclass
from re import Pattern

from monitor.model.story import MarkerName


@dataclass(frozen=True, slots=True)
class MarkerRule:
    """A form in which an agency declares something.

    `name` is None for what is taken off a headline and declares nothing ("BC-US--"). The
    pattern may have a group `n` (the number of the update); `number` is the number when the form has none but
    means one.
    """

    name: MarkerName | None
    pattern: Pattern[str]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency's hand. Every pattern runs on this agency's copy only.

    Attributes:
        id: The key of `agencies/table.py`, as a feed's `agency:` names it.
        name: The name as it stands in datelines and credits.
        names: Every spelling of its name; its signature is looked for only where one stands.
        hosts: Host names it publishes under; a subdomain counts.
        zone: IANA zone of its zone-less times, "" when unknown.
        datelines: Matched at the start of the first paragraph; group `located` is the place, `agency` the name.
        sign_offs: Must match a whole last paragraph.
        tails: Searched at the end of the last paragraph of copy.
        credits: Searched in a paragraph: a hit makes it a caption, the match is the credit.
        credit_sign: What every credit has; the credits are looked for only where it stands (a dozen patterns cost
            20 µs a paragraph, and prose has none). None: look everywhere.
        captions: Matched at the start of a paragraph that is a caption whatever its end.
        headline_markers: Matched at the start of the headline (or its end, when the pattern says so); what
            matched is taken off.
        slug_markers: Searched in the slugline and editor's note, and in whole lines before the copy.
        note_markers: Matched at the start of a note: a paragraph near either end of the copy, or the edNote.
        note_sign: What every note begins like; the note markers are tried only where it matches (they are many, and
            prose is none). None: try everywhere.
        signature: Searched in the copy of an unknown feed: a hit says the copy is this agency's.
    """

    id: str
    name: str
    names: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    zone: str = ""
    datelines: tuple[Pattern[str], ...] = ()
    sign_offs: tuple[Pattern[str], ...] = ()
    tails: tuple[Pattern[str], ...] = ()
    credits: tuple[Pattern[str], ...] = ()
    credit_sign: Pattern[str] | None = None
    captions: tuple[Pattern[str], ...] = ()
    headline_markers: tuple[MarkerRule, ...] = ()
    slug_markers: tuple[MarkerRule, ...] = ()
    note_markers: tuple[MarkerRule, ...] = ()
    note_sign: Pattern[str] | None = None
    signature: tuple[Pattern[str], ...] = ()
