from pathlib import Path

import pytest

from monitor.model.alert import DeliveryState
from monitor.model.errors import StoreFull, StoreMismatch, StoreUnavailable
from monitor.store.store import Store, StoreOptions, check_version, open_store
from monitor.store.stories import Committed
from tests.servers.clock import SteppedClock
from tests.servers.store import StoreServer
from tests.store.samples import commit, deliver_to_desk, pending


@pytest.mark.parametrize(
    "info",
    [{"redis_version": "6.2.14"}, {"redis_version": "7.2.4", "valkey_version": "7.1.0"}, {}],
)
def test_a_server_below_the_floor_is_refused(info: dict[str, str]) -> None:
    with pytest.raises(StoreMismatch, match="or newer"):
        check_version(info)


@pytest.mark.parametrize(
    "info",
    [
        {"redis_version": "7.0.0"},
        {"redis_version": "8.2.1"},
        {"redis_version": "7.2.4", "valkey_version": "9.1.2"},
    ],
)
def test_a_server_on_the_floor_is_taken(info: dict[str, str]) -> None:
    check_version(info)


async def test_a_well_kept_server_raises_no_warning(store: Store) -> None:
    assert await store.check() == ()
    assert await store.writable() is None


async def test_eviction_and_missing_persistence_are_warned_of(store: Store) -> None:
    await store._connection.command("CONFIG", "SET", "maxmemory-policy", "allkeys-lru")
    await store._connection.command("CONFIG", "SET", "appendonly", "no")
    try:
        evicts, forgets = await store.check()
    finally:
        await store._connection.command("CONFIG", "SET", "maxmemory-policy", "noeviction")
        await store._connection.command("CONFIG", "SET", "appendonly", "yes")
    assert "allkeys-lru" in evicts
    assert "append-only" in forgets


async def test_the_first_start_decides_the_partitions(
    store: Store, server: StoreServer, clock: SteppedClock
) -> None:
    async with server.store(clock, partitions=32) as later:
        assert later.partitions == store.partitions == 16
        assert later.story_id("norden", "x") == store.story_id("norden", "x")
        (warning,) = await later.check()
    assert "16 partitions" in warning


async def test_another_layout_is_refused(store: Store, server: StoreServer, clock: SteppedClock) -> None:
    await store._connection.command("HSET", "ww:meta", "layout", 99)
    with pytest.raises(StoreMismatch, match="layout 99"):
        await open_store(StoreOptions(url=server.url), clock)


async def test_out_of_memory_stops_recording_and_not_delivering(store: Store) -> None:
    await deliver_to_desk(store, pending("d-1"))
    await store._connection.command("CONFIG", "SET", "maxmemory", 1)
    try:
        with pytest.raises(StoreFull):
            await store.stories.commit(commit(store, 2))
        assert "maxmemory" in str(await store.writable())
        (claimed,) = await store.deliveries.claim(5)
        assert await store.deliveries.settle(claimed, DeliveryState.DELIVERED, "200", None)
    finally:
        await store._connection.command("CONFIG", "SET", "maxmemory", 0)
    assert await store.stories.commit(commit(store, 2)) is Committed.OK


async def test_a_read_only_server_is_unavailable(store: Store) -> None:
    await store._connection.command("REPLICAOF", "127.0.0.1", 1)
    try:
        with pytest.raises(StoreUnavailable):
            await store.stories.commit(commit(store))
        assert await store.writable() is not None
    finally:
        await store._connection.command("REPLICAOF", "NO", "ONE")


async def test_a_server_that_forgot_the_scripts_is_taught_again(store: Store) -> None:
    await store._connection.command("SCRIPT", "FLUSH")
    assert await store.stories.commit(commit(store)) is Committed.OK
    await store._connection.command("SCRIPT", "FLUSH")
    assert await store.outbox.depth() == 0


async def test_no_server_at_the_address_is_unavailable(clock: SteppedClock, tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        await open_store(StoreOptions(url=f"unix://{tmp_path}/none.sock"), clock)


async def test_an_unknown_address_is_refused_in_words(clock: SteppedClock) -> None:
    with pytest.raises(StoreMismatch, match="redis://"):
        await open_store(StoreOptions(url="postgres://db.example"), clock)


async def test_the_partitions_have_bounds(server: StoreServer, clock: SteppedClock) -> None:
    with pytest.raises(StoreMismatch, match="1 to 256"):
        await open_store(StoreOptions(url=server.url, partitions=0), clock)
