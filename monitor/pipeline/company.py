"""The company a story keeps: the other stories of its cluster, and who was told through them."""

from dataclasses import dataclass

from monitor.identity.decide import follows
from monitor.model.alert import AlsoIn
from monitor.model.change import Diff, Kind, Op
from monitor.model.story import PubStatus, Story, Told, Version
from monitor.model.watch import WatchKey
from monitor.pipeline.rules import Rules
from monitor.routing import covers
from monitor.store.store import Store

HEADLINE = -1  # an outlet's own headline follows nobody
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


async def company_of(store: Store, rules: Rules, story: Story) -> Company:
    """Gather the company of `story` (as it will stand) from the store."""
    others = [member for member in await store.stories.cluster(story.cluster) if member.id != story.id]
    if not others:
        return Company()
    spoken: set[WatchKey] = set()
    latest_of: list[Version] = []
    for other in others:
        latest = await store.stories.version(other.id)
        if latest is None:
            continue
        latest_of.append(latest)
        mentions = rules.matcher.mentions(latest.draft.headline, latest.draft.paragraphs)
        feed = rules.feeds.get(other.feed)
        spoken |= {
            mention.key
            for mention in mentions
            if feed
            and mention.watchlist in rules.watchlists
            and covers(rules.watchlists[mention.watchlist], feed)
        }
    return Company(
        told=tuple(entry for other in others for entry in other.told),
        spoken=frozenset(spoken),
        also_in=tuple(
            AlsoIn(other.agency, other.feed, other.url, copy=bool(other.copy_of) and other.copy_share >= COPY)
            for other in others
        ),
        latest=tuple(latest_of),
    )
