"""What the page needs of the service it shows. `App` is one; so is whatever has these.

The page looks at them. The one thing it does is to make a delivery due again, and that is done in the store.
"""

from collections.abc import Mapping
from typing import Protocol

from monitor.clock import Clock
from monitor.config.load import Config
from monitor.match.compile import Matcher
from monitor.model.errors import Problem
from monitor.model.warning import WatchWarning
from monitor.store.store import Store
from monitor.telemetry import Metrics


class RulesInUse(Protocol):
    """What the loops go by now, as far as a page shows it."""

    @property
    def public_url(self) -> str:
        """Where people reach the page, "" when nobody can say."""
        ...

    @property
    def matcher(self) -> Matcher:
        """All watchlists, compiled."""
        ...


class Service(Protocol):
    """The service behind the page. All of it is read anew for each request: a reload swaps `config` and `rules`."""

    @property
    def config(self) -> Config:
        """The config in use: feeds, watchlists, and at start the page's own settings."""
        ...

    @property
    def rules(self) -> RulesInUse:
        """What was compiled from it."""
        ...

    @property
    def store(self) -> Store:
        """Stories, alerts, deliveries, feeds and the journal."""
        ...

    @property
    def clock(self) -> Clock:
        """The time."""
        ...

    @property
    def metrics(self) -> Metrics:
        """The service's numbers."""
        ...

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Of a config on disk that was refused; () when the one on disk is in use."""
        ...

    @property
    def watch_warnings(self) -> tuple[WatchWarning, ...]:
        """The watches that deserve a second look."""
        ...

    @property
    def draining(self) -> bool:
        """Whether it is shutting down."""
        ...

    @property
    def turned(self) -> float:
        """When the poll loop last turned, in seconds of `clock.monotonic`."""
        ...

    async def unready(self) -> Mapping[str, str]:
        """Return what keeps it from being ready: a name and a sentence each; empty when it is."""
        ...
