"""The service as its operator runs it: a process of its own, real time, signals, a page."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

import aiohttp


class Daemon:
    """`wirewatch run --config DIR`; `out` collects what it printed."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        self.folder = folder
        self.environ = {**os.environ, **environ}
        self.environ.pop("PYTHONUNBUFFERED", None)  # what it says must come at once without
        self.out = b""
        self.page = ""
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._more = asyncio.Condition()

    async def start(self) -> None:
        """Start it and wait until its page answers that it is ready."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "monitor", "run", "--config", str(self.folder),
            env=self.environ, cwd=self.folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        found = asyncio.Event()
        self._reading = asyncio.create_task(self._read(found))
        async with asyncio.timeout(30):
            await found.wait()
        assert self.page, self.out.decode()
        assert (await self.get("/readyz"))[0] == 200

    async def get(self, path: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(self.page + path) as response:
            return response.status, await response.text()

    async def post(self, path: str) -> int:
        async with aiohttp.ClientSession() as session, session.post(self.page + path) as response:
            return response.status

    async def terminate(self) -> int:
        """SIGTERM. Returns the exit code."""
        return await self._end(signal.SIGTERM)

    async def kill(self) -> int:
        """SIGKILL, and its store goes with it."""
        return await self._end(signal.SIGKILL)

    def kill_store(self) -> None:
        """SIGKILL the embedded server, the daemon's child."""
        assert self._process is not None
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text(
            encoding="ascii"
        )
        for child in children.split():
            if "valkey" in Path(f"/proc/{child}/cmdline").read_text(encoding="utf-8"):
                os.kill(int(child), signal.SIGKILL)
                return
        raise AssertionError("no store among the daemon's children")

    def hang_up(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGHUP)

    async def said(self, words: str) -> None:
        """Wait until the service has printed these words."""
        async with asyncio.timeout(30), self._more:
            await self._more.wait_for(lambda: words.encode() in self.out)

    async def _end(self, number: signal.Signals) -> int:
        assert self._process is not None
        assert self._reading is not None
        if self._process.returncode is None:
            self._process.send_signal(number)
        code = await self._process.wait()
        await self._reading
        return code

    async def _read(self, found: asyncio.Event) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        while line := await self._process.stdout.readline():
            self.out += line
            if b"Wirewatch is at " in line:
                self.page = line.split(b"Wirewatch is at ")[1].strip().decode()
                found.set()
            async with self._more:
                self._more.notify_all()
        found.set()
