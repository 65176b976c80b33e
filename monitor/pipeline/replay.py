"""A backtest: stored versions through the watchlists as they are now. Sends nothing, writes nothing.

Cluster by cluster, every version in the order in which it was first seen goes through the same matching and
routing as in the poll loop, with what *this* replay would have told so far. Versions before `since` are played
too, so that what comes after is an update and not a first mention, but they are not reported.

What the cluster had said by then is worked out by the module that the live service uses (recording/cluster.py). What
cannot be known are versions that retention has taken, and in versions stored by releases before 0.2 whether they stood
in a feed's very first poll and whose cluster they were in.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from monitor.model.alert import Alert
from monitor.model.story import Story, Told, Version
from monitor.model.watch import Mention
from monitor.recording.cluster import context_of
from monitor.recording.rules import Rules
from monitor.recording.state import Member
from monitor.routing import News, alerts_of, told_after
from monitor.store.store import Store

PAGE = 200  # stories asked of the store at a time
MILLISECOND = timedelta(milliseconds=1)  # how finely the store orders stories in time


@dataclass(frozen=True, slots=True)
class Replayed:
    """A version and the alerts that it would have raised."""

    version: Version
    alerts: tuple[Alert, ...]


@dataclass(slots=True)
class _Member:
    """A story of the cluster being replayed, as it stood so far: `latest` None before its first version."""

    story: Story
    latest: Version | None = None
    mentions: tuple[Mention, ...] = ()
    told: tuple[Told, ...] = field(default=())
    corrections: tuple[Version, ...] = ()

    def as_it_stood(self) -> Member | None:
        """Return the story as the service knew it then, None before its first version."""
        if self.latest is None:
            return None
        return Member(replace(self.story, told=self.told), self.latest, self.corrections)


async def changed_since(store: Store, since: datetime) -> tuple[Story, ...]:
    """Return the stories with a version first seen at `since` (aware UTC) or later, newest first."""
    found: dict[str, Story] = {}
    before: datetime | None = None
    limit = PAGE
    while True:
        page = await store.stories.recent(limit, before)
        known = len(found)
        found.update((story.id, story) for story in page if story.version_seen >= since)
        if len(page) < limit or page[-1].version_seen < since:
            return tuple(found.values())
        # The last one's millisecond is asked again: other stories may have been committed in it.
        before = page[-1].version_seen + MILLISECOND
        limit = limit * 2 if len(found) == known else limit


async def replay(
    store: Store, rules: Rules, stories: Sequence[Story], since: datetime
) -> AsyncIterator[tuple[Replayed, ...]]:
    """Yield, for each of `stories` in order, the versions of its cluster since `since` that were not yielded yet.

    Args:
        store: read, never written.
        rules: the watchlists and routes to try.
        stories: which stories to look at, as `changed_since` returns them.
        since: aware UTC; earlier versions are played and not reported.

    Yields:
        One tuple per story (empty where its cluster was replayed already), so that progress can be counted.
    """
    done: set[str] = set()
    for story in stories:
        leader = story.cluster or story.id
        if leader in done:
            yield ()
            continue
        done.add(leader)
        members, versions = await _cluster(store, story)
        played = await asyncio.to_thread(_play, rules, members, versions)
        yield tuple(one for one in played if one.version.first_seen >= since)


async def _cluster(store: Store, story: Story) -> tuple[dict[str, _Member], list[Version]]:
    """Return the stories of a cluster, and all their kept versions in the order in which they were seen."""
    stories = {one.id: one for one in (story, *await store.stories.cluster(story.cluster or story.id))}
    versions = [version for one in stories for version in await store.stories.versions(one)]
    versions.sort(key=lambda version: (version.first_seen, version.number))
    return {one.id: _Member(one) for one in stories.values()}, versions


def _play(rules: Rules, members: dict[str, _Member], versions: Iterable[Version]) -> list[Replayed]:
    """Play the versions of one cluster in order."""
    return [_play_one(rules, members, members[version.story], version) for version in versions]


def _play_one(rules: Rules, members: dict[str, _Member], member: _Member, version: Version) -> Replayed:
    """Route one version as the service did when it came, and remember what it told."""
    story = replace(
        member.story,
        version=version.number,
        headline=version.draft.headline,
        version_seen=version.first_seen,
        pub_status=version.draft.pub_status,
        told=member.told,
    )
    others = [one for other in members.values() if other is not member and (one := other.as_it_stood())]
    together = [one for one in others if _in_one_cluster(version, one.latest)]
    context = context_of(rules, version, member.corrections, together)
    mentions = rules.mentions(version.draft)
    news = News(
        feed=rules.feed(version.draft.feed, story.agency),
        story=story,
        version=version,
        mentions=mentions,
        before=member.mentions,
        told=(*member.told, *context.told),
        elsewhere=context.already_told,
        also_in=context.also_in,
        quiet=version.quiet or (version.diff is None and _too_old(rules, version)),
        follows=version.diff is not None and context.has_told(version.diff),
    )
    alerts = alerts_of(news, rules.watchlists, rules.routes, version.first_seen)
    member.latest, member.mentions, member.told = version, mentions, told_after(story, alerts)
    if version.number in member.story.corrected:
        member.corrections = (*member.corrections, version)
    return Replayed(version, alerts)


def _in_one_cluster(version: Version, other: Version) -> bool:
    """Return whether two stories were in one cluster then; stores of before do not tell, and are believed to."""
    return not version.cluster or not other.cluster or version.cluster == other.cluster


def _too_old(rules: Rules, version: Version) -> bool:
    """Return whether a new story was dated too long before it was seen to alert (docs/interface.md, "First sight")."""
    dated = version.draft.updated or version.draft.published
    return dated is not None and version.first_seen - dated > timedelta(seconds=rules.alert_max_age)
