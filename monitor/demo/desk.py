"""A desk that receives webhooks, checks their signatures, and can be busy once."""

import json
from collections import Counter
from dataclasses import dataclass, field
from hmac import compare_digest
from http import HTTPStatus
from typing import Any

from aiohttp import web

from monitor.notify.signing import read_secret, sign


@dataclass(slots=True)
class Desk:
    """Keeps what arrived. `busy` counts down answers of 503."""

    secret: str
    busy: int = 0
    messages: list[dict[str, Any]] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    url: str = ""
    _runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Serve on any free port of loopback."""
        app = web.Application()
        app.router.add_post("/hook", self._receive)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/hook"

    async def stop(self) -> None:
        """Stop serving."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        body = await request.read()
        identity, stamp = request.headers["webhook-id"], int(request.headers["webhook-timestamp"])
        expected = sign([read_secret(self.secret)], identity, stamp, body)
        if not compare_digest(expected, request.headers["webhook-signature"]):
            self.refused += 1
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        self.ids[identity] += 1
        if self.busy:
            self.busy -= 1
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"retry-after": "2"})
        self.messages.append(json.loads(body))
        return web.Response(status=HTTPStatus.NO_CONTENT)
