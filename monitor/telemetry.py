"""Logs and metrics: set-up, and the closed lists of what may be said.

A log line is an event of `Event` with fields; a name that is not in the list cannot be logged. Values of
fields whose name speaks of a secret are struck out, and so is what stands before an @ or after a ? in a URL.
"""

import logging
import re
import sys
from collections.abc import MutableMapping
from enum import StrEnum
from functools import partial
from typing import Any, Final, TextIO

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from monitor.model.alert import DeliveryState
from monitor.model.feed import FeedState
from monitor.model.warning import WarningKind
from monitor.model.watch import Reason


class Event(StrEnum):
    """Everything the service says in its log. Names are kept: people grep for them."""

    STARTED = "service.started"
    STOPPING = "service.stopping"
    STOPPED = "service.stopped"
    CLOCK_SET_BACK = "clock.set_back"
    CONFIG_LOADED = "config.loaded"
    CONFIG_REFUSED = "config.refused"
    CONFIG_WARNING = "config.warning"
    WATCH_WARNING = "watch.warning"
    STORE_OPENED = "store.opened"
    STORE_WARNING = "store.warning"
    STORE_LOST = "store.lost"
    STORE_BACK = "store.back"
    FEED_POLLED = "feed.polled"
    FEED_TROUBLE = "feed.trouble"
    FEED_RECOVERED = "feed.recovered"
    FEED_MOVED = "feed.moved"
    FEED_LEASE_LOST = "feed.lease_lost"
    PAGE_VISITED = "page.visited"
    PAGE_TROUBLE = "page.trouble"
    PAGE_LEASE_LOST = "page.lease_lost"
    ENTRY_HELD = "entry.held"
    ENTRY_SEEN = "entry.seen"
    STORY_NEW = "story.new"
    STORY_VERSION = "story.version"
    STORY_WARNING = "story.warning"
    ALERT_RAISED = "alert.raised"
    DELIVERY_DONE = "delivery.done"
    DELIVERY_RETRY = "delivery.retry"
    DELIVERY_DEAD = "delivery.dead"
    RECEIVER_DISABLED = "receiver.disabled"
    RETENTION_PRUNED = "retention.pruned"
    LOOP_FAILED = "loop.failed"
    WEB_STARTED = "web.started"
    REQUEST_FAILED = "web.request_failed"


PAGE_OUTCOMES = ("read", "not_modified", "same_bytes", "failed", "held", "disallowed", "put_off", "dropped")
SECRET_FIELDS = re.compile(r"secret|password|token|authorization|cookie", re.IGNORECASE)
URL_SECRETS = re.compile(r"(?<=://)[^/@\s]*@|\?[^\s'\"]*")
HIDDEN = "[hidden]"
TRACEBACKS = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)


def redact(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Strike out secrets in every field of a log line (docs/promises.md P18)."""
    for name, value in event.items():
        if SECRET_FIELDS.search(name):
            event[name] = HIDDEN
        elif isinstance(value, str):
            event[name] = URL_SECRETS.sub("", value)
    return event


def set_up_logging(level: str = "info", form: str = "auto", stream: TextIO | None = None) -> None:
    """Set structlog up for the process.

    Args:
        level: debug, info, warning, error.
        form: console, json, or auto: console on a terminal, JSON elsewhere.
        stream: where lines go; standard error by default.
    """
    out = stream or sys.stderr
    console = form == "console" or (form == "auto" and out.isatty())
    chain: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        redact,
    ]
    if console:
        plain = structlog.dev.plain_traceback  # the rich one prints locals, and with them secrets
        chain.append(structlog.dev.ConsoleRenderer(colors=out.isatty(), exception_formatter=plain))
    else:
        chain += [structlog.processors.ExceptionRenderer(TRACEBACKS), structlog.processors.JSONRenderer()]
    structlog.configure(
        processors=chain,
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(out),
        cache_logger_on_first_use=False,
    )


class Log:
    """Says events of the closed list, and nothing else."""

    def __init__(self, **fields: object) -> None:
        self._log: Final = structlog.get_logger().bind(**fields)

    def debug(self, event: Event, **fields: object) -> None:
        """Say what an engineer may want to see."""
        self._log.debug(event.value, **fields)

    def info(self, event: Event, **fields: object) -> None:
        """Say what happened."""
        self._log.info(event.value, **fields)

    def warning(self, event: Event, **fields: object) -> None:
        """Say what an operator should look at."""
        self._log.warning(event.value, **fields)

    def failure(self, event: Event, **fields: object) -> None:
        """Say what broke, with the traceback of the exception being handled."""
        self._log.error(event.value, exc_info=True, **fields)


class Metrics:
    """The service's own numbers, one registry per service so that tests may run several."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        counter, gauge = partial(Counter, registry=self.registry), partial(Gauge, registry=self.registry)
        self.polls = counter("wirewatch_polls", "Polls by what came of them.", ["outcome"])
        self.pages = counter("wirewatch_pages", "Visits of story pages by what came of them.", ["outcome"])
        self.versions = counter("wirewatch_versions", "Versions stored.")
        self.alerts = counter("wirewatch_alerts", "Alerts raised.", ["reason"])
        self.notifications = counter("wirewatch_notifications", "Notifications handed over.", ["receiver"])
        self.requests = counter("wirewatch_notification_requests", "Delivery attempts.", ["receiver"])
        self.failed = counter(
            "wirewatch_notifications_failed",
            "Delivery attempts that failed, by where the notification stands now.",
            ["receiver", "reason"],
        )
        self.outbox_depth = gauge("wirewatch_outbox_depth", "Alerts committed and not yet accepted.")
        self.outbox_oldest_age = gauge("wirewatch_outbox_oldest_age_seconds", "Age of the oldest of them.")
        self.feed_last_success = gauge(
            "wirewatch_feed_last_success_timestamp_seconds",
            "When the feed last answered with something readable.",
            ["feed"],
        )
        self.feeds = gauge("wirewatch_feeds", "Feeds by health.", ["state"])
        self.config_good = gauge(
            "wirewatch_config_last_reload_successful", "1 when the config on disk is the one in use."
        )
        self.watch_warnings = gauge(
            "wirewatch_watch_warnings", "Watches that deserve a second look.", ["kind"]
        )
        self.poll_seconds = Histogram(
            "wirewatch_poll_seconds", "Seconds from claim to finish of a poll.", registry=self.registry
        )
        self._initialise()

    def _initialise(self) -> None:
        """Make every label set stand from the first scrape, so that a rate has something to start from."""
        for state in FeedState:
            self.feeds.labels(state.value)
        for outcome in ("not_modified", "same_bytes", "read", "failed"):
            self.polls.labels(outcome)
        for outcome in PAGE_OUTCOMES:
            self.pages.labels(outcome)
        for kind in WarningKind:
            self.watch_warnings.labels(kind.value)
        for reason in Reason:
            self.alerts.labels(reason.value)

    def know_receivers(self, names: tuple[str, ...]) -> None:
        """Initialise the label sets of these receivers."""
        for name in names:
            self.notifications.labels(name)
            self.requests.labels(name)
            for reason in (DeliveryState.RETRYING, DeliveryState.DEAD):
                self.failed.labels(name, reason.value)
