"""`replay`: what the watchlists as they are now would have alerted."""

from collections import Counter
from datetime import timedelta
from typing import Annotated

import typer

from monitor.app import rules_of
from monitor.cli.opened import with_store
from monitor.cli.options import CONFIG, AsJson, ConfigDir
from monitor.cli.output import OUT, progress, say, say_json
from monitor.clock import SystemClock
from monitor.config.load import Config
from monitor.config.values import read_duration
from monitor.model.alert import Alert
from monitor.pipeline.replay import changed_since, replay
from monitor.render.words import REASONS, instant
from monitor.store.store import Store
from monitor.web.shapes import alert_json


def _back(text: str) -> timedelta:
    """Return how far back `--since` says.

    Raises:
        typer.BadParameter: it is no duration.
    """
    try:
        return timedelta(seconds=float(str(read_duration(text))))
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--since") from error


def replay_command(
    config: ConfigDir = CONFIG,
    since: Annotated[
        str, typer.Option("--since", metavar="7d", help="How far back: 90s, 5m, 2h, 7d.")
    ] = "7d",
    *,
    as_json: AsJson = False,
) -> None:
    """Put stored versions through the watchlists as they are now: what would have been alerted. Sends nothing.

    Prints a line per alert and totals per watch; with --json one alert per line.
    """
    back = _back(since)

    async def work(store: Store, loaded: Config) -> None:
        rules, start = rules_of(loaded), SystemClock().now() - back
        stories = await changed_since(store, start)
        totals: Counter[tuple[str, str, str]] = Counter()
        versions = 0
        with progress("replaying", len(stories), bar=not (as_json and OUT.is_terminal)) as advance:
            async for played in replay(store, rules, stories, start):
                versions += len(played)
                for alert in (alert for one in played for alert in one.alerts):
                    totals[alert.watchlist, alert.watch, REASONS[alert.reason]] += 1
                    _show(alert, rules.public_url, as_json=as_json)
                advance()
        if not as_json:
            _sum_up(totals, len(stories), versions, since)

    with_store(config, work)


def _show(alert: Alert, public_url: str, *, as_json: bool) -> None:
    if as_json:
        say_json(alert_json(alert, (), public_url))
        return
    to = ", ".join(addressee.receiver for addressee in alert.addressees) or "nobody"
    say(
        f"{instant(alert.created)}  {REASONS[alert.reason]}: {alert.watch} ({alert.watchlist}) → {to}: "
        f"“{alert.story.headline}” [{alert.story.id} v{alert.story.version}]"
    )


def _sum_up(totals: Counter[tuple[str, str, str]], stories: int, versions: int, since: str) -> None:
    say("", f"Stories changed in the last {since}: {stories}, versions: {versions}, alerts: {totals.total()}")
    for (watchlist, watch, reason), count in sorted(totals.items()):
        say(f"  {watch} ({watchlist}), {reason}: {count}")
