"""Reading a feed document that was read before: what the delta parse costs, and the drafts of what is new."""

import asyncio
import gc
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from statistics import median

import feedparser

from bench.feeds import ENTRIES, Desk
from bench.figure import MS, Baseline, Figure, seconds_each
from bench.words import MORNING
from monitor.formats.delta import is_sound, only, take_apart
from monitor.formats.table import read_document
from monitor.model.feed import Document, Feed
from monitor.reader.reader import Reader

NOW = MORNING + timedelta(hours=1)
FEED = Feed(id="bench", url="https://bench.example/feed", agency="bench")


def measure(*, quick: bool) -> list[Figure]:
    """Return ms for documents with 0, 1, 3 and all entries unseen: the parse alone, and down to drafts."""
    desk = Desk("bench", 5)
    times = 5 if quick else 60
    alone = seconds_each(partial(feedparser.parse, desk.document), 2 if quick else 10) * MS
    baseline = Baseline(f"feedparser alone, {len(desk.document) // 1000} kB", alone)
    document = _document(desk)
    figures = [
        Figure(
            "read",
            f"delta parse, {fresh} of {ENTRIES} new",
            seconds_each(partial(_delta, document, fresh), times) * MS,
            "ms",
            baseline,
        )
        for fresh in (0, 1, 3)
    ]
    for fresh, change in CHANGES.items():
        taken = median(asyncio.run(_polled(desk, change, times))) * MS
        name = f"down to drafts, {fresh} of {ENTRIES} new"
        figures.append(Figure("read", name, taken, "ms CPU", baseline, f"{times} documents in turn"))
    return figures


def _document(desk: Desk) -> Document:
    return Document(FEED.url, desk.document, "application/rss+xml", "", NOW)


def _delta(document: Document, fresh: int) -> None:
    """Take a document apart, prove the pieces, parse as many items as are new."""
    parts = take_apart(document)
    if parts is None:
        raise AssertionError("the bench's own feed could not be taken apart")
    unseen = range(len(parts.items) - fresh, len(parts.items))
    if fresh and is_sound(parts, unseen):
        read_document(only(parts, unseen))


async def _polled(desk: Desk, change: Callable[[Desk], object], times: int) -> list[float]:
    """Return seconds of CPU of each reading, one document after the other as a daemon reads them."""
    reader = Reader()
    await reader.read(_document(desk), FEED, NOW)
    taken = []
    for _ in range(times):
        change(desk)
        document = _document(desk)
        gc.collect()
        began = time.thread_time()
        await reader.read(document, FEED, NOW)
        taken.append(time.thread_time() - began)
    reader.close()
    return taken


CHANGES: dict[int, Callable[[Desk], object]] = {1: Desk.push, 3: Desk.move_on, ENTRIES: Desk.renew}
