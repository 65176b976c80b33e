"""The decision: what an observation means, given all that is known. Pure: the same answer however often it is asked.

    shown before? → whose story → (page or entry?) → changed? → diff → believable? → match → route

Every way out of this module is an intent with its reason in words, the silent ones too: `wirewatch poll --explain`,
the debug log and the story's page say them.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from monitor.diff.judge import judge, suspect
from monitor.identity.decide import Identity, Known, is_reused
from monitor.identity.decide import decide as identify
from monitor.identity.keys import content_hash, story_digest
from monitor.identity.similar import Likeness, sketch_of
from monitor.model.change import Diff, Kind
from monitor.model.story import Story, Version
from monitor.recording.cluster import ClusterContext, context_of
from monitor.recording.intents import AskPage, Begin, Hold, Intent, Leave, MarkSeen, NextVersion
from monitor.recording.observation import Observation
from monitor.recording.rendition import (
    another_rendition,
    beside_page,
    brings_less,
    corrected_by,
    counts_at_once,
    keep_last_text,
    newer,
    only_shortens,
    shown_in_full,
)
from monitor.recording.rules import Rules
from monitor.recording.state import State
from monitor.routing import News, alerts_of, silence_of, told_after

HOLD: Final = 3  # polls in a row that a suspect entry holds the validators back; then the feed has its way
HASHES: Final = 50  # content hashes a head remembers: as many as versions are kept by default


def decide(observation: Observation, state: State, now: datetime) -> Intent:
    """Return what is to be done about an observation.

    Args:
        observation: what was shown.
        state: all that is known; `state.alike` counts only where no key says whose story it is.
        now: aware UTC; the time of the version that may come of it.
    """
    owner, known = state.owner, state.owned_by
    if owner is not None and owner.seen == observation.content_hash:
        return Leave("it is shown as it was shown before", owner.story)
    if observation.page:
        return _page(observation, state, known, now) if known else Leave("its story is gone")
    identity = identify(observation.draft, known, _alike(state), now)
    known = state.stories.get(identity.story) if identity.story else None
    if known is None:
        return _begin(observation, state, identity, now)
    if is_read_from_page(state.rules, known.story):
        return _beside_page(observation, state, known, now)
    return _continue(_Change(observation, state, known, identity.why), now)


def is_read_from_page(rules: Rules, story: Story) -> bool:
    """Return whether a story's text is taken from its page (a feed with `full_text` watches it), not its entries."""
    feed = rules.feeds.get(story.paged)
    return feed is not None and feed.full_text


def needs_likeness(observation: Observation, known: Known | None) -> bool:
    """Return whether the text must tell whose story it is: no key does, or the key names another story now.

    A page that may become its story's text is asked too: a teaser is too short to tell whose copy it is.
    """
    if observation.page:
        return known is not None and not known.story.paged and not known.story.copy_of
    return known is None or is_reused(observation.draft, known)


def id_of_new(observation: Observation, prefix: str) -> str:
    """Return the id of the story that the observation begins, should it begin one: the same at every attempt."""
    return prefix + story_digest(observation.draft, observation.content_hash)


def _alike(state: State, *, but: str = "") -> list[tuple[Known, Likeness]]:
    """Return the likely stories; those that are gone, or of the agency `but`, are left out."""
    pairs = [(state.stories.get(like.story), like) for like in state.alike]
    return [(known, like) for known, like in pairs if known is not None and known.story.agency != but]


# A new story


