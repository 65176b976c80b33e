"""What is allowed in a watchlist and hardly meant: told to people, never a reason to refuse."""

from dataclasses import dataclass
from enum import StrEnum


class WarningKind(StrEnum):
    """What a warning of a watch is about."""

    SHADOWED = "shadowed"
    TOO_BROAD = "too_broad"
    NEVER_FIRED = "never_fired"


@dataclass(frozen=True, slots=True)
class WatchWarning:
    """A watch that deserves a second look, and why in one sentence that names it."""

    kind: WarningKind
    watchlist: str
    watch: str
    sentence: str
