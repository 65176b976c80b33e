"""Rules kept for a backtest, and let go of: what a reload and a replay need besides the value itself."""

from dataclasses import replace

from monitor.match.compile import compile_watchlists
from monitor.match.release import release as release_matchers
from monitor.recording.rules import Rules
from monitor.store.running import Running


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


def release(last: list[Rules]) -> None:
    """Let go of rules that others took the place of; call it in a thread (match/release.py says why).

    Args:
        last: the rules, alone in a list, which is emptied: the caller is to keep no reference of its own.
    """
    release_matchers([last.pop().matcher])
