"""The wall clock may step: due times must not wait for it to come round again.

Due times are wall-clock times, because they outlive the process. A clock that is set forward makes everything due at
once, which the limits of polls in flight and of requests per host spread. One that is set back by an hour would stop
all polling for that hour, also after a restart. Two signs tell it: seen from the monotonic clock the wall clock fell
behind; or, where nobody was running to see that, something in the store was last tried in the future.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from monitor.clock import Clock
from monitor.model.feed import Feed
from monitor.store.store import Store
from monitor.telemetry import Event, Log

SLEW: Final = 2.0  # seconds between two looks that a clock may be corrected by without anybody noticing
SKEW: Final = 60.0  # seconds by which the clocks of two replicas may differ


class ClockWatch:
    """Sees the clock being set back, and lets everything be due so much earlier."""

    def __init__(self, clock: Clock, store: Store) -> None:
        self._clock = clock
        self._store = store
        self._offset = self._ahead()
        self._log = Log()

    async def look(self) -> float:
        """Return by how many seconds the clock was set back since the last look, once that is put right."""
        offset = self._ahead()
        back = self._offset - offset
        if back > SLEW:
            await self._set_back(back)
        self._offset = offset
        return max(back, 0.0)

    async def look_at_start(self, feeds: Sequence[Feed]) -> float:
        """As `look`, by what the store remembers of the feeds' last polls: nobody was running to see it."""
        tried = [
            record.last_attempt for record in await self._store.feeds.records(feeds) if record.last_attempt
        ]
        back = max((_seconds(one) for one in tried), default=0.0) - _seconds(self._clock.now())
        if back > SKEW:
            await self._set_back(back)
        return max(back, 0.0)

    async def _set_back(self, seconds: float) -> None:
        moved = sum([await due.set_back(seconds) for due in self._store.due_sets])
        self._log.warning(Event.CLOCK_SET_BACK, seconds=round(seconds, 1), moved=moved)

    def _ahead(self) -> float:
        return _seconds(self._clock.now()) - self._clock.monotonic()


def _seconds(moment: datetime) -> float:
    return moment.timestamp()
