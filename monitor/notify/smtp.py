"""One SMTP conversation, and what each recipient's server said (RFC 5321)."""

import asyncio
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

import aiosmtplib

from monitor.address import Guard

_TEMPORARY = range(400, 500)


class Security(Enum):
    """How the conversation is encrypted."""

    TLS = "from the first byte"
    STARTTLS = "upgraded, or not at all"
    OPPORTUNISTIC = "upgraded where offered"
    NONE = "in clear"


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server and how to speak to it."""

    host: str
    port: int
    security: Security
    username: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reply code and the server's words for it."""

    code: int
    text: str

    @property
    def temporary(self) -> bool:
        """Whether RFC 5321 says to try again (4yz)."""
        return self.code in _TEMPORARY


async def hand_over(
    server: Server, guard: Guard, sender: str, recipients: Sequence[str], mail: bytes
) -> Mapping[str, Refusal]:
    """Send the mail in one conversation; return the recipients that were refused, and how.

    The others have been accepted by the server when this returns.

    Raises:
        aiosmtplib.SMTPException: the conversation failed before DATA was accepted, or its end was not seen.
        AddressRefused: the server's address is neither public nor allowed.
        OSError: no connection.
    """
    client = _client(server, await _connect(server, guard))
    try:
        await client.connect()
        refused, _ = await client.sendmail(sender, recipients, mail)
        await _say_goodbye(client)
    except aiosmtplib.SMTPRecipientsRefused as error:
        return {one.recipient: Refusal(one.code, one.message) for one in error.recipients}
    finally:
        client.close()
    return {recipient: Refusal(reply.code, reply.message) for recipient, reply in refused.items()}


async def _say_goodbye(client: aiosmtplib.SMTP) -> None:
    """QUIT politely. The mail is accepted by now: a server that hangs up first changes nothing."""
    try:
        await client.quit()
    except (aiosmtplib.SMTPException, OSError):
        return


def _client(server: Server, connection: socket.socket) -> aiosmtplib.SMTP:
    starttls = {Security.STARTTLS: True, Security.OPPORTUNISTIC: None}.get(server.security, False)
    return aiosmtplib.SMTP(
        hostname=server.host,
        sock=connection,
        use_tls=server.security is Security.TLS,
        start_tls=starttls,
        username=server.username or None,
        password=server.password or None,
        # Where clear text would do, a certificate of the server's own making is no reason to fail (RFC 7435).
        validate_certs=server.security is not Security.OPPORTUNISTIC,
        # The default asks the resolver for a full name and can hang on it.
        local_hostname=_own_name(),
        timeout=None,  # the caller has one deadline for the whole conversation
    )


def _own_name() -> str:
    name = socket.gethostname()
    return name if name.isascii() and name.replace("-", "").replace(".", "").isalnum() else "localhost"


async def _connect(server: Server, guard: Guard) -> socket.socket:
    """Connect to the first address that is allowed and answers."""
    loop = asyncio.get_running_loop()
    rows = await loop.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)
    failure = OSError("the name has no address")
    for row in rows:
        try:
            return await _connect_to(loop, guard, row)
        except OSError as error:
            failure = error
    raise failure


async def _connect_to(
    loop: asyncio.AbstractEventLoop,
    guard: Guard,
    row: tuple[int, int, int, str, tuple[object, ...]],
) -> socket.socket:
    connection = guard.socket_factory(row)
    connection.settimeout(0)
    try:
        await loop.sock_connect(connection, row[4])
    except BaseException:
        connection.close()
        raise
    return connection
