"""The handful of jobs that make time pass, and the calendar of cron lines. The only `import apscheduler`.

Jobs only set the loops going; the loops do the work in their own tasks, because APScheduler cancels running
coroutines at shutdown and drops what is late by its default of a second (docs/architecture.md, "Scheduling").
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

Job = Callable[[], Awaitable[object]]


class Scheduler:
    """Calls jobs at intervals: never two at once, late ones once, none dropped."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def every(self, seconds: float, name: str, job: Job) -> None:
        """Call `job` every `seconds`, for the first time at once after `start`."""
        self._scheduler.add_job(
            job,
            IntervalTrigger(seconds=seconds, timezone=UTC),
            id=name,
            next_run_time=datetime.now(UTC),  # noqa: TID251 - APScheduler keeps its own clock
        )

    def start(self) -> None:
        """Let time pass. Call inside a running loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Call no job any more; those running end by themselves."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)


def next_cron(line: str, after: datetime) -> datetime:
    """Return the next time a five-field cron line fires after `after` (aware UTC).

    Raises:
        ValueError: when the line is no cron line.
    """
    fires: datetime | None = CronTrigger.from_crontab(line, timezone=UTC).get_next_fire_time(after, after)
    if fires is None:
        raise ValueError(f"cron line {line!r} never fires")
    return fires
