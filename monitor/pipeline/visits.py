"""The loop that feeds, pages and deliveries share: claim what is due, work side by side, give every lease back.

What can go wrong with a lease, and what is done:

- its holder dies: the lease ends by itself, 15 s later at most (store/leases.py);
- its holder works longer: it is renewed every 5 s while the work runs;
- its holder stood still, and another has it now: the late result is refused by the store, and that is said;
- the store was away when it was claimed or given back, so that nobody knows whether it is held: the holder retakes
  whatever it holds and is not at work on, as soon as the store serves again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from monitor.clock import Clock
from monitor.model.errors import StoreError
from monitor.pipeline.outage import Outage
from monitor.store.leases import LEASE, DueSet, Held

T = TypeVar("T")


class InFlight:
    """Work under leases. A slow piece holds up no other, and none is lost to the garbage collector."""

    def __init__(self, due: DueSet, outage: Outage, clock: Clock) -> None:
        self._due = due
        self._outage = outage
        self._clock = clock
        self._tasks: set[asyncio.Task[None]] = set()
        self._until: dict[Held, datetime] = {}
        self._in_doubt = False

    def __len__(self) -> int:
        return len(self._tasks)

    async def claim(self, limit: int, claim: Callable[[int], Awaitable[Sequence[T]]]) -> Sequence[T]:
        """Return what `claim` leases, at most `limit`; what was leased and lost track of is made due first."""
        if limit <= 0:
            return ()
        try:
            with self._outage.watching():
                if self._in_doubt:
                    await self._due.retake(tuple(self._until))
                    self._in_doubt = False
                return await claim(limit)
        except StoreError:
            self._in_doubt = True
            raise

    def start(self, leases: Iterable[Held], until: datetime, work: Coroutine[Any, Any, None]) -> None:
        """Start `work` under `leases` that end at `until`. It tells its own failures, but for the store's."""
        held = tuple(leases)
        self._until.update(dict.fromkeys(held, until))
        task = asyncio.create_task(self._run(work, held))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def holds(self, lease: Held) -> bool:
        """Return whether a lease is ours for certain: after a standstill another may have it, renewed or not."""
        return lease in self._until and self._clock.now() < self._until[lease]

    async def renew(self) -> None:
        """Put off the end of every lease that is worked under."""
        held = tuple(self._until)
        if not held:
            return
        until = self._clock.now() + timedelta(seconds=LEASE)
        with self._outage.watching():
            lost = await self._due.renew(held)
        for lease in held:
            if lease in lost:
                self._until.pop(lease, None)
            elif lease in self._until:
                self._until[lease] = until

    async def drain(self) -> None:
        """Wait until everything in flight has ended."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run(self, work: Coroutine[Any, Any, None], held: Sequence[Held]) -> None:
        try:
            with self._outage.watching():
                await work
        except StoreError as error:  # said once by the outage; what is still leased is retaken
            self._in_doubt = True
            self._outage.said(error)
        finally:
            for lease in held:
                self._until.pop(lease, None)
