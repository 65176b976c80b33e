"""Reads documents into drafts, each entry once.

An entry that stood in the feed's last document is handed out again as the same draft; only unseen items are parsed
(`formats/delta.py`). Small documents are read at once, large and strange ones by the worker (`worker.py`).
"""

import asyncio
import threading
from dataclasses import replace
from datetime import datetime
from typing import Final

from monitor.formats.delta import Parts, is_sound, only, take_apart
from monitor.formats.table import read_document
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Entry, Feed, FeedState, Reading
from monitor.reader.limits import ReadLimits
from monitor.reader.memory import Known, Memory, known_of
from monitor.reader.reading import Read, Traced, drafts_of, read_file_now, traced
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
    """Reads documents; owns the worker process and what is kept of past documents. Close it when done."""

    def __init__(self, limits: ReadLimits | None = None) -> None:
        self._limits = limits or ReadLimits()
        self._memory = Memory(self._limits.kept)
        self._worker: Worker | None = None
        self._turn = asyncio.Lock()  # one thread waits at most: the loop's few threads resolve names too
        self._pipe = threading.Lock()  # a cancelled read leaves its thread behind: the next must not cut in

    async def read(self, document: Document, feed: Feed, now: datetime) -> Read:
        """Read a document. An entry seen in the feed's last document comes back as the same draft.

        Raises:
            UnreadableDocument: It holds no feed we know, or reading it broke a limit.
        """
        known = self._memory.get(feed, document.url)
        found = self._unseen_only(document, feed, now, known) if known else None
        if found is None and self._limits.is_light(document.body):
            found = _whole(document, feed, now, known)
        if found is None:
            async with self._turn:
                found = or_raise(await asyncio.to_thread(self._ask, DocumentJob(document, feed, now)))
        head = replace(found.read.reading, entries=())
        self._memory.put(known_of(feed, document, head, found))
        return found.read

    def _unseen_only(self, document: Document, feed: Feed, now: datetime, known: Known) -> Traced | None:
        """Read the items that did not stand in the last document; None when in doubt, or when they are many."""
        if not known.context or len(document.body) > _APART:
            return None
        parts = take_apart(document)
        if parts is None or parts.context != known.context:
            return None
        fresh = self._read_items(parts, [at for at, d in enumerate(parts.digests) if d not in known.entries])
        if fresh is None:
            return None
        entries = {**known.entries, **fresh}
        reading = replace(known.head, entries=tuple(entries[digest] for digest in parts.digests))
        drafts = drafts_of(reading, document, feed, now, known.drafts)
        return Traced(Read(reading, drafts), parts.context, parts.digests)

    def _read_items(self, parts: Parts, unseen: list[int]) -> dict[bytes, Entry] | None:
        """Return the unseen items' entries by digest, None when they cannot be had beyond doubt."""
        if not unseen:
            return {}
        document = only(parts, unseen)
        if not self._limits.is_light(document.body) or not is_sound(parts, unseen):
            return None
        try:
            reading = read_document(document)
        except UnreadableDocument:
            return None
        if reading.warnings or len(reading.entries) != len(unseen):
            return None
        return {parts.digests[at]: entry for at, entry in zip(unseen, reading.entries, strict=True)}

    def read_file(self, body: bytes, name: str, now: datetime) -> Read:
        """Read a saved document by its name and bytes; see `read_file`. Blocks while a large one is read.

        Raises:
            UnreadableDocument: It is no document we know, or reading it broke a limit.
        """
        if self._limits.is_light(body):
            return read_file_now(body, name, now)
        return or_raise(self._ask(FileJob(body, name, now))).read

    def _ask(self, job: Job) -> Traced | Refused:
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


def _whole(document: Document, feed: Feed, now: datetime, known: Known | None) -> Traced:
    """Read a whole document here, making no draft again that is known."""
    reading = read_document(document)
    old = known.drafts if known and _said_alike(known.head, reading) else {}
    return traced(document, Read(reading, drafts_of(reading, document, feed, now, old)))


def _said_alike(head: Reading, reading: Reading) -> bool:
    """Tell whether two documents say the same of themselves as far as a draft depends on it."""
    return (head.format, head.language) == (reading.format, reading.language)


def or_raise(answer: Traced | Refused) -> Traced:
    """Return what was read, or raise the worker's refusal."""
    if isinstance(answer, Refused):
        raise UnreadableDocument(answer.state, answer.detail)
    return answer
