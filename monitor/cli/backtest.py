"""What a replay came to: alerts per watch and per day, and what is new or gone against another config."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from monitor.model.alert import Alert
from monitor.render.backtest import Change, Row
from monitor.render.wording import REASONS, story_page

Told = tuple[str, str, str, int, str]
"""What makes an alert the same in two configs: watchlist, watch, story, version, reason."""


@dataclass(slots=True)
class Tally:
    """Counts a replay's alerts; with `against`, those of the other config beside them.

    An alert is new when only the tried config raises it, gone when only the other one does.
    """

    compared: bool = False
    reasons: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    days: Counter[date] = field(default_factory=Counter)
    new: Counter[tuple[str, str]] = field(default_factory=Counter)
    gone: Counter[tuple[str, str]] = field(default_factory=Counter)
    counts: dict[tuple[str, str, date], Counter[Change]] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    public_url: str = ""

    def add(self, tried: Iterable[Alert], other: Iterable[Alert] = ()) -> tuple[set[str], list[Alert]]:
        """Count the alerts of one cluster. Returns the ids of those that are new, and those that are gone."""
        here, there = ({_told(alert): alert for alert in alerts} for alerts in (tried, other))
        for alert in here.values():
            self.reasons[alert.watchlist, alert.watch, REASONS[alert.reason]] += 1
            self.days[alert.created.date()] += 1
        if not self.compared:
            self._count(here.values(), Change.BOTH, listed=True)
            return set(), []
        new = [alert for told, alert in here.items() if told not in there]
        gone = [alert for told, alert in there.items() if told not in here]
        self._count([alert for told, alert in here.items() if told in there], Change.BOTH, listed=False)
        self._count(new, Change.NEW, listed=True)
        self._count(gone, Change.GONE, listed=True)
        self.new.update((alert.watchlist, alert.watch) for alert in new)
        self.gone.update((alert.watchlist, alert.watch) for alert in gone)
        return {alert.id for alert in new}, gone

    def _count(self, alerts: Iterable[Alert], change: Change, *, listed: bool) -> None:
        for alert in alerts:
            day = (alert.watchlist, alert.watch, alert.created.date())
            self.counts.setdefault(day, Counter())[change] += 1
            if listed:
                self.rows.append(_row(alert, change, self.public_url))

    def lines(self) -> list[str]:
        """Return the totals per watch and reason, then per day, then what is new and gone per watch."""
        found = [
            f"  {watch} ({watchlist}), {reason}: {count}"
            for (watchlist, watch, reason), count in sorted(self.reasons.items())
        ]
        found += [f"  {day.isoformat()}: {count}" for day, count in sorted(self.days.items())]
        if self.compared:
            found.append(f"  against the other config: {self.new.total()} new, {self.gone.total()} gone")
            found += [
                f"  {watch} ({watchlist}): {self.new[watchlist, watch]} new, {self.gone[watchlist, watch]} gone"
                for watchlist, watch in sorted({*self.new, *self.gone})
            ]
        return found


def _told(alert: Alert) -> Told:
    return alert.watchlist, alert.watch, alert.story.id, alert.story.version, alert.reason.value


def _row(alert: Alert, change: Change, public_url: str) -> Row:
    return Row(
        change=change,
        at=alert.created,
        watchlist=alert.watchlist,
        watch=alert.watch,
        reason=REASONS[alert.reason],
        sentence=alert.sentence,
        headline=alert.story.headline,
        link=story_page(public_url, alert.story.id) or alert.story.url,
    )
