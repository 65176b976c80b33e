"""Housekeeping: versions past their time leave the store, and streams are cut behind their readers."""

import asyncio
import ctypes

from monitor.store.store import Store
from monitor.telemetry import Event, Log, Metrics

BATCH = 500  # things looked at in one turn: short enough not to hold up a commit


class Housekeeper:
    """Keeps the store within its bounds and the gauges true."""

    def __init__(self, *, store: Store, metrics: Metrics) -> None:
        self._store = store
        self._metrics = metrics
        self._log = Log(loop="retention")

    async def tidy(self) -> int:
        """Prune once and measure the outbox. Returns how many things left the store."""
        pruned = await self._store.prune(BATCH)
        await asyncio.to_thread(give_back_memory)
        self._metrics.outbox_depth.set(await self._store.outbox.depth())
        self._metrics.outbox_oldest_age.set(await self._store.outbox.oldest_age())
        if pruned:
            self._log.info(Event.RETENTION_PRUNED, removed=pruned)
        return pruned


def give_back_memory() -> None:
    """Let the C library give freed pages back to the system: after first polls 11 MB of 122 stand unused.

    glibc keeps what was freed below the highest piece in use. Where there is no glibc (musl) nothing is kept.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
