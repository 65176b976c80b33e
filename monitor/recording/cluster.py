"""What a cluster has said: the other stories of a story's cluster, who was told through them, which carry the error.

One module for the live service and for the backtest: what the service would keep silent about, the backtest must
keep silent about for the same reason, else it hides corrections that are told, or promises alerts that never come.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.diff.carries import uncorrected
from monitor.diff.sentences import HEADLINE
from monitor.identity.decide import follows
from monitor.model.alert import AlsoIn
from monitor.model.change import Diff, Kind, Op
from monitor.model.story import PubStatus, Story, Told, Version
from monitor.model.watch import WatchKey
from monitor.recording.rules import Rules
from monitor.recording.state import Member
from monitor.routing import covers

COPY = 0.5  # share of the text from which a story of the cluster is called a copy


@dataclass(frozen=True, slots=True)
class ClusterContext:
    """What the cluster adds to a story.

    Attributes:
        told: who was told through the other stories.
        already_told: watches that the other stories' texts hold and that cover their feeds: those people know.
        also_in: the other stories, for the alert.
        latest: the latest versions of the other stories.
    """

    told: tuple[Told, ...] = ()
    already_told: frozenset[WatchKey] = frozenset()
    also_in: tuple[AlsoIn, ...] = ()
    latest: tuple[Version, ...] = ()

    def has_told(self, diff: Diff) -> bool:
        """Return whether a change only follows what another story of the cluster has said already.

        A correction follows a correction, a retraction a retraction; anything else, a text that has it all
        (decision 0006: by whoever spoke first, not by the leader alone).
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


def context_of(
    rules: Rules, version: Version, own: Sequence[Version], others: Sequence[Member]
) -> ClusterContext:
    """Return what the other stories of a cluster add to a story.

    Args:
        rules: what is watched.
        version: the story's newest, which is about to be told.
        own: its earlier versions that put something right.
        others: the other stories of the cluster, as they stand at this moment.
    """
    if not others:
        return ClusterContext()
    before = sorted(
        (*own, *(one for other in others for one in other.corrections)), key=lambda v: v.first_seen
    )
    corrections = (*before, version)
    return ClusterContext(
        told=tuple(entry for other in others for entry in other.story.told),
        already_told=frozenset(key for other in others for key in _held(rules, other)),
        also_in=tuple(_also_in(other.story, uncorrected(corrections, other.latest)) for other in others),
        latest=tuple(other.latest for other in others),
    )


def _held(rules: Rules, other: Member) -> Iterator[WatchKey]:
    """Yield the watches that another story's text holds and that cover its feed."""
    feed = rules.feeds.get(other.story.feed)
    if feed is None:
        return
    for mention in rules.mentions(other.latest.draft):
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
