"""The pages of the alert desk: alerts with their deliveries, feeds with their health, watchlists to try."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from aiohttp import web

from monitor.model.alert import Alert, Delivery
from monitor.model.feed import Feed, FeedRecord
from monitor.model.warning import WatchWarning
from monitor.model.watch import WEAK, Mention, Reason
from monitor.render.wording import where
from monitor.web.api import redeliver
from monitor.web.listing import MOST_ALERTS, StoryQueries
from monitor.web.parameters import flag, refuse
from monitor.web.passages import HEADLINE, Run, in_paragraph, mention_runs, snippet_runs
from monitor.web.service import Service
from monitor.web.templating import FEED_STATES, Pages

ALERTS = 60  # on the page
SNIPPETS = 2  # mentions shown of an alert; the story page has them all
GRAVEST_FIRST = (
    Reason.RETRACTION,
    Reason.CORRECTION,
    Reason.MENTION_REMOVED,
    Reason.FIRST_MENTION,
    Reason.UPDATE,
)
LONGEST_TRIAL = 200_000  # code points: a very long story


@dataclass(frozen=True, slots=True)
class AlertRow:
    """An alert with its deliveries, and where its watch stands."""

    alert: Alert
    deliveries: tuple[Delivery, ...]
    snippets: tuple[tuple[str, tuple[Run, ...]], ...]


@dataclass(frozen=True, slots=True)
class AlertCard:
    """What one version of a story set off: an alert for each watch, the first as `lead`."""

    rows: tuple[AlertRow, ...]

    @property
    def lead(self) -> Alert:
        """The alert that speaks for all of them: they share story, version and change."""
        return self.rows[0].alert

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why, each reason once, the gravest first."""
        found = {row.alert.reason for row in self.rows}
        return tuple(reason for reason in GRAVEST_FIRST if reason in found)


@dataclass(frozen=True, slots=True)
class Trial:
    """A text somebody tried: what the watches in use find in it."""

    headline: str
    text: str
    headline_runs: tuple[Run, ...] = ()
    paragraphs: tuple[tuple[Run, ...], ...] = ()
    mentions: tuple[tuple[Mention, str], ...] = ()

    @property
    def weak(self) -> int:
        """How many mentions are weak: a surname with a different first name."""
        return sum(mention.matcher == WEAK for mention, _ in self.mentions)

    @property
    def firm(self) -> int:
        """How many are not."""
        return len(self.mentions) - self.weak


class DeskPages:
    """`/alerts`, `/feeds` and `/watchlists`."""

    def __init__(self, service: Service, pages: Pages, queries: StoryQueries) -> None:
        self._queries = queries
        self._service = service
        self._pages = pages

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.get("/alerts", self.alerts),
            web.post("/deliveries/{id}/redeliver", self.redeliver),
            web.get("/feeds", self.feeds),
            web.get("/watchlists", self.watchlists),
            web.post("/watchlists", self.watchlists),
        ]

    async def alerts(self, request: web.Request) -> web.Response:
        """Show the newest alerts and what became of them; with `failed=1` those that did not arrive."""
        deliveries, failed = self._service.store.deliveries, flag(request, "failed")
        dead = await deliveries.list(MOST_ALERTS, failed=True)
        newest = await deliveries.alerts(MOST_ALERTS if failed else ALERTS)
        if failed:
            wanted = {delivery.alert for delivery in dead}
            newest = tuple(alert for alert in newest if alert.id in wanted)[:ALERTS]
        cards = _cards(await self._queries.with_deliveries(newest))
        return self._pages.answer(
            request,
            "alerts.html",
            cards=cards,
            failed=failed,
            dead=len(dead),
            disabled=await deliveries.disabled(),
            again=request.query.get("again", ""),
        )

    async def redeliver(self, request: web.Request) -> web.Response:
        """Make a delivery due now, and come back to the alerts."""
        due = await redeliver(self._service.store.deliveries, request.match_info["id"])
        raise web.HTTPSeeOther(f"/alerts?again={quote(due.id)}#{quote(due.id)}")

    async def feeds(self, request: web.Request) -> web.Response:
        """Show every feed's health, those in trouble first."""
        feeds = self._service.config.feeds
        records = {record.feed: record for record in await self._service.store.feeds.records(feeds)}
        rows = [(feed, records.get(feed.id) or FeedRecord(feed=feed.id)) for feed in feeds]
        rows.sort(key=_by_trouble)
        troubled = sum(FEED_STATES[record.state][0] == "bad" for _, record in rows)
        return self._pages.answer(request, "feeds.html", rows=rows, troubled=troubled)

    async def watchlists(self, request: web.Request) -> web.Response:
        """Show the watchlists in use, and try a text on them."""
        given = await request.post() if request.method == "POST" else request.query
        headline, text = (given.get(name, "") for name in ("headline", "text"))
        if not isinstance(headline, str) or not isinstance(text, str):
            refuse("a text to try is text, not a file")
        if len(headline) + len(text) > LONGEST_TRIAL:
            refuse(f"a text to try may have {LONGEST_TRIAL:,} characters at most")
        trial = await asyncio.to_thread(self._try, headline.strip(), text)
        return self._pages.answer(
            request,
            "watchlists.html",
            watchlists=self._service.config.watchlists,
            warnings=_by_watch(self._service.watch_warnings),
            trial=trial,
            tried=bool(headline.strip() or text.strip()),
        )

    def _try(self, headline: str, text: str) -> Trial:
        paragraphs = tuple(line.strip() for line in text.splitlines() if line.strip())
        mentions = self._service.rules.matcher.mentions(headline, paragraphs, weak=True)
        return Trial(
            headline,
            text,
            mention_runs(headline, in_paragraph(mentions, HEADLINE)),
            tuple(mention_runs(one, in_paragraph(mentions, at)) for at, one in enumerate(paragraphs)),
            tuple((mention, where(mention.field, mention.paragraph)) for mention in mentions),
        )


def _by_watch(warnings: Sequence[WatchWarning]) -> dict[tuple[str, str], list[WatchWarning]]:
    """Return the warnings by watchlist and watch; none where there are none."""
    found: dict[tuple[str, str], list[WatchWarning]] = defaultdict(list)
    for warning in warnings:
        found[warning.watchlist, warning.watch].append(warning)
    return found


def _cards(pairs: Sequence[tuple[Alert, tuple[Delivery, ...]]]) -> tuple[AlertCard, ...]:
    """Put the alerts of one version together, in the order in which the first of each stands."""
    found: dict[tuple[str, int], list[AlertRow]] = {}
    for alert, deliveries in pairs:
        snippets = tuple(
            (where(seen.mention.field, seen.mention.paragraph), snippet_runs(seen))
            for seen in alert.mentions[:SNIPPETS]
        )
        row = AlertRow(alert, deliveries, snippets)
        found.setdefault((alert.story.id, alert.story.version), []).append(row)
    return tuple(AlertCard(tuple(rows)) for rows in found.values())


def _by_trouble(row: tuple[Feed, FeedRecord]) -> tuple[int, str]:
    order = ("bad", "warn", "good", "calm")
    return order.index(FEED_STATES[row[1].state][0]), row[0].id
