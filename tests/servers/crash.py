"""Kills a service at one chosen I/O boundary: every exchange with the store, the agency or the desk counts.

The service under test is a process of its own that takes one turn (poll, deliver). Its store is reached through
a relay here; the relay, the agency and the desk announce each exchange, before it has an effect and after it.
"""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from monitor.app import build
from monitor.config.load import load
from tests.servers.clock import SteppedClock

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["monitor.app", "tests.servers.clock"])
CHUNK = 1 << 20


class Victim:
    """A service process, killed when boundary number `at` is reached; -1 lets it live and only counts."""

    def __init__(self, at: int = -1) -> None:
        self.at = at
        self.passed: list[str] = []
        self.process: multiprocessing.process.BaseProcess | None = None

    async def boundary(self, name: str) -> None:
        """Announce an exchange; the kill happens here, and whoever announced it goes no further."""
        number = len(self.passed)
        self.passed.append(name)
        if number == self.at and self.process is not None and self.process.pid is not None:
            os.kill(self.process.pid, signal.SIGKILL)
            raise ConnectionAbortedError(name)

    async def take_turn(self, folder: Path, environ: Mapping[str, str], now: datetime) -> int | None:
        """Run one turn in a process of its own. Returns its exit code, -9 when it was killed."""
        self.process = FORKS.Process(target=turn, args=(folder, dict(environ), now))
        self.process.start()
        await asyncio.to_thread(self.process.join)
        return self.process.exitcode


def turn(folder: Path, environ: Mapping[str, str], now: datetime) -> None:
    """Poll what is due, visit the pages that are due, deliver what is due, once, and end without ceremony."""

    async def take() -> None:
        app = await build(load(folder, environ), SteppedClock(now))
        await app.prepare()
        await app.poller.poll_due()
        await app.poller.drain()
        while await app.pages.visit_due():
            await app.pages.drain()
        while await app.dispatcher.dispatch_due():
            await app.dispatcher.drain()

    asyncio.run(take())


class Relay:
    """A unix socket in front of the store's: passes everything on, and announces each exchange twice."""

    def __init__(self, folder: Path, target: str) -> None:
        self.path = folder / "r"
        self.target = target
        self.victim = Victim()
        self._server: asyncio.Server | None = None
        self._relays: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        return f"unix://{self.path}"

    async def start(self) -> None:
        self._server = await asyncio.start_unix_server(self._relay, self.path, limit=CHUNK)

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        for relay in self._relays:
            relay.cancel()
        await asyncio.gather(*self._relays, return_exceptions=True)

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        me = asyncio.current_task()
        assert me is not None
        self._relays.add(me)
        me.add_done_callback(self._relays.discard)
        store_reader, store_writer = await asyncio.open_unix_connection(self.target, limit=CHUNK)
        directions = [
            asyncio.create_task(self._pass(reader, store_writer, "asked")),
            asyncio.create_task(self._pass(store_reader, writer, "answered")),
        ]
        try:  # when one end goes, so does the other
            await asyncio.wait(directions, return_when=asyncio.FIRST_COMPLETED)
        finally:  # aborted before anything is awaited: a stop may cancel us here
            for end in (writer, store_writer):
                end.transport.abort()
            for direction in directions:
                direction.cancel()
            await asyncio.gather(*directions, return_exceptions=True)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, name: str) -> None:
        while data := await reader.read(CHUNK):
            await self.victim.boundary(f"store {name}")
            writer.write(data)
            await writer.drain()
