"""A real embedded server for tests: started once, flushed between tests, killable."""

import asyncio
import contextlib
import os
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from monitor.clock import Clock
from monitor.store.address import open_socket
from monitor.store.connection import Connection
from monitor.store.embedded import EmbeddedServer
from monitor.store.store import Store, StoreOptions, open_store


class StoreServer:
    """A real server in a directory of its own, whatever event loop the tests run in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = EmbeddedServer(folder)

    @property
    def url(self) -> str:
        return f"unix://{self.server.socket}"

    def start(self) -> None:
        asyncio.run(self.server.start())

    def stop(self) -> None:
        asyncio.run(self.server.stop())

    def kill(self) -> None:
        """Kill the server as `kill -9` does, and wait until it is gone."""
        process = self.server.process
        assert process is not None
        os.kill(process.pid, signal.SIGKILL)
        process.wait()

    async def restart(self) -> None:
        """Start it again on what it had written."""
        await self.server.start()

    async def flush(self) -> None:
        """Empty it, started again first if a test killed it."""
        await self.server.start()
        connection = Connection(open_socket(str(self.server.socket)))
        await connection.command("FLUSHALL")
        await connection.close()

    @asynccontextmanager
    async def store(self, clock: Clock, **options: object) -> AsyncIterator[Store]:
        """Open a Store on this server, as an external one; `options` are fields of StoreOptions."""
        store = await open_store(StoreOptions(url=self.url, **options), clock)  # type: ignore[arg-type] # test sugar
        try:
            yield store
        finally:
            await store.close()


@contextmanager
def store_server() -> Iterator[StoreServer]:
    """Run a server in a short temporary directory: the body of a session fixture.

    with store_server() as server: yield server
    """
    folder = Path(tempfile.mkdtemp(prefix="ww-"))
    server = StoreServer(folder)
    server.start()
    try:
        yield server
    finally:
        with contextlib.suppress(ProcessLookupError):
            server.stop()
        shutil.rmtree(folder)
