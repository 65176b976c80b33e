"""What is to be done about an observation: values, each with its reason in words. Nothing here does it."""

from dataclasses import dataclass
from enum import StrEnum

from monitor.identity.similar import Sketch
from monitor.model.alert import Alert
from monitor.model.story import Story, Version


class EntryOutcome(StrEnum):
    """What became of an entry."""

    UNCHANGED = "unchanged"
    NEW = "new"
    VERSION = "version"
    HELD = "held"
    PAGE = "page"  # changed, but its story is read from its page: that is asked now


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of an entry, and whose text it is ("" when it broke us)."""

    outcome: EntryOutcome
    story: str = ""


@dataclass(frozen=True, slots=True)
class Leave:
    """Nothing is to be done: what is shown was shown before."""

    reason: str
    story: str = ""


@dataclass(frozen=True, slots=True)
class MarkSeen:
    """No new version; remember that this source shows the story so.

    Attributes:
        story: Whose text it is.
        seen: The content hash that the source showed.
        reason: Why it makes no version.
        head: The story's head as it will be, where that changes without a version.
        expected: Version number and content hash of the head as it was read, for that.
    """

    story: str
    seen: str
    reason: str
    head: Story | None = None
    expected: tuple[int, str] = (0, "")


@dataclass(frozen=True, slots=True)
class Hold:
    """It looks broken: believe it only when it is shown again."""

    story: str
    reason: str


@dataclass(frozen=True, slots=True)
class AskPage:
    """Its story is read from its page: have that visited now. `url` is the page's address, as the entry gives it."""

    story: str
    seen: str
    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Begin:
    """Version 1 of a new story.

    Attributes:
        story: The head as it will be.
        version: The version.
        alerts: Whom it is told, in the same commit.
        sketch: Of its text.
        reason: Why it is a story of its own.
        silence: Why nobody is told though somebody might be; "" otherwise.
        warning: What is odd about its keys; "" when all is well.
    """

    story: Story
    version: Version
    alerts: tuple[Alert, ...]
    sketch: Sketch
    reason: str
    silence: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class NextVersion:
    """The next version of a known story; the fields are those of `Begin`.

    Attributes:
        expected: Version number and content hash of the head as it was read: another hand's commit in between
            makes the store refuse this one.
        seen: The content hash that the source showed; another than the version's where the entry's own fields were
            joined with its page's text.
    """

    story: Story
    version: Version
    alerts: tuple[Alert, ...]
    sketch: Sketch
    expected: tuple[int, str]
    seen: str
    reason: str
    silence: str = ""


Intent = Leave | MarkSeen | Hold | AskPage | Begin | NextVersion
NewVersion = Begin | NextVersion
