"""`check`: is the config right, and with --online, does the world answer to it?"""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from monitor.app import limits_of
from monitor.cli.desk import send_test_to
from monitor.cli.opened import load_config
from monitor.cli.options import CONFIG, ConfigDir
from monitor.cli.output import complain, progress, say
from monitor.cli.poll import health_line
from monitor.cli.reading import DocumentReader, Polled
from monitor.clock import SystemClock
from monitor.config.load import Config
from monitor.model.alert import Delivered
from monitor.model.errors import ConfigError, UnreadableDocument
from monitor.model.feed import Feed
from monitor.notify.table import Receiver

AT_ONCE = 8  # feeds asked side by side; the limit per host is the config's own


def check(
    config: ConfigDir = CONFIG,
    *,
    online: Annotated[
        bool,
        typer.Option(
            "--online", help="Ask each feed once and send each webhook a notification of type test."
        ),
    ] = False,
) -> None:
    """Validate the config: every problem with its file, line and column, and how to mend it.

    Exits 1 when something is wrong. --online also asks each feed once and sends each webhook a notification of
    type `test`; mail receivers are not written to (`send-test` does that).
    """
    loaded = _valid(config)
    well = asyncio.run(_try_all(loaded)) if online else True
    raise typer.Exit(0 if well else 1)


def _valid(directory: Path) -> Config:
    """Load the config and say what was found; exits 1 when it cannot be used."""
    try:
        loaded = load_config(directory)
    except ConfigError as error:
        complain(*map(str, error.problems))
        raise typer.Exit(1) from error
    for warning in loaded.warnings:
        complain(f"warning: {warning}")
    counts = {
        "feeds": len(loaded.feeds),
        "watchlists": len(loaded.watchlists),
        "receivers": len(loaded.receivers),
    }
    said = ", ".join(f"{name}: {count}" for name, count in counts.items())
    say(f"{directory} is valid. {said}")
    return loaded


async def _try_all(config: Config) -> bool:
    """Ask every feed and every webhook once, a line each. Returns whether all answered well."""
    clock = SystemClock()
    well = True
    async with DocumentReader(limits_of(config), clock) as reader:
        seats = asyncio.Semaphore(AT_ONCE)
        asked = [asyncio.create_task(_ask(reader, feed, seats)) for feed in config.feeds]
        with progress("asking feeds", len(asked)) as advance:
            for done in asyncio.as_completed(asked):
                feed, polled = await done
                say(f"feed {feed.id}: {health_line(polled)}")
                well = well and polled.read is not None
                advance()
    for receiver in config.receivers:
        well = await _probe(receiver, clock) and well
    return well


async def _ask(reader: DocumentReader, feed: Feed, seats: asyncio.Semaphore) -> tuple[Feed, Polled]:
    async with seats:
        try:
            return feed, await reader.poll_feed(feed)
        except UnreadableDocument as problem:
            return feed, Polled(feed.url, problem.state, problem.detail)


async def _probe(receiver: Receiver, clock: SystemClock) -> bool:
    """Send a webhook the test notification and say what came of it; a mail would bother people."""
    if receiver.kind != "webhook":
        say(
            f"receiver {receiver.name}: {receiver.kind}, not tried; wirewatch send-test {receiver.name} writes to it"
        )
        return True
    outcome = await send_test_to(receiver, clock)
    taken = isinstance(outcome, Delivered)
    say(
        f"receiver {receiver.name}: {'took' if taken else 'did not take'} the test: {outcome.detail}".rstrip(
            ": "
        )
    )
    return taken
