"""Documents read once for a command: from a URL as the service asks, or from a file."""

import asyncio
import hashlib
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from monitor.agencies.table import agency_of_host
from monitor.clock import Clock
from monitor.fetch.client import Fetcher, FetchLimits
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Failed, Feed, FeedState, Fetched, Reading, Validators
from monitor.model.story import Draft
from monitor.reader import Read, Reader
from monitor.render.json_forms import Json, plain, without_secrets
from monitor.render.wording import instant

TEXTS = (".txt", ".text")


@dataclass(frozen=True, slots=True)
class Polled:
    """What one poll gave: feed health, and what was read when the document could be."""

    where: str  # the URL or the file's path, as asked
    state: FeedState
    detail: str = ""
    read: Read | None = None


class DocumentReader:
    """Reads one document after another, each into a value: nothing a document does stops the next.

    `async with DocumentReader(limits, clock) as reader`.
    """

    def __init__(self, limits: FetchLimits, clock: Clock, agency: str = "") -> None:
        self._limits = limits
        self._clock = clock
        self._agency = agency
        self._fetcher = Fetcher(limits, clock)
        self._reader = Reader()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._fetcher.close()
        self._reader.close()

    async def poll(self, where: str) -> Polled:
        """Read the document at a URL, or the file of this name."""
        try:
            return await (self._poll_url(where) if is_url(where) else self._read_file(where))
        except UnreadableDocument as problem:
            return Polled(where, problem.state, problem.detail)
        except Exception as error:  # noqa: BLE001 - the top of the loop over documents: the next one is read all the same
            return Polled(where, FeedState.MALFORMED, f"the reader failed: {type(error).__name__}: {error}")

    async def poll_feed(self, feed: Feed) -> Polled:
        """Ask a feed once.

        Raises:
            UnreadableDocument: what came holds no feed we know.
        """
        outcome = await self._fetcher.fetch(feed, Validators())
        match outcome:
            case Fetched():
                read = await self._reader.read(outcome.document, feed, self._clock.now())
                state = FeedState.MOVED if outcome.moved_to else FeedState.OK
                return Polled(feed.url, state, f"now at {outcome.moved_to}" if outcome.moved_to else "", read)
            case Failed():
                return Polled(feed.url, outcome.state, outcome.detail)
        return Polled(feed.url, FeedState.FAILING, "304 to a request without validators")

    async def _poll_url(self, url: str) -> Polled:
        host = urlsplit(url).hostname or ""
        known = agency_of_host(host)
        agency = self._agency or (known.id if known else host)
        return await self.poll_feed(Feed(id=host, url=url, agency=agency))

    async def _read_file(self, name: str) -> Polled:
        path, now = Path(name).absolute(), self._clock.now()  # noqa: ASYNC240 - asks the process, not the disk
        try:
            body = await asyncio.to_thread(self._bytes_of, path)
        except OSError as error:
            return Polled(name, FeedState.FAILING, error.strerror or str(error))
        if len(body) > self._limits.max_body:
            return Polled(name, FeedState.MALFORMED, f"larger than {self._limits.max_body} bytes")
        if path.suffix.casefold() in TEXTS:
            return Polled(name, FeedState.OK, read=self._reader.read_file(body, path.name, now))
        digest = hashlib.blake2b(body, digest_size=16).hexdigest()
        document = Document(path.as_uri(), body, "", digest, now)
        feed = Feed(id=path.name, url=document.url, agency=self._agency or path.name)
        return Polled(name, FeedState.OK, read=await self._reader.read(document, feed, now))

    def _bytes_of(self, path: Path) -> bytes:
        with path.open("rb") as file:
            return file.read(self._limits.max_body + 1)


def is_url(where: str) -> bool:
    """Return whether this names something on the network, not a file."""
    return where.partition("://")[0].casefold() in {"http", "https"}


def polled_json(polled: Polled) -> Json:
    """Return one document as docs/interface.md shows it for `poll --json`."""
    reading = polled.read.reading if polled.read else Reading(format="", entries=())
    drafts = polled.read.drafts if polled.read else ()
    where = without_secrets(polled.where) if is_url(polled.where) else polled.where
    feed = {
        "title": reading.title,
        "format": reading.format,
        "url": where,
        "state": polled.state.value,
        "detail": polled.detail,
        "entries": len(drafts),
        "warnings": list(reading.warnings),
    }
    return {"feed": feed, "entries": [entry_json(draft) for draft in drafts]}


def entry_json(draft: Draft) -> Json:
    """Return one entry as it was understood. Subjects are written as watchlists name them: scheme:code."""
    return {
        "guid": draft.guid,
        "url": draft.url,
        "headline": draft.headline,
        "slugline": draft.slugline,
        "by": draft.by,
        "dateline": draft.dateline,
        "located": draft.located,
        "language": draft.language,
        "urgency": draft.urgency,
        "pub_status": draft.pub_status.value,
        "version": draft.agency_version,
        "ed_note": draft.ed_note,
        "embargoed": draft.embargoed and instant(draft.embargoed),
        "published": draft.published and instant(draft.published),
        "updated": draft.updated and instant(draft.updated),
        "markers": [{"name": marker.name, "text": marker.text} for marker in draft.markers],
        "subjects": [
            f"{subject.scheme}:{subject.code}" if subject.scheme else subject.code or subject.name
            for subject in draft.subjects
        ],
        "paragraphs": list(draft.paragraphs),
        "furniture": plain(draft.furniture),
    }
