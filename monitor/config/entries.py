"""What may stand in feeds, watchlists and routes, as pydantic models: one field for each key of docs/interface.md."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from monitor.config.settings import HttpUrl, Section
from monitor.config.values import Count, Duration, Flag, Network, Text
from monitor.match.fold import fold_term
from monitor.match.topic import pattern, query
from monitor.model.watch import DEFAULT_ON, Priority, Reason, SurnameRule, Where

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_CRON_FIELD = re.compile(r"[0-9A-Za-z*/,#-]+")
_CRON_FIELDS = 5
_CLOCK_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_SHORTEST_PREFIX = 2
_SUBJECT = re.compile(r"[^*]*[^*:\s]\*?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")  # RFC 9110 §5.6.2, token


def _check_id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise ValueError("an id is made of letters, digits, dots, hyphens and underscores, at most 80")
    return value


def _check_cron(value: str) -> str:
    fields = value.split()
    if len(fields) != _CRON_FIELDS or not all(map(_CRON_FIELD.fullmatch, fields)):
        raise ValueError('a cron line has five fields (minute hour day month weekday), like "*/5 6-22 * * *"')
    return value


def _check_term(value: str) -> str:
    bare = value.removesuffix("*")
    if "*" in bare:
        raise ValueError("a * may stand at the end of a term only")
    if not fold_term(bare) or (bare != value and len(fold_term(bare)) < _SHORTEST_PREFIX):
        raise ValueError(
            "the term holds too little to find: no letters or digits, or one letter before the *"
        )
    return value


def _check_name(value: str) -> str:
    if not fold_term(value):
        raise ValueError("a name is made of letters")
    if "*" in value:
        raise ValueError("a * stands in topics only; write a person's other spellings under aliases")
    return value


def _check_query(value: str) -> str:
    wrong = query.complaint(value)
    if wrong:
        raise ValueError(wrong)
    return value


def _check_pattern(value: str) -> str:
    wrong = pattern.complaint(value)
    if wrong:
        raise ValueError(f"no pattern in RE2's syntax: {wrong}")
    return value


def _check_subject(value: str) -> str:
    if not _SUBJECT.fullmatch(value):
        raise ValueError("a subject is a code like medtop:16000000 or a category; a * may stand at its end")
    return value


def _check_language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise ValueError("a language is a tag like en or pt-BR")
    return value


def _check_headers(headers: dict[str, str]) -> dict[str, str]:
    if not all(map(_HEADER.fullmatch, headers)) or not all(map(str.isprintable, headers.values())):
        raise ValueError("a header is Name: value, in one line")
    return headers


def _as_named(value: Any) -> Any:
    """Take a bare name for an entry with nothing but its name."""
    return {"name": value} if isinstance(value, str) else value


def _as_topic(value: Any) -> Any:
    """Take a bare term for a topic of that name and term."""
    return {"name": value, "any": [value]} if isinstance(value, str) else value


def _as_list(value: Any) -> Any:
    """Take one value for a list of one."""
    return [value] if isinstance(value, str) else value


Id = Annotated[Text, AfterValidator(_check_id)]
Name = Annotated[Text, AfterValidator(_check_name)]
Term = Annotated[Text, AfterValidator(_check_term)]
SubjectCode = Annotated[Text, AfterValidator(_check_subject)]
Language = Annotated[Text, AfterValidator(_check_language)]


class FeedEntry(Section):
    """One feed. Without `every` or `cron` the settings' `poll.every` holds."""

    url: Annotated[HttpUrl, Field(repr=False)]
    id: Id | None = None
    agency: Id | None = None
    every: Annotated[Duration, Field(gt=0)] | None = None
    cron: Annotated[str, AfterValidator(_check_cron)] | None = None
    full_text: Flag = False
    tags: tuple[Id, ...] = ()
    headers: Annotated[dict[str, str], AfterValidator(_check_headers)] = Field(default={}, repr=False)
    allow_private: tuple[Network, ...] = ()

    @model_validator(mode="after")
    def _one_rhythm(self) -> "FeedEntry":
        if self.every is not None and self.cron is not None:
            raise ValueError("every and cron both stand here; keep one of them")
        return self


