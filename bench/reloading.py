"""What the event loop feels of a reload: a task wants its turn every millisecond, and stories are matched meanwhile.

The watchlists are compiled in a thread, the matcher is swapped, the old one is let go of in a thread: as
`App.reload` does it, and with its switch interval.
"""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle
from time import perf_counter, process_time

import uvloop

from bench.figure import MS, Baseline, Figure
from bench.words import Copy
from monitor.app import SWITCH
from monitor.match.compile import Matcher, compile_watchlists
from monitor.match.release import release
from monitor.model.watch import Watchlist

TICK = 0.001
BETWEEN_STORIES = 0.002
SETTLE = 0.5


@dataclass(slots=True)
class _Loop:
    """A loop at work: the matcher it uses, and how long its ticks kept it waiting: wall seconds, CPU seconds."""

    matcher: Matcher
    gaps: list[tuple[float, float]] = field(default_factory=list)

    async def tick(self) -> None:
        """Ask for a turn every millisecond, and note when it came, and what this process did meanwhile."""
        began, worked = perf_counter(), process_time()
        while True:
            await asyncio.sleep(TICK)
            now, work = perf_counter(), process_time()
            self.gaps.append((now - began, work - worked))
            began, worked = now, work

    async def match(self, stories: Sequence[Copy]) -> None:
        """Match stories one after the other."""
        for story in cycle(stories):
            self.matcher.mentions(story.headline, story.paragraphs)
            await asyncio.sleep(BETWEEN_STORIES)

    async def reload(self, watchlist: Watchlist) -> None:
        """Compile, swap, and let go of the old matcher."""
        compiled = await asyncio.to_thread(compile_watchlists, (watchlist,))
        replaced = [self.matcher]
        self.matcher = compiled
        await asyncio.to_thread(release, replaced)

    def longest(self) -> tuple[float, float]:
        """Return the longest gap and the most CPU time in one since the last asking, in seconds; forget them."""
        gaps, self.gaps = self.gaps, []
        return max(gap for gap, _ in gaps), max(cpu for _, cpu in gaps)


async def _watch(watchlist: Watchlist, stories: Sequence[Copy], reloads: int) -> list[tuple[float, float]]:
    """Return the longest gaps without a reload, and of each reload."""
    loop = _Loop(compile_watchlists((watchlist,)))
    tasks = [asyncio.create_task(loop.tick()), asyncio.create_task(loop.match(stories))]
    await asyncio.sleep(SETTLE)
    loop.gaps.clear()
    await asyncio.sleep(2 * SETTLE)
    found = [loop.longest()]
    for _ in range(reloads):
        await loop.reload(watchlist)
        await asyncio.sleep(0.1)
        found.append(loop.longest())
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return found


def stalls(watchlist: Watchlist, stories: Sequence[Copy], reloads: int) -> list[Figure]:
    """Return the longest that a reload kept the loop from its turn, of several reloads the worst."""
    terms = sum(1 + len(person.aliases) for person in watchlist.people)
    terms += sum(len(topic.any) for topic in watchlist.topics)
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)
    try:
        (idle, idle_cpu), *found = uvloop.run(_watch(watchlist, stories, reloads))
    finally:
        sys.setswitchinterval(before)
    wall, cpu = (max(values) * MS for values in zip(*found, strict=True))
    note = f"worst of {reloads} reloads of {terms:,} terms"
    none = "without a reload"
    return [
        Figure("match", "longest stall, reloading", wall, "ms", Baseline(none, idle * MS), note),
        Figure(
            "match", "our CPU in a stall", cpu, "ms", Baseline(none, idle_cpu * MS), "neighbours left out"
        ),
    ]
