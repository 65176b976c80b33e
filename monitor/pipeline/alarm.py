"""When a loop turns: when something is due, not four times a second.

A loop waits for its alarm. Whoever makes work in this process rings it (a commit with alerts, a page to be asked), and
whoever knows when work will be due sets it. What other processes make is found by the sweep: an alarm rings by itself
after some seconds, because replicas share the store, not their memory. Times that lie close together are one ring,
because a turn asks the store the same whether one feed is due or fifty.
"""

import asyncio
import heapq
import math
from datetime import datetime
from typing import Final

from monitor.clock import Clock

CLOSE: Final = 0.1  # seconds; what falls due within this is claimed together, by one command


class Alarm:
    """Wakes one loop."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._rung = asyncio.Event()
        self._times: list[int] = []  # a heap of the loop's times to ring at, in steps of CLOSE
        self._known: set[int] = set()
        self._timer: asyncio.TimerHandle | None = None

    def ring(self) -> None:
        """Wake the loop now."""
        self._rung.set()

    def ring_at(self, moment: datetime | None) -> None:
        """Wake the loop at `moment` (aware UTC), never before it; None: there is nothing to wake for."""
        if moment is None:
            return
        loop = asyncio.get_running_loop()
        wait = max((moment - self._clock.now()).total_seconds(), 0.0)
        step = math.ceil((loop.time() + wait) / CLOSE)
        if step not in self._known:
            self._known.add(step)
            heapq.heappush(self._times, step)
            if self._times[0] == step:
                self._set_timer(loop)

    async def wait(self, at_most: float) -> None:
        """Wait until it rings, for `at_most` seconds: what other processes made due is looked for then."""
        sweep = asyncio.get_running_loop().call_later(at_most, self.ring)
        try:
            await self._rung.wait()
        finally:
            sweep.cancel()
        self._rung.clear()

    def _set_timer(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = loop.call_at(self._times[0] * CLOSE, self._ring_timed) if self._times else None

    def _ring_timed(self) -> None:
        loop = asyncio.get_running_loop()
        while self._times and self._times[0] * CLOSE <= loop.time():
            self._known.discard(heapq.heappop(self._times))
        self._set_timer(loop)
        self.ring()
