"""Whether the store is away: said once when it goes and once when it is back, not by every loop at every turn."""

from collections.abc import Iterator
from contextlib import contextmanager

from monitor.clock import Clock
from monitor.model.errors import StoreError, StoreMismatch
from monitor.telemetry import Event, Log


class Outage:
    """What the loops know of the store's health. One for all of them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._since: float | None = None
        self._log = Log()

    @property
    def lasts(self) -> bool:
        """Whether the store did not serve when it was last asked."""
        return self._since is not None

    def began(self, error: StoreError) -> None:
        """The store did not serve: say so, unless that is known."""
        if self._since is None:
            self._since = self._clock.monotonic()
            self._log.warning(Event.STORE_LOST, detail=str(error))

    def ended(self) -> None:
        """The store served."""
        if self._since is not None:
            away, self._since = self._clock.monotonic() - self._since, None
            self._log.info(Event.STORE_BACK, away_seconds=round(away, 1))

    def said(self, error: StoreError) -> None:
        """Say what an operator must mend, with where it stands: that is no outage, and waiting does not help."""
        if isinstance(error, StoreMismatch):
            self._log.failure(Event.LOOP_FAILED)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Take note of how the store serves inside; its errors pass on. What an operator must mend is no outage."""
        try:
            yield
        except StoreMismatch:
            raise
        except StoreError as error:
            self.began(error)
            raise
        self.ended()
