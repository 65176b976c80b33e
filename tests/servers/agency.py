"""The agency under test: the demo's newsroom with the vices of real servers, switched on by name."""

import asyncio
import gzip
from collections.abc import Awaitable, Callable

from aiohttp import web

from monitor.demo.newsroom import FEED, Newsroom, rss

Vice = Callable[[bytes, web.Request], Awaitable[web.StreamResponse]]

CHALLENGE = (
    b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>"
    b"<h1>Checking your browser before accessing the site</h1>"
    b'<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script></body></html>'
)


async def no_validators(body: bytes, _request: web.Request) -> web.StreamResponse:
    return web.Response(body=body, headers={"content-type": FEED})


async def challenge_page(_body: bytes, _request: web.Request) -> web.StreamResponse:
    return web.Response(body=CHALLENGE, content_type="text/html")


async def empty_channel(_body: bytes, _request: web.Request) -> web.StreamResponse:
    return web.Response(body=rss("Exception rendering module on server", []), headers={"content-type": FEED})


async def zero_bytes(_body: bytes, _request: web.Request) -> web.StreamResponse:
    return web.Response(body=b"", headers={"content-type": FEED})


async def gzip_bomb(_body: bytes, _request: web.Request) -> web.StreamResponse:
    packed = gzip.compress(b"\0" * (64 * 1024 * 1024))
    return web.Response(body=packed, headers={"content-type": FEED, "content-encoding": "gzip"})


async def slow_drip(body: bytes, request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"content-type": FEED})
    await response.prepare(request)
    for byte in body:
        await response.write(bytes([byte]))
        await asyncio.sleep(0.05)
    return response


def status(code: int, **headers: str) -> Vice:
    async def vice(_body: bytes, _request: web.Request) -> web.StreamResponse:
        return web.Response(
            status=code, headers={name.replace("_", "-"): text for name, text in headers.items()}
        )

    return vice


def redirect(location: str, code: int = 302) -> Vice:
    return status(code, location=location)


class Agency(Newsroom):
    """`vices[feed]` answers in place of the feed for as long as it is set."""

    def __init__(self) -> None:
        super().__init__()
        self.vices: dict[str, Vice] = {}
        self.reordered: set[str] = set()
        self.built = ""
        self.headers_seen: list[dict[str, str]] = []
        self._asked = asyncio.Condition()

    def document(self, feed: str) -> bytes:
        items = self.items[feed]
        ordered = items[::-1] if feed in self.reordered else items
        return rss(self.titles.get(feed, feed), list(ordered), built=self.built)

    async def answer(self, feed: str, request: web.Request) -> web.StreamResponse:
        self.headers_seen.append({name.lower(): text for name, text in request.headers.items()})
        async with self._asked:
            self._asked.notify_all()
        if feed in self.vices:
            return await self.vices[feed](self.document(feed), request)
        return await super().answer(feed, request)

    async def asked(self) -> None:
        """Wait for the next request, whatever the feed."""
        async with self._asked:
            await self._asked.wait()
