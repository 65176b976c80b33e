import asyncio
import fcntl
import os
import resource
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.model.errors import StoreMismatch, StoreUnavailable
from monitor.model.feed import FeedRecord
from monitor.store import embedded
from monitor.store.embedded import EmbeddedServer, find_binary, socket_path
from monitor.store.store import Store, StoreOptions, open_store
from monitor.store.stories import Committed
from tests.servers.clock import SteppedClock
from tests.servers.store import StoreServer, store_server
from tests.store.samples import FEED, commit, story

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def own() -> Iterator[StoreServer]:
    """A server of this test alone, to be killed."""
    with store_server() as server:
        yield server


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="ww-") as name:
        yield Path(name)


def attached(store: Store) -> bool:
    """Whether the store runs on another daemon's server."""
    assert store.server is not None
    return store.server.attached


def options(folder: Path) -> StoreOptions:
    return StoreOptions(data_dir=folder)


async def test_every_acknowledged_commit_survives_kill_9_of_the_server(
    own: StoreServer, clock: SteppedClock
) -> None:
    guids = [f"g-{number}" for number in range(200)]
    async with own.store(clock) as store:
        assert {await store.stories.commit(commit(store, 1, guid)) for guid in guids} == {Committed.OK}
        own.kill()
        with pytest.raises(StoreUnavailable):
            await store.stories.commit(commit(store, 1, "g-late"))
        await own.restart()
        heads = await store.stories.get([story(store, 1, guid).id for guid in guids])
        assert heads == tuple(story(store, 1, guid) for guid in guids)


async def test_every_acknowledged_commit_survives_kill_9_of_the_daemon(
    folder: Path, clock: SteppedClock
) -> None:
    command = [sys.executable, str(CHECKOUT / "tests/store/daemon.py"), str(folder), "100"]
    environ = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ)  # noqa: ASYNC220 - waited for
    assert daemon.stdout is not None
    said = [daemon.stdout.readline().split() for _ in range(100)]
    daemon.kill()
    daemon.wait()
    daemon.stdout.close()
    store = await open_store(options(folder), clock)
    heads = await store.stories.get([story(store, 1, guid).id for _, guid in said])
    assert (attached(store), len(said)) == (False, 100)
    assert all(head is not None for head in heads)
    await store.close()


async def test_a_second_daemon_attaches_and_takes_over_when_the_first_ends(
    folder: Path, clock: SteppedClock
) -> None:
    first = await open_store(options(folder), clock)
    second = await open_store(options(folder), clock)
    assert attached(second)
    await first.stories.commit(commit(first))
    assert await second.stories.get([story(second).id]) == (story(first),)
    await first.close()
    await second.ping()
    assert not attached(second)
    assert await second.stories.get([story(second).id]) == (story(second),)
    await second.close()


async def test_attached_daemon_leaves_the_server_running(folder: Path, clock: SteppedClock) -> None:
    first = await open_store(options(folder), clock)
    second = await open_store(options(folder), clock)
    await second.close()
    # Not ping: that starts a server that is gone again, and would hide that it had been stopped.
    assert first.server is not None
    assert first.server.process is not None
    assert first.server.process.poll() is None
    await first.close()


async def test_a_killed_server_is_started_again_by_ping(folder: Path, clock: SteppedClock) -> None:
    store = await open_store(options(folder), clock)
    await store.stories.commit(commit(store))
    assert store.server is not None
    assert store.server.process is not None
    store.server.process.kill()
    store.server.process.wait()
    await store.ping()
    assert await store.stories.get([story(store).id]) == (story(store),)
    await store.close()


async def test_a_killed_server_is_back_for_the_next_command(folder: Path, clock: SteppedClock) -> None:
    store = await open_store(options(folder), clock)
    assert await store.stories.commit(commit(store)) is Committed.OK
    assert store.server is not None
    assert store.server.process is not None
    store.server.process.kill()
    store.server.process.wait()
    with pytest.raises(StoreUnavailable):  # not repeated behind the caller's back
        await store.stories.commit(commit(store))
    assert await store.stories.commit(commit(store)) is Committed.SAME
    await store.close()


async def test_a_closed_store_does_not_bring_its_server_back(folder: Path, clock: SteppedClock) -> None:
    store = await open_store(options(folder), clock)
    await store.close()
    with pytest.raises(StoreUnavailable):
        await store.ping()
    assert store.server is not None
    assert store.server.process is None


