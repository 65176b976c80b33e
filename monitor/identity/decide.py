"""The decision: which story a draft belongs to, and whose copy it is. Pure; explains itself in `why`.

In order of trust: a key the agency used before, a link to an earlier id, text. For text no single threshold
does: a marker lowers it, a periodic template raises it beyond reach (ENGINES.md, "Same story").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.identity.keys import identity_keys, own_keys
from monitor.identity.similar import Likeness
from monitor.identity.slots import Compared, compare, replaced_slots
from monitor.identity.words import content_words, fold, share
from monitor.model.story import Draft, Story, Version

COPY = 0.8  # containment from which a text is the same one (ENGINES.md)
PARTIAL = 0.5  # of another agency: from here a partial copy; below, own stories of one event
GLANCE = 0.2  # estimated containment below which the text is not looked at
UPDATE = 0.4  # with a marker, or soon after under an agreeing headline
NOTHING = 0.1  # below, both ways: a guid that now names another story
FRESH = timedelta(hours=72)
AGREE = 0.5  # share of content words that makes two headlines agree
UNLIKE = 0.34  # below, two headlines tell of different things
FEW_SHINGLES = 24  # below, a text is too short for its containment to prove anything
SUMMARY, SURE = 8, 0.95  # shingles of a one-sentence summary, and how much of it must stand in the other
GROWN = 0.3  # a story found inside a text thrice its size or more: growth only under an agreeing headline
CORRECTED_PLACES = 2  # a correction of one notice mends a figure or two; more is the next issue
CONTINUES = frozenset({"update", "correction", "writethru", "lead", "kill", "refile", "repeat"})


@dataclass(frozen=True, slots=True)
class Known:
    """A story we have, with its latest version."""

    story: Story
    latest: Version


@dataclass(frozen=True, slots=True)
class Identity:
    """What was decided.

    `story` is None for a new story. `cluster` is the cluster joined, "" when a new story stands alone (the
    caller then uses its own id). `copy_of` is the story that leads, "" when no copy; `copy_share` how much of
    this text stands in it. `warning` is a sentence for feed health, "" when all is well.
    """

    story: str | None
    cluster: str = ""
    copy_of: str = ""
    copy_share: float = 0.0
    why: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class _Text:
    """A draft as likeness sees it."""

    shingles: set[tuple[str, ...]]
    headline: frozenset[str]


def _text_of(draft: Draft) -> _Text:
    words = fold("\n".join(draft.paragraphs)) or fold(draft.headline)
    return _Text(
        set(zip(words, words[1:], words[2:], strict=False)) or {tuple(words)}, content_words(draft.headline)
    )


def decide(
    draft: Draft, sighted: Known | None, alike: Sequence[tuple[Known, Likeness]], now: datetime
) -> Identity:
    """Which story this draft is.

    Args:
        draft: what the feed shows now.
        sighted: the story of this agency that one of the draft's keys names, None when none does.
        alike: known stories with similar sketches, of any agency.
        now: aware UTC.
    """
    warning = ""
    if sighted is not None:
        if not _reused(draft, sighted):
            return _same(sighted, _why_sighted(draft, sighted), alike, draft)
        warning = (
            f"guid reused: {draft.guid or draft.url!r} named "
            f'"{sighted.story.headline}" and now names "{draft.headline}"'
        )
    known = [like for like in alike if sighted is None or like[0].story.id != sighted.story.id]
    own = [like for like in known if like[0].story.agency == draft.agency]
    foreign = [like for like in known if like[0].story.agency != draft.agency]
    text = _text_of(draft)
    return (
        _linked(draft, [one for one, _ in own])
        or _continued(draft, text, [one for one, like in own if _worth(draft, one, like)], now)
        or _copied(draft, text, [one for one, like in foreign if _worth(draft, one, like)], warning)
        or Identity(None, why=warning or "nothing known is like it", warning=warning)
    )


def _worth(draft: Draft, known: Known, like: Likeness) -> bool:
    """Whether a candidate is worth a look at its whole text: sketches err by a tenth or two, not by more."""
    return max(like.contained, like.contains) >= GLANCE or fold(draft.headline) == fold(known.story.headline)


def _same(
    known: Known, why: str, alike: Sequence[tuple[Known, Likeness]] = (), draft: Draft | None = None
) -> Identity:
    story = known.story
    portion = story.copy_share
    for other, _ in alike if draft else ():
        if draft and story.copy_of and other.story.id == story.copy_of:
            portion = share(_text_of(draft).shingles, _text_of(other.latest.draft).shingles)
    return Identity(story.id, story.cluster or story.id, story.copy_of, portion, why)


def _why_sighted(draft: Draft, sighted: Known) -> str:
    mine, theirs = own_keys(draft), own_keys(sighted.latest.draft)
    for key in mine:
        if key in theirs:
            return f"the same {'guid' if key.startswith('g:') else 'address'} in the same agency"
    return (
        "the agency links it to an earlier id" if draft.previous else "a key seen before in the same agency"
    )


# A guid that now names another story


def _reused(draft: Draft, sighted: Known) -> bool:
    """Whether the text says that this key names another story now (WIRE.md fault 4)."""
    old = sighted.latest.draft
    if (
        not draft.paragraphs
        or any(mark.name == "kill" for mark in draft.markers)
        or draft.pub_status == "canceled"
    ):
        return False
    if not set(own_keys(draft)) & set(own_keys(old)) and draft.previous:
        return False  # the agency itself links the two
    new_text, old_text = _text_of(draft), _text_of(old)
    if (
        max(share(new_text.shingles, old_text.shingles), share(old_text.shingles, new_text.shingles))
        >= NOTHING
    ):
        return False
    return _overlap(new_text.headline, old_text.headline) < UNLIKE and _other_matter(draft, old)


def _other_matter(new: Draft, old: Draft) -> bool:
    """Whether the two texts speak of different things: a flash rewritten whole still keeps its words."""
    before = content_words("\n".join((old.headline, *old.paragraphs)))
    after = content_words("\n".join((new.headline, *new.paragraphs)))
    return _overlap(before, after) < UNLIKE


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared words by the smaller set, 0…1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


# The same agency, another id


def _linked(draft: Draft, own: Sequence[Known]) -> Identity | None:
    links = set(identity_keys(draft)) - set(own_keys(draft))
    for known in own:
        if links & set(own_keys(known.latest.draft)):
            return _same(known, "the agency links it to an earlier id")
    return None


def _continued(draft: Draft, text: _Text, own: Sequence[Known], now: datetime) -> Identity | None:
    """The story of this agency that the draft continues under a new id: the nearest that qualifies."""
    found = [(*qualified, known) for known in own if (qualified := _continues(draft, text, known, now))]
    if not found:
        return None
    _, why, known = min(found, key=lambda item: (item[0], item[2].story.id))
    return _same(known, why)


def _continues(draft: Draft, text: _Text, known: Known, now: datetime) -> tuple[int, str] | None:
    """How far the draft is from this story and why it is a version of it, None when it is not."""
    old = _text_of(known.latest.draft)
    inside, holds = share(text.shingles, old.shingles), share(old.shingles, text.shingles)
    most = max(inside, holds)
    marker = next((mark for mark in draft.markers if mark.name in CONTINUES), None)
    fresh = abs(now - known.story.version_seen) <= FRESH
    agrees = _overlap(text.headline, old.headline) >= AGREE
    if most < UPDATE and (marker is None or not agrees):
        return None
    compared = compare(known.latest.draft, draft)
    if marker is not None:
        why = _continues_marked(marker.text or marker.name, most, compared, agrees=agrees and fresh)
    elif compared.another_issue or _apart(draft, known):
        why = ""
    elif most >= COPY and (_whole(inside, holds) or agrees) and (len(text.shingles) >= FEW_SHINGLES or fresh):
        why = f"{most:.0%} of the text is that story's, under a new id"
    elif fresh and agrees and not compared.top.clashes:
        why = f"{most:.0%} of the text is that story's, with an agreeing headline within 72 hours"
    else:
        why = ""
    return (compared.distance, why) if why else None


def _whole(inside: float, holds: float) -> bool:
    """Whether the texts are of like size; a round-up that swallows a story is not its next version."""
    return min(inside, holds) >= GROWN


def _continues_marked(said: str, most: float, compared: Compared, *, agrees: bool) -> str:
    """A marker says that this continues something: that story, or another issue of its template?"""
    if compared.another_issue and (compared.top.dates or compared.top.places > CORRECTED_PLACES):
        return ""
    if most >= UPDATE:
        return f'marked "{said}", and {most:.0%} of the text is that story\'s'
    return f'marked "{said}", under the same headline' if agrees and not compared.top.clashes else ""


def _apart(draft: Draft, known: Known) -> bool:
    """Whether two very short texts are dated too far apart to be one."""
    other = known.latest.draft.published
    short = len(fold("\n".join(draft.paragraphs))) < FEW_SHINGLES
    return short and bool(draft.published and other and abs(draft.published - other) > timedelta(hours=12))


# Another agency


def _copied(draft: Draft, text: _Text, foreign: Sequence[Known], warning: str) -> Identity | None:
    """The story of another agency whose text this one carries, whole or in part."""
    best: tuple[float, float, Known] | None = None
    for known in foreign:
        old = _text_of(known.latest.draft)
        inside, holds = share(text.shingles, old.shingles), share(old.shingles, text.shingles)
        if max(inside, holds) < PARTIAL or not _telling(text, old, inside, holds):
            continue
        replaced = replaced_slots(known.latest.draft, draft)
        if replaced.templated and replaced.dense:
            continue
        if best is None or (max(inside, holds), inside) > best[:2]:
            best = (max(inside, holds), inside, known)
    if best is None:
        return None
    most, inside, known = best
    leader = known.story.cluster or known.story.id
    kind = "copy" if most >= COPY else "partial copy"
    why = f"{kind}: {inside:.0%} of it stands in a story of {known.story.agency}"
    return Identity(None, leader, leader, inside, why, warning)


def _telling(new: _Text, old: _Text, inside: float, holds: float) -> bool:
    """Whether a text is long enough for its containment to prove a copy; a short summary must be all there."""
    shorter = min(len(new.shingles), len(old.shingles))
    return shorter >= FEW_SHINGLES or (shorter >= SUMMARY and max(inside, holds) >= SURE)


def follows(new_sentences: Sequence[str], leader: Draft) -> bool:
    """Whether everything a copy's new version added already stands in the leader's text.

    Then nobody need be told again: the copy only caught up. `new_sentences` are whole sentences.
    """
    words = fold("\n".join((leader.headline, *leader.paragraphs)))
    whole = f" {' '.join(words)} "
    return all(f" {' '.join(fold(sentence))} " in whole for sentence in new_sentences if fold(sentence))
