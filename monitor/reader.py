"""Reads documents into drafts: formats, agencies and wire put together.

Small documents are read at once. A large one goes to a worker process with limits on CPU time, memory and wall
time, because bytes can be made on which any parser spends minutes (PROMISES P14): an element with 32k attributes
costs feedparser 10 s. The worker is kept while healthy, and killed and replaced when it is not.
"""

import asyncio
import multiprocessing
import re
import resource
import threading
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Final
from urllib.parse import urlsplit

from monitor.agencies.table import AGENCIES, GENERIC, agency_of_copy, agency_of_host
from monitor.formats.table import read_document
from monitor.model.agency import Agency
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Entry, Feed, FeedState, Reading
from monitor.model.story import Draft
from monitor.wire.furniture import is_caption
from monitor.wire.html import split_lines
from monitor.wire.text import draft_of, text_of

_INLINE: Final = (
    128 * 1024
)  # bytes: about 50 ms of parsing and labelling, the longest the loop may be held (P14)
_MANY_TAGS: Final = 6000  # 41k unclosed items cost feedparser 3 s; a feed of 100 entries has about 2000 tags
_LONG_RUN: Final = 16 * 1024  # bytes: 16k attributes in one element cost feedparser 2.4 s
_MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Read:
    """A document understood: what the feed says, and one draft per entry, in document order."""

    reading: Reading
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Limits of a reading. Bytes above `inline` go to the worker; `cpu` and `wall` in seconds, `memory` in bytes."""

    inline: int = _INLINE
    cpu: int = 20
    wall: float = 30.0
    memory: int = 1024 * _MIB


def read_now(document: Document, feed: Feed, now: datetime) -> Read:
    """Read a document in this process.

    Raises:
        UnreadableDocument: It holds no feed we know.
    """
    reading = read_document(document)
    known = _style_of_feed(document, feed)
    return Read(
        reading, tuple(_draft(entry, feed, known, reading.language, now) for entry in reading.entries)
    )


def _style_of_feed(document: Document, feed: Feed) -> Agency | None:
    """The configured agency's hand, else that of the host, else unknown: each entry's copy may still tell."""
    configured = AGENCIES.get(feed.agency.casefold())
    if configured is not None:
        return configured
    for url in (document.url, feed.url):
        try:
            host = urlsplit(url).hostname or ""
        except ValueError:
            continue
        if found := agency_of_host(host):
            return found
    return None


def _draft(entry: Entry, feed: Feed, known: Agency | None, language: str, now: datetime) -> Draft:
    text = text_of(entry)
    style = known or agency_of_copy(text.headline, text.lines) or GENERIC
    return draft_of(entry, feed, style, language, now, text)


def read_file(body: bytes, name: str, now: datetime) -> Read:
    """Read a saved document: a feed, or a bare text whose first line that is no caption is the headline.

    Raises:
        UnreadableDocument: It is neither.
    """
    feed = Feed(id=name, url=f"file:{name}", agency=name)
    document = Document(url=f"file:{name}", body=body, media_type="", body_hash="", fetched=now)
    if not name.casefold().endswith((".txt", ".text")):
        return read_now(document, feed, now)
    entry = _bare_text(body, name)
    reading = Reading(format="text", entries=(entry,), title=name)
    return Read(reading, (_draft(entry, feed, None, "", now),))


def _bare_text(body: bytes, name: str) -> Entry:
    lines = split_lines(body.decode("utf-8-sig", "replace"))
    if not lines:
        raise UnreadableDocument(FeedState.MALFORMED, f"the document is empty ({len(body)} bytes)")
    style = agency_of_copy("", lines) or GENERIC
    first = next((number for number, line in enumerate(lines) if not is_caption(line, style)), 0)
    rest = (*lines[:first], *lines[first + 1 :])
    return Entry(guid=name, headline=lines[first], body="\n\n".join(rest), body_html=False)


@dataclass(frozen=True, slots=True)
class _Refused:
    """What the worker answers instead of raising: an exception with two arguments does not survive a pipe."""

    state: FeedState
    detail: str


class _Worker:
    """A process that reads one document at a time."""

    def __init__(self, limits: ReadLimits) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process: SpawnProcess = context.Process(
            target=_serve, args=(theirs, limits.cpu, limits.memory), daemon=True, name="wirewatch-reader"
        )
        self._process.start()
        theirs.close()

    def ask(self, job: tuple[Document, Feed, datetime], wall: float) -> Read | _Refused | None:
        """Return the worker's answer, None when it died or took longer than `wall` seconds."""
        try:
            self._ours.send(job)
            if not self._ours.poll(wall):
                return None
            answer: Read | _Refused = self._ours.recv()
        except (EOFError, OSError):
            return None
        return answer

    def kill(self) -> None:
        """End the process now. A thread that waits for its answer sees the pipe end."""
        self._process.kill()
        self._process.join()


def _serve(pipe: Connection, cpu: int, memory: int) -> None:
    """Answer jobs until the parent goes away. Runs in the worker."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    while True:
        try:
            document, feed, now = pipe.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (spent + cpu, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        pipe.send(_answer(document, feed, now))


def _answer(document: Document, feed: Feed, now: datetime) -> Read | _Refused:
    try:
        return read_now(document, feed, now)
    except UnreadableDocument as error:
        return _Refused(error.state, error.detail)
    except MemoryError:
        return _Refused(FeedState.MALFORMED, "reading the document needs more memory than it may have")


def _is_heavy(body: bytes) -> bool:
    """Tell whether so many tags, or so long a tag or text, stand in it that the parser turns slow on it."""
    return body.count(b"<") > _MANY_TAGS or max(map(len, re.split(rb"[<>]", body))) > _LONG_RUN


class Reader:
    """Reads documents; owns the worker process. Close it when done."""

    def __init__(self, limits: ReadLimits | None = None) -> None:
        self._limits = limits or ReadLimits()
        self._worker: _Worker | None = None
        self._turn = asyncio.Lock()  # one thread waits at most: the loop's few threads resolve names too
        self._pipe = threading.Lock()  # a cancelled read leaves its thread behind: the next must not cut in

    async def read(self, document: Document, feed: Feed, now: datetime) -> Read:
        """Read a document.

        Raises:
            UnreadableDocument: It holds no feed we know, or reading it broke a limit.
        """
        if len(document.body) <= self._limits.inline and not _is_heavy(document.body):
            return read_now(document, feed, now)
        async with self._turn:
            answer = await asyncio.to_thread(self._ask, (document, feed, now))
        if isinstance(answer, _Refused):
            raise UnreadableDocument(answer.state, answer.detail)
        return answer

    def read_file(self, body: bytes, name: str, now: datetime) -> Read:
        """Read a saved document by its name and bytes; see `read_file`."""
        return read_file(body, name, now)

    def _ask(self, job: tuple[Document, Feed, datetime]) -> Read | _Refused:
        """Ask the worker, starting one when there is none. Runs in a thread: the pipe blocks."""
        with self._pipe:
            worker = self._worker = self._worker or _Worker(self._limits)
            answer = worker.ask(job, self._limits.wall)
            if answer is not None:
                return answer
            worker.kill()
            self._worker = None
        detail = f"reading the document took longer than {self._limits.wall:g} s or broke its limits"
        return _Refused(FeedState.MALFORMED, detail)

    def close(self) -> None:
        """Stop the worker; a reading still under way is given up."""
        if self._worker is not None:
            self._worker.kill()
