"""The pages' templates: the words, tones and filters they know (render/engine.py escapes and cleans)."""

from datetime import datetime
from typing import Any, Final

from aiohttp import web
from jinja2 import Environment

from monitor.model.alert import DeliveryState
from monitor.model.feed import FeedState
from monitor.model.warning import WarningKind
from monitor.model.watch import WEAK, Priority, Reason
from monitor.render.engine import engine
from monitor.render.json_forms import without_secrets
from monitor.render.wording import KINDS, REASONS, say_fact
from monitor.web.service import Service

NAVIGATION: Final = (
    ("/stories", "Stories"),
    ("/alerts", "Alerts"),
    ("/feeds", "Feeds"),
    ("/watchlists", "Watchlists"),
)

FEED_STATES: Final = {
    FeedState.OK: ("good", "answers"),
    FeedState.QUIET: ("calm", "quiet"),
    FeedState.MOVED: ("calm", "moved"),
    FeedState.NEVER: ("calm", "not polled yet"),
    FeedState.FAILING: ("bad", "failing"),
    FeedState.BLOCKED: ("bad", "blocked"),
    FeedState.MALFORMED: ("bad", "malformed"),
    FeedState.GONE: ("bad", "gone"),
}
"""How a feed's health looks and what it is called; those that want a person are `bad`."""

DELIVERY_STATES: Final = {
    DeliveryState.DELIVERED: ("good", "delivered"),
    DeliveryState.PENDING: ("calm", "waiting"),
    DeliveryState.RETRYING: ("warn", "retrying"),
    DeliveryState.DEAD: ("bad", "given up"),
    DeliveryState.SILENCED: ("calm", "silenced"),
    DeliveryState.DIGESTED: ("calm", "told together"),
}

REASON_TONES: Final = {
    Reason.FIRST_MENTION: "good",
    Reason.UPDATE: "new",
    Reason.CORRECTION: "warn",
    Reason.RETRACTION: "bad",
    Reason.MENTION_REMOVED: "calm",
}
WARNING_WORDS: Final = {
    WarningKind.SHADOWED: "shadowed",
    WarningKind.TOO_BROAD: "too broad",
    WarningKind.NEVER_FIRED: "silent",
}
PRIORITY_TONES: Final = {Priority.HIGH: "warn", Priority.URGENT: "bad"}


def environment() -> Environment:
    """Return the engine for the templates of this package, our filters and words known to it."""
    made = engine("monitor.web")
    made.filters.update(url=without_secrets, clock=clock_of, duration=duration_of)
    made.globals.update(
        navigation=NAVIGATION,
        kind_words=KINDS,
        reason_words=REASONS,
        reason_tones=REASON_TONES,
        priority_tones=PRIORITY_TONES,
        feed_states=FEED_STATES,
        delivery_states=DELIVERY_STATES,
        warning_words=WARNING_WORDS,
        weak=WEAK,
        say_fact=say_fact,
    )
    return made


class Pages:
    """Renders templates with what every page shows: navigation, the time, a config that was refused."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._environment = environment()

    def answer(
        self, request: web.Request, template: str, /, status: int = 200, **values: Any
    ) -> web.Response:
        """Return a page."""
        text = self._environment.get_template(template).render(
            path=request.path,
            now=self._service.clock.now(),
            problems=self._service.problems,
            draining=self._service.draining,
            **values,
        )
        return web.Response(text=text, content_type="text/html", status=status)


def clock_of(moment: datetime, now: datetime, seconds: bool = False) -> str:  # noqa: FBT001, FBT002 - a filter
    """Return a UTC time as short as it can be understood: "07:30", "13 Mar, 07:30", "13 Mar 2024"."""
    if moment.date() == now.date():
        return f"{moment:%H:%M:%S}" if seconds else f"{moment:%H:%M}"
    if abs((now - moment).days) < 300:  # noqa: PLR2004 - within the year there is no mistaking it
        return f"{moment.day} {moment:%b, %H:%M}"
    return f"{moment.day} {moment:%b %Y}"


def duration_of(seconds: float) -> str:
    """Return a length of time in one word and a unit: "30 s", "5 min", "2 h", "3 days"."""
    for size, unit in ((86_400, "days"), (3_600, "h"), (60, "min")):
        if seconds >= 2 * size or (seconds >= size and seconds % size == 0):
            count = round(seconds / size)
            return f"{count} {'day' if unit == 'days' and count == 1 else unit}"
    return f"{seconds:g} s"
