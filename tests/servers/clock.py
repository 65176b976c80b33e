"""A clock stepped by hand: a day of news runs in a second."""

import asyncio
from datetime import UTC, datetime, timedelta

MORNING = datetime(2025, 3, 14, 6, 0, tzinfo=UTC)


class SteppedClock:
    """Time moves only when a test says so; sleepers wake when their time has come."""

    def __init__(self, start: datetime = MORNING) -> None:
        self._now = start
        self._steady = 0.0
        self._sleepers: list[tuple[float, asyncio.Event]] = []

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._steady

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        event = asyncio.Event()
        self._sleepers.append((self._steady + seconds, event))
        await event.wait()

    def jump(self, seconds: float) -> None:
        """Set the wall clock, forward or back, as an operator or NTP does; no time passes."""
        self._now += timedelta(seconds=seconds)

    def step(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        self._steady += seconds
        for wake, event in self._sleepers:
            if wake <= self._steady:
                event.set()
        self._sleepers = [(wake, event) for wake, event in self._sleepers if wake > self._steady]
