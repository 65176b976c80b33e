"""`run` in a process of its own, on an embedded store: started, asked, reloaded and stopped by signals."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from monitor.demo.newsroom import Item, Newsroom
from tests.cli.conftest import Call

SETTINGS = """\
store: {{url: embedded, data_dir: {data}}}
poll: {{every: 1s, at_most_every: 1s, allow_private: [127.0.0.0/8]}}
web: {{listen: 127.0.0.1:0}}
"""
PATIENCE = 20.0  # seconds until a test gives up; nothing waits so long


class Daemon:
    """A running `wirewatch run`."""

    def __init__(self, process: Process, folder: Path) -> None:
        self.process = process
        self.folder = folder

    @classmethod
    async def start(cls, folder: Path) -> "Daemon":
        words = ("-m", "monitor", "run", "--config", str(folder))
        process = await asyncio.create_subprocess_exec(sys.executable, *words, stdout=PIPE, stderr=PIPE)
        return cls(process, folder)

    async def said(self) -> str:
        """The next line of standard output."""
        assert self.process.stdout is not None
        return (await asyncio.wait_for(self.process.stdout.readline(), PATIENCE)).decode().strip()

    async def logged(self, event: str) -> str:
        """The next line of the log that tells of this event."""
        assert self.process.stderr is not None
        async with asyncio.timeout(PATIENCE):
            async for line in self.process.stderr:
                if f'"{event}"' in line.decode():
                    return line.decode()
        raise AssertionError(f"the log ended without {event}")

    async def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        async with asyncio.timeout(PATIENCE):
            await self.process.communicate()
        assert self.process.returncode is not None
        return self.process.returncode


@pytest.fixture
async def newsroom() -> AsyncIterator[Newsroom]:
    newsroom = Newsroom()
    await newsroom.start()
    newsroom.publish("coast", Item("ferry", "Ferry aground", ("Ilse Marrow said so.",)))
    yield newsroom
    await newsroom.stop()


@pytest.fixture
async def daemon(config: Path, newsroom: Newsroom) -> AsyncIterator[Daemon]:
    (config / "wirewatch.yaml").write_text(SETTINGS.format(data=config.parent / "data"))
    (config / "feeds" / "feeds.yaml").write_text(
        f"feeds: [{{id: coast, url: '{newsroom.address('coast')}'}}]\n"
    )
    daemon = await Daemon.start(config)
    yield daemon
    if daemon.process.returncode is None:
        daemon.process.kill()
        await daemon.process.communicate()


async def test_the_service_polls_answers_and_ends_well(daemon: Daemon, call: Call) -> None:
    address = (await daemon.said()).removeprefix("Wirewatch is at ")
    await daemon.logged("story.new")

    async with aiohttp.ClientSession() as client, client.get(f"{address}/healthz") as answer:
        assert answer.status == 200
    listed = await asyncio.to_thread(call, "stories", "--json", "--config", daemon.folder)

    assert [story["headline"] for story in listed.objects[0]] == ["Ferry aground"]
    assert daemon.process.returncode is None, "a command beside it leaves the daemon alone"
    assert await daemon.stop() == 0


async def test_ctrl_c_ends_it_as_well(daemon: Daemon) -> None:
    await daemon.said()

    assert await daemon.stop(signal.SIGINT) == 0


async def test_sighup_reloads_all_or_nothing(daemon: Daemon) -> None:
    await daemon.said()
    (daemon.folder / "watchlists" / "harbour.yaml").write_text("watchlist: Harbour\npeple: [Ilse Marrow]\n")

    daemon.process.send_signal(signal.SIGHUP)
    refused = await daemon.logged("config.refused")

    assert "harbour.yaml:2:1" in refused
    assert daemon.process.returncode is None
    assert await daemon.stop() == 0


async def test_a_wrong_config_is_told_and_exits_2(config: Path) -> None:
    (config / "wirewatch.yaml").write_text("store: {url: embeded}\n")
    daemon = await Daemon.start(config)

    out, err = await asyncio.wait_for(daemon.process.communicate(), PATIENCE)

    assert daemon.process.returncode == 2
    assert out == b""
    assert b"wirewatch.yaml:1:" in err
    assert b"Traceback" not in err


async def test_an_address_for_others_without_a_token_is_refused_and_leaves_no_server_behind(
    config: Path,
) -> None:
    data = config.parent / "data"
    store = f"store: {{url: embedded, data_dir: {data}}}\n"
    (config / "wirewatch.yaml").write_text(f"{store}web: {{listen: 0.0.0.0:0}}\n")
    daemon = await Daemon.start(config)

    _, err = await asyncio.wait_for(daemon.process.communicate(), PATIENCE)

    assert daemon.process.returncode == 2
    assert b"token" in err
    assert not list(data.glob("*.sock"))
