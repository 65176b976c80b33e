"""A reply is lost on the way: the server did what was asked, and the caller cannot know (docs/promises.md P6)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from monitor.model.errors import StoreUnavailable
from monitor.store.store import Store, StoreOptions, open_store
from monitor.store.stories import Committed
from tests.servers.clock import SteppedClock
from tests.servers.store import StoreServer
from tests.store.samples import alert, commit, pending, story


class Proxy:
    """Stands between client and server. When `passes` has run down to 0 it hangs up instead of passing replies on."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.passes: int | None = None
        self.dropped = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_server, to_server = await asyncio.open_unix_connection(str(self.target))
        there = asyncio.create_task(self._pass(reader, to_server))
        with suppress(OSError):
            while data := await from_server.read(65_536):
                if self.passes == 0:
                    self.dropped += 1
                    break
                self.passes = None if self.passes is None else self.passes - 1
                writer.write(data)
                await writer.drain()
        there.cancel()
        for one in (writer, to_server):
            one.close()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65_536):
                writer.write(data)
                await writer.drain()
        writer.close()


@asynccontextmanager
async def through_proxy(server: StoreServer, clock: SteppedClock) -> AsyncIterator[tuple[Store, Proxy]]:
    proxy = Proxy(server.server.socket)
    listener = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    port = listener.sockets[0].getsockname()[1]
    store = await open_store(StoreOptions(url=f"redis://127.0.0.1:{port}"), clock)
    try:
        yield store, proxy
    finally:
        await store.close()
        listener.close()
        await listener.wait_closed()


async def test_a_commit_whose_reply_was_lost_is_done_once(server: StoreServer, clock: SteppedClock) -> None:
    async with through_proxy(server, clock) as (store, proxy):
        first = commit(store, alerts=(alert(story(store)),))
        await store.stories.commit(commit(store, 1, "g-0"))  # the script is known
        proxy.passes = 0
        with pytest.raises(StoreUnavailable):
            await store.stories.commit(first)
        proxy.passes = None
        assert await store.stories.commit(first) is Committed.SAME
        assert (proxy.dropped, await store.outbox.depth()) == (1, 1)
        assert len(await store.journal.tail(None, 9)) == 2


async def test_an_acceptance_whose_reply_was_lost_is_done_once(
    server: StoreServer, clock: SteppedClock
) -> None:
    async with through_proxy(server, clock) as (store, proxy):
        await store.stories.commit(commit(store, alerts=(alert(story(store)),)))
        (record,) = await store.outbox.read("one", 9)
        await store.outbox.accept(record, [pending("d-1")])
        proxy.passes = 0
        with pytest.raises(StoreUnavailable):
            await store.outbox.accept(record, [pending("d-1"), pending("d-2")])
        proxy.passes = None
        await store.outbox.accept(record, [pending("d-1"), pending("d-2")])
        assert len(await store.deliveries.claim(9)) == 2
        assert (await store.outbox.depth(), proxy.dropped) == (0, 1)


async def test_a_claim_whose_reply_was_lost_comes_back_when_its_lease_ends(
    server: StoreServer, clock: SteppedClock
) -> None:
    async with through_proxy(server, clock) as (store, proxy):
        await store.stories.commit(commit(store, alerts=(alert(story(store)),)))
        (record,) = await store.outbox.read("one", 9)
        await store.outbox.accept(record, [pending("d-1")])
        proxy.passes = 1  # what is due; the lease itself is lost
        with pytest.raises(StoreUnavailable):
            await store.deliveries.claim(9)
        proxy.passes = None
        assert await store.deliveries.claim(9) == ()
        clock.step(31)
        assert [one.delivery.id for one in await store.deliveries.claim(9)] == ["d-1"]
