"""Which story a draft belongs to: what is known of the likely ones is fetched, and the pure decision made.

The index of sketches is in this process. It is filled from the store at start, kept by every commit made here,
and follows the journals for what other replicas commit.
"""

from collections.abc import Sequence

from monitor.clock import Clock
from monitor.identity.decide import Identity, Known, decide
from monitor.identity.similar import Likeness, Sketch, SketchIndex
from monitor.model.story import Draft, Story
from monitor.store.store import Store

FOLLOW = 1000  # journal records taken in at once
ALIKE = 5  # stories looked at when no key is known


class Identifier:
    """Knows the stories by their text."""

    def __init__(self, *, clock: Clock, store: Store, index: SketchIndex) -> None:
        self._clock = clock
        self._store = store
        self._index = index
        self._followed: dict[int, str] = {}

    async def load(self) -> int:
        """Fill the sketch index from the store. Returns how many stories it knows."""
        count, self._followed = 0, dict(await self._store.journal.ends())
        async for story, blob in self._store.stories.sketches():
            self._index.add(story, Sketch.from_bytes(blob))
            count += 1
        return count

    async def follow(self) -> None:
        """Take in what other replicas committed since the last look, so that their stories are known here."""
        records = await self._store.journal.tail(self._followed, FOLLOW)
        self._followed = {**self._followed, **{record.partition: record.message_id for record in records}}
        stories = tuple(dict.fromkeys(record.story for record in records))
        for story, blob in zip(stories, await self._store.stories.sketch(stories), strict=True):
            if blob:
                self._index.add(story, Sketch.from_bytes(blob))

    def remember(self, story: Story, sketch: Sketch) -> None:
        """Know a story by its newest text."""
        self._index.add(story.id, sketch)

    async def whose(self, draft: Draft, sighted: str | None, sketch: Sketch) -> tuple[Identity, Known | None]:
        """Say which story a draft belongs to.

        Args:
            draft: what a feed shows.
            sighted: the story that owns one of its keys, None when none does.
            sketch: of the draft.

        Returns:
            The decision, and the story with its newest version; None for a new one.
        """
        alike = await self._alike(sketch)
        first = (await self.known([sighted]))[0] if sighted else None
        identity = decide(draft, first, alike, self._clock.now())
        if identity.story is None:
            return identity, None
        at_hand = {known.story.id: known for known, _ in alike} | ({first.story.id: first} if first else {})
        return identity, at_hand.get(identity.story) or (await self.known([identity.story]))[0]

    async def copied(self, draft: Draft, agency: str, sketch: Sketch) -> Identity:
        """Say whose copy a story of `agency` is, judged by this text of it."""
        foreign = [like for like in await self._alike(sketch) if like[0].story.agency != agency]
        return decide(draft, None, foreign, self._clock.now())

    async def _alike(self, sketch: Sketch) -> list[tuple[Known, Likeness]]:
        """Return the stories whose text is like this one; those that are gone leave the index."""
        likenesses = self._index.alike(sketch, ALIKE)
        alike: list[tuple[Known, Likeness]] = []
        for likeness, known in zip(
            likenesses, await self.known([one.story for one in likenesses]), strict=True
        ):
            if known is None:
                self._index.discard(likeness.story)
            else:
                alike.append((known, likeness))
        return alike

    async def known(self, stories: Sequence[str]) -> tuple[Known | None, ...]:
        """Return these stories with their newest versions, None for those that are gone. Two round trips."""
        if not stories:
            return ()
        heads = await self._store.stories.get(stories)
        versions = await self._store.stories.newest(stories)
        return tuple(
            Known(head, version) if head and version else None
            for head, version in zip(heads, versions, strict=True)
        )
