"""Retry-After, as seconds or as a date (RFC 9110 §10.2.3)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 1e9
"""Seconds (31 years): more is read as this, so that no sum with a date overflows."""


def read_retry_after(header: str | None, now: datetime) -> float | None:
    """Return the seconds a receiver asks us to wait, None when it says nothing that can be read.

    Args:
        header: the header's value.
        now: aware; a date is taken against it, one in the past is 0.
    """
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        # float, not int: Python refuses to read thousands of digits as an int.
        return min(float(text), LONGEST)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((aware - now).total_seconds(), 0.0), LONGEST)
