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

    @property
    def corrective(self) -> bool:
        """Whether it takes back what was told before: all who were told are to hear of it."""
        return self in _CORRECTIVE


_CORRECTIVE = frozenset({Reason.CORRECTION, Reason.RETRACTION})


DEFAULT_ON = (Reason.FIRST_MENTION, Reason.UPDATE, Reason.CORRECTION, Reason.RETRACTION)


class SurnameRule(StrEnum):
    """When a lone surname counts as a mention of a person."""

    NEVER = "never"
    AFTER_FULL_NAME = "after_full_name"
    WITH_CONTEXT = "with_context"
    ALWAYS = "always"


WEAK = "different first name"
"""The matcher of a weak mention: the surname behind another first name. It raises an alert only when asked for."""


class Where(StrEnum):
    """The parts of a story that a watch looks at; `lead` is the first paragraph, `body` all of them."""

    HEADLINE = "headline"
    LEAD = "lead"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Person:
    """A person to watch: one full name and the other forms it takes.

    `different_first_name` asks for the surname behind another first name too ("perhaps an error"). `fields`
    and `language` (BCP 47 tags) narrow what is looked at; () is everything.
    """

    name: str
    aliases: tuple[str, ...] = ()
    surname: SurnameRule = SurnameRule.AFTER_FULL_NAME
    context: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()
    different_first_name: bool = False
    fields: tuple[Where, ...] = ()
    language: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """Terms with at most `within` words between neighbours, in any order, inside one sentence."""

    within: int
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic to watch. Every condition that is given must hold.

    Attributes:
        name: what it is called.
        any: one of these terms; a trailing * is a prefix.
        all: each of these terms.
        none: no one of these terms.
        near: terms close to one another.
        query: words with AND, OR, NOT and parentheses, in Lucene's syntax; "" for none.
        pattern: a regular expression in RE2's syntax; "" for none.
        subjects: one of these codes stands in the item's metadata; a trailing * is a prefix.
        fields: the parts looked at; () is all.
        language: BCP 47 tags of the stories looked at; () is all. A story whose language nobody knows is.
    """

    name: str
    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    near: Near | None = None
    query: str = ""
    pattern: str = ""
    subjects: tuple[str, ...] = ()
    fields: tuple[Where, ...] = ()
    language: tuple[str, ...] = ()


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
    `text`. `paragraph` counts from 0; it is -1 in the headline and -2 for a subject, which stands in the
    item's metadata: then `text` is its code, whole.
    """

    paragraph: int
    start: int
    end: int
    text: str
    watchlist: str
    watch: str
    field: str  # "headline", "body" or "subject"
    matcher: str  # docs/interface.md, `mentions[].matcher`

    @property
    def key(self) -> WatchKey:
        """The watch this is a mention of."""
        return WatchKey(self.watchlist, self.watch)