class WatchEntry(Section):
    """What persons and topics have in common: where to look. Left out, everywhere."""

    fields: Annotated[tuple[Where, ...], BeforeValidator(_as_list)] = ()
    language: Annotated[tuple[Language, ...], BeforeValidator(_as_list)] = ()


class PersonEntry(WatchEntry):
    """One person to watch; a bare name is a person too."""

    name: Name
    aliases: tuple[Name, ...] = ()
    surname: SurnameRule = SurnameRule.AFTER_FULL_NAME
    context: tuple[Term, ...] = ()
    not_: tuple[Term, ...] = Field(default=(), alias="not")
    different_first_name: Flag = False

    @model_validator(mode="after")
    def _context_is_whole(self) -> "PersonEntry":
        if self.surname is SurnameRule.WITH_CONTEXT and not self.context:
            raise ValueError("surname: with_context needs words under context:")
        return self


class NearEntry(Section):
    """Terms with at most `within` words between neighbours, inside one sentence."""

    within: Annotated[Count, Field(ge=0, le=100)]
    terms: Annotated[tuple[Term, ...], Field(min_length=2, max_length=20)]


class TopicEntry(WatchEntry):
    """One topic to watch; a bare term is a topic too. Every condition given must hold."""

    name: Text
    any: tuple[Term, ...] = ()
    all: tuple[Term, ...] = ()
    none: tuple[Term, ...] = ()
    near: NearEntry | None = None
    query: Annotated[Text, AfterValidator(_check_query)] | None = None
    pattern: Annotated[Text, AfterValidator(_check_pattern)] | None = None
    subjects: tuple[SubjectCode, ...] = ()

    @model_validator(mode="after")
    def _looks_for_something(self) -> "TopicEntry":
        if not (self.any or self.all or self.near or self.query or self.pattern or self.subjects):
            wanted = "any:, all:, near:, query:, pattern: or subjects:"
            raise ValueError(f"topic {self.name} looks for nothing; give it {wanted}")
        return self


class WatchlistEntry(Section):
    """One watchlist: a file's `watchlist:` and the keys beside it."""

    watchlist: Text
    priority: Priority = Priority.NORMAL
    feeds: tuple[Text, ...] = ()
    on: tuple[Reason, ...] = DEFAULT_ON
    notify: tuple[Text, ...] = ()
    people: tuple[Annotated[PersonEntry, BeforeValidator(_as_named)], ...] = ()
    topics: tuple[Annotated[TopicEntry, BeforeValidator(_as_topic)], ...] = ()


def _check_clock_time(value: str) -> str:
    if not _CLOCK_TIME.fullmatch(value):
        raise ValueError("a time of day is wanted, like 07:30")
    return value


ClockTime = Annotated[str, AfterValidator(_check_clock_time)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_list)]


class MatchEntry(Section):
    """Which alerts a route takes: every field given must hold, with any of its values."""

    priority: Annotated[tuple[Priority, ...], BeforeValidator(_as_list)] = ()
    watchlist: Texts = ()
    watch: Texts = ()
    kind: Annotated[tuple[Literal["person", "topic"], ...], BeforeValidator(_as_list)] = ()
    agency: Texts = ()
    feed: Texts = ()
    reason: Annotated[tuple[Reason, ...], BeforeValidator(_as_list)] = ()


class QuietEntry(Section):
    """Hours in which a route keeps still, on the clocks of `zone`."""

    from_: ClockTime = Field(alias="from")
    to: ClockTime
    zone: Text = "UTC"


UNUSED = ("group_interval", "digest", "quiet")
"""Keys of a route that are read and checked, and not gone by yet: each is warned of."""


class RouteEntry(Section):
    """A node of the route tree. What is left out comes from the node above."""

    receiver: Text | None = None
    match: MatchEntry = MatchEntry()
    group_wait: Duration | None = None
    group_interval: Duration | None = None
    digest: ClockTime | None = None
    quiet: QuietEntry | None = None
    continue_: Flag = Field(default=False, alias="continue")
    routes: tuple["RouteEntry", ...] = ()