async def test_a_locked_directory_without_a_server_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "ATTACH_PATIENCE", 0.05)
    with (folder / "store.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(StoreUnavailable, match="in use"):
            await EmbeddedServer(folder).start()


async def test_a_server_that_cannot_start_says_why(folder: Path) -> None:
    (folder / "appendonlydir").write_text("in the way")
    server = EmbeddedServer(folder)
    with pytest.raises(StoreMismatch, match="does not start"):
        await server.start()
    await server.stop()


async def test_a_data_directory_with_a_long_name_works(folder: Path, clock: SteppedClock) -> None:
    deep = folder / ("d" * 60) / ("e" * 60)
    store = await open_store(options(deep), clock)
    assert store.server is not None
    assert len(os.fsencode(store.server.socket)) <= 107
    assert stat.S_IMODE(store.server.socket.parent.stat().st_mode) == 0o700
    assert (deep / "store.log").exists()
    await store.close()


@pytest.mark.skipif(sys.platform != "linux", reason="prlimit sets another process's limits")
async def test_a_full_disk_refuses_loses_no_polled_feed_and_heals(
    own: StoreServer, clock: SteppedClock
) -> None:
    async with own.store(clock) as store:
        await store.feeds.register([FEED])
        process = own.server.process
        assert process is not None
        done = await poll_until_full(store, process.pid)
        assert "AOF" in str(await store.writable())
        own.kill()
        await own.restart()
        kept = (await store.feeds.record(FEED)).entries
        heads = await store.stories.get([story(store, 1, f"g-{n}").id for n in range(kept)])
        assert done - 1 <= kept <= done + 1
        assert None not in heads  # whatever the feed's record says was polled is there
        assert await store.writable() is None


async def poll_until_full(store: Store, server: int) -> int:
    """Commit a story and move the feed's record, again and again; return how often both were acknowledged."""
    (lease,) = await store.feeds.claim(1)
    for done in range(10_000):
        if done == 20:  # a quarter of a megabyte is all the room there is
            resource.prlimit(server, resource.RLIMIT_FSIZE, (250_000, resource.RLIM_INFINITY))
        try:
            await store.stories.commit(commit(store, 1, f"g-{done}"))
            await store.feeds.finish(lease, FeedRecord(FEED.id, entries=done + 1))
            (lease,) = await store.feeds.claim(1)
        except StoreUnavailable:
            return done
    raise AssertionError("the disk was never full")


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what a process holds")
def test_the_server_holds_the_lock_for_as_long_as_it_lives(own: StoreServer) -> None:
    process = own.server.process
    assert process is not None
    held = [link.readlink() for link in Path(f"/proc/{process.pid}/fd").iterdir()]
    assert own.folder / "store.lock" in held


async def test_a_stopped_server_leaves_the_directory_free(folder: Path) -> None:
    for _ in range(2):
        server = EmbeddedServer(folder)
        await server.start()
        assert not server.attached
        await server.stop()


async def test_the_append_only_file_can_be_read_by_other_versions(
    own: StoreServer, clock: SteppedClock
) -> None:
    async with own.store(clock) as store:
        wanted = {
            "appendonly": "yes",
            "appendfsync": "everysec",
            "aof-use-rdb-preamble": "no",
            "maxmemory-policy": "noeviction",
        }
        for name, value in wanted.items():
            assert (await store._connection.command("CONFIG", "GET", name)) == {name.encode(): value.encode()}


def test_the_socket_lies_in_the_data_directory_when_it_can(folder: Path) -> None:
    assert socket_path(folder) == folder / "store.sock"


def test_a_data_directory_that_cannot_be_made_is_told(folder: Path) -> None:
    (folder / "file").write_text("")
    with pytest.raises(StoreMismatch, match="data_dir"):
        EmbeddedServer(folder / "file" / "data")


def test_the_wheels_server_is_found_and_an_override_wins() -> None:
    assert find_binary(None).endswith("valkey-server")
    assert find_binary("/bin/true") == "/bin/true"
    with pytest.raises(StoreMismatch, match="/nowhere/server"):
        find_binary("/nowhere/server")


async def test_a_daemon_that_starts_twice_at_once_starts_one_server(
    folder: Path, clock: SteppedClock
) -> None:
    stores = await asyncio.gather(*(open_store(options(folder), clock) for _ in range(2)))
    assert sorted(attached(store) for store in stores) == [False, True]
    for store in sorted(stores, key=attached, reverse=True):
        await store.close()
