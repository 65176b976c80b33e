"""What the loops go by: everything a reload may change, in one value that is swapped at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from monitor.match.compile import Matcher, compile_watchlists
from monitor.match.release import release
from monitor.model.alert import Route
from monitor.model.feed import Feed
from monitor.model.watch import Watchlist
from monitor.store.running import Running


@dataclass(frozen=True, slots=True)
class Rules:
    """The config as the loops use it. Durations in seconds.

    `next_cron` maps a feed's cron line and a time to its next firing (scheduler.py owns the calendar).
    """

    feeds: Mapping[str, Feed]
    watchlists: Mapping[str, Watchlist]
    routes: Route
    first_poll_alerts: float = 2 * 3600.0
    alert_max_age: float = 48 * 3600.0
    public_url: str = ""
    next_cron: Callable[[str, datetime], datetime] | None = None
    matcher: Matcher = field(default_factory=lambda: compile_watchlists(()))


def running_of(rules: Rules) -> Running:
    """Return what a backtest must know of the rules in use; addresses and headers of feeds may hold secrets."""
    feeds = (replace(feed, url="", headers=(), allow_private=()) for feed in rules.feeds.values())
    return Running(tuple(rules.watchlists.values()), tuple(feeds), rules.routes)


def rules_in_use(running: Running, like: Rules) -> Rules:
    """Return the rules last in use, to be replayed; what no alert depends on is taken from other rules."""
    return replace(
        like,
        watchlists={watchlist.name: watchlist for watchlist in running.watchlists},
        feeds={feed.id: feed for feed in running.feeds},
        routes=running.routes,
        matcher=compile_watchlists(running.watchlists),
    )


def let_go(last: list[Rules]) -> None:
    """Let go of rules that others took the place of; call it in a thread (match/release.py says why).

    Args:
        last: the rules, alone in a list, which is emptied: the caller is to keep no reference of its own.
    """
    release([last.pop().matcher])
