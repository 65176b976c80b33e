"""Reads documents into drafts, each entry once.

An item whose bytes stood in the feed's last document, and whose story is safe, is neither parsed nor made into a draft
(`formats/delta.py`, `model/seen.py`). Small documents are read at once, large and strange ones by the worker
(`worker.py`).
"""

import asyncio
import threading
from datetime import datetime
from typing import Final

from monitor.formats.delta import Parts, is_sound, only, take_apart
from monitor.formats.table import read_document
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Feed, FeedState, Reading
from monitor.model.seen import SeenItems
from monitor.reader.limits import ReadLimits
from monitor.reader.reading import NOTHING_SEEN, Read, digests_of_parts, drafts_of, read_file_now, read_now
from monitor.reader.worker import DocumentJob, FileJob, Job, Refused, Worker

_APART: Final = 1024 * 1024  # bytes: taking a document apart holds the loop for about 2 ms per MB


def read_file(body: bytes, name: str, now: datetime, limits: ReadLimits | None = None) -> Read:
    """Read a saved document: a feed, or a bare text whose first line that is no caption is the headline.

    Raises:
        UnreadableDocument: It is neither, or reading it broke a limit.
    """
    reader = Reader(limits)
    try:
        return reader.read_file(body, name, now)
    finally:
        reader.close()


class Reader:
    """Reads documents; owns the worker process. Close it when done."""

    def __init__(self, limits: ReadLimits | None = None) -> None:
        self._limits = limits or ReadLimits()
        self._worker: Worker | None = None
        self._turn = asyncio.Lock()  # one thread waits at most: the loop's few threads resolve names too
        self._pipe = threading.Lock()  # a cancelled read leaves its thread behind: the next must not cut in

    async def read(
        self,
        document: Document,
        feed: Feed,
        now: datetime,
        seen: SeenItems = NOTHING_SEEN,
        last: Reading | None = None,
    ) -> Read:
        """Read a document, but for the items whose stories are safe.

        Args:
            document: as it was got.
            feed: whose it is.
            now: aware UTC.
            seen: what is remembered of the feed's last document.
            last: what the feed said of itself then; it says so still where nothing but dates differs round its items.

        Raises:
            UnreadableDocument: It holds no feed we know, or reading it broke a limit.
        """
        if seen.marks and (unseen := self._unseen_only(document, feed, now, seen, last)):
            return unseen
        if self._limits.is_light(document.body):
            return read_now(document, feed, now, seen)
        async with self._turn:
            return or_raise(await asyncio.to_thread(self._ask, DocumentJob(document, feed, now, seen)))

    def _unseen_only(
        self, document: Document, feed: Feed, now: datetime, seen: SeenItems, last: Reading | None
    ) -> Read | None:
        """Read the items that are not `seen`; None when in doubt, or when they are all the document has."""
        parts = take_apart(document) if len(document.body) <= _APART else None
        if parts is None:
            return None
        items = digests_of_parts(parts, feed)
        unseen = [at for at, digest in enumerate(items) if digest not in seen.marks]
        unread = len(items) - len(unseen)
        if not unread:
            return None
        if not unseen and last is not None:
            return Read(last, (), items, unread)
        reading = self._read_items(parts, unseen)
        return Read(reading, drafts_of(reading, document, feed, now), items, unread) if reading else None

    def _read_items(self, parts: Parts, unseen: list[int]) -> Reading | None:
        """Return what the unseen items say, None when that cannot be had beyond doubt."""
        document = only(parts, unseen)
        if not self._limits.is_light(document.body) or not is_sound(parts, unseen):
            return None
        try:
            reading = read_document(document)
        except UnreadableDocument:
            return None
        return None if reading.warnings or len(reading.entries) != len(unseen) else reading

    def read_file(self, body: bytes, name: str, now: datetime) -> Read:
        """Read a saved document by its name and bytes; see `read_file`. Blocks while a large one is read.

        Raises:
            UnreadableDocument: It is no document we know, or reading it broke a limit.
        """
        if self._limits.is_light(body):
            return read_file_now(body, name, now)
        return or_raise(self._ask(FileJob(body, name, now)))

    def _ask(self, job: Job) -> Read | Refused:
        """Ask the worker, starting one when there is none. May run in a thread: the pipe blocks."""
        with self._pipe:
            worker = self._worker = self._worker or Worker(self._limits)
            answer = worker.ask(job, self._limits.wall)
            if answer is None or (isinstance(answer, Refused) and answer.spent):
                worker.kill()
                self._worker = None
        if answer is not None:
            return answer
        detail = f"reading the document took longer than {self._limits.wall:g} s or broke its limits"
        return Refused(FeedState.MALFORMED, detail)

    def close(self) -> None:
        """Stop the worker; a reading still under way is given up."""
        if self._worker is not None:
            self._worker.kill()


def or_raise(answer: Read | Refused) -> Read:
    """Return what was read, or raise the worker's refusal."""
    if isinstance(answer, Refused):
        raise UnreadableDocument(answer.state, answer.detail)
    return answer
