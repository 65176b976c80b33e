"""One conditional GET of one feed, told as a value.

Redirects are followed here, not by aiohttp: only so can a permanent move be told from a passing one, and
the feed's own headers (a bearer token, say) be kept from another host.
"""

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus

import aiohttp
from yarl import URL

from monitor.address import AddressRefused, Guard
from monitor.cadence import max_age, read_retry_after
from monitor.clock import Clock
from monitor.fetch.status import failure_of, transport_failure
from monitor.model.feed import (
    Document,
    Failed,
    Feed,
    FeedState,
    Fetched,
    FetchOutcome,
    NotModified,
    Validators,
)

ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
CHUNK = 64 * 1024
KEEP_ALIVE = 90.0  # seconds a connection is kept: longer than the usual minute between two polls
REDIRECTS = 5  # RFC 9110 §15.4 advises a limit; browsers stop at 20, curl -L at 50: a feed needs few
PERMANENT = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})
PASSING = frozenset({HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT})


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How far a fetch may go. `timeout` in seconds over the whole exchange, `max_body` in bytes decompressed."""

    timeout: float = 20.0
    max_body: int = 10 * 1024 * 1024
    per_host: int = 2
    user_agent: str = "Wirewatch/0.1"
    allow_private: tuple[str, ...] = ()


class Fetcher:
    """Asks feeds. One connector per set of allowed private networks, kept alive between polls."""

    def __init__(self, limits: FetchLimits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._sessions: dict[tuple[str, ...], aiohttp.ClientSession] = {}
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(limits.per_host)
        )

    @property
    def user_agent(self) -> str:
        """Who we say we are."""
        return self._limits.user_agent

    async def fetch(self, feed: Feed, validators: Validators) -> FetchOutcome:
        """Ask `feed` once and tell what came.

        Waiting for a place at a busy host does not count against the timeout. Never raises for anything
        a server or network can do.
        """
        try:
            url = parsed(feed.url)
            async with self._hosts[url.host or ""], asyncio.timeout(self._limits.timeout):
                return await self._follow(feed, url, validators)
        except TimeoutError:
            return Failed(FeedState.FAILING, f"no complete answer within {self._limits.timeout:g} s")
        except (aiohttp.ClientError, AddressRefused, OSError, ValueError) as error:
            return transport_failure(error)

    async def close(self) -> None:
        """Close every connection."""
        for session in self._sessions.values():
            await session.close()
        self._sessions.clear()

    async def _follow(self, feed: Feed, first: URL, validators: Validators) -> FetchOutcome:
        url, moved_to, permanent = first, None, True
        for _ in range(REDIRECTS + 1):
            own_host = url is first or url.origin() == first.origin()
            headers = self._headers(feed, validators, own_host=own_host)
            async with self._session(feed).get(url, headers=headers, allow_redirects=False) as response:
                if response.status not in PERMANENT | PASSING:
                    return await self._outcome(response, validators, moved_to)
                permanent = permanent and response.status in PERMANENT
                url = url.join(URL(response.headers.get("location", "")))
                moved_to = str(url) if permanent else moved_to
        return Failed(FeedState.FAILING, f"more than {REDIRECTS} redirects")

    async def _outcome(
        self, response: aiohttp.ClientResponse, sent: Validators, moved_to: str | None
    ) -> FetchOutcome:
        headers = response.headers
        ask_again = max_age(headers.get("cache-control", ""))
        if response.status == HTTPStatus.NOT_MODIFIED:
            return NotModified(_validators(headers, sent), ask_again)
        if response.status != HTTPStatus.OK:
            wait = read_retry_after(headers.get("retry-after", ""), self._clock.now())
            return failure_of(response.status, headers, wait)
        body = await self._body(response)
        if body is None:
            return Failed(FeedState.MALFORMED, f"larger than {self._limits.max_body} bytes when unpacked")
        document = Document(
            url=str(response.url),
            body=body,
            media_type=headers.get("content-type", ""),
            body_hash=hashlib.blake2b(body, digest_size=16).hexdigest(),
            fetched=self._clock.now(),
        )
        return Fetched(document, _validators(headers, Validators()), ask_again, moved_to)

    async def _body(self, response: aiohttp.ClientResponse) -> bytes | None:
        """Return the body, None when it passes the cap: `read()` would turn 1 MB of gzip into 1 GiB."""
        chunks, size = [], 0
        async for chunk in response.content.iter_chunked(CHUNK):
            size += len(chunk)
            if size > self._limits.max_body:
                return None
            chunks.append(chunk)
        return b"".join(chunks)

    def _headers(self, feed: Feed, validators: Validators, *, own_host: bool) -> dict[str, str]:
        headers = {"accept": ACCEPT, "user-agent": self._limits.user_agent}
        if validators.etag is not None:
            headers["if-none-match"] = validators.etag
        if validators.last_modified is not None:
            headers["if-modified-since"] = validators.last_modified
        if own_host:
            headers.update(feed.headers)
        return headers

    def _session(self, feed: Feed) -> aiohttp.ClientSession:
        allowed = tuple(sorted({*self._limits.allow_private, *feed.allow_private}))
        if allowed not in self._sessions:
            connector = aiohttp.TCPConnector(
                limit=0,
                limit_per_host=self._limits.per_host,
                keepalive_timeout=KEEP_ALIVE,
                socket_factory=Guard(allowed).socket_factory,
            )
            self._sessions[allowed] = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=None),
                trust_env=False,
            )
        return self._sessions[allowed]


@lru_cache(maxsize=8192)
def parsed(url: str) -> URL:
    """Return an address taken apart; yarl's own memory of them is spent by a few hundred feeds.

    Raises:
        ValueError: it is none.
    """
    return URL(url)


def _validators(headers: Mapping[str, str], otherwise: Validators) -> Validators:
    """Return the validators of an answer exactly as sent; a 304 may leave out what did not change."""
    return Validators(
        etag=headers.get("etag", otherwise.etag),
        last_modified=headers.get("last-modified", otherwise.last_modified),
    )
