"""Watches: since when each is watched, and when it last fired."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Final, TypeVar

from monitor.model.watch import WatchKey
from monitor.store import keys
from monitor.store.codec import from_json, text, to_json
from monitor.store.connection import Connection

T = TypeVar("T")

AT_ONCE: Final = 500  # records in one round trip: a config may hold twenty thousand watches


@dataclass(frozen=True, slots=True)
class WatchRecord:
    """What is remembered of a watch. `terms` tells one wording of it from another; times are aware UTC."""

    terms: str
    since: datetime
    fired: datetime | None = None


class WatchStore:
    """The records of all watches that are configured."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def records(self) -> dict[WatchKey, WatchRecord]:
        """Return every record."""
        found: dict[WatchKey, WatchRecord] = {}
        cursor: Any = 0
        while True:
            cursor, part = await self._connection.command(
                "HSCAN", keys.WATCHES.at(0), cursor, "COUNT", AT_ONCE
            )
            pairs = part.items() if isinstance(part, dict) else part
            found.update((_key(field), from_json(blob, WatchRecord)) for field, blob in pairs)
            if int(cursor) == 0:
                return found

    async def keep(self, records: Mapping[WatchKey, WatchRecord], gone: Iterable[WatchKey] = ()) -> None:
        """Write these records, and forget the watches that are `gone`."""
        for some in _batches(records.items()):
            pairs = [word for key, record in some for word in (_field(key), to_json(record))]
            await self._connection.command("HSET", keys.WATCHES.at(0), *pairs)
        for names in _batches(map(_field, gone)):
            await self._connection.command("HDEL", keys.WATCHES.at(0), *names)


def _field(key: WatchKey) -> str:
    return f"{key.watchlist}\0{key.watch}"


def _key(field: bytes) -> WatchKey:
    watchlist, _, watch = text(field).partition("\0")
    return WatchKey(watchlist, watch)


def _batches(things: Iterable[T]) -> Iterator[list[T]]:
    waiting = iter(things)
    while some := list(islice(waiting, AT_ONCE)):
        yield some
