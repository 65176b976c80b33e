"""Texts of invented words, of which it can be counted how much of one stands in the other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from string import ascii_lowercase as letters
from typing import Any

from monitor.identity.known import Known
from monitor.model.story import Draft, Story, Version

NOW = datetime(2025, 3, 14, 12, tzinfo=UTC)


def words(name: str, count: int) -> list[str]:
    """Words that stand nowhere else: no stopwords, no capitals, no figures. `count` of them are count - 2 shingles."""
    return [f"{name}{letters[n // 676]}{letters[n // 26 % 26]}{letters[n % 26]}" for n in range(count)]


def text(*parts: Sequence[str]) -> str:
    """One paragraph of words."""
    return " ".join(word for part in parts for word in part)


def draft(body: str | Sequence[str] = (), headline: str = "", **more: Any) -> Draft:
    paragraphs = (body,) if isinstance(body, str) else tuple(body)
    plain = Draft("north", "north-en", "n-2", "", headline, tuple(filter(None, paragraphs)), language="en")
    return replace(plain, **more)


def known(latest: Draft, story: str = "s1", hours: float = 1, **more: Any) -> Known:
    """A story whose version was seen so many hours ago."""
    latest = latest if latest.guid != "n-2" else replace(latest, guid="n-1")
    seen = NOW - timedelta(hours=hours)
    head = Story(
        story, latest.agency, latest.feed, latest.guid, latest.url, latest.headline, 1, "h", seen, seen
    )
    head = replace(head, **({"cluster": story} | more))
    return Known(head, Version(story, 1, seen, "h", latest))
