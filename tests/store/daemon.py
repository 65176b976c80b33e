"""A daemon in little: opens the embedded store, commits, and says after each commit that it is safe.

python daemon.py FOLDER COUNT; then it waits to be killed.
"""

import asyncio
import signal
import sys
from pathlib import Path

from monitor.clock import SystemClock
from monitor.store.store import StoreOptions, open_store
from tests.store.samples import commit


async def main(folder: Path, count: int) -> None:
    store = await open_store(StoreOptions(data_dir=folder), SystemClock())
    for number in range(count):
        outcome = await store.stories.commit(commit(store, 1, f"g-{number}"))
        sys.stdout.write(f"{outcome} g-{number}\n")
        sys.stdout.flush()
    signal.pause()


asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
