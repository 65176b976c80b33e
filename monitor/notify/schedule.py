"""When a delivery that failed is tried again (docs/engines.md, 'Delivering'; docs/promises.md P8)."""

SCHEDULE = (5.0, 300.0, 1_800.0, 7_200.0, 18_000.0, 36_000.0, 36_000.0)
"""Seconds to wait after the first, second, … attempt; after the eighth the delivery is dead.

Standard Webhooks' own schedule, 27 h 35 min in all: a desk that is down overnight gets its alerts.
"""

LONGEST_RETRY_AFTER = 7 * 86_400.0
"""Seconds. A receiver that asks for more is as good as gone: dead letter, redelivered when someone asks."""

_SPREAD = 0.2
"""How far jitter stretches a wait of the schedule."""

_SHORTEST = 1.0
"""Seconds between attempts even where a receiver says `Retry-After: 0`."""


def next_attempt(
    attempts: int, retry_after: float | None, jitter: float, age: float | None = None
) -> float | None:
    """Return the seconds to wait before the next attempt, None when there is to be none.

    Args:
        attempts: how many were made, at least 1.
        retry_after: seconds the receiver asked for, None when it said nothing. Honoured within one to two
            times the wait, never earlier.
        jitter: chance, 0…1, so that receivers that failed together do not return together.
        age: seconds since the first attempt. With it, a receiver that keeps naming short waits is asked for
            as long as the whole schedule lasts, instead of being dead after eight attempts in a minute.
    """
    if retry_after is None:
        return SCHEDULE[attempts - 1] * (1 + _SPREAD * jitter) if attempts <= len(SCHEDULE) else None
    if retry_after > LONGEST_RETRY_AFTER:
        return None
    if attempts <= len(SCHEDULE):
        return max(retry_after, _SHORTEST) * (1 + jitter)
    if age is not None and age < sum(SCHEDULE):
        return max(retry_after, SCHEDULE[1]) * (1 + jitter)
    return None
