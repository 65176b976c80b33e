"""What is allowed but hardly meant: one sentence each, shown at start and by `wirewatch check`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.model.alert import Route
from monitor.model.feed import Feed
from monitor.model.watch import Watchlist
from monitor.notify.table import Receiver
from monitor.routing import covers


def warnings_of(
    feeds: Sequence[Feed], watchlists: Sequence[Watchlist], receivers: Sequence[Receiver], routes: Route
) -> tuple[str, ...]:
    """Return the warnings for a whole config, in a steady order."""
    return (
        *_of_feeds(feeds),
        *(warning for watchlist in watchlists for warning in _of_watchlist(watchlist, feeds)),
        *_of_receivers(watchlists, receivers, routes),
    )


def _of_feeds(feeds: Sequence[Feed]) -> Iterator[str]:
    if not feeds:
        yield "no feeds are configured: nothing is polled"
    urls: dict[str, str] = {}
    for feed in feeds:
        if urls.setdefault(feed.url, feed.id) != feed.id:
            yield f"feeds {urls[feed.url]} and {feed.id} have the same url"


def _of_watchlist(watchlist: Watchlist, feeds: Sequence[Feed]) -> Iterator[str]:
    if not watchlist.people and not watchlist.topics:
        yield f"watchlist {watchlist.name} watches nobody and nothing"
    if not watchlist.on:
        yield f"watchlist {watchlist.name} has an empty on: and never raises an alert"
    for pattern in watchlist.feeds:
        if feeds and not any(covers(replace(watchlist, feeds=(pattern,)), feed) for feed in feeds):
            yield f"watchlist {watchlist.name}: no feed is meant by {pattern}"
    for person in watchlist.people:
        if person.context and person.surname.value != "with_context":
            yield f"{person.name} ({watchlist.name}) has context words, which only surname: with_context asks for"


def _of_receivers(
    watchlists: Sequence[Watchlist], receivers: Sequence[Receiver], routes: Route
) -> Iterator[str]:
    if not watchlists:
        yield "no watchlists are configured: stories are stored, nobody is told"
    if not receivers:
        yield "no receivers are configured: alerts are stored and shown, nobody is told"
    elif routes.receiver is None and not routes.routes:
        silent = [watchlist.name for watchlist in watchlists if not watchlist.notify]
        if silent:
            yield f"no routes are configured, and nobody is told of watchlist {', '.join(silent)}"
    for receiver in receivers:
        asked = getattr(receiver.settings, "warnings", None)
        for warning in asked() if callable(asked) else ():
            yield f"receiver {receiver.name}: {warning}"
