"""The journal: the stream of committed versions, for the page, replay and other replicas."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from monitor.store import keys
from monitor.store.codec import text
from monitor.store.connection import Connection

START = "0-0"


@dataclass(frozen=True, slots=True)
class JournalRecord:
    """One committed version. `kinds` is empty for a story's first; `alerts` counts those raised with it."""

    partition: int
    message_id: str
    story: str
    version: int
    kinds: tuple[str, ...]
    alerts: int


class Journal:
    """The journals of all partitions, read as one."""

    def __init__(self, connection: Connection, partitions: int) -> None:
        self._connection = connection
        self._partitions = partitions

    async def ends(self) -> Mapping[int, str]:
        """Return the message id of each partition's last record: `tail(ends, …)` gives what comes from now on."""
        newest = await self._connection.commands(
            [("XREVRANGE", keys.JOURNAL.at(p), "+", "-", "COUNT", 1) for p in range(self._partitions)]
        )
        return {p: text(found[0][0]) if found else START for p, found in enumerate(newest)}

    async def tail(self, after: Mapping[int, str] | None, limit: int) -> tuple[JournalRecord, ...]:
        """Return at most `limit` records in the order they were committed.

        Args:
            after: partition → message id last read; a partition left out is read from its start. None: the newest
                records instead.
            limit: most records. Partitions are cut where the oldest come first, so none is ever skipped.
        """
        if after is None:
            commands = [
                ("XREVRANGE", keys.JOURNAL.at(p), "+", "-", "COUNT", limit) for p in range(self._partitions)
            ]
        else:
            commands = [
                ("XRANGE", keys.JOURNAL.at(p), f"({after.get(p, START)}", "+", "COUNT", limit)
                for p in range(self._partitions)
            ]
        replies = await self._connection.commands(commands)
        records = sorted(
            (_record(p, *found) for p, reply in enumerate(replies) for found in reply),
            key=lambda record: (_order(record.message_id), record.partition),
        )
        return tuple(records[-limit:] if after is None else records[:limit])

    async def trim(self, keep: float) -> None:
        """Remove records older than `keep` seconds, by the server's time, which made their ids."""
        seconds, _ = await self._connection.command("TIME")
        floor = max(0, int(seconds) - round(keep)) * 1000
        await self._connection.commands(
            [("XTRIM", keys.JOURNAL.at(p), "MINID", "~", floor) for p in range(self._partitions)]
        )


def _order(message_id: str) -> tuple[int, int]:
    milliseconds, _, sequence = message_id.partition("-")
    return int(milliseconds), int(sequence)


def _record(partition: int, message_id: bytes, fields: Any) -> JournalRecord:
    held = {text(name): text(value) for name, value in dict(fields).items()}
    kinds = tuple(held["kinds"].split(",")) if held["kinds"] else ()
    return JournalRecord(
        partition, text(message_id), held["story"], int(held["version"]), kinds, int(held["alerts"])
    )