def _begin(observation: Observation, state: State, identity: Identity, now: datetime) -> Begin:
    draft = observation.draft
    story_id = id_of_new(observation, state.id_prefix)
    story = Story(
        id=story_id,
        agency=draft.agency,
        feed=observation.feed.id,
        guid=draft.guid,
        url=draft.url,
        headline=draft.headline,
        version=1,
        content_hash=observation.content_hash,
        first_seen=now,
        version_seen=now,
        language=draft.language,
        pub_status=draft.pub_status,
        cluster=identity.cluster or story_id,
        copy_of=identity.copy_of,
        copy_share=identity.copy_share,
        translation_of=identity.translation_of,
        hashes=(observation.content_hash,),
    )
    quiet = _quiet(observation, state.rules, now)
    version = Version(
        story_id, 1, now, observation.content_hash, draft, quiet=bool(quiet), cluster=story.cluster
    )
    context = _context(state, story, version)
    news = _news(observation, state.rules, story, version, context)
    alerts = alerts_of(news, state.rules.watchlists, state.rules.routes, now)
    return Begin(
        replace(story, told=told_after(story, alerts)),
        version,
        alerts,
        observation.sketch,
        identity.why,
        "" if alerts else quiet or silence_of(news),
        identity.warning,
    )


def _quiet(observation: Observation, rules: Rules, now: datetime) -> str:
    """Say why a new story is stored without alerts (docs/interface.md, "First sight"); "" when it is told."""
    dated = observation.draft.updated or observation.draft.published
    if dated is not None and now - dated > timedelta(seconds=rules.alert_max_age):
        return "it is dated longer ago than poll.alert_max_age"
    fresh = dated is not None and now - dated <= timedelta(seconds=rules.first_poll_alerts)
    if observation.first_poll and not fresh:
        return "it stood in the feed's first document, and is not dated within poll.first_poll_alerts"
    return ""


# A known story


@dataclass(frozen=True, slots=True)
class _Change:
    """An observation of a known story."""

    observation: Observation
    state: State
    known: Known
    why: str = ""

    def seen(self, reason: str) -> MarkSeen:
        return MarkSeen(self.known.story.id, self.observation.content_hash, reason)


def _continue(change: _Change, now: datetime) -> Intent:
    """Return the next version of a known story, or why there is none."""
    observation, story, latest = change.observation, change.known.story, change.known.latest
    draft = observation.draft
    if observation.content_hash == story.content_hash:
        return change.seen("it says what the story's newest version says")
    diff = judge(latest.draft, draft)
    stale = observation.content_hash in story.hashes
    owner = change.state.owner
    own = owner is not None and bool(owner.seen)
    if not own and (known := _known_otherwise(change, diff, stale=stale)):
        return change.seen(known)
    doubt = "it shows an older version again" if stale and not newer(draft, latest.draft) else None
    doubt = doubt or (None if Kind.RETRACTION in diff.kinds else suspect(latest.draft, draft))
    if doubt and observation.held < HOLD:
        return Hold(story.id, doubt)
    if doubt and not stale:
        return change.seen(f"{doubt}; shown so at {observation.held + 1} polls in a row, it makes no version")
    return _next_version(change, diff, now)


def _known_otherwise(change: _Change, diff: Diff, *, stale: bool) -> str:
    """Say why a source that shows the story for the first time brings nothing new; "" when it does."""
    if stale:
        return "this id or feed shows it for the first time, in an older version"
    if change.state.owner is None:
        return "under its new id it says nothing that the story does not say" if only_shortens(diff) else ""
    if another_rendition(change.observation.feed, change.known.story, diff):
        return "it shows the story shorter or longer, with the same facts"
    return ""


def _next_version(
    change: _Change, diff: Diff, now: datetime, *, rendition: bool = False, quiet: str = ""
) -> NextVersion:
    """Return the next version. A `rendition` is the same story shown in full: no change of it is told."""
    observation, state, known = change.observation, change.state, change.known
    before = known.latest.draft
    retracted = Kind.RETRACTION in diff.kinds
    draft = keep_last_text(before, observation.draft) if retracted else observation.draft
    corrected = corrected_by(known.story, diff)
    story = replace(
        known.story,
        version=known.story.version + 1,
        content_hash=observation.content_hash,
        headline=draft.headline,
        guid=draft.guid,
        url=draft.url or known.story.url,
        version_seen=now,
        pub_status=draft.pub_status,
        corrected=corrected,
        hashes=(*known.story.hashes, observation.content_hash)[-HASHES:],
    )
    version = Version(
        story.id,
        story.version,
        now,
        observation.content_hash,
        draft,
        shown_in_full(diff) if rendition else diff,
        rendition,
        quiet=bool(quiet),
        cluster=story.cluster,
    )
    context = _context(state, story, version)
    news = replace(
        _news(observation, state.rules, story, version, context),
        before=state.rules.mentions(before),
        follows=context.has_told(diff),
    )
    alerts = alerts_of(news, state.rules.watchlists, state.rules.routes, now)
    return NextVersion(
        replace(story, told=told_after(story, alerts)),
        version,
        alerts,
        sketch_of(draft) if retracted else observation.sketch,
        (known.story.version, known.story.content_hash),
        observation.content_hash,
        change.why or "its page changed",
        "" if alerts else quiet or silence_of(news),
    )


