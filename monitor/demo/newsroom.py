"""A newsroom that serves the feeds of invented agencies over real HTTP, with validators as a good server sends them."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import format_datetime
from html import escape
from http import HTTPStatus

from aiohttp import web

FEED = "application/rss+xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry as the newsroom writes it. `paragraphs` are plain text; `html` stands in their place when given."""

    guid: str
    title: str
    paragraphs: tuple[str, ...] = ()
    link: str = ""
    published: datetime | None = None
    html: str = ""
    author: str = ""


def rss(title: str, items: list[Item], *, built: str = "", language: str = "en") -> bytes:
    """Write an RSS 2.0 document, newest item first."""
    rows = "".join(_rss_item(item) for item in reversed(items))
    stamp = f"<lastBuildDate>{escape(built)}</lastBuildDate>" if built else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{escape(title)}</title><link>https://newsroom.example/</link>"
        f"<description>{escape(title)}</description><language>{language}</language>{stamp}{rows}</channel></rss>"
    ).encode()


def _rss_item(item: Item) -> str:
    body = item.html or "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in item.paragraphs)
    guid = f'<guid isPermaLink="false">{escape(item.guid)}</guid>' if item.guid else ""
    link = f"<link>{escape(item.link)}</link>" if item.link else ""
    date = f"<pubDate>{format_datetime(item.published)}</pubDate>" if item.published else ""
    author = f"<dc:creator>{escape(item.author)}</dc:creator>" if item.author else ""
    content = f"<content:encoded><![CDATA[{body}]]></content:encoded>" if body else ""
    return f"<item><title>{escape(item.title)}</title>{guid}{link}{date}{author}{content}</item>"


class Newsroom:
    """Serves `/<feed>.xml` for each feed published to."""

    def __init__(self) -> None:
        self.items: defaultdict[str, list[Item]] = defaultdict(list)
        self.titles: dict[str, str] = {}
        self.requests: list[tuple[str, int]] = []  # (feed, status answered)
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Serve on `port` (0: any free one). Returns the base URL."""
        app = web.Application()
        self.add_routes(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        self.url = f"http://{host}:{self._runner.addresses[0][1]}"
        return self.url

    def add_routes(self, app: web.Application) -> None:
        """Say what is served where."""
        app.router.add_get("/{feed}.xml", self._serve)

    async def stop(self) -> None:
        """Stop serving."""
        if self._runner is not None:
            await self._runner.cleanup()

    def address(self, feed: str) -> str:
        """Return the URL of a feed."""
        return f"{self.url}/{feed}.xml"

    def publish(self, feed: str, item: Item) -> None:
        """Put an item on the wire."""
        self.items[feed].append(item)

    def rewrite(self, feed: str, guid: str, **changes: object) -> Item:
        """Change a published item in place, as a desk does with a silent edit or a correction."""
        for index, item in enumerate(self.items[feed]):
            if item.guid == guid:
                self.items[feed][index] = replace(item, **changes)  # type: ignore[arg-type] # fields by name
                return self.items[feed][index]
        raise KeyError(guid)

    def roll_off(self, feed: str, guid: str) -> None:
        """Let an item fall out of the feed's window."""
        self.items[feed] = [item for item in self.items[feed] if item.guid != guid]

    def document(self, feed: str) -> bytes:
        """Return the feed's document as it stands."""
        return rss(self.titles.get(feed, feed), self.items[feed])

    async def answer(self, feed: str, request: web.Request) -> web.StreamResponse:
        """Answer one request; tests give it vices."""
        body = self.document(feed)
        etag = f'"{hashlib.blake2b(body, digest_size=8).hexdigest()}"'
        if request.headers.get("if-none-match") == etag:
            return web.Response(status=HTTPStatus.NOT_MODIFIED, headers={"etag": etag})
        return web.Response(body=body, headers={"content-type": FEED, "etag": etag})

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        feed = request.match_info["feed"]
        response = await self.answer(feed, request)
        self.requests.append((feed, response.status))
        return response
