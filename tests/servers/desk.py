"""A real webhook desk: verifies Standard Webhooks signatures, records what arrives, misbehaves on order."""

import asyncio
import gzip
import json
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from aiohttp import web
from standardwebhooks.webhooks import Webhook

SECRET = "whsec_d2lyZXdhdGNoLWRlc2stdGVzdC1rZXktMzItYnl0ZXM="


@dataclass(frozen=True, slots=True)
class Answer:
    """How the desk answers. `drip`: seconds between single bytes, for ever; `hang`: never answers."""

    status: int = 204
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    drip: float | None = None
    hang: bool = False
    endless_gzip: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it arrived. `verified`: its signature fits one of the desk's secrets."""

    id: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    verified: bool

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Desk:
    """`async with Desk() as desk`: `answers` are used up one by one, then `answer` for all that follow.

    `require_signature`: answers 401 to what does not verify.
    """

    def __init__(self, secrets: Sequence[str] = (SECRET,), *, require_signature: bool = False) -> None:
        self.secrets = tuple(secrets)
        self.require_signature = require_signature
        self.answer = Answer()
        self.answers: deque[Answer] = deque()
        self.requests: list[Received] = []
        self.cut_off = asyncio.Event()  # the client hung up on an endless reply
        self.port = 0
        self._arrived = asyncio.Condition()
        self._closing = asyncio.Event()
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    @property
    def connections(self) -> int:
        """How many clients are connected now."""
        return len(self._runner.server.connections) if self._runner and self._runner.server else 0

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=2**20)
        app.router.add_route("*", "/{path:.*}", self._receive)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        if self._runner is not None:
            await self._runner.cleanup()

    async def wait_for(self, count: int) -> list[Received]:
        """Return all requests once at least `count` have arrived."""
        async with self._arrived:
            await self._arrived.wait_for(lambda: len(self.requests) >= count)
        return self.requests

    def verifies(self, headers: Mapping[str, str], body: bytes) -> bool:
        """Sign again with the reference library and compare."""
        try:
            moment = datetime.fromtimestamp(int(headers["webhook-timestamp"]), UTC)
            given = set(headers["webhook-signature"].split(" "))
            message_id = headers["webhook-id"]
        except (KeyError, ValueError):
            return False
        expected = {Webhook(secret).sign(message_id, moment, body.decode()) for secret in self.secrets}
        return bool(given & expected)

    async def _receive(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        headers = {name.lower(): value for name, value in request.headers.items()}
        verified = self.verifies(headers, body)
        received = Received(headers.get("webhook-id", ""), request.path_qs, headers, body, verified)
        async with self._arrived:
            self.requests.append(received)
            self._arrived.notify_all()
        if self.require_signature and not verified:
            return web.Response(status=401, text="the signature does not fit")
        return await self._reply(request, self.answers.popleft() if self.answers else self.answer)

    async def _reply(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        if answer.hang:
            await self._closing.wait()
        if answer.drip is not None:
            return await self._drip(request, answer, answer.drip)
        if answer.endless_gzip:
            return await self._pour(request, answer)
        return web.Response(status=answer.status, headers=answer.headers, body=answer.body)

    async def _drip(self, request: web.Request, answer: Answer, pace: float) -> web.StreamResponse:
        reply = web.StreamResponse(status=answer.status, headers=answer.headers)
        await reply.prepare(request)
        closing = asyncio.ensure_future(self._closing.wait())
        try:
            while not closing.done():
                await reply.write(b".")
                await asyncio.wait([closing], timeout=pace)
        except ConnectionError:
            self.cut_off.set()
        finally:
            closing.cancel()
        return reply

    async def _pour(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        """Send gzip members of 1 MiB of zeros each until the client hangs up."""
        reply = web.StreamResponse(status=answer.status, headers={"content-encoding": "gzip"})
        await reply.prepare(request)
        member = gzip.compress(bytes(2**20))
        try:
            while not self._closing.is_set():
                await reply.write(member * 64)
        except ConnectionError:
            self.cut_off.set()
        return reply
