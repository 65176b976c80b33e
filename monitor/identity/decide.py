"""The decision: which story a draft belongs to, whose copy it is, what it translates. Pure; explains itself.

In order of trust: a key the agency used before, a link to an earlier id, text (`continued`, `translated`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.identity.continued import COPY, FEW_SHINGLES, continues
from monitor.identity.keys import identity_keys, own_keys
from monitor.identity.known import Known, Text, overlap
from monitor.identity.similar import Likeness
from monitor.identity.slots import compare
from monitor.identity.translated import translation
from monitor.identity.words import fold, share
from monitor.model.story import Draft, MarkerName, PubStatus, Story

PARTIAL = 0.5  # of another agency: from here a partial copy; below, own stories of one event
NOTHING = 0.1  # below, both ways: a guid that now names another story
UNLIKE = 0.34  # below, two headlines tell of different things
SUMMARY, SURE = 8, 0.95  # shingles of a one-sentence summary, and how much of it must stand in the other

__all__ = ["Identity", "Known", "decide", "follows", "is_reused"]


@dataclass(frozen=True, slots=True)
class Identity:
    """What was decided.

    `story` is None for a new story. `cluster` is the cluster joined, "" when a new story stands alone (the
    caller then uses its own id). `copy_of` is the story that leads, "" when no copy; `copy_share` how much of
    this text stands in it. `translation_of` is the story of the same agency that this one tells in another
    language, "" when none. `warning` is a sentence for feed health, "" when all is well.
    """

    story: str | None
    cluster: str = ""
    copy_of: str = ""
    copy_share: float = 0.0
    why: str = ""
    warning: str = ""
    translation_of: str = ""


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
    text = Text(draft)
    if sighted is not None:
        if not _reused(text, sighted):
            return _same(sighted.story, _why_sighted(draft, sighted), alike, text)
        warning = (
            f"guid reused: {draft.guid or draft.url!r} named "
            f'"{sighted.story.headline}" and now names "{draft.headline}"'
        )
    known = [like for like in alike if sighted is None or like[0].story.id != sighted.story.id]
    own = [like for like in known if like[0].story.agency == draft.agency]
    foreign = [one for one, like in known if one.story.agency != draft.agency and like.worth_a_look]
    return (
        _linked(draft, [one for one, _ in own])
        or _continued(text, own, now)
        or _copied(text, foreign, warning)
        or _translated(text, [one for one, _ in own], now, warning)
        or Identity(None, why=warning or "nothing known is like it", warning=warning)
    )


def _same(
    story: Story, why: str, alike: Sequence[tuple[Known, Likeness]] = (), draft: Text | None = None
) -> Identity:
    portion = story.copy_share
    for other, _ in alike if draft else ():
        if draft and story.copy_of and other.story.id == story.copy_of:
            portion = share(draft.shingles, Text(other.latest.draft).shingles)
    return Identity(story.id, story.cluster or story.id, story.copy_of, portion, why)


def _why_sighted(draft: Draft, sighted: Known) -> str:
    mine, theirs = own_keys(draft), own_keys(sighted.latest.draft)
    for key in mine:
        if key in theirs:
            return f"the same {'guid' if key.is_guid else 'address'} in the same agency"
    return (
        "the agency links it to an earlier id" if draft.previous else "a key seen before in the same agency"
    )


# A guid that now names another story


def is_reused(draft: Draft, sighted: Known) -> bool:
    """Whether a key names another story now than the one that owns it: then only the text tells whose it is."""
    return _reused(Text(draft), sighted)


def _reused(text: Text, sighted: Known) -> bool:
    """Whether the text says that this key names another story now (docs/wire.md fault 4)."""
    draft, old = text.draft, Text(sighted.latest.draft)
    if (
        not draft.paragraphs
        or any(mark.name is MarkerName.KILL for mark in draft.markers)
        or draft.pub_status is PubStatus.CANCELED
    ):
        return False
    if not set(own_keys(draft)) & set(own_keys(old.draft)) and draft.previous:
        return False  # the agency itself links the two
    if max(share(text.shingles, old.shingles), share(old.shingles, text.shingles)) >= NOTHING:
        return False
    # a flash rewritten whole still keeps its words
    return overlap(text.headline, old.headline) < UNLIKE and overlap(text.matter, old.matter) < UNLIKE


# The same agency, another id


def _linked(draft: Draft, own: Sequence[Known]) -> Identity | None:
    links = set(identity_keys(draft)) - set(own_keys(draft))
    for known in own:
        if links & set(own_keys(known.latest.draft)):
            return _same(known.story, "the agency links it to an earlier id")
    return None


def _continued(text: Text, own: Sequence[tuple[Known, Likeness]], now: datetime) -> Identity | None:
    """The story of this agency that the draft continues under a new id: the nearest that qualifies."""
    found = [
        (*qualified, known)
        for known, like in own
        if like.worth_a_look and (qualified := continues(text, known, now))
    ]
    if not found:
        return None
    _, why, known = min(found, key=lambda item: (item[0], item[2].story.id))
    return _same(known.story, why)


def _translated(text: Text, own: Sequence[Known], now: datetime, warning: str) -> Identity | None:
    """The story of this agency that the draft tells in another language: linked, never merged."""
    found = translation(text, own, now)
    if found is None:
        return None
    shared, known = found
    story = known.story
    return Identity(
        None,
        story.cluster or story.id,
        why=f"a translation: {shared:.0%} of the names and numbers stand in the same order",
        warning=warning,
        translation_of=story.id,
    )


# Another agency


def _copied(text: Text, foreign: Sequence[Known], warning: str) -> Identity | None:
    """The story of another agency whose text this one carries, whole or in part."""
    best: tuple[float, float, Known] | None = None
    for known in foreign:
        old = Text(known.latest.draft)
        inside, holds = share(text.shingles, old.shingles), share(old.shingles, text.shingles)
        if max(inside, holds) < PARTIAL or not _telling(text, old, inside, holds):
            continue
        if compare(old.draft, text.draft).another_issue:
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


def _telling(new: Text, old: Text, inside: float, holds: float) -> bool:
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
