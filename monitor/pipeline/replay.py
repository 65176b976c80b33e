"""A backtest: stored versions through the watchlists as they are now. Sends nothing, writes nothing.

Cluster by cluster, every version in the order in which it was first seen goes through the same matching and
routing as in the poll loop, with what *this* replay would have told so far. Versions before `since` are played
too, so that what comes after is an update and not a first mention, but they are not reported.

Two things cannot be known from what is stored: which entries stood in a feed's very first poll (their alerts are
reported here), and versions that retention has taken.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from monitor.identity.decide import follows
from monitor.model.alert import Alert, AlsoIn
from monitor.model.feed import Feed
from monitor.model.story import Story, Told, Version
from monitor.model.watch import Mention, WatchKey
from monitor.pipeline.company import COPY
from monitor.pipeline.rules import Rules
from monitor.routing import News, alerts_of, covers, told_after
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
    """Route one version, and remember what it told."""
    draft = version.draft
    mentions = rules.matcher.mentions(draft.headline, draft.paragraphs, draft.subjects, draft.language)
    others = [other for other in members.values() if other is not member and other.latest is not None]
    story = replace(
        member.story,
        version=version.number,
        headline=draft.headline,
        version_seen=version.first_seen,
        pub_status=draft.pub_status,
        told=member.told,
    )
    news = News(
        feed=_feed_of(rules, story),
        story=story,
        version=version,
        mentions=mentions,
        before=member.mentions,
        told=(*member.told, *(told for other in others for told in other.told)),
        elsewhere=frozenset(_spoken(rules, others)),
        also_in=tuple(_also_in(other.story) for other in others),
        quiet=version.diff is None and _too_old(rules, version),
        follows=_follows(story, version, members.get(story.copy_of)),
    )
    alerts = alerts_of(news, rules.watchlists, rules.routes, version.first_seen)
    member.latest, member.mentions, member.told = version, mentions, told_after(story, alerts)
    return Replayed(version, alerts)


def _feed_of(rules: Rules, story: Story) -> Feed:
    """Return the feed that showed the story; one no longer configured has no tags."""
    return rules.feeds.get(story.feed) or Feed(id=story.feed, url="", agency=story.agency)


def _spoken(rules: Rules, others: Iterable[_Member]) -> set[WatchKey]:
    """Return the watches that other stories' texts hold, where their feeds are watched: those people know."""
    return {
        mention.key
        for other in others
        for mention in other.mentions
        if covers(rules.watchlists[mention.watchlist], _feed_of(rules, other.story))
    }


def _also_in(story: Story) -> AlsoIn:
    copy = bool(story.copy_of) and story.copy_share >= COPY
    return AlsoIn(story.agency, story.feed, story.url, copy=copy)


def _follows(story: Story, version: Version, leader: _Member | None) -> bool:
    """Return whether a copy's new version only follows the story it copies, as that stood then."""
    if version.diff is None or not story.copy_of or leader is None or leader.latest is None:
        return False
    return follows(version.diff.added, leader.latest.draft)


def _too_old(rules: Rules, version: Version) -> bool:
    """Return whether a new story was dated too long before it was seen to alert (INTERFACE.md, "First sight")."""
    dated = version.draft.updated or version.draft.published
    return dated is not None and version.first_seen - dated > timedelta(seconds=rules.alert_max_age)
