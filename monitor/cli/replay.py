"""`replay`: what the watchlists as they are now would have alerted."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from monitor.app import rules_of
from monitor.cli.backtest import Tally
from monitor.cli.opened import load_config, with_store
from monitor.cli.options import CONFIG, AsJson, ConfigDir
from monitor.cli.output import OUT, progress, say, say_json
from monitor.clock import SystemClock
from monitor.config.load import Config
from monitor.config.values import read_duration
from monitor.model.alert import Alert
from monitor.pipeline.replay import changed_since, replay
from monitor.pipeline.rules import rules_in_use, running_of
from monitor.recording.rules import Rules
from monitor.render.backtest import Backtest, backtest_html
from monitor.render.json_forms import alert_json
from monitor.render.wording import REASONS, instant
from monitor.store.store import Store


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
    against: Annotated[
        Path | None,
        typer.Option(
            "--against",
            metavar="DIR",
            help="Another config to compare with, in place of what the service last used.",
        ),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write a page with plots, instead of a line per alert."),
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Put stored versions through the watchlists as they are now: what would have been alerted. Sends nothing.

    Prints a line per alert and totals per watch and day; with --json one alert per line. Where the watchlists are not
    those that the service last used, "+" marks alerts that only they raise, "-" those that only the running ones do.
    With --html a page is written that needs nothing else: plots by day and by watch, and what is new or gone.
    """
    back = _back(since)
    if html is not None and not html.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {html.parent}", param_hint="--html")
    given = rules_of(load_config(against)) if against else None

    async def work(store: Store, loaded: Config) -> None:
        rules, now = rules_of(loaded), SystemClock().now()
        other = given or await _in_use(store, rules)
        came = await _replayed(store, (rules, other), (now - back, now), lines=html is None, as_json=as_json)
        if html is not None:
            html.write_text(backtest_html(came.backtest), encoding="utf-8")
        if not as_json:
            _sum_up(came.tally, came.backtest, since)

    with_store(config, work)
    if html is not None and not as_json:
        say(f"The page is at {html}")


async def _in_use(store: Store, tried: Rules) -> Rules | None:
    """Return the rules that the service last used; None when it used none yet, or those that are tried."""
    last = await store.running.last()
    return None if last is None or last == running_of(tried) else rules_in_use(last, tried)


class _Replayed(NamedTuple):
    """What a replay came to, for the lines and for the page."""

    tally: Tally
    backtest: Backtest


async def _replayed(
    store: Store,
    configs: tuple[Rules, Rules | None],
    between: tuple[datetime, datetime],
    *,
    lines: bool,
    as_json: bool,
) -> _Replayed:
    """Replay with the config that is tried and the other one, printing alerts as they come."""
    (rules, other), (start, until) = configs, between
    stories = await changed_since(store, start)
    tally, versions = Tally(compared=other is not None, public_url=rules.public_url), 0
    with progress("replaying", len(stories), bar=not (as_json and OUT.is_terminal)) as advance:
        beside = replay(store, other, stories, start) if other else None
        async for played in replay(store, rules, stories, start):
            versions += len(played)
            tried = [alert for one in played for alert in one.alerts]
            theirs = [alert for one in (await anext(beside) if beside else ()) for alert in one.alerts]
            new, gone = tally.add(tried, theirs)
            for alert in (*tried, *gone) if lines or as_json else ():
                mark = _mark(alert, new, gone) if tally.compared else ""
                _show(alert, rules.public_url, mark, as_json=as_json)
            advance()
    page = Backtest(start, until, tally.compared, len(stories), versions, tally.counts, tally.rows)
    return _Replayed(tally, page)


def _mark(alert: Alert, new: set[str], gone: Sequence[Alert]) -> str:
    """Return how an alert stands to the other config: "+" new, "-" gone, " " the same."""
    return "-" if alert in gone else "+" if alert.id in new else " "


_CHANGE = {"+": "new", "-": "gone", " ": "same"}


def _show(alert: Alert, public_url: str, mark: str, *, as_json: bool) -> None:
    if as_json:
        change = {"change": _CHANGE[mark]} if mark else {}
        say_json(alert_json(alert, (), public_url) | change)
        return
    to = ", ".join(addressee.receiver for addressee in alert.addressees) or "nobody"
    say(
        f"{mark}{' ' if mark else ''}{instant(alert.created)}  {REASONS[alert.reason]}: {alert.watch} "
        f"({alert.watchlist}) → {to}: “{alert.story.headline}” [{alert.story.id} v{alert.story.version}]"
    )


def _sum_up(tally: Tally, page: Backtest, since: str) -> None:
    total = tally.reasons.total()
    say(
        "", f"Stories changed in the last {since}: {page.stories}, versions: {page.versions}, alerts: {total}"
    )
    say(*tally.lines())
