"""All that is known before a document's entries are decided, and how it grows with each decision.

It grows because entries of one document meet one another: a flash and its lead under two ids, the same copy
twice. The second is decided as if the first were committed already. Should the first then be refused by the store, the
second is refused with it (its expected version is not there), and both are decided again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from monitor.identity.known import Known
from monitor.identity.similar import Likeness
from monitor.model.page import PageRecord
from monitor.model.story import Story, Version
from monitor.recording.rules import Rules


@dataclass(frozen=True, slots=True)
class KeyOwner:
    """The story that owns an identity key, and the content hash this source last showed under it ("": never)."""

    story: str
    seen: str


def owner_of(owners: Iterable[KeyOwner | None]) -> KeyOwner | None:
    """Return whoever owns the most trusted key, with what the source last showed under any of its keys."""
    known = [owner for owner in owners if owner is not None]
    if not known:
        return None
    return next((one for one in known if one.seen and one.story == known[0].story), known[0])


@dataclass(frozen=True, slots=True)
class Member:
    """A story of a cluster: its head, its newest version, and those of its versions that put something right."""

    story: Story
    latest: Version
    corrections: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What is known when one observation is decided.

    Attributes:
        rules: What is watched, and who is told.
        owners: Who owns the observation's identity keys, in the order of the keys; None: nobody.
        stories: The stories that may matter, with their newest versions.
        alike: Stories whose text is like the observed one, the likeliest first.
        clusters: By the leader's id, the stories of a cluster, the leader first.
        pages: By story, what is remembered of its page; those that are not watched are left out.
        id_prefix: How ids of this agency's stories begin: it says in which partition they are kept.
    """

    rules: Rules
    owners: tuple[KeyOwner | None, ...] = ()
    stories: Mapping[str, Known] = field(default_factory=dict)
    alike: tuple[Likeness, ...] = ()
    clusters: Mapping[str, tuple[Member, ...]] = field(default_factory=dict)
    pages: Mapping[str, PageRecord] = field(default_factory=dict)
    id_prefix: str = "00"

    @property
    def owner(self) -> KeyOwner | None:
        """Whoever owns the most trusted key that is known."""
        return owner_of(self.owners)

    @property
    def owned_by(self) -> Known | None:
        """The owner's story; None when nobody owns a key, or the owner is gone."""
        return self.stories.get(self.owner.story) if self.owner else None

    def others_of(self, story: Story) -> tuple[Member, ...]:
        """Return the other stories of a story's cluster."""
        members = self.clusters.get(story.cluster or story.id, ())
        return tuple(member for member in members if member.story.id != story.id)

    def corrections_of(self, story: Story) -> tuple[Version, ...]:
        """Return the versions of a story that put something right."""
        members = self.clusters.get(story.cluster or story.id, ())
        return next((member.corrections for member in members if member.story.id == story.id), ())


def with_version(state: State, story: Story, version: Version) -> State:
    """Return the state once a version of a story is committed: what the document's next entry is decided by."""
    cluster = story.cluster or story.id
    known = state.corrections_of(story)
    corrections = {story.id: (*known, version) if version.number in story.corrected else known}
    others = [member for member in state.clusters.get(cluster, ()) if member.story.id != story.id]
    corrections |= {member.story.id: member.corrections for member in others}
    together = [*(Known(one.story, one.latest) for one in others), Known(story, version)]
    return replace(
        state,
        stories={**state.stories, story.id: Known(story, version)},
        clusters={**state.clusters, cluster: members_of(cluster, together, corrections)},
    )


def members_of(
    leader: str, known: Iterable[Known], corrections: Mapping[str, tuple[Version, ...]]
) -> tuple[Member, ...]:
    """Return the members of a cluster, its leader first, then by when each was first seen."""
    ordered = sorted(known, key=lambda one: (one.story.id != leader, one.story.first_seen))
    return tuple(Member(one.story, one.latest, corrections.get(one.story.id, ())) for one in ordered)
