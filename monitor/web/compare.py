"""Any two kept versions of a story, side by side."""

import asyncio
from collections.abc import Sequence

from aiohttp import web

from monitor.diff.judge import judge
from monitor.model.change import Diff
from monitor.model.story import Version
from monitor.web.parameters import missing, refuse, whole

MOST_VERSIONS = 1_000_000


def pair_asked(request: web.Request, versions: Sequence[Version]) -> tuple[Version, Version]:
    """Return the two versions that `from` and `to` name; the newest and the one before it by default.

    Answers 404 for a version that is not kept, 400 when the two make no pair.
    """
    return _pair(request.query.get("from", ""), request.query.get("to", ""), versions)


def pair_in_path(request: web.Request, versions: Sequence[Version]) -> tuple[Version, Version]:
    """Return the two versions that the address names."""
    return _pair(request.match_info["from"], request.match_info["to"], versions)


async def diff_of(old: Version, new: Version) -> Diff:
    """Return what changed between two versions: as judged when it was stored, else judged now."""
    if new.diff is not None and new.number == old.number + 1:
        return new.diff
    return await asyncio.to_thread(judge, old.draft, new.draft)


def _pair(old: str, new: str, versions: Sequence[Version]) -> tuple[Version, Version]:
    kept = {version.number: version for version in versions}
    latest = versions[-1].number
    to = whole(new, "to", 1, MOST_VERSIONS) if new else latest
    before = [number for number in kept if number < to]
    start = whole(old, "from", 1, MOST_VERSIONS) if old else max(before, default=0)
    if not start:
        missing(f"version {to} is the first one kept: there is nothing to compare it with")
    for number in (start, to):
        if number not in kept:
            missing(f"version {number} is not kept; kept are {', '.join(map(str, kept))}")
    if start >= to:
        refuse(f"from must be an earlier version than to, and {start} is not earlier than {to}")
    return kept[start], kept[to]
