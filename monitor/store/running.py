"""The rules last in use, so that a backtest can say what an edited watchlist would tell otherwise."""

import asyncio
import zlib
from dataclasses import dataclass

from monitor.model.alert import Route
from monitor.model.feed import Feed
from monitor.model.watch import Watchlist
from monitor.store import keys
from monitor.store.codec import from_json, to_json
from monitor.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Running:
    """Watchlists, feeds and routes as a service uses them. Feeds come without what may hold a secret."""

    watchlists: tuple[Watchlist, ...]
    feeds: tuple[Feed, ...]
    routes: Route


class RunningStore:
    """Keeps the rules in use; 20,000 watches take about 1 MB."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def keep(self, running: Running) -> None:
        """Keep these in place of the last."""
        blob = await asyncio.to_thread(_packed, running)
        await self._connection.command("SET", keys.RUNNING.at(0), blob)

    async def last(self) -> Running | None:
        """Return the rules last in use; None when no service has used this store yet."""
        blob = await self._connection.command("GET", keys.RUNNING.at(0))
        return None if blob is None else from_json(zlib.decompress(blob), Running)


def _packed(running: Running) -> bytes:
    return zlib.compress(to_json(running))
