"""What a host's robots.txt lets us ask for (RFC 9309), kept for a day.

Read with protego (BSD, kept by the Scrapy project), not urllib.robotparser: that one knows no wildcards and lets the
first rule win where RFC 9309 §2.2.2 says the longest.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final

from protego import Protego
from yarl import URL

from monitor.clock import Clock
from monitor.fetch.client import Fetcher
from monitor.model.feed import Failed, Feed, Fetched, Validators

KEPT: Final = timedelta(hours=24)  # RFC 9309 §2.4: no longer than 24 hours
UNREACHED: Final = timedelta(minutes=10)  # until a host whose robots.txt did not answer is asked for it again
LONGEST: Final = 500 * 1024  # bytes that must be read, and all that are (RFC 9309 §2.5)
HOSTS: Final = 5000  # remembered; the one asked for longest ago goes
DELAY_LIMIT: Final = 300.0  # seconds; a crawl-delay beyond it would mean a few pages a day


@dataclass(frozen=True, slots=True)
class Leave:
    """What a host says of one address. `delay`: seconds it wants between two requests, 0.0 when it says nothing.

    `wait`: seconds until it can be asked again, None when it has answered.
    """

    allowed: bool
    delay: float = 0.0
    wait: float | None = None


@dataclass(frozen=True, slots=True)
class _Rules:
    """A robots.txt; `rules` is None when it could not be had, which means: stay away."""

    rules: Protego | None
    until: datetime


class Robots:
    """Asks for robots.txt once a day and host, and judges by it. `fetcher` is asked at every use: it may be swapped."""

    def __init__(self, fetcher: Callable[[], Fetcher], clock: Clock) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._known: dict[tuple[str, tuple[str, ...]], _Rules] = {}

    async def leave(self, url: str, feed: Feed) -> Leave:
        """Return whether `url` may be asked for.

        Args:
            url: an http or https address.
            feed: whose private networks are allowed; its headers are sent nowhere.
        """
        origin = str(URL(url).origin())
        key = (origin, feed.allow_private)
        known, now = self._known.get(key), self._clock.now()
        if known is None or known.until <= now:
            known = await self._ask(origin, feed)
            self._known.pop(key, None)
            self._known[key] = known
            if len(self._known) > HOSTS:
                del self._known[next(iter(self._known))]
        if known.rules is None:
            return Leave(allowed=False, wait=max((known.until - now).total_seconds(), 1.0))
        agent = self._fetcher().user_agent
        delay = known.rules.crawl_delay(agent) or 0.0
        return Leave(known.rules.can_fetch(url, agent), min(max(float(delay), 0.0), DELAY_LIMIT))

    async def _ask(self, origin: str, feed: Feed) -> _Rules:
        """Ask a host for its rules. 4xx: it has none (but 429, which says wait); 5xx or silence: stay away."""
        asked = replace(feed, url=f"{origin}/robots.txt", headers=(("accept", "text/plain, */*;q=0.5"),))
        outcome = await self._fetcher().fetch(asked, Validators())
        now = self._clock.now()
        match outcome:
            case Fetched():
                text = outcome.document.body[:LONGEST].decode("utf-8-sig", "replace")
                return _Rules(Protego.parse(text), now + KEPT)
            case Failed(status=int() as status) if _has_none(status):
                return _Rules(Protego.parse(""), now + KEPT)
            case _:
                return _Rules(None, now + UNREACHED)


def _has_none(status: int) -> bool:
    client = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
    return client and status != HTTPStatus.TOO_MANY_REQUESTS
