"""The service as its operator runs it, in a process of its own, and what the kernel says of it."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

READY = b"Wirewatch is at "
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Process:
    """A process seen from outside, by Linux's /proc."""

    pid: int

    @property
    def resident(self) -> int:
        """Bytes of memory it holds (RSS)."""
        pages = int(self._file("statm").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    @property
    def cpu(self) -> float:
        """CPU seconds it has used, user and system."""
        fields = self._file("stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def cpu_exact(self) -> float:
        """CPU seconds its main thread has used, to the nanosecond: what `cpu` tells in ticks of ten milliseconds."""
        return int(self._file("schedstat").split()[0]) / 1e9

    @property
    def children(self) -> tuple["Process", ...]:
        """Its child processes."""
        threads = Path(f"/proc/{self.pid}/task").iterdir()
        found = (thread.joinpath("children").read_text(encoding="ascii").split() for thread in threads)
        return tuple(Process(int(child)) for children in found for child in children)

    @property
    def name(self) -> str:
        """The name of its program."""
        return self._file("comm").strip()

    def _file(self, name: str) -> str:
        return Path(f"/proc/{self.pid}/{name}").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Service:
    """A running service and its embedded store."""

    daemon: Process
    store: Process


@asynccontextmanager
async def service(folder: Path, **environ: str) -> AsyncIterator[Service]:
    """Run `wirewatch run --config FOLDER` for as long as the block lasts; it is ready when the block begins."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "monitor", "run", "--config", str(folder),
        env={**os.environ, **environ}, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said = await _until_ready(process)
    drain = asyncio.create_task(said.read())
    try:
        daemon = Process(process.pid)
        store = next(child for child in daemon.children if "valkey" in child.name or "redis" in child.name)
        yield Service(daemon, store)
    finally:
        process.terminate()
        await process.wait()
        await drain


async def _until_ready(process: asyncio.subprocess.Process) -> asyncio.StreamReader:
    if process.stdout is None:
        raise AssertionError("its output is a pipe")
    heard = b""
    while line := await process.stdout.readline():
        heard += line
        if READY in line:
            return process.stdout
    raise AssertionError(heard.decode(errors="replace"))
