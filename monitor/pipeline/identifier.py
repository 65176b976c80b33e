"""Knows the stories by their text: the index of sketches, kept true with the store.

It is filled from the store at start, kept by every commit made here, and follows the journals for what other replicas
commit. It answers likely stories; `recording/decide.py` reads their whole texts and says whose story a draft is.
"""

from collections.abc import Iterable, Mapping

from monitor.identity.similar import Likeness, Sketch, SketchIndex
from monitor.model.story import Story
from monitor.store.store import Store

FOLLOW = 1000  # journal records taken in at once
ALIKE = 5  # stories looked at when no key is known


class Identifier:
    """Knows the stories by their text."""

    def __init__(self, *, store: Store, index: SketchIndex) -> None:
        self._store = store
        self._index = index
        self._followed: dict[int, str] = {}
        self._own: set[tuple[str, int]] = set()  # committed here, and not met in the journals yet

    def __len__(self) -> int:
        """How many stories are known."""
        return len(self._index)

    async def load(self) -> int:
        """Fill the sketch index from the store. Returns how many stories it knows."""
        count, self._followed = 0, dict(await self._store.journal.ends())
        async for story, blob in self._store.stories.sketches():
            self._index.add(story, Sketch.from_bytes(blob))
            count += 1
        return count

    async def follow(self) -> None:
        """Take in what other replicas committed since the last look, so that their stories are known here."""
        more = True
        while more:
            records = await self._store.journal.tail(self._followed, FOLLOW)
            self._followed = {**self._followed, **{record.partition: record.message_id for record in records}}
            theirs = [one for one in records if (one.story, one.version) not in self._own]
            self._own.difference_update((one.story, one.version) for one in records)
            stories = tuple(dict.fromkeys(record.story for record in theirs))
            for story, blob in zip(stories, await self._store.stories.sketch(stories), strict=True):
                if blob:
                    self._index.add(story, Sketch.from_bytes(blob))
            more = len(records) == FOLLOW

    def alike(self, sketch: Sketch) -> tuple[Likeness, ...]:
        """Return the stories whose text is likely like this one."""
        return self._index.alike(sketch, ALIKE)

    def expect(self, story: str, sketch: Sketch) -> Sketch | None:
        """Know a story by this text from now on, though it is not committed yet; returns what to `put_back` if not."""
        before = self._index.get(story)
        self._index.add(story, sketch)
        return before

    def committed(self, story: Story) -> None:
        """Keep to the text that was expected of a story: it is committed, and the journal need not tell it."""
        self._own.add((story.id, story.version))

    def forget(self, stories: Iterable[str]) -> None:
        """Know these stories no longer; an unknown one is no error."""
        for story in stories:
            self._index.discard(story)

    def put_back(self, sketches: Mapping[str, Sketch | None]) -> None:
        """Know stories by these texts again, those of None not at all: what was expected of them did not come."""
        for story, sketch in sketches.items():
            if sketch is None:
                self._index.discard(story)
            else:
                self._index.add(story, sketch)
