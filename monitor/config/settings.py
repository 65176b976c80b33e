"""The settings of `wirewatch.yaml`, as values. Durations in seconds, sizes in bytes."""

import ipaddress
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator

from monitor.config.values import Count, Duration, Network, Share, Size, Text

SCHEMES = ("redis", "rediss", "unix", "redis+sentinel", "rediss+sentinel", "redis+cluster", "rediss+cluster")
"""What may stand before `://` in store.url; or the word `embedded`."""


class Section(BaseModel):
    """The base: unknown keys are refused, nothing can be changed, and no error repeats what was given."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, populate_by_name=True)


def _check_store(url: str) -> str:
    if url != "embedded" and url.partition("://")[0] not in SCHEMES:
        raise ValueError(
            "the store's url is `embedded`, or begins with redis:// rediss:// unix:// redis+sentinel:// redis+cluster://"
        )
    return url


def _check_http(url: str) -> str:
    try:
        parts = urlsplit(url)
        fine = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if not fine or not url.isprintable() or " " in url:
        raise ValueError("an address that begins with http:// or https:// is wanted")
    return url


def _check_public_url(url: str) -> str:
    return _check_http(url).rstrip("/") if url else ""


HttpUrl = Annotated[str, AfterValidator(_check_http)]


def _check_listen(listen: str) -> str:
    host, _, port = listen.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or int(port[:6]) > 65535:  # noqa: PLR2004 - the last port
        raise ValueError("host:port is wanted, like 127.0.0.1:8080")
    return listen


def is_loopback(listen: str) -> bool:
    """Whether `host:port` is an address of this machine alone."""
    host = listen.rpartition(":")[0].strip("[]")
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class StoreSettings(Section):
    """Where stories are kept and how long."""

    url: Annotated[str, AfterValidator(_check_store)] = Field(default="embedded", repr=False)
    data_dir: Path = Path("data")
    keep: Annotated[Duration, Field(gt=0)] = 90 * 86400.0
    keep_versions: Annotated[Count, Field(ge=2)] = 50
    partitions: Annotated[Count, Field(ge=1, le=256)] = 16


class PollSettings(Section):
    """How feeds are asked.

    `at_most_every` is the floor for every feed. Where it is not set it is 15 s, or `every` when that is shorter:
    who sets the general pace to a second means it.
    """

    every: Annotated[Duration, Field(gt=0)] = 60.0
    at_most_every: Annotated[Duration, Field(gt=0)] = 15.0
    timeout: Annotated[Duration, Field(gt=0, le=300)] = 20.0
    max_body: Annotated[Size, Field(gt=0)] = 10 * 2**20
    per_host: Annotated[Count, Field(ge=1, le=64)] = 2
    user_agent: Text = "wirewatch/0.1"
    allow_private: tuple[Network, ...] = ()
    first_poll_alerts: Annotated[Duration, Field(ge=0)] = 2 * 3600.0
    alert_max_age: Annotated[Duration, Field(ge=0)] = 48 * 3600.0

    @property
    def floor(self) -> float:
        """The shortest interval any feed is asked at, in seconds."""
        said = "at_most_every" in self.model_fields_set
        return self.at_most_every if said else min(self.at_most_every, self.every)


class WebSettings(Section):
    """Where the page and the API are served. On another address than loopback a token is a must."""

    listen: Annotated[str, AfterValidator(_check_listen)] = "127.0.0.1:8080"
    token: SecretStr | None = None
    public_url: Annotated[str, AfterValidator(_check_public_url)] = ""

    @model_validator(mode="after")
    def _open_on_loopback_only(self) -> "WebSettings":
        if self.token is None and not is_loopback(self.listen):
            raise ValueError("web.listen is not a loopback address, so web.token_file is wanted")
        return self


class ReviewSettings(Section):
    """What of a watchlist people are warned of, from how it did on the stories kept.

    A watch is too broad when it stands in more than `too_broad` of the stories of the last day that its watchlist
    looks at, once these are `at_least`; it is silent when it stood in none for `never_fired`.
    """

    too_broad: Share = 0.05
    at_least: Annotated[Count, Field(ge=1)] = 40
    never_fired: Annotated[Duration, Field(ge=86400)] = 30 * 86400.0


class LogSettings(Section):
    """What is logged, and how: `auto` is console on a terminal, JSON elsewhere."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["auto", "console", "json"] = "auto"


class Settings(Section):
    """All of `wirewatch.yaml`."""

    store: StoreSettings = StoreSettings()
    poll: PollSettings = PollSettings()
    web: WebSettings = WebSettings()
    review: ReviewSettings = ReviewSettings()
    log: LogSettings = LogSettings()


SECTIONS: dict[str, type[Section]] = {
    "store": StoreSettings,
    "poll": PollSettings,
    "web": WebSettings,
    "review": ReviewSettings,
    "log": LogSettings,
}
