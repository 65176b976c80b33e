"""Work in flight: what a loop has claimed and started, and waits for only at the end."""

import asyncio
from collections.abc import Coroutine


class Crew:
    """Runs tasks side by side. A slow one holds up no other, and none is lost to the garbage collector."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._tasks)

    def start(self, work: Coroutine[None, None, None]) -> None:
        """Start `work`, which tells its own failures."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def drain(self) -> None:
        """Wait until everything in flight has ended."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)
