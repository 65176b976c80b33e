"""The sentences and names that every rendering shares."""

from dataclasses import replace
from datetime import UTC, datetime

from monitor.model.alert import Alert, Notification, ServiceEvent
from monitor.model.change import FactKind, Kind
from monitor.model.watch import Priority, Reason

REASONS: dict[Reason, str] = {
    Reason.FIRST_MENTION: "first mention",
    Reason.UPDATE: "update",
    Reason.CORRECTION: "correction",
    Reason.RETRACTION: "retraction",
    Reason.MENTION_REMOVED: "mention removed",
}
"""Why an alert is raised, in a word for a subject line."""

KINDS: dict[Kind, str] = {
    Kind.COSMETIC: "cosmetic edit",
    Kind.HEADLINE: "new headline",
    Kind.UPDATE: "update",
    Kind.CORRECTION: "correction",
    Kind.SILENT_CORRECTION: "silent correction",
    Kind.RETRACTION: "retraction",
    Kind.EMBARGO_LIFTED: "embargo lifted",
}

FACTS: dict[FactKind, str] = {
    FactKind.NUMBER: "Number",
    FactKind.NAME: "Name",
    FactKind.DATE: "Date",
    FactKind.NEGATION: "Negation",
    FactKind.QUOTE: "Quote",
    FactKind.ATTRIBUTION: "Attribution",
}

URGENT = frozenset({Priority.HIGH, Priority.URGENT})
"""The priorities that a mail marks as important."""


def instant(moment: datetime) -> str:
    """Return a time as docs/interface.md writes it: UTC, whole seconds, "2025-03-14T07:30:12Z" (RFC 3339)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def readable(moment: datetime) -> str:
    """Return a time as a person reads it: "14 March 2025, 07:30:12 UTC"."""
    utc = moment.astimezone(UTC)
    return f"{utc.day} {_MONTHS[utc.month - 1]} {utc.year}, {utc:%H:%M:%S} UTC"


def day_of(moment: datetime) -> str:
    """Return the day as a heading says it: "Friday 14 March 2025"."""
    return f"{moment:%A} {moment.day} {moment:%B %Y}"


def story_page(public_url: str, story: str) -> str:
    """Return the address of a story's page, "" when the service has no public address."""
    return f"{public_url.rstrip('/')}/stories/{story}" if public_url else ""


def diff_page(public_url: str, story: str, old: int, new: int) -> str:
    """Return the address of the diff between two versions, "" when the service has no public address."""
    page = story_page(public_url, story)
    return f"{page}/diff/{old}/{new}" if page else ""


def watch_line(alert: Alert) -> str:
    """Return which watch raised the alert: "Steve Witkoff (person, watchlist Ukraine talks)"."""
    return f"{alert.watch} ({alert.watch_kind}, watchlist {alert.watchlist})"


def where(field: str, paragraph: int) -> str:
    """Return where a mention stands, counted as people count: "headline", "paragraph 5"."""
    return f"paragraph {paragraph + 1}" if field == "body" else field


def say_fact(kind: FactKind, old: str, new: str) -> str:
    """Return one changed fact in words: "Number: 9 → 90", "Quote gone: …", "Name new: …"."""
    if not old:
        return f"{FACTS[kind]} new: {new}"
    if not new:
        return f"{FACTS[kind]} gone: {old}"
    return f"{FACTS[kind]}: {old} → {new}"


def test_event(receiver: str, now: datetime) -> ServiceEvent:
    """Return the event of `wirewatch send-test RECEIVER`."""
    return ServiceEvent(
        type="test",
        at=now,
        subject=f"Wirewatch test for {receiver}",
        text=(
            f"This is a test that somebody asked Wirewatch to send to the receiver {receiver}. "
            "It arrived; alerts will too. No story is behind it."
        ),
        data=(("receiver", receiver),),
    )


def with_event(notification: Notification, now: datetime) -> Notification:
    """Return the notification; one that carries nothing at all becomes the test message."""
    if notification.alerts or notification.service is not None:
        return notification
    return replace(notification, service=test_event(notification.receiver, now))


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
