"""When to ask a feed again: pure arithmetic over what was asked, answered and hinted.

Seconds throughout. Randomness is handed in as `jitter` (0…1), so that every rule can be tested.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from monitor.model.feed import Feed, FeedState

HINT_LIMIT = (
    5.0  # a feed's own wish (ttl, max-age) may stretch its interval so far; a correction waits for none
)
PATIENCE = 3  # failures in a row before the interval grows: most are over within three polls
LONGEST = 15 * 60.0  # a wire that comes back must be read again within a quarter of an hour
GONE_EVERY = 24 * 3600.0  # 410 stops a feed, but nothing is given up for good: ask once a day
BLOCKED_LONGEST = 3600.0
NEVER = 1e9  # seconds (31 years): more is read as this, so that no sum with a date overflows
SPREAD = 0.1  # up to a tenth is added, so that feeds of one host do not march in step
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


def wait_after_success(feed: Feed, asked: float | None, jitter: float) -> float:
    """Return seconds until the next poll of a feed that answered.

    Args:
        feed: its `every` is what the user wants.
        asked: what Cache-Control, ttl or sy: ask for, the longest of them; None when silent.
        jitter: 0…1.
    """
    wait = max(feed.every, min(asked or 0.0, feed.every * HINT_LIMIT))
    return wait * (1 + SPREAD * jitter)


def wait_after_failure(
    feed: Feed, state: FeedState, failures: int, retry_after: float | None, jitter: float
) -> float:
    """Return seconds until the next poll of a feed that failed `failures` times in a row (1 the first time).

    Never earlier than Retry-After (a day at most: some servers answer with years).
    """
    if state is FeedState.GONE:
        return GONE_EVERY * (1 + SPREAD * jitter)
    longest = BLOCKED_LONGEST if state is FeedState.BLOCKED else LONGEST
    doublings = min(max(0, failures - PATIENCE), 20)
    wait = min(feed.every * 2.0**doublings, max(longest, feed.every))
    return max(wait * (1 + SPREAD * jitter), min(retry_after or 0.0, GONE_EVERY) * (1 + SPREAD * jitter))


def max_age(cache_control: str) -> float | None:
    """Return the max-age of a Cache-Control header in seconds, None when it names none (RFC 9111 §5.2.2.1)."""
    found = _MAX_AGE.search(cache_control)
    return float(found.group(1)) if found else None


def read_retry_after(header: str | None, now: datetime) -> float | None:
    """Return the seconds a server asks us to wait, None when it says nothing that can be read (RFC 9110 §10.2.3).

    Args:
        header: the header's value: seconds, or a date.
        now: aware; a date is taken against it, one in the past is 0.
    """
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text), NEVER)  # float, not int: Python refuses to read thousands of digits as an int
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((aware - now).total_seconds(), 0.0), NEVER)


def outside_skipped_hours(due: datetime, skip_hours: tuple[int, ...], limit: float) -> datetime:
    """Return `due`, put off past the hours a feed asks to be left alone in, by `limit` seconds at most."""
    later = due
    while later.hour in skip_hours and (later - due).total_seconds() < limit:
        later += timedelta(minutes=1)
    return later


# Story pages (`full_text: true`): young stories change, old ones hardly ever.
PAGE_GAPS = (
    *(60.0 * n for n in (2, 5, 10, 20, 40)),
    *(3600.0 * n for n in (1, 2, 4, 8)),
    *(86400.0 * n for n in (1, 2, 4)),
)
PAGE_WATCHED = 14 * 86400.0  # seconds after a page was first seen or last changed: then it is left alone


def wait_for_page(step: int, age: float, jitter: float) -> float | None:
    """Return seconds until the next visit of a story's page, None when it has been watched for long enough.

    Args:
        step: visits since it was first seen or last changed; the first visit leads to step 0.
        age: seconds since then.
        jitter: 0…1.
    """
    wait = PAGE_GAPS[min(max(step, 0), len(PAGE_GAPS) - 1)] * (1 + SPREAD * jitter)
    return wait if age + wait <= PAGE_WATCHED else None


def wait_for_failed_page(
    step: int, failures: int, state: FeedState, retry_after: float | None, jitter: float
) -> float:
    """Return seconds until a page that failed `failures` times in a row (1 the first time) is asked for again.

    Doubles from two minutes to a day; never sooner than its step or Retry-After; once a day when it is gone.
    """
    if state is FeedState.GONE:
        return GONE_EVERY * (1 + SPREAD * jitter)
    doubled = PAGE_GAPS[0] * 2.0 ** min(max(0, failures - 1), 20)
    own = PAGE_GAPS[min(max(step, 0), len(PAGE_GAPS) - 1)]
    wait = min(max(doubled, own), GONE_EVERY)
    return max(wait, min(retry_after or 0.0, GONE_EVERY)) * (1 + SPREAD * jitter)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of a host's budget. `at` and `last` (the last grant) are monotonic seconds."""

    left: float
    at: float
    last: float = -NEVER


@dataclass(frozen=True, slots=True)
class Budget:
    """How many requests a host may get: `per_hour`, `burst` at once, `reserve` of them for pages not yet seen."""

    per_hour: float = 120.0
    burst: float = 30.0
    reserve: float = 10.0


def spend(
    allowance: Allowance | None, budget: Budget, now: float, delay: float, *, first: bool
) -> tuple[Allowance, float]:
    """Take one request from a host's budget. Returns what is left, and 0.0 or the seconds to wait instead.

    Args:
        allowance: as it was left, None for a host not asked before.
        budget: what the host may get.
        now: monotonic seconds.
        delay: seconds the host wants between two requests (crawl-delay).
        first: a page never read yet; revisits leave the reserve to those.
    """
    have = allowance or Allowance(budget.burst, now)
    rate = budget.per_hour / 3600.0
    left = min(have.left + max(now - have.at, 0.0) * rate, budget.burst)
    wanted = 1.0 if first else 1.0 + budget.reserve
    short = max((wanted - left) / rate, have.last + delay - now, 0.0)
    if short > 0:
        return Allowance(left, now, have.last), short
    return Allowance(left - 1.0, now, now), 0.0
