from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.servers.house import House
from tests.servers.store import StoreServer, store_server


@pytest.fixture(scope="session")
def shared_store() -> Iterator[StoreServer]:
    """One real server for the whole run; every house empties it before it moves in."""
    with store_server() as server:
        yield server


@pytest.fixture
async def house(tmp_path: Path, shared_store: StoreServer) -> AsyncIterator[House]:
    """The whole service on a stepped clock, with an agency, an outlet and a desk; polled once, quietly."""
    await shared_store.flush()
    house = House(tmp_path, shared_store.url)
    await house.open()
    yield house
    await house.close()
