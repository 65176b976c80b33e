"""`run`: the daemon, from its config to a clean end."""

import asyncio
import os
import signal
from collections.abc import Mapping
from pathlib import Path

import uvloop

from monitor.app import App, build
from monitor.cli.options import CONFIG, ConfigDir
from monitor.cli.output import say
from monitor.config.load import Config, load
from monitor.telemetry import set_up_logging
from monitor.web.server import WebServer


def run(config: ConfigDir = CONFIG) -> None:
    """Run the service: poll, store, alert and serve the page.

    SIGTERM and Ctrl-C end it: nothing more is claimed, work in flight ends, exit code 0. SIGHUP, or a change of
    a config file, reloads the config whole or not at all.
    """
    environ = dict(os.environ)  # read once; a reload sees the environment of the start
    loaded = load(config, environ)
    log = loaded.settings.log
    set_up_logging(log.level, log.format)
    uvloop.run(_serve(loaded, config, environ))


async def _serve(config: Config, directory: Path, environ: Mapping[str, str]) -> None:
    """Serve until a signal says to stop."""
    app = await build(config)
    try:
        page = WebServer(app)
        stop = asyncio.Event()
        reloads = _listen(app, directory, environ, stop)
        await app.start(directory, environ)
        await page.start()
        try:
            say(f"Wirewatch is at {page.address}")
            await stop.wait()
            await asyncio.gather(*reloads)
        finally:
            await page.stop()
    finally:
        await app.stop()


def _listen(
    app: App, directory: Path, environ: Mapping[str, str], stop: asyncio.Event
) -> set[asyncio.Task[bool]]:
    """Take signals. Returns the reloads under way, to be waited for before the end."""
    loop = asyncio.get_running_loop()
    reloads: set[asyncio.Task[bool]] = set()

    def reload() -> None:
        task = loop.create_task(app.reload(directory, environ))
        reloads.add(task)
        task.add_done_callback(reloads.discard)

    loop.add_signal_handler(signal.SIGHUP, reload)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return reloads
