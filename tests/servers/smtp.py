"""A real SMTP server (aiosmtpd): keeps the raw bytes of every mail, refuses and hangs up on order."""

import asyncio
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it arrived."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    encrypted: bool = False

    @property
    def parsed(self) -> EmailMessage:
        message = BytesParser(policy=policy.default).parsebytes(self.raw)
        assert isinstance(message, EmailMessage)
        return message


class MailServer:
    """`async with MailServer() as server`.

    `refuse` maps a recipient to the reply it gets ("450 4.2.0 greylisted"); `data_reply` is said after DATA
    instead of 250; `drop_after_data` takes so many mails and hangs up without a reply; `login` is the only
    (username, password) taken; with `tls` it offers STARTTLS.
    """

    def __init__(self, login: tuple[str, str] | None = None, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self.mails: list[Mail] = []
        self.refuse: dict[str, str] = {}
        self.data_reply = ""
        self.drop_after_data = 0
        self.hang = False
        self.port = 0
        self._login = login
        self.begun: list[SMTP] = []  # conversations
        self.open: set[SMTP] = set()  # those whose connection still stands
        self._closing = asyncio.Event()
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._protocol, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        if self._server is not None:
            self._server.close()

    def _protocol(self) -> Any:
        options: dict[str, Any] = {
            "hostname": "mail.desk.example",
            "enable_SMTPUTF8": False,
            "tls_context": self._tls,
        }
        if self._login is not None:
            options |= {"authenticator": self._check, "auth_require_tls": False}
        return _Conversation(self, loop=asyncio.get_running_loop(), **options)

    def _check(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
        right = isinstance(given, LoginPassword) and self._login is not None
        fits = right and (given.login.decode(), given.password.decode()) == self._login
        return AuthResult(success=fits, handled=False)


class _Conversation(SMTP):
    """Stands in `open` from its first TCP byte to its last; STARTTLS begins it a second time."""

    def __init__(self, desk: MailServer, **options: Any) -> None:
        super().__init__(_Handler(desk), **options)
        self._desk = desk
        desk.begun.append(self)

    def connection_made(self, transport: Any) -> None:
        self._desk.open.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._desk.open.discard(self)
        super().connection_lost(error)


class _Handler:
    """What aiosmtpd calls; the names are its own."""

    def __init__(self, desk: MailServer) -> None:
        self._desk = desk

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it by this name
        self, _server: Any, _session: Session, envelope: Envelope, address: str, _options: Sequence[str]
    ) -> str:
        if address in self._desk.refuse:
            return self._desk.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd calls it by this name
        self, server: Any, session: Session, envelope: Envelope
    ) -> str:
        desk = self._desk
        raw = envelope.content if isinstance(envelope.content, bytes) else str(envelope.content).encode()
        desk.mails.append(
            Mail(str(envelope.mail_from), tuple(envelope.rcpt_tos), raw, session.ssl is not None)
        )
        if desk.hang:
            await desk._closing.wait()
        if desk.drop_after_data:
            desk.drop_after_data -= 1
            server.transport.abort()
        return desk.data_reply or "250 OK"