def _context(state: State, story: Story, version: Version) -> ClusterContext:
    if story.version == 1 and story.cluster == story.id:
        return ClusterContext()  # nobody can have joined it yet
    return context_of(state.rules, version, state.corrections_of(story), state.others_of(story))


def _news(
    observation: Observation, rules: Rules, story: Story, version: Version, context: ClusterContext
) -> News:
    return News(
        feed=observation.feed,
        story=story,
        version=version,
        mentions=rules.mentions(version.draft),
        told=(*story.told, *context.told),
        elsewhere=context.already_told,
        also_in=context.also_in,
        quiet=version.quiet,
    )


# A story that has a page


def _page(observation: Observation, state: State, known: Known, now: datetime) -> Intent:
    """Decide what a story's page shows: whose page it is was settled when its address was taken from the entry."""
    change = _Change(observation, state, known, "its page changed")
    return _continue(change, now) if known.story.paged else _first_page(change, now)


def _first_page(change: _Change, now: datetime) -> Intent:
    """Let the story be read from its page from now on, unless that brings less than the entry did."""
    observation, state, known = change.observation, change.state, change.known
    story, latest = known.story, known.latest
    diff = judge(latest.draft, observation.draft)
    if brings_less(latest.draft, observation.draft, diff):
        return change.seen("its page brings less than its entry, which is believed")
    head = replace(_joined(change, now), paged=observation.feed.id)
    change = replace(change, known=Known(head, latest), why="its page shows it in full")
    if counts_at_once(latest.draft, observation.draft, diff):
        return _next_version(change, diff, now)
    if diff.material:
        quiet = _quiet(observation, state.rules, now)
        return _next_version(change, diff, now, rendition=True, quiet=quiet)
    paged = replace(story, paged=observation.feed.id)
    return MarkSeen(
        story.id,
        observation.content_hash,
        "its page says what its entry says",
        paged,
        (story.version, story.content_hash),
    )


def _joined(change: _Change, now: datetime) -> Story:
    """Return the story in the cluster its full text is a copy of: a teaser is too short to tell."""
    story, state = change.known.story, change.state
    if story.copy_of or state.others_of(story):
        return story
    found = identify(change.observation.draft, None, _alike(state, but=story.agency), now)
    if not found.copy_of:
        return story
    return replace(story, cluster=found.cluster, copy_of=found.copy_of, copy_share=found.copy_share)


def _beside_page(observation: Observation, state: State, known: Known, now: datetime) -> Intent:
    """Take in an entry of a story that is read from its page: what it declares counts, else the page is asked."""
    story, latest = known.story, known.latest
    draft = beside_page(latest.draft, observation.draft)
    merged = replace(observation, draft=draft, content_hash=content_hash(draft))
    if observation.content_hash == story.content_hash:
        return MarkSeen(story.id, observation.content_hash, "it says what the story's newest version says")
    diff = judge(latest.draft, draft)
    page = state.pages.get(story.id)
    counts = page is None or page.failures or counts_at_once(latest.draft, draft, diff)
    if not counts or merged.content_hash == story.content_hash:
        why = "its story is read from its page, which is asked now"
        return AskPage(story.id, observation.content_hash, draft.url, why)
    version = _next_version(
        _Change(merged, state, known, "what its entry declares counts at once"), diff, now
    )
    return replace(version, seen=observation.content_hash)
