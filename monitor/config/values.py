"""Values as people write them in the config: durations, sizes, switches, networks; as pydantic types."""

import ipaddress
import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "w": 604800.0}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d|w)")
_DURATIONS = re.compile(rf"(?:{_DURATION.pattern})+")
_SIZES = {"B": 1, "kB": 1000, "KB": 1000, "MB": 10**6, "GB": 10**9, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}
_SIZE = re.compile(r"(\d+(?:\.\d+)?) ?(B|kB|KB|MB|GB|KiB|MiB|GiB)")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?) ?%")
_COUNT = re.compile(r"\d{1,9}")
_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d\u200e\u200f"))
"""Joiners and direction marks that Persian, Hindi and Hebrew are written with: invisible, and part of the word."""

_LONGEST = 100 * 365 * 86400.0


def read_duration(value: object) -> object:
    """Return seconds for `90s`, `5m`, `2h`, `7d`, `1h30m`; a bare 0 is 0.

    Raises:
        ValueError: another number (of what?) or other text.
    """
    if isinstance(value, float) or value in (0, "0"):
        return float(value)
    if not isinstance(value, str) or not _DURATIONS.fullmatch(value):
        raise ValueError("a duration is wanted: write it like 90s, 5m, 2h or 7d")
    seconds = sum(float(number) * _UNITS[unit] for number, unit in _DURATION.findall(value))
    if seconds > _LONGEST:
        raise ValueError("a duration of more than a hundred years")
    return seconds


def read_size(value: object) -> object:
    """Return bytes for `10MiB`, `500kB`.

    Raises:
        ValueError: a bare number or other text.
    """
    if isinstance(value, int) and not isinstance(value, bool) and value >= 2**10:
        return value  # a model made in code, or bytes written out
    match = _SIZE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError("a size is wanted: write it like 10MiB or 500kB")
    return int(float(match[1]) * _SIZES[match[2]])


def read_share(value: object) -> object:
    """Return a share from 0 to 1 for `5%`, or for `0.05`.

    Raises:
        ValueError: a whole number (of what?), other text, or more than 100 %.
    """
    if isinstance(value, float) and 0 <= value <= 1:
        return value
    match = _SHARE.fullmatch(value) if isinstance(value, str) else None
    if match is None or float(match[1]) > 100:  # noqa: PLR2004 - the whole
        raise ValueError("a share is wanted: write it like 5%")
    return float(match[1]) / 100


def read_flag(value: object) -> object:
    """Return the boolean for `true` or `false`, also where the environment brought it in as text.

    Raises:
        ValueError: anything else; `yes` and `on` are text in YAML 1.2.
    """
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise ValueError("true or false is wanted")


def read_count(value: object) -> object:
    """Return a whole number, also where the environment brought it in as text.

    Raises:
        ValueError: anything else.
    """
    if isinstance(value, str) and _COUNT.fullmatch(value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError("a whole number is wanted")


def check_network(value: str) -> str:
    """Return a CIDR as it is.

    Raises:
        ValueError: not one, or with bits set behind the mask.
    """
    try:
        ipaddress.ip_network(value)
    except ValueError:
        raise ValueError("a network is wanted: write it like 10.20.0.0/16") from None
    return value


Duration = Annotated[
    float,
    BeforeValidator(read_duration),
    WithJsonSchema(
        {"type": "string", "pattern": r"^(\d+(\.\d+)?(ms|s|m|h|d|w))+$|^0$", "examples": ["90s", "5m"]}
    ),
]
"""Seconds."""

Size = Annotated[
    int,
    BeforeValidator(read_size),
    WithJsonSchema({"type": ["string", "integer"], "examples": ["10MiB"]}),
]
"""Bytes."""

Share = Annotated[
    float,
    BeforeValidator(read_share),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,3}(\.\d+)? ?%$", "examples": ["5%"]}),
]
"""From 0 to 1."""

Flag = Annotated[bool, BeforeValidator(read_flag)]
Count = Annotated[int, BeforeValidator(read_count)]
Network = Annotated[str, AfterValidator(check_network)]
"""A CIDR, as text."""


def check_text(value: str) -> str:
    """Return text that is not blank.

    Raises:
        ValueError: it is blank, or holds control characters.
    """
    bare = value.translate(_JOINERS)
    if not bare.strip() or not bare.isprintable():
        raise ValueError("text is wanted, and this is blank or holds control characters")
    return value


Text = Annotated[str, AfterValidator(check_text)]
"""Text with something in it, in one line."""
