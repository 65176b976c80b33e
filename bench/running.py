"""The service at five hundred feeds: memory at start, after two rounds and then per round; CPU at rest."""

import asyncio
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import uvloop

from bench.feeds import ENTRIES, Desk
from bench.figure import Baseline, Figure
from bench.newsroom import Newsroom, newsroom
from bench.service import Service, service
from monitor.clock import SystemClock

MIB = 2**20
SETTINGS = """\
store: {{url: embedded, data_dir: "{folder}/data"}}
poll: {{every: {every}, at_most_every: 1s, allow_private: [127.0.0.0/8], per_host: 32, first_poll_alerts: 0s}}
web: {{listen: 127.0.0.1:0}}
log: {{level: error, format: json}}
"""
WATCHLIST = """\
watchlist: Bench
people: [Ilse Marrow, Karin Brandt, Oleg Sawyer]
topics:
  - {name: Ceasefire, any: [ceasefire, truce, armistice]}
"""
IMPORTS = (
    "import aiohttp, redis.asyncio, feedparser, apscheduler.schedulers.asyncio, structlog;"
    "print(open('/proc/self/statm').read().split()[1])"
)
PATIENCE = 180.0  # seconds for one round


def measure(*, quick: bool) -> list[Figure]:
    """Return memory and CPU of a real `wirewatch run`."""
    return uvloop.run(_measure(feeds=20 if quick else 500, rounds=1 if quick else 3, rest=2 if quick else 10))


async def _measure(feeds: int, rounds: int, rest: float) -> list[Figure]:
    bare = Baseline("Python with the same five libraries, idle", _bare() / MIB)
    with tempfile.TemporaryDirectory(prefix="ww-bench-") as name:
        folder = Path(name)
        async with newsroom() as served:
            await _publish(served, feeds)
            _write(folder, served.url, feeds, every="5s")
            began = perf_counter()
            async with service(folder) as running:
                start = running.daemon.resident / MIB
                await served.polled(feeds, 2)
                reading = perf_counter() - began
                after, store = running.daemon.resident / MIB, running.store.resident / MIB
                grown = await _growth(running, served, feeds, rounds)
                _settings(folder, every="1h")
                idle, store_idle = await _rest(running, served, rest)
    size = f"{feeds} feeds of {ENTRIES} entries"
    return [
        Figure("memory", "service at start", start, "MB", bare),
        Figure(
            "memory",
            "service after two rounds",
            after,
            "MB",
            bare,
            f"{size}, polled twice in {reading:.0f} s",
        ),
        Figure(
            "memory", "growth per further round", grown / 1024, "kB", note=f"mean of {rounds} rounds of 304s"
        ),
        Figure("memory", "embedded store after two rounds", store, "MB", note=f"{feeds * ENTRIES:,} stories"),
        Figure(
            "memory", "idle CPU of the service", idle * 100, "%", note=f"no feed due, {rest:g} s, of one core"
        ),
        Figure("memory", "idle CPU of the store", store_idle * 100, "%"),
    ]


async def _publish(served: Newsroom, feeds: int) -> None:
    now = SystemClock().now()
    for number in range(feeds):
        desk = Desk(f"bench-{number}", seed=number, at=now)
        await served.put(desk.feed, desk.document)


async def _growth(running: Service, served: Newsroom, feeds: int, rounds: int) -> float:
    """Return bytes of growth per round, after one more round that does not count."""
    seen = min((await served.asked()).values())
    await served.polled(feeds, seen + 1)
    before = running.daemon.resident
    await served.polled(feeds, seen + 1 + rounds)
    return (running.daemon.resident - before) / rounds


async def _rest(running: Service, served: Newsroom, seconds: float) -> tuple[float, float]:
    """Return the CPU share of service and store while nothing is due."""
    quiet = 0
    last: dict[str, int] = {}
    async with asyncio.timeout(PATIENCE):
        while quiet < 4:  # the new interval holds from each feed's next poll on
            await asyncio.sleep(1)
            asked = await served.asked()
            quiet, last = (quiet + 1, asked) if asked == last else (0, asked)
    before = running.daemon.cpu, running.store.cpu
    began = perf_counter()
    await asyncio.sleep(seconds)
    passed = perf_counter() - began
    return (running.daemon.cpu - before[0]) / passed, (running.store.cpu - before[1]) / passed


def _bare() -> int:
    """Return the bytes that Python and the libraries the product was asked to stand on hold by themselves."""
    said = subprocess.run([sys.executable, "-c", IMPORTS], check=True, capture_output=True)  # noqa: S603 - ourselves
    return int(said.stdout) * os.sysconf("SC_PAGE_SIZE")


def _write(folder: Path, url: str, feeds: int, every: str) -> None:
    _settings(folder, every)
    rows = "".join(f"  - {{id: bench-{number}, url: {url}/bench-{number}.xml}}\n" for number in range(feeds))
    for place, text in (("feeds", f"feeds:\n{rows}"), ("watchlists", WATCHLIST)):
        (folder / place).mkdir()
        (folder / place / "bench.yaml").write_text(text, encoding="utf-8")


def _settings(folder: Path, every: str) -> None:
    (folder / "wirewatch.yaml").write_text(SETTINGS.format(folder=folder, every=every), encoding="utf-8")
