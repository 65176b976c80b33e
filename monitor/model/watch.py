"""What people watch for, and where it was found."""

from dataclasses import dataclass
from enum import StrEnum


class Priority(StrEnum):
    """How urgent a watchlist is."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class Reason(StrEnum):
    """Why an alert is raised; the webhook type is `story.` + this."""

    FIRST_MENTION = "first_mention"
    UPDATE = "update"
    CORRECTION = "correction"
    RETRACTION = "retraction"
    MENTION_REMOVED = "mention_removed"


DEFAULT_ON = (Reason.FIRST_MENTION, Reason.UPDATE, Reason.CORRECTION, Reason.RETRACTION)


class SurnameRule(StrEnum):
    """When a lone surname counts as a mention of a person."""

    NEVER = "never"
    AFTER_FULL_NAME = "after_full_name"
    WITH_CONTEXT = "with_context"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Person:
    """A person to watch: one full name and the other forms it takes."""

    name: str
    aliases: tuple[str, ...] = ()
    surname: SurnameRule = SurnameRule.AFTER_FULL_NAME
    context: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic to watch: `any` one of these, `all` of these, `none` of these; a trailing * is a prefix."""

    name: str
    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Watchlist:
    """A YAML file of watches with what holds for all of them. `feeds` are patterns ("tag:wire", "efe-*")."""

    name: str
    people: tuple[Person, ...] = ()
    topics: tuple[Topic, ...] = ()
    priority: Priority = Priority.NORMAL
    feeds: tuple[str, ...] = ()  # () means every feed
    on: tuple[Reason, ...] = DEFAULT_ON
    notify: tuple[str, ...] = ()  # receivers; () means the routes decide


@dataclass(frozen=True, slots=True)
class WatchKey:
    """Names one watch: unique over the whole config."""

    watchlist: str
    watch: str


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One place where a watch stands in a version.

    `start` and `end` are code-point offsets into that paragraph (or the headline): the slice is exactly
    `text`. `paragraph` counts from 0; it is -1 in the headline.
    """

    paragraph: int
    start: int
    end: int
    text: str
    watchlist: str
    watch: str
    field: str  # "headline", "body" or "subject"
    matcher: str  # INTERFACE.md, `mentions[].matcher`

    @property
    def key(self) -> WatchKey:
        """The watch this is a mention of."""
        return WatchKey(self.watchlist, self.watch)
