"""Identity: what it costs to say which story a text is, however many are known."""

import gc
import os
from datetime import timedelta
from pathlib import Path
from statistics import mean

from bench.figure import US, Baseline, Figure, seconds_over
from bench.words import MORNING, Copy, Writer, draft_of, replaced
from monitor.identity.decide import Known, decide
from monitor.identity.keys import content_hash, identity_keys
from monitor.identity.similar import Sketch, SketchIndex, sketch_of
from monitor.model.story import Draft, Story, Version

WORDS = 300
WRITTEN = (
    4000  # stories written in full; beyond, sketches are recombined from theirs: writing 100k takes a minute
)
NOW = MORNING + timedelta(hours=1)
"""All stories were seen an hour ago."""


class Library:
    """Known stories: those written in full can be looked up, the others only stand in the index's way."""

    def __init__(self, written: int) -> None:
        self.writer = Writer(31)
        self.index = SketchIndex()
        self.known: dict[str, Known] = {}
        self.copies: list[Copy] = []
        self.sketches: list[Sketch] = []
        for number in range(written):
            copy = self.writer.copy(WORDS)
            draft = draft_of(copy, f"g{number}", agency=f"agency{number % 40}")
            known = _known(draft, f"{number % 16:02x}{number:014x}")
            sketch = sketch_of(draft)
            self.known[known.story.id] = known
            self.copies.append(copy)
            self.sketches.append(sketch)
            self.index.add(known.story.id, sketch)

    def grow(self, size: int) -> None:
        """File more sketches: three marks in four are new, the fourth stands in some written story."""
        random = self.writer.random
        common = [mark for sketch in self.sketches for mark in sketch.marks]
        for number in range(len(self.index), size):
            one = random.choice(self.sketches)
            marks = {
                random.choice(common) if random.random() < 1 / 4 else random.getrandbits(28) * 16
                for _ in one.marks
            }
            headline = tuple(sorted(random.getrandbits(32) for _ in one.headline))
            self.index.add(
                f"{number % 16:02x}{number:014x}",
                Sketch(one.every, tuple(sorted(marks)), headline, one.words),
            )


def measure(*, quick: bool) -> list[Figure]:
    """Return µs per story at two sizes of the index, and bytes per story."""
    before = _resident()
    library = Library(300 if quick else WRITTEN)
    sizes = (1000, 3000) if quick else (10_000, 100_000)
    cases = _cases(library, 40 if quick else 400)
    baseline = Baseline("sketching alone (no index)", mean(seconds_over(sketch_of, cases)) * US)
    figures = []
    for size in sizes:
        library.grow(size)
        taken = mean(seconds_over(lambda draft: identify(library, draft), cases))
        figures.append(Figure("identity", f"one story among {size:,}", taken * US, "µs", baseline))
    weight = mean(len(sketch.to_bytes()) for sketch in library.sketches)
    figures.append(Figure("identity", "bytes per sketch in the store", weight, "B"))
    gc.collect()
    held = (_resident() - before) / len(library.index)
    note = f"{len(library.index):,} stories, with the {len(library.known):,} texts of this bench"
    figures.append(Figure("identity", "memory per story in the index", held, "B", note=note))
    return figures


def identify(library: Library, draft: Draft) -> object:
    """Do everything that is done to say which story a draft is, but for asking the store."""
    identity_keys(draft)
    content_hash(draft)
    likely = library.index.alike(sketch_of(draft))
    alike = [(library.known[like.story], like) for like in likely if like.story in library.known]
    return decide(draft, None, alike, NOW)


def _cases(library: Library, count: int) -> list[Draft]:
    """Return eight new stories in ten, one copy by another agency, one update under a new guid."""
    cases = []
    for number in range(count):
        known = library.copies[number]
        kind = number % 10
        copy = library.writer.copy(WORDS)
        if kind == 8:
            copy = known
        elif kind == 9:
            copy = Copy(known.headline, replaced(known.paragraphs, 1, library.writer.sentence()))
        agency = f"agency{number % 40}" if kind == 9 else "elsewhere"
        cases.append(draft_of(copy, f"new{number}", agency))
    return cases


def _known(draft: Draft, story_id: str) -> Known:
    digest = content_hash(draft)
    seen = NOW - timedelta(hours=1)
    story = Story(
        id=story_id,
        agency=draft.agency,
        feed=draft.feed,
        guid=draft.guid,
        url=draft.url,
        headline=draft.headline,
        version=1,
        content_hash=digest,
        first_seen=seen,
        version_seen=seen,
        cluster=story_id,
    )
    return Known(story, Version(story_id, 1, seen, digest, draft))


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
