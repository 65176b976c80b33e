"""What nobody expected. Expected outcomes are values (`NotModified`, `Failed`, …), never exceptions.

WirewatchError
├── ConfigError          the config folder is wrong: carries every Problem found, with file:line:column
├── StoreError
│   ├── StoreUnavailable   down, loading, read-only: wait and try again
│   ├── StoreFull          out of memory: stop recording, go on delivering
│   └── StoreMismatch      wrong server version, wrong partition count, corrupt blob: an operator must act
├── UnreadableDocument   the bytes hold no feed we know; carries a FeedState and a sentence
└── DeliveryError        a notifier met something it cannot name
"""

from dataclasses import dataclass
from pathlib import Path

from monitor.model.feed import FeedState


class WirewatchError(Exception):
    """The root: everything this product raises on purpose."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in the config: where it stands, what is wrong, how to mend it.

    Lines and columns count from 1; 0 means the file as a whole.
    """

    file: str
    line: int
    column: int
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        text = f"{self.file}:{self.line}:{self.column}: {self.message}"
        return f"{text}; {self.remedy}" if self.remedy else text


class ConfigError(WirewatchError):
    """The config cannot be used; `problems` says everything that is wrong, not only the first.

    `files` are those it was read from, and those it asks for: a change of one of them may mend it.
    """

    def __init__(self, problems: tuple[Problem, ...], files: tuple[Path, ...] = ()) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
        self.files = files


class StoreError(WirewatchError):
    """The store did not do what was asked."""


class StoreUnavailable(StoreError):  # noqa: N818 - named for the state, as /readyz reports it
    """Down, loading, or read-only: wait, then try again."""


class StoreFull(StoreError):  # noqa: N818 - named for the state, as /readyz reports it
    """Out of memory: recording stops, delivering goes on."""


class StoreMismatch(StoreError):  # noqa: N818 - named for the state, as /readyz reports it
    """Version, partition count or a stored blob does not fit: an operator must act."""


class UnreadableDocument(WirewatchError):  # noqa: N818 - named for the thing met
    """The bytes hold no feed we know. `state` is what feed health shows, `detail` one sentence for people."""

    def __init__(self, state: FeedState, detail: str) -> None:
        super().__init__(detail)
        self.state = state
        self.detail = detail


class DeliveryError(WirewatchError):
    """A notifier met something it cannot name as an outcome."""
