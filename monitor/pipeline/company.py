"""The company a story keeps: the other stories of its cluster, and who was told through them."""

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.diff.carries import uncorrected
from monitor.diff.sentences import HEADLINE
from monitor.identity.decide import follows
from monitor.model.alert import AlsoIn
from monitor.model.change import Diff, Kind, Op
from monitor.model.story import PubStatus, Story, Told, Version
from monitor.model.watch import WatchKey
from monitor.pipeline.rules import Rules
from monitor.routing import covers
from monitor.store.store import Store

COPY = 0.5  # share of the text from which a story of the cluster is called a copy


@dataclass(frozen=True, slots=True)
class Company:
    """What the cluster adds to a story.

    Attributes:
        told: who was told through the other stories.
        spoken: watches that the other stories' texts hold and that cover their feeds: those people know.
        also_in: the other stories, for the alert.
        latest: the latest versions of the other stories.
    """

    told: tuple[Told, ...] = ()
    spoken: frozenset[WatchKey] = frozenset()
    also_in: tuple[AlsoIn, ...] = ()
    latest: tuple[Version, ...] = ()

    def has_told(self, diff: Diff) -> bool:
        """Return whether a change only follows what another story of the cluster has said already.

        A correction follows a correction, a retraction a retraction; anything else, a text that has it all.
        """
        if Kind.RETRACTION in diff.kinds:
            return any(version.draft.pub_status is PubStatus.CANCELED for version in self.latest)
        written = [
            block.new
            for block in diff.blocks
            if block.op in {Op.ADDED, Op.CHANGED} and block.new_paragraph != HEADLINE and block.new
        ]
        return any(
            follows(written, version.draft)
            for version in self.latest
            if Kind.CORRECTION not in diff.kinds or (version.diff and Kind.CORRECTION in version.diff.kinds)
        )


async def company_of(store: Store, rules: Rules, story: Story, version: Version) -> Company:
    """Gather the company of `story` (as it will stand, with `version` its newest) from the store."""
    if story.version == 1 and story.cluster == story.id:
        return Company()  # nobody can have joined it yet
    members = await store.stories.cluster(story.cluster)
    others = {member.id: member for member in members if member.id != story.id}
    if not others:
        return Company()
    latest = tuple(one for one in await store.stories.newest(tuple(others)) if one is not None)
    known = await store.stories.corrections([story, *others.values()])
    corrections = (*(one for one in known if one.story != story.id or one.number != version.number), version)
    return Company(
        told=tuple(entry for other in others.values() for entry in other.told),
        spoken=frozenset(key for one in latest for key in _spoken(rules, others[one.story], one)),
        also_in=tuple(_also_in(others[one.story], uncorrected(corrections, one)) for one in latest),
        latest=latest,
    )


def _spoken(rules: Rules, other: Story, version: Version) -> Iterator[WatchKey]:
    """Yield the watches that another story's text holds and that cover its feed."""
    feed = rules.feeds.get(other.feed)
    if feed is None:
        return
    draft = version.draft
    for mention in rules.matcher.mentions(draft.headline, draft.paragraphs, draft.subjects, draft.language):
        watchlist = rules.watchlists.get(mention.watchlist)
        if watchlist is not None and covers(watchlist, feed):
            yield mention.key


def _also_in(other: Story, carried: Version | None) -> AlsoIn:
    return AlsoIn(
        other.agency,
        other.feed,
        other.url,
        copy=bool(other.copy_of) and other.copy_share >= COPY,
        carries_the_error=carried is not None,
        corrected=carried.first_seen if carried else None,
    )
