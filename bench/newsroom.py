"""Feeds served by a process of their own, so that what the serving costs is not counted."""

import asyncio
import hashlib
import multiprocessing
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from multiprocessing.connection import Connection

import aiohttp
from aiohttp import web

from monitor.demo.newsroom import FEED

PLAIN = "x-bench-plain"  # on a PUT: serve it without validators
PATIENCE = 180.0  # seconds for one round of polls
CLOSE = "x-bench-close"  # on a PUT: close the connection after each answer


class Shelf:
    """Serves what was put, with an ETag, and counts how often each feed was asked for."""

    def __init__(self) -> None:
        self._feeds: dict[str, tuple[bytes, str, bool]] = {}
        self._asked: Counter[str] = Counter()

    def app(self) -> web.Application:
        """Return the server."""
        app = web.Application(client_max_size=2**24)
        app.router.add_put("/{feed}.xml", self._put)
        app.router.add_get("/{feed}.xml", self._get)
        app.router.add_get("/asked", self._count)
        return app

    async def _put(self, request: web.Request) -> web.Response:
        body = await request.read()
        etag = "" if PLAIN in request.headers else f'"{hashlib.blake2b(body, digest_size=8).hexdigest()}"'
        self._feeds[request.match_info["feed"]] = body, etag, CLOSE in request.headers
        return web.Response(status=204)

    async def _get(self, request: web.Request) -> web.Response:
        feed = request.match_info["feed"]
        body, etag, close = self._feeds[feed]
        self._asked[feed] += 1
        headers = {"etag": etag} if etag else {}
        if etag and request.headers.get("if-none-match") == etag:
            response = web.Response(status=304, headers=headers)
        else:
            response = web.Response(body=body, headers={"content-type": FEED, **headers})
        if close:
            response.force_close()
        return response

    async def _count(self, _request: web.Request) -> web.Response:
        return web.json_response(self._asked)


def _serve(pipe: Connection) -> None:
    """Serve until the bench ends. Runs in the process."""
    asyncio.run(_run(pipe))


async def _run(pipe: Connection) -> None:
    runner = web.AppRunner(Shelf().app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    pipe.send(runner.addresses[0][1])
    await asyncio.Event().wait()


class Newsroom:
    """The bench's end: puts documents and asks how often they were read."""

    def __init__(self, port: int, session: aiohttp.ClientSession) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._session = session

    async def put(self, feed: str, document: bytes, *flags: str) -> None:
        """Serve `document` from now on; `flags` are PLAIN and CLOSE."""
        headers = dict.fromkeys(flags, "1")
        async with self._session.put(f"{self.url}/{feed}.xml", data=document, headers=headers) as response:
            response.raise_for_status()

    async def asked(self) -> dict[str, int]:
        """Return how often each feed was asked for so far."""
        async with self._session.get(f"{self.url}/asked") as response:
            counts: dict[str, int] = await response.json()
            return counts

    async def polled(self, feeds: int, times: int) -> None:
        """Return when each of so many feeds has been asked for at least `times` times in all."""
        async with asyncio.timeout(PATIENCE):
            while True:
                asked = await self.asked()
                if len(asked) == feeds and min(asked.values()) >= times:
                    return
                await asyncio.sleep(0.25)


@asynccontextmanager
async def newsroom() -> AsyncIterator[Newsroom]:
    """Run the serving process for as long as the block lasts."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True, name="bench-newsroom")
    process.start()
    theirs.close()  # so that a process that dies is heard of
    try:
        port: int = await asyncio.to_thread(ours.recv)
        async with aiohttp.ClientSession() as session:
            yield Newsroom(port, session)
    finally:
        process.terminate()
        process.join()
