"""The agency under test: the demo's newsroom with the vices of real servers, switched on by name."""

import asyncio
import gzip
import hashlib
import json
from collections.abc import Awaitable, Callable
from html import escape
from typing import Any

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
        self.feeds_asked: list[str] = []
        self.pages: dict[str, bytes] = {}  # by path; `page_vices` answer in their place
        self.page_vices: dict[str, Vice] = {}
        self.page_requests: list[str] = []
        self.page_headers: list[dict[str, str]] = []
        self.robots = ""
        self.robots_status = 200
        self._asked = asyncio.Condition()

    @property
    def connections(self) -> int:
        """How many clients are connected now."""
        return len(self._runner.server.connections) if self._runner and self._runner.server else 0

    def add_routes(self, app: web.Application) -> None:
        super().add_routes(app)
        app.router.add_get("/robots.txt", self._robots)
        app.router.add_get("/{path:.*}", self._page)

    async def _robots(self, _request: web.Request) -> web.StreamResponse:
        self.page_requests.append("/robots.txt")
        return web.Response(text=self.robots, status=self.robots_status, content_type="text/plain")

    async def _page(self, request: web.Request) -> web.StreamResponse:
        """Serve the page of a story under its path, with a validator, unless a vice answers in its place."""
        path = request.path
        self.page_requests.append(path)
        self.page_headers.append({name.lower(): text for name, text in request.headers.items()})
        if path in self.page_vices:
            return await self.page_vices[path](self.pages.get(path, b""), request)
        if path not in self.pages:
            return web.Response(status=404)
        body = self.pages[path]
        etag = f'"{hashlib.blake2b(body, digest_size=8).hexdigest()}"'
        if request.headers.get("if-none-match") == etag:
            return web.Response(status=304, headers={"etag": etag})
        return web.Response(body=body, content_type="text/html", charset="utf-8", headers={"etag": etag})

    def document(self, feed: str) -> bytes:
        items = self.items[feed]
        ordered = items[::-1] if feed in self.reordered else items
        return rss(self.titles.get(feed, feed), list(ordered), built=self.built)

    async def answer(self, feed: str, request: web.Request) -> web.StreamResponse:
        self.headers_seen.append({name.lower(): text for name, text in request.headers.items()})
        self.feeds_asked.append(feed)
        async with self._asked:
            self._asked.notify_all()
        if feed in self.vices:
            return await self.vices[feed](self.document(feed), request)
        return await super().answer(feed, request)

    async def asked(self) -> None:
        """Wait for the next request, whatever the feed."""
        async with self._asked:
            await self._asked.wait()


def story_page(title: str, *paragraphs: str, ld: bool = True, **more: Any) -> bytes:
    """Write a story's page with the furniture pages have. `ld`: with its NewsArticle as JSON-LD; `more` goes there."""
    article = {"@type": "NewsArticle", "headline": title, "articleBody": "\n\n".join(paragraphs), **more}
    data = json.dumps(
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Meridian"}, article]}
    )
    script = (
        f'<script type="application/ld+json">{data.replace("</", "<" + chr(92) + "/")}</script>' if ld else ""
    )
    copy = "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{escape(title)} | Meridian</title>{script}</head><body>'
        '<header><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>'
        f"<main><article><h1>{escape(title)}</h1>{copy}</article></main><aside><h2>Most read</h2><ul>"
        '<li><a href="/a">Ferry museum reopens</a></li><li><a href="/b">Rye harvest is late</a></li></ul></aside>'
        "<footer><p>© Meridian 2025. All rights reserved. Contact us. Cookies.</p></footer></body></html>"
    ).encode()
