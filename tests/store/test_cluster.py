"""The same scripts on Redis Cluster: a node with cluster mode on refuses whatever touches two slots."""

import asyncio
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.model.alert import DeliveryState
from monitor.model.errors import StoreMismatch, StoreUnavailable
from monitor.model.feed import FeedRecord
from monitor.store.address import open_client
from monitor.store.connection import Connection
from monitor.store.embedded import find_binary
from monitor.store.store import StoreOptions, open_store
from monitor.store.stories import Committed, Mark
from tests.servers.clock import SteppedClock
from tests.store.samples import AGENCY, FEED, alert, commit, pending, story

DAY = 86_400.0

SLOTS = 16_384


def free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        return one.getsockname()[1], two.getsockname()[1]


async def join(port: int) -> None:
    """Give the node all slots and wait until it serves them."""
    connection = Connection(open_client(f"redis://127.0.0.1:{port}"))
    while True:
        try:
            await connection.command("PING")
            break
        except StoreUnavailable:
            await asyncio.sleep(0.01)
    await connection.command("CLUSTER", "ADDSLOTSRANGE", 0, SLOTS - 1)
    while b"cluster_state:ok" not in await connection.command("CLUSTER", "INFO"):  # noqa: ASYNC110 - another process's state
        await asyncio.sleep(0.01)
    await connection.close()


@pytest.fixture(scope="module")
def node() -> Iterator[str]:
    port, bus = free_ports()
    with tempfile.TemporaryDirectory(prefix="ww-") as folder:
        words = [
            "--port",
            str(port),
            "--cluster-enabled",
            "yes",
            "--cluster-port",
            str(bus),
            "--dir",
            folder,
            "--save",
            "",
        ]
        log = ["--logfile", str(Path(folder) / "log"), "--bind", "127.0.0.1"]
        process = subprocess.Popen([find_binary(None), *words, *log])
        try:
            asyncio.run(join(port))
            yield f"redis+cluster://127.0.0.1:{port}"
        finally:
            process.kill()
            process.wait()


async def test_a_day_on_a_cluster_touches_one_slot_at_a_time(node: str, clock: SteppedClock) -> None:
    store = await open_store(StoreOptions(url=node, keep_versions=2), clock)
    assert await store.writable() is None
    await store.check()
    await store.feeds.register([FEED, replace(FEED, id="other", agency="sydvest")])
    for lease in await store.feeds.claim(5):
        assert await store.feeds.finish(lease, FeedRecord(lease.feed))
    assert await store.feeds.poll_now(FEED)
    for number in range(1, 5):
        made = (alert(story(store, number), f"a-{number}"),)
        assert await store.stories.commit(commit(store, number, alerts=made)) is Committed.OK
    sightings = await store.stories.look_up(AGENCY, FEED.id, ["guid:g-1", "guid:x"])
    if sightings[0] is not None:
        await store.stories.mark_seen(
            [Mark(AGENCY, FEED.id, sightings[0].story, ("guid:x",), sightings[0].seen)]
        )
    assert len(await store.stories.versions(story(store).id)) == 4
    assert len(await store.stories.recent(5)) == 1
    assert await store.stories.find(story(store).id) == (story(store).id,)
    assert [one async for one in store.stories.sketches()]
    for record in await store.outbox.read("one", 100):
        await store.outbox.accept(record, [pending(f"d-{record.alert.id}", 0, "g")])
    assert (await store.outbox.depth(), await store.outbox.trim()) == (0, 3)
    first, *rest = await store.deliveries.claim(10)
    assert await store.deliveries.settle(first, DeliveryState.DEAD, "gave up", None)
    for one in rest:
        assert await store.deliveries.settle(one, DeliveryState.DELIVERED, "", None)
    assert await store.deliveries.redeliver(first.delivery.id)
    assert len(await store.deliveries.list(9)) == len(await store.deliveries.alerts(9)) == 4
    assert await store.outbox.tell_once(story(store).id, "desk", "Harbours", "Vellmar", "a-1")
    assert len(await store.journal.tail(None, 9)) == 4
    assert await store.free_leases() == 0
    clock.step(91 * DAY)
    assert await store.prune() > 0
    await store.close()


async def test_the_node_does_refuse_what_spans_slots(node: str) -> None:
    connection = Connection(open_client(node.replace("redis+cluster", "redis")))
    with pytest.raises(StoreMismatch, match="slot"):
        await connection.script("look_up", ["ww:{p00}:key:a", "ww:{p01}:key:b"], ("f", 0, 1))
    await connection.close()
