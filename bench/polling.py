"""CPU of a poll: the daemon's own, by the process clock; the feeds are served by another process."""

import asyncio
import gc
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from time import process_time

import feedparser
import uvloop

from bench.feeds import Desk
from bench.figure import MS, Baseline, Figure
from bench.newsroom import CLOSE, PLAIN, Newsroom, newsroom
from bench.service import Process
from monitor.app import App, build
from monitor.config.load import load
from monitor.telemetry import set_up_logging
from tests.servers.clock import SteppedClock

FEEDS = 10
SETTINGS = """\
store: {{url: embedded, data_dir: "{data}"}}
poll: {{every: 60s, allow_private: [127.0.0.0/8], per_host: {feeds}}}
"""
WATCHLIST = """\
watchlist: Bench
people: [Ilse Marrow, Karin Brandt, Oleg Sawyer]
topics:
  - {name: Ceasefire, any: [ceasefire, truce, armistice]}
"""


class Room:
    """An app with ten feeds, and the desks that write them."""

    def __init__(self, app: App, clock: SteppedClock, served: Newsroom) -> None:
        self.app = app
        self.clock = clock
        self.served = served
        self.desks = [Desk(f"bench-{number}", seed=number) for number in range(FEEDS)]

    async def publish(self, *flags: str) -> None:
        """Put every desk's document where the app will ask for it."""
        for desk in self.desks:
            await self.served.put(desk.feed, desk.document, *flags)

    @property
    def store(self) -> Process:
        """The embedded store's process."""
        server = self.app.store.server
        if server is None or server.process is None:
            raise AssertionError("the bench runs on an embedded store")
        return Process(server.process.pid)

    async def turn(self) -> tuple[float, float]:
        """Poll every feed once. Returns CPU seconds of one poll, ours with the claim's share, and the store's."""
        self.clock.step(70)
        gc.collect()
        store, began = self.store.cpu_exact, process_time()
        polled = await self.app.poller.poll_due()
        await self.app.poller.drain()
        spent = process_time() - began
        if polled != FEEDS:
            raise AssertionError(f"{polled} of {FEEDS} feeds were due")
        return spent / FEEDS, (self.store.cpu_exact - store) / FEEDS


def measure(*, quick: bool) -> list[Figure]:
    """Return CPU ms of a poll: first, not modified, the same bytes, a tenth changed, all new."""
    set_up_logging("error")
    return uvloop.run(_measure(repeats=2 if quick else 9))


async def _measure(repeats: int) -> list[Figure]:
    async with _room() as room:
        document = room.desks[0].document
        whole = Baseline(
            f"feedparser alone, {len(document) / 1000:.0f} kB", await _feedparser(document, repeats) * MS
        )
        await room.publish()
        first = await room.turn()

        async def nothing() -> None: ...

        async def plain() -> None:
            await room.publish(PLAIN)

        async def closing() -> None:
            await room.publish(CLOSE)

        async def moved() -> None:
            for desk in room.desks:
                desk.move_on()
            await room.publish()

        async def renewed() -> None:
            for desk in room.desks:
                desk.renew()
            await room.publish()

        taken = {
            "304": await _median(room, nothing, repeats),
            "same bytes": await _median(room, plain, repeats, settle=True),
            "304 on a new connection": await _median(room, closing, repeats, settle=True),
            "3 of 30 new or changed": await _median(room, moved, repeats),
            "all 30 new": await _median(room, renewed, max(2, repeats // 3)),
            "first poll of a feed": first,
        }
        figures = []
        for name, (ours, store) in taken.items():
            figures.append(Figure("poll", name, ours * MS, "ms CPU", whole))
            figures.append(Figure("poll", f"{name}, the store", store * MS, "ms CPU", whole))
        return figures


async def _median(
    room: Room, before: Callable[[], Awaitable[None]], repeats: int, *, settle: bool = False
) -> tuple[float, float]:
    """Return the medians of `repeats` turns, `before` each; `settle`: a turn before that does not count."""
    if settle:
        await before()
        await room.turn()
    taken = []
    for _ in range(repeats):
        await before()
        taken.append(await room.turn())
    return median(ours for ours, _ in taken), median(store for _, store in taken)


async def _feedparser(document: bytes, repeats: int) -> float:
    """Return CPU seconds of the whole parse by the library most readers use."""

    def parse() -> float:
        began = process_time()
        feedparser.parse(document)
        return process_time() - began

    await asyncio.sleep(0)
    return median(parse() for _ in range(2 * repeats))


@asynccontextmanager
async def _room() -> AsyncIterator[Room]:
    with tempfile.TemporaryDirectory(prefix="ww-bench-") as name:
        folder = Path(name)
        clock = SteppedClock()
        async with newsroom() as served:
            _write(folder, served.url)
            app = await build(load(folder, {}), clock)
            await app.prepare()
            try:
                yield Room(app, clock, served)
            finally:
                await app.stop()


def _write(folder: Path, url: str) -> None:
    rows = "".join(f"  - {{id: bench-{number}, url: {url}/bench-{number}.xml}}\n" for number in range(FEEDS))
    (folder / "wirewatch.yaml").write_text(
        SETTINGS.format(data=folder / "data", feeds=FEEDS), encoding="utf-8"
    )
    for place, text in (("feeds", f"feeds:\n{rows}"), ("watchlists", WATCHLIST)):
        (folder / place).mkdir()
        (folder / place / "bench.yaml").write_text(text, encoding="utf-8")
