"""Stories and their versions."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.change import Diff
from monitor.model.feed import Subject


class PubStatus(StrEnum):
    """IPTC pubStatus (their spelling)."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


class FurnitureKind(StrEnum):
    """What stands round the copy."""

    DATELINE = "dateline"
    BYLINE = "byline"
    CAPTION = "caption"
    CREDIT = "credit"
    SUBHEAD = "subhead"
    SIGN_OFF = "sign_off"
    NOTE = "note"
    JUNK = "junk"


@dataclass(frozen=True, slots=True)
class Furniture:
    """One piece of furniture: labelled, never dropped; neither diffed nor matched."""

    kind: FurnitureKind
    text: str


class MarkerName(StrEnum):
    """What an agency can declare about a version."""

    UPDATE = "update"
    CORRECTION = "correction"
    REFILE = "refile"
    REPEAT = "repeat"
    KILL = "kill"
    EMBARGO = "embargo"
    FLASH = "flash"
    LEAD = "lead"
    WRITETHRU = "writethru"
    ADVISORY = "advisory"
    NOTHING = ""  # in versions that earlier releases stored: a line that declares nothing ("BC-EU--")


@dataclass(frozen=True, slots=True)
class Marker:
    """What the agency itself declared about this version: `text` is its own words, `number` that of an update."""

    name: MarkerName
    text: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry normalised: plain text, UTC dates, furniture taken out and labelled. Not yet a version.

    `paragraphs` are the copy alone; every offset in the product counts code points in one of them or in
    `headline`. `headline` is without agency prefixes ("UPDATE 2-"), which stand in `markers`.
    """

    agency: str
    feed: str
    guid: str
    url: str
    headline: str
    paragraphs: tuple[str, ...]
    furniture: tuple[Furniture, ...] = ()
    markers: tuple[Marker, ...] = ()
    slugline: str = ""
    by: str = ""
    dateline: str = ""
    located: str = ""
    language: str = ""
    urgency: int | None = None
    pub_status: PubStatus = PubStatus.USABLE
    agency_version: int | None = None
    ed_note: str = ""
    embargoed: datetime | None = None
    published: datetime | None = None
    updated: datetime | None = None
    date_note: str = ""  # why a date is absent or was clamped, with the original
    subjects: tuple[Subject, ...] = ()
    previous: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a story. `number` counts from 1; `diff` is against the version before, None at 1.

    `rendition`: the same story shown in full, its page after its entry. `quiet`: stored without alerts at first sight
    (docs/interface.md). `cluster`: whose cluster the story was in when the version came, "" in stores of before.
    """

    story: str
    number: int
    first_seen: datetime
    content_hash: str
    draft: Draft
    diff: Diff | None = None
    rendition: bool = False
    quiet: bool = False
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """That these receivers were told of this story for this watch, first at this version."""

    watchlist: str
    watch: str
    receivers: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Story:
    """The head of a story: what one agency means by one guid, through all its versions.

    `cluster` is the id of the story that leads the cluster (its own id when alone). `copy_of` is the story
    whose copy this is, "" otherwise; `copy_share` how much of this story's text stands in that one (0…1).
    `translation_of` is the story of the same agency that this one tells in another language, "" otherwise.
    """

    id: str
    agency: str
    feed: str
    guid: str
    url: str
    headline: str
    version: int
    content_hash: str
    first_seen: datetime
    version_seen: datetime
    language: str = ""
    pub_status: PubStatus = PubStatus.USABLE
    cluster: str = ""
    copy_of: str = ""
    copy_share: float = 0.0
    translation_of: str = ""
    told: tuple[Told, ...] = ()
    corrected: tuple[int, ...] = ()  # versions that were a declared correction or a retraction
    paged: str = ""  # the feed with `full_text` by whose page the story is read, "" when by its entries
    hashes: tuple[str, ...] = ()  # content hashes of the versions so far, newest last, at most 50
