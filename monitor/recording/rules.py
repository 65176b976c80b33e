"""What the loops go by: everything a reload may change, in one value that is swapped at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from monitor.match.compile import Matcher, compile_watchlists
from monitor.model.alert import Route
from monitor.model.feed import Feed
from monitor.model.story import Draft
from monitor.model.watch import Mention, Watchlist


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

    def mentions(self, draft: Draft) -> tuple[Mention, ...]:
        """Return every place where a watch stands in a draft."""
        return self.matcher.mentions(draft.headline, draft.paragraphs, draft.subjects, draft.language)

    def feed(self, name: str, agency: str) -> Feed:
        """Return a feed by its id; one that is no longer configured has no tags."""
        return self.feeds.get(name) or Feed(id=name, url="", agency=agency)


class RulesInUse:
    """The one value that a reload hands to all who go by rules. Whoever reads it twice may read two: read it once."""

    def __init__(self, rules: Rules) -> None:
        self.now = rules
