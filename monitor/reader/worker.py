"""A process that reads one document at a time, with limits on CPU time, memory and wall time.

Bytes can be made on which any parser spends minutes (docs/promises.md, P14): an element with 32k attributes costs
feedparser 10 s. The process is kept while healthy, and killed and replaced when it is not.
"""

import multiprocessing
import resource
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Protocol

from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Feed, FeedState
from monitor.model.seen import SeenItems
from monitor.reader.limits import ReadLimits
from monitor.reader.reading import Read, read_file_now, read_now


@dataclass(frozen=True, slots=True)
class DocumentJob:
    """Read a feed's document."""

    document: Document
    feed: Feed
    now: datetime
    seen: SeenItems

    def do(self) -> Read:
        """Read it here."""
        return read_now(self.document, self.feed, self.now, self.seen)


@dataclass(frozen=True, slots=True)
class FileJob:
    """Read a saved document."""

    body: bytes
    name: str
    now: datetime

    def do(self) -> Read:
        """Read it here."""
        return read_file_now(self.body, self.name, self.now)


class Job(Protocol):
    """What a worker can be asked to do: a frozen value that survives a pipe."""

    def do(self) -> Read:
        """Do it here, or raise UnreadableDocument."""
        ...


@dataclass(frozen=True, slots=True)
class Refused:
    """What the worker answers instead of raising: an exception with two arguments does not survive a pipe.

    `spent`: memory ran out, and the process is no longer to be trusted.
    """

    state: FeedState
    detail: str
    spent: bool = False


class Worker:
    """The process, seen from ours."""

    def __init__(self, limits: ReadLimits) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process: SpawnProcess = context.Process(
            target=_serve, args=(theirs, limits.cpu, limits.memory), daemon=True, name="wirewatch-reader"
        )
        self._process.start()
        theirs.close()

    def ask(self, job: Job, wall: float) -> Read | Refused | None:
        """Return the worker's answer, None when it died or took longer than `wall` seconds."""
        try:
            self._ours.send(job)
            if not self._ours.poll(wall):
                return None
            answer: Read | Refused = self._ours.recv()
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
            job = pipe.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        except MemoryError:
            pipe.send(_TOO_MUCH)
            continue
        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (spent + cpu, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        _answer_safely(pipe, job.do)


_TOO_MUCH = Refused(
    FeedState.MALFORMED, "reading the document needs more memory than it may have", spent=True
)


def _answer_safely(pipe: Connection, do: Callable[[], Read]) -> None:
    """Do the job and send what came of it. To pickle an answer takes memory too."""
    try:
        pipe.send(_answer(do))
    except MemoryError:
        pipe.send(_TOO_MUCH)


def _answer(do: Callable[[], Read]) -> Read | Refused:
    try:
        return do()
    except UnreadableDocument as error:
        return Refused(error.state, error.detail)
