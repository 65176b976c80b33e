"""Alerts, their way to people, and what became of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.change import Block, Fact, Kind
from monitor.model.story import PubStatus
from monitor.model.watch import Mention, Priority, Reason


@dataclass(frozen=True, slots=True)
class Route:
    """A node of the route tree (Alertmanager). Empty `match` matches everything; durations in seconds.

    `match` maps a field (priority, watchlist, watch, kind, agency, feed, reason) to accepted values.
    `None` inherits from the node above.
    """

    receiver: str | None = None
    match: tuple[tuple[str, tuple[str, ...]], ...] = ()
    group_wait: float | None = None
    group_interval: float | None = None
    continue_: bool = False
    routes: tuple["Route", ...] = ()


@dataclass(frozen=True, slots=True)
class Addressee:
    """A receiver an alert goes to and how long to wait for company (seconds)."""

    receiver: str
    group_wait: float = 0.0


@dataclass(frozen=True, slots=True)
class StoryRef:
    """What an alert tells of its story: enough to render without asking the store."""

    id: str
    agency: str
    feed: str
    guid: str
    url: str
    headline: str
    language: str
    version: int
    first_seen: datetime
    version_seen: datetime
    cluster: str
    pub_status: PubStatus = PubStatus.USABLE
    urgency: int | None = None
    ed_note: str = ""


@dataclass(frozen=True, slots=True)
class SeenMention:
    """A mention with the words round it; `snippet_start` is where the snippet begins in its paragraph."""

    mention: Mention
    snippet: str
    snippet_start: int


@dataclass(frozen=True, slots=True)
class ChangeRef:
    """What an alert tells of the change. `blocks` holds only what is not equal."""

    from_version: int
    to_version: int
    kinds: tuple[Kind, ...]
    summary: str
    facts: tuple[Fact, ...] = ()
    old_headline: str = ""
    new_headline: str = ""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class AlsoIn:
    """Another story of the cluster."""

    agency: str
    feed: str
    url: str
    copy: bool
    carries_the_error: bool = False
    corrected: datetime | None = None  # when what it still carries was corrected or withdrawn


@dataclass(frozen=True, slots=True)
class Alert:
    """The fact that a version deserves someone's attention. Its id is the same however often it is made."""

    id: str
    type: str  # "story.correction", …
    reason: Reason
    sentence: str  # one sentence a person can read
    priority: Priority
    watchlist: str
    watch: str
    watch_kind: str  # "person" or "topic"
    created: datetime
    story: StoryRef
    mentions: tuple[SeenMention, ...] = ()
    change: ChangeRef | None = None
    also_in: tuple[AlsoIn, ...] = ()
    addressees: tuple[Addressee, ...] = ()


class DeliveryState(StrEnum):
    """Where a notification stands (docs/interface.md)."""

    PENDING = "pending"
    DELIVERED = "delivered"
    RETRYING = "retrying"
    DEAD = "dead"
    SILENCED = "silenced"
    DIGESTED = "digested"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A notification and the outcome of its latest attempt. `id` is the webhook-id, stable across retries."""

    id: str
    alert: str
    receiver: str
    state: DeliveryState
    attempts: int
    created: datetime
    last_attempt: datetime | None = None
    next_attempt: datetime | None = None
    detail: str = ""
    type: str = ""
    story: str = ""
    headline: str = ""
    watch: str = ""


@dataclass(frozen=True, slots=True)
class Delivered:
    """The receiver has it."""

    detail: str = ""


@dataclass(frozen=True, slots=True)
class TryAgain:
    """The receiver may take it later. `retry_after` in seconds when the receiver said so."""

    detail: str
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class GiveUp:
    """The receiver will never take this one. `disable`: nor any other (410 Gone)."""

    detail: str
    disable: bool = False


Outcome = Delivered | TryAgain | GiveUp


@dataclass(frozen=True, slots=True)
class ServiceEvent:
    """What the service tells of itself: `type` is feed.down, feed.recovered, receiver.disabled or test.

    `subject` is one line, `text` a few plain sentences, `data` names and values for machines; none of them
    may hold a secret.
    """

    type: str
    at: datetime
    subject: str
    text: str
    data: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Notification:
    """The rendered message for one receiver, with its stable id. `alerts` has one, or several in a digest.

    A notification of the service's own has no alerts and a `service` event.
    """

    id: str
    receiver: str
    alerts: tuple[Alert, ...]
    public_url: str = ""
    service: ServiceEvent | None = None
