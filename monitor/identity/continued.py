"""Whether a text of the same agency under another id is the next version of a story (issue 3, item 5).

No single threshold tells: a marker lowers it, a periodic template raises it beyond reach, and where the lead
of the story stands in the text tells an update from a follow-up that shares its background (docs/engines.md).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from monitor.identity.known import Known, Text, overlap
from monitor.identity.slots import DAILY, Compared, compare
from monitor.identity.words import share
from monitor.model.story import Draft, Marker, MarkerName

COPY = 0.8  # containment from which a text is the same one (docs/engines.md)
UPDATE = 0.4  # with a marker, or soon after with the lead kept
FRESH = timedelta(hours=72)
AGREE = 0.5  # share of content words that makes two headlines agree
ALONE = 0.75  # the same where the lead of the story is gone
FEW_SHINGLES = 24  # below, a text is too short for its containment to prove anything
GROWN = 0.3  # a story found inside a text thrice its size or more: growth only when it leads there
LEADS = 0.6  # of the lead's shingles
SHORT_APART = timedelta(hours=12)
FLASH = 40  # words: a flash or brief, that grows into a story in other words
SOON = timedelta(hours=3)  # a flash and its story
GROWING, GROWING_WORDS = 0.6, 3  # of the flash's content words that its story says, and how many at least
FLASHES = frozenset({MarkerName.FLASH, MarkerName.LEAD})
CONTINUES = frozenset(MarkerName) - {
    MarkerName.EMBARGO,
    MarkerName.FLASH,
    MarkerName.ADVISORY,
    MarkerName.NOTHING,
}


@dataclass(frozen=True)
class _Pair:
    """A draft beside a known story of the same agency; what is not asked for is never worked out."""

    new: Text
    old: Text
    known: Known
    now: datetime

    @cached_property
    def inside(self) -> float:
        return share(self.new.shingles, self.old.shingles)

    @cached_property
    def holds(self) -> float:
        return share(self.old.shingles, self.new.shingles)

    @property
    def most(self) -> float:
        return max(self.inside, self.holds)

    @cached_property
    def headlines(self) -> float:
        return overlap(self.new.headline, self.old.headline)

    @property
    def agrees(self) -> bool:
        return self.headlines >= AGREE

    @cached_property
    def fresh(self) -> bool:
        return abs(self.now - self.known.story.version_seen) <= FRESH

    @cached_property
    def compared(self) -> Compared:
        return compare(self.old.draft, self.new.draft)

    @cached_property
    def leads(self) -> bool:
        """Whether the lead of one text leads the other too: of the shorter one, or the old in the new."""
        shorter, longer = sorted((self.old, self.new), key=lambda text: len(text.words))
        return shorter.leads(longer) >= LEADS or self.old.leads(self.new) >= LEADS

    @cached_property
    def apart(self) -> timedelta:
        """How far apart the agency dates the two; nothing when it does not say."""
        one, other = self.new.draft.published, self.old.draft.published
        return abs(one - other) if one and other else timedelta()


def continues(draft: Text, known: Known, now: datetime) -> tuple[int, str] | None:
    """How far the draft is from this story and why it is a version of it, None when it is not."""
    pair = _Pair(draft, Text(known.latest.draft), known, now)
    marker = next((mark for mark in draft.draft.markers if mark.name in CONTINUES), None)
    if marker is not None:
        why = _marked(pair, marker) or _unmarked(pair) or _grown(pair)
    else:
        why = _unmarked(pair) or _grown(pair)
    return (pair.compared.distance, why) if why else None


def _marked(pair: _Pair, marker: Marker) -> str:
    """A marker says that this continues something: that story, or another issue of its template?"""
    said = marker.text or marker.name
    if pair.most >= UPDATE:
        return "" if pair.compared.beyond_mending else f'marked "{said}", and {_share(pair)}'
    if pair.agrees and pair.fresh and not pair.compared.top_clashes:
        return f'marked "{said}", under the same headline'
    return ""


def _unmarked(pair: _Pair) -> str:
    """The text alone: nearly all of it, or a good part with the lead."""
    if pair.most < UPDATE or _another_issue(pair):
        return ""
    if pair.most >= COPY:
        whole = min(pair.inside, pair.holds) >= GROWN or pair.agrees or pair.leads
        told = (len(pair.new.shingles) >= FEW_SHINGLES and not pair.compared.replaced) or pair.fresh
        return f"{_share(pair)}, under a new id" if whole and told else ""
    if pair.fresh and not pair.compared.top_dated and pair.leads:
        return f"{_share(pair)}, its lead too, within 72 hours"
    if pair.fresh and pair.headlines >= ALONE and not pair.compared.top_clashes:
        return f"{_share(pair)}, with an agreeing headline within 72 hours"
    return ""


def _share(pair: _Pair) -> str:
    return f"{pair.most:.0%} of the text is that story's"


def _another_issue(pair: _Pair) -> bool:
    """Whether what differs, or the dates the agency gives, make it another notice of a series."""
    if pair.compared.another_issue:
        return True
    short = len(pair.new.body) < FEW_SHINGLES
    if short and pair.apart > SHORT_APART:
        return True
    return pair.apart >= DAILY and pair.compared.dated > 0


def _grown(pair: _Pair) -> str:
    """A flash or brief, and the story it became in other words, minutes later."""
    old, _new = pair.old.draft, pair.new.draft
    if len(pair.old.body) > FLASH or len(pair.new.words) < len(pair.old.words) or not pair.fresh:
        return ""
    if pair.apart > SOON or pair.compared.top_clashes or not (_flash(old) or not old.paragraphs):
        return ""
    said = pair.old.headline
    shared = said & pair.new.matter
    if len(shared) >= GROWING_WORDS and len(shared) >= GROWING * len(said):
        return "the story of that flash, in its words"
    return ""


def _flash(draft: Draft) -> bool:
    return any(mark.name in FLASHES for mark in draft.markers) or draft.urgency in {1, 2}
