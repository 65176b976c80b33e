"""The company a story keeps: the other stories of its cluster, and who was told through them."""

from dataclasses import dataclass

from monitor.model.alert import AlsoIn
from monitor.model.story import Draft, Story, Told
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
        leader: the latest text of the story this one copies, None when it copies none.
    """

    told: tuple[Told, ...] = ()
    spoken: frozenset[WatchKey] = frozenset()
    also_in: tuple[AlsoIn, ...] = ()
    leader: Draft | None = None


async def company_of(store: Store, rules: Rules, story: Story) -> Company:
    """Gather the company of `story` (as it will stand) from the store."""
    others = [member for member in await store.stories.cluster(story.cluster) if member.id != story.id]
    if not others:
        return Company()
    spoken: set[WatchKey] = set()
    leader = None
    for other in others:
        latest = await store.stories.version(other.id)
        if latest is None:
            continue
        leader = latest.draft if other.id == story.copy_of else leader
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
        leader=leader,
    )
