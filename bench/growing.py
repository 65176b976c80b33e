"""Whether a poll costs more as more is watched and stored: CPU of a feed among few feeds, and among very many."""

import asyncio
import gc
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import process_time

import uvloop

from bench.feeds import ENTRIES, Desk
from bench.figure import MS, Baseline, Figure
from bench.newsroom import newsroom
from bench.service import Process
from monitor.app import App, build
from monitor.config.load import load
from monitor.telemetry import set_up_logging
from tests.servers.clock import SteppedClock

Put = Callable[[str, bytes], Awaitable[None]]
GROUP = 200  # feeds measured at a time
SETTINGS = """\
store: {{url: embedded, data_dir: "{data}"}}
poll: {{every: 60s, allow_private: [127.0.0.0/8], per_host: 64}}
"""
WATCHLIST = "watchlist: Bench\npeople: [Ilse Marrow, Karin Brandt, Oleg Sawyer]\n"


def measure(*, quick: bool) -> list[Figure]:
    """Return CPU of first polls and of polls that bring one entry, for the first feeds and for the last."""
    set_up_logging("error")
    return uvloop.run(_measure(feeds=20 if quick else 5000, group=10 if quick else GROUP))


async def _measure(feeds: int, group: int) -> list[Figure]:
    async with _service(feeds) as (app, clock, desks, put):
        first = await _polls(app, clock, 0, group)
        early = await _tenth(app, clock, desks[:group], put)
        for start in range(group, feeds - group, group):
            await _polls(app, clock, start, group)
        last = await _polls(app, clock, feeds - group, group)
        late = await _tenth(app, clock, desks[:group], put)
        memory = Process(_me()).resident / 2**20
    size = f"{feeds} feeds, {feeds * ENTRIES:,} stories"
    few = f"the same at {group} feeds"
    return [
        Figure("grow", f"first poll at {size}", last * MS, "ms CPU", Baseline(few, first * MS)),
        Figure("grow", f"one entry of 30 at {size}", late * MS, "ms CPU", Baseline(few, early * MS)),
        Figure("grow", f"memory at {size}", memory, "MiB"),
    ]


def _me() -> int:
    return int(Path("/proc/self/stat").read_text(encoding="ascii").split()[0])


async def _polls(app: App, clock: SteppedClock, start: int, group: int) -> float:
    """Poll a group of feeds, and no others. Returns CPU seconds of one poll, the store's among them."""
    await app.store.feeds.register(app.config.feeds[start : start + group])
    clock.step(1)
    return await _cost(app, group)


async def _tenth(app: App, clock: SteppedClock, desks: list[Desk], put: Put) -> float:
    """Let feeds that were polled before bring one entry each, and poll them."""
    for desk in desks:
        desk.push()
        await put(desk.feed, desk.document)
    await app.store.feeds.register(())
    return await _polls(app, clock, 0, len(desks))


async def _cost(app: App, polls: int) -> float:
    gc.collect()
    server = app.store.server
    if server is None or server.process is None:
        raise AssertionError("the bench runs on an embedded store")
    store = Process(server.process.pid)
    began, stored, done = process_time(), store.cpu_exact, 0
    while done < polls:
        leases = await app.store.feeds.claim(min(100, polls - done))
        await asyncio.gather(*(app.poller.poll(lease) for lease in leases))
        done += len(leases)
    return (process_time() - began + store.cpu_exact - stored) / polls


@asynccontextmanager
async def _service(feeds: int) -> AsyncIterator[tuple[App, SteppedClock, list[Desk], Put]]:
    with tempfile.TemporaryDirectory(prefix="ww-bench-") as name:
        folder, clock = Path(name), SteppedClock()
        async with newsroom() as served:
            desks = [Desk(f"bench-{number}", seed=number) for number in range(feeds)]
            for desk in desks:
                await served.put(desk.feed, desk.document)
            _write(folder, served.url, feeds)
            app = await build(load(folder, {}), clock)
            await app.prepare()
            try:
                yield app, clock, desks, served.put
            finally:
                await app.stop()


def _write(folder: Path, url: str, feeds: int) -> None:
    rows = "".join(f"  - {{id: bench-{number}, url: {url}/bench-{number}.xml}}\n" for number in range(feeds))
    (folder / "wirewatch.yaml").write_text(SETTINGS.format(data=folder / "data"), encoding="utf-8")
    for place, text in (("feeds", f"feeds:\n{rows}"), ("watchlists", WATCHLIST)):
        (folder / place).mkdir()
        (folder / place / "bench.yaml").write_text(text, encoding="utf-8")
