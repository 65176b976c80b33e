"""The config and the store, opened for one command."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import typer

from monitor.app import store_options_of
from monitor.cli.output import complain
from monitor.clock import SystemClock
from monitor.config.load import Config, load
from monitor.store.store import Store, open_store
from monitor.telemetry import set_up_logging

T = TypeVar("T")


def load_config(directory: Path) -> Config:
    """Load the config, with the environment of this process.

    Raises:
        ConfigError: something is wrong with it; `table.py` prints every problem and exits 2.
    """
    return load(directory, dict(os.environ))


def with_store(directory: Path, work: Callable[[Store, Config], Awaitable[T]]) -> T:
    """Open the store that the config names, do `work` with it, close it.

    An embedded store is that of the running daemon when there is one; else its server is started for as long as
    the command takes.

    Raises:
        ConfigError: the config cannot be used.
        StoreError: the store cannot be opened or does not answer.
    """
    config = load_config(directory)
    set_up_logging("warning")

    async def opened() -> T:
        store = await open_store(store_options_of(config), SystemClock())
        try:
            return await work(store, config)
        finally:
            await store.close()

    return asyncio.run(opened())


async def one_story(store: Store, prefix: str) -> str:
    """Return the id of the one story whose id begins with `prefix`; exits 1 when there is none, or several."""
    found = await store.stories.find(prefix)
    if prefix in found:
        return prefix
    if len(found) == 1:
        return found[0]
    if found:
        complain(f"{prefix} begins the ids of several stories:", *(f"  {one}" for one in found))
    else:
        complain(f"no story's id begins with {prefix}; `wirewatch stories` lists them")
    raise typer.Exit(1)
