"""A backtest as one page to keep or send: no script, no other file, its style inside (`wirewatch replay --html`).

The plots are a few rectangles of SVG. A plotting library (pygal was looked at) brings a style sheet and a script
of its own, knows nothing of dark screens, and would be larger than the template.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Final

from markupsafe import Markup

from monitor.render import style
from monitor.render.engine import engine

MOST_BARS: Final = 62  # of one plot: two months by day; beyond, a bar stands for several days
MOST_ROWS: Final = 500  # alerts listed; the newest of them
STYLES: Final = (style.SHEET, style.BACKTEST)
BAR: Final = 10  # width of a bar and the gap behind it, in the plot's own units
GAP: Final = 2


class Change(StrEnum):
    """How an alert of the config that is tried stands to the other one. Without another, all are `BOTH`."""

    BOTH = "both"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Row:
    """One alert in the list."""

    change: Change
    at: datetime
    watchlist: str
    watch: str
    reason: str
    sentence: str
    headline: str
    link: str


Counts = Mapping[tuple[str, str, date], Counter[Change]]
"""Watchlist, watch and UTC day → alerts by change."""


@dataclass(frozen=True, slots=True)
class Rect:
    """One piece of a bar. Up from the line: told by the config tried; down: told by the other one only."""

    kind: Change
    x: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for in words, and its pieces."""

    words: str
    counts: Counter[Change]
    pieces: tuple[Rect, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """Bars side by side, on a ground of `width` by `height`; `line` is where they stand."""

    bars: tuple[Bar, ...]
    width: int
    height: float
    line: float
    most: int


@dataclass(frozen=True)
class Backtest:
    """What a replay came to. `compared` says whether there was another config; times are aware UTC."""

    since: datetime
    until: datetime
    compared: bool
    stories: int
    versions: int
    counts: Counts
    rows: Sequence[Row]

    @cached_property
    def totals(self) -> Counter[Change]:
        """All alerts by change."""
        return sum(self.counts.values(), Counter())

    @cached_property
    def watches(self) -> tuple[tuple[str, str, Counter[Change], Plot], ...]:
        """Watchlist, watch, alerts by change and plot of each watch, those that change most first."""
        found: dict[tuple[str, str], dict[date, Counter[Change]]] = {}
        for (watchlist, watch, day), counts in self.counts.items():
            found.setdefault((watchlist, watch), {})[day] = counts
        rows = [
            (*key, sum(days.values(), Counter()), self.plot(days, height=26)) for key, days in found.items()
        ]
        return tuple(
            sorted(
                rows, key=lambda row: (-row[2][Change.NEW] - row[2][Change.GONE], -row[2].total(), row[:2])
            )
        )

    @cached_property
    def whole(self) -> Plot:
        """The plot of all watches together."""
        days: dict[date, Counter[Change]] = {}
        for (_, _, day), counts in self.counts.items():
            days.setdefault(day, Counter()).update(counts)
        return self.plot(days, height=150)

    def plot(self, days: Mapping[date, Counter[Change]], height: float) -> Plot:
        """Return the plot of one watch, or of all: every plot of a page has the same days."""
        bars = [(first, last, _between(days, first, last)) for first, last in self._spans()]
        up = max((count[Change.BOTH] + count[Change.NEW] for _, _, count in bars), default=0)
        down = max((count[Change.GONE] for _, _, count in bars), default=0)
        unit = height / max(up + down, 1)
        drawn = tuple(
            Bar(_words(first, last), count, tuple(_pieces(count, at * (BAR + GAP), up * unit, unit)))
            for at, (first, last, count) in enumerate(bars)
        )
        return Plot(drawn, max(len(bars), 1) * (BAR + GAP) - GAP, height, round(up * unit, 2), max(up, down))

    def _spans(self) -> list[tuple[date, date]]:
        """Return the first and last day of each bar; a long time begins with its first alert."""
        seen = {day for _, _, day in self.counts}
        last = max({self.until.date(), *seen})
        short = (self.until - self.since).days < MOST_BARS
        first = min({self.since.date() if short else last, *seen})
        step = timedelta(days=(last - first).days // MOST_BARS + 1)
        found = []
        while first <= last:
            found.append((first, min(first + step - timedelta(days=1), last)))
            first += step
        return found


def backtest_html(backtest: Backtest) -> str:
    """Return the page. Everything that came from feeds or the config is escaped, and links are http(s) only."""
    sheet = "\n".join(path.read_text(encoding="utf-8") for path in STYLES)
    rows = sorted(backtest.rows, key=lambda row: row.at, reverse=True)
    return (
        engine("monitor.render")
        .get_template("backtest.html")
        .render(
            backtest=backtest,
            rows=rows[:MOST_ROWS],
            more=max(0, len(rows) - MOST_ROWS),
            changes=Change,
            bar_width=BAR,
            style=Markup(sheet),  # noqa: S704 - our own file
            style_hash=base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode(),
        )
    )


def _between(days: Mapping[date, Counter[Change]], first: date, last: date) -> Counter[Change]:
    return sum((counts for day, counts in days.items() if first <= day <= last), Counter())


def _words(first: date, last: date) -> str:
    whole = f"{first.day} {first:%B %Y}"
    return whole if first == last else f"{whole} to {last.day} {last:%B %Y}"


def _pieces(count: Counter[Change], x: int, line: float, unit: float) -> Iterator[Rect]:
    top = line
    for kind in (Change.BOTH, Change.NEW):
        height = count[kind] * unit
        top -= height
        if height:
            yield Rect(kind, x, round(top, 2), round(height, 2))
    if count[Change.GONE]:
        yield Rect(Change.GONE, x, round(line, 2), round(count[Change.GONE] * unit, 2))
