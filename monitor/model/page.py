"""Story pages that are watched (`full_text: true`), and what is remembered of each."""

from dataclasses import dataclass, field
from datetime import datetime

from monitor.model.feed import FeedState, Validators


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What the store remembers of a story's page between visits.

    Attributes:
        story: The story whose page it is.
        feed: The feed with `full_text` that showed its address.
        url: As the entry gave it.
        since: When the page was first seen or last changed: its schedule counts from here.
        first_poll: Its entry stood in the very first document of the feed, so its full text tells as little.
        validators: Exactly as received; they move only once what was read is safe.
        body_hash: Of the last body that was read and committed.
        step: Visits since the last change.
        visits: Visits that were answered, in all.
        failures: In a row.
        held: Visits in a row whose text was suspect.
        state: What the last visit came to, `detail` in a sentence.
    """

    story: str
    feed: str
    url: str
    since: datetime
    first_poll: bool = False
    validators: Validators = field(default_factory=Validators)
    body_hash: str = ""
    step: int = 0
    visits: int = 0
    failures: int = 0
    held: int = 0
    state: FeedState = FeedState.NEVER
    detail: str = ""
    last_attempt: datetime | None = None
    last_success: datetime | None = None
    last_new: datetime | None = None  # when a visit last led to a new version
    next_due: datetime | None = None
