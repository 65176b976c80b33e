from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.servers.store import StoreServer
from tests.web.room import Room


@pytest.fixture
async def room(tmp_path: Path, shared_store: StoreServer) -> AsyncIterator[Room]:
    """The service with its page, open, nothing in the store."""
    await shared_store.flush()
    async with Room(tmp_path, shared_store.url) as room:
        yield room


@pytest.fixture
async def morning(room: Room) -> Room:
    """The same with a morning's stories in it."""
    await room.furnish()
    return room
