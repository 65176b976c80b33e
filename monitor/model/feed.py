"""Feeds, what is got from them, and their health."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class FeedState(StrEnum):
    """Feed health as docs/interface.md names it."""

    OK = "ok"
    QUIET = "quiet"
    FAILING = "failing"
    BLOCKED = "blocked"
    GONE = "gone"
    MOVED = "moved"
    MALFORMED = "malformed"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Feed:
    """A document of entries at a URL, as configured. Durations in seconds.

    `agency` is who is responsible for the entries: the configured agency, else the one told by the host,
    else the feed's own id. Stories of one agency share an identity space; those of two never do.
    """

    id: str
    url: str = field(repr=False)  # may hold a secret that the environment brought in
    agency: str
    every: float = 60.0
    cron: str | None = None
    full_text: bool = False
    tags: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    allow_private: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Validators:
    """ETag and Last-Modified exactly as received, to be sent back exactly so (RFC 9110 §13.1)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes got from a feed, decompressed, with what the exchange told about them."""

    url: str  # after redirects
    body: bytes = field(repr=False)
    media_type: str  # content-type header as sent, "" when absent
    body_hash: str  # hex blake2b-128 of `body`
    fetched: datetime


@dataclass(frozen=True, slots=True)
class Fetched:
    """200 with a body. `ask_again` is what Cache-Control asks for, in seconds, None when silent."""

    document: Document
    validators: Validators
    ask_again: float | None = None
    moved_to: str | None = None  # the URL after permanent redirects only (301, 308)


@dataclass(frozen=True, slots=True)
class NotModified:
    """304. `validators` are those to keep from now on (a 304 may carry new ones)."""

    validators: Validators
    ask_again: float | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """The exchange gave nothing to read: why, in a state and one sentence without secrets."""

    state: FeedState
    detail: str
    status: int | None = None
    retry_after: float | None = None  # seconds


FetchOutcome = Fetched | NotModified | Failed


@dataclass(frozen=True, slots=True)
class Subject:
    """An IPTC subject: `medtop:16000000`, or a feed's own category with scheme ""."""

    scheme: str
    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item exactly as the feed gave it. HTML stays HTML, dates stay strings; nothing is guessed here."""

    guid: str | None = None
    url: str | None = None
    headline: str = ""  # may hold HTML or entities when headline_html
    headline_html: bool = False
    body: str = ""  # the fullest text the entry has
    body_html: bool = True
    summary: str = ""
    summary_html: bool = True
    slugline: str = ""
    by: str = ""
    dateline: str = ""
    located: str = ""
    language: str = ""  # BCP 47 as declared by entry or feed, "" when silent
    urgency: int | None = None
    pub_status: str = ""
    version: int | None = None
    ed_note: str = ""  # what clients may print
    ed_note_private: str = field(default="", repr=False)  # what they may not: it never leaves the house
    embargoed: str = ""
    signals: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()  # ids of earlier versions the entry itself names
    published: str = ""
    updated: str = ""
    subjects: tuple[Subject, ...] = ()
    providers: tuple[str, ...] = ()  # names and hosts the entry itself gives its agency: "dpa", "afp.com"


@dataclass(frozen=True, slots=True)
class Reading:
    """A document understood: what the feed says of itself, and its entries in document order."""

    format: str  # the row of formats/table.py that read it: "rss", "atom", "jsonfeed", …
    entries: tuple[Entry, ...]
    title: str = ""
    language: str = ""
    ask_again: float | None = None  # seconds, from ttl or sy:updatePeriod
    skip_hours: tuple[int, ...] = ()  # UTC hours in which RSS skipHours asks not to be polled
    warnings: tuple[str, ...] = ()  # one sentence each: what was mended or left out


@dataclass(frozen=True, slots=True)
class FeedRecord:
    """What the store remembers of a feed between polls."""

    feed: str
    validators: Validators = Validators()
    body_hash: str = ""
    state: FeedState = FeedState.NEVER
    detail: str = ""
    last_attempt: datetime | None = None
    last_success: datetime | None = None
    last_new: datetime | None = None  # when an entry last led to a new version
    next_due: datetime | None = None
    failures: int = 0  # in a row
    entries: int = 0  # in the last readable document
    title: str = ""
    format: str = ""
    moved_to: str = ""
    moved_times: int = 0
    held: int = 0  # polls in a row that held validators back for a suspect entry
    asks: float | None = None  # seconds, as `Reading.ask_again` of the last readable document
    skip_hours: tuple[int, ...] = ()  # the same
