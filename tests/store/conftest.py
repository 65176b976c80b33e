from collections.abc import AsyncIterator, Iterator

import pytest

from monitor.store.store import Store
from tests.servers.clock import SteppedClock
from tests.servers.store import StoreServer, store_server


@pytest.fixture(scope="session")
def running() -> Iterator[StoreServer]:
    with store_server() as server:
        yield server


@pytest.fixture
async def server(running: StoreServer) -> StoreServer:
    await running.flush()
    return running


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
async def store(server: StoreServer, clock: SteppedClock) -> AsyncIterator[Store]:
    async with server.store(clock) as store:
        yield store
