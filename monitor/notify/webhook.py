"""The webhook notifier: one POST, Standard Webhooks headers, one deadline (docs/promises.md P7, P8)."""

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlsplit

import aiohttp
from pydantic import AfterValidator, BaseModel, Field, SecretStr, field_validator

from monitor.address import Guard, refusal_in
from monitor.cadence import read_retry_after
from monitor.clock import Clock
from monitor.model.alert import Delivered, GiveUp, Notification, Outcome, TryAgain
from monitor.notify.settings import Network, ReceiverSettings
from monitor.notify.signing import read_secret, sign
from monitor.render.webhook import payload
from monitor.render.wording import with_event

DEADLINE = 15.0
"""Seconds for connecting, sending and reading the reply together (docs/interface.md)."""

MOST_READ = 16_384
"""Bytes of a reply that are read; more is left, and the connection closed."""

_WAITS_ARE_MEANT = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})

_OWN_HEADERS = frozenset(
    {"webhook-id", "webhook-timestamp", "webhook-signature", "content-type", "content-length", "host"}
    | {"transfer-encoding", "connection", "accept-encoding", "content-encoding"}
)


def _checked_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        fine = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if not fine or any(char.isspace() or not char.isprintable() for char in url):
        raise ValueError("a webhook's url begins with https:// (or http://) and names a host")
    return url


def _checked_headers(headers: Mapping[str, SecretStr]) -> Mapping[str, SecretStr]:
    for name, value in headers.items():
        if name.lower() in _OWN_HEADERS:
            raise ValueError(f"the header {name} is set by Wirewatch itself")
        if not name.replace("-", "").replace("_", "").isalnum() or not name.isascii():
            raise ValueError("a header's name has only letters, digits and hyphens")
        if any(not char.isprintable() for char in value.get_secret_value()):
            raise ValueError(f"the header {name} holds a control character")
    return headers


_Secrets = SecretStr | tuple[SecretStr, ...] | None


def _read_keys(secret: _Secrets) -> tuple[bytes, ...]:
    secrets = secret if isinstance(secret, tuple) else (secret,)
    return tuple(read_secret(one.get_secret_value()) for one in secrets if one is not None)


class WebhookSettings(ReceiverSettings):
    """Where a webhook goes and how it is signed.

    `secret` may be a list while it is rotated: every body is then signed with each of them. `timeout` is in
    seconds. The URL is kept out of `repr`: its path or query may be the secret.
    """

    url: Annotated[str, AfterValidator(_checked_url)] = Field(repr=False)
    secret: _Secrets = None
    headers: Annotated[dict[str, SecretStr], AfterValidator(_checked_headers)] = Field(default_factory=dict)
    timeout: float = Field(default=DEADLINE, gt=0, le=DEADLINE)
    allow_private: tuple[Network, ...] = ()

    @field_validator("secret")
    @classmethod
    def _secret_is_readable(cls, secret: _Secrets) -> _Secrets:
        _read_keys(secret)
        return secret

    def keys(self) -> tuple[bytes, ...]:
        """Return the signing keys, none when unsigned."""
        return _read_keys(self.secret)

    def warnings(self) -> tuple[str, ...]:
        """Return what is allowed but unwise, one sentence each."""
        found = []
        if not self.keys():
            found.append("the webhook has no secret, so its receiver cannot tell our alerts from a forgery")
        if self.url.startswith("http://"):
            found.append("the webhook's url is http, so anyone on the way can read the alerts")
        return tuple(found)


class WebhookNotifier:
    """Posts notifications to one URL. Its connections pass the address guard."""

    def __init__(self, receiver: str, settings: WebhookSettings, clock: Clock) -> None:
        self._receiver = receiver
        self._settings = settings
        self._clock = clock
        self._keys = settings.keys()
        self._session: aiohttp.ClientSession | None = None

    async def deliver(self, notification: Notification) -> Outcome:
        """Make one attempt; what was said back is judged by its status alone, its text never repeated."""
        body = payload(with_event(notification, self._clock.now()))
        try:
            async with asyncio.timeout(self._settings.timeout):
                return await self._post(notification.id, body)
        except TimeoutError:
            return TryAgain(f"no whole answer within {self._settings.timeout:g} s")
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return TryAgain(_describe(error))

    async def close(self) -> None:
        """Close the connections that are kept alive."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _post(self, webhook_id: str, body: bytes) -> Outcome:
        request = self._open().post(
            self._settings.url, data=body, headers=self._headers(webhook_id, body), allow_redirects=False
        )
        async with request as reply:
            await _drain(reply)
            return self._judge(reply.status, reply.headers.get("retry-after"))

    def _judge(self, status: int, retry_after: str | None) -> Outcome:
        """Decide by status (Standard Webhooks: 410 ends it, all else but 2xx is tried again)."""
        said = _phrase(status)
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return Delivered(said)
        if status == HTTPStatus.GONE:
            return GiveUp(f"{said}: the receiver wants nothing more", disable=True)
        if status < HTTPStatus.BAD_REQUEST:
            return TryAgain(f"{said}: redirects are not followed; configure the address it leads to")
        wait = read_retry_after(retry_after, self._clock.now()) if status in _WAITS_ARE_MEANT else None
        return TryAgain(said, wait)

    def _headers(self, webhook_id: str, body: bytes) -> dict[str, str]:
        timestamp = int(self._clock.now().timestamp())
        headers = {
            "user-agent": "Wirewatch (webhook)",
            **{name: value.get_secret_value() for name, value in self._settings.headers.items()},
            "content-type": "application/json",
            "accept-encoding": "identity",
            "webhook-id": webhook_id,
            "webhook-timestamp": str(timestamp),
        }
        if self._keys:
            headers["webhook-signature"] = sign(self._keys, webhook_id, timestamp, body)
        return headers

    def _open(self) -> aiohttp.ClientSession:
        """Return the session, made at the first attempt because it needs the running loop."""
        if self._session is None or self._session.closed:
            guard = Guard(self._settings.allow_private)
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(socket_factory=guard.socket_factory),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=None),  # deliver has the one deadline
                trust_env=False,
                # Never decompressed: the text is not used, and a bomb cannot go off.
                auto_decompress=False,
            )
        return self._session


def build_webhook(receiver: str, settings: BaseModel, clock: Clock) -> WebhookNotifier:
    """Return the notifier for a row of `NOTIFIERS`.

    Raises:
        TypeError: the settings are another kind's.
    """
    if not isinstance(settings, WebhookSettings):
        raise TypeError(f"receiver {receiver}: a webhook is built from WebhookSettings")
    return WebhookNotifier(receiver, settings, clock)


async def _drain(reply: aiohttp.ClientResponse) -> None:
    """Read a short reply to its end, so that the connection is kept; leave a long one."""
    read = 0
    async for chunk in reply.content.iter_chunked(4_096):
        read += len(chunk)
        if read >= MOST_READ:
            reply.close()
            return


def _phrase(status: int) -> str:
    """Return "503 Service Unavailable"; our own words, not the server's, which might repeat a secret."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"status {status}"


_FAILURES: tuple[tuple[type[BaseException], str], ...] = (
    (aiohttp.ClientConnectorDNSError, "the receiver's name was not found"),
    (aiohttp.ClientConnectorCertificateError, "the receiver's certificate is not valid"),
    (aiohttp.ClientSSLError, "no TLS connection could be made"),
    (aiohttp.ClientConnectorError, "the receiver could not be reached"),
    (aiohttp.ServerDisconnectedError, "the receiver closed the connection without an answer"),
    (aiohttp.ClientPayloadError, "the receiver broke off its answer"),
    (aiohttp.ClientResponseError, "the receiver's answer is not HTTP"),
    (ValueError, "the receiver's address cannot be used"),
)


def _describe(error: BaseException) -> str:
    """Return a sentence that holds no URL: aiohttp's own texts repeat it, query and password included."""
    refusal = refusal_in(error)
    if refusal:
        return refusal
    words = next((text for kind, text in _FAILURES if isinstance(error, kind)), "the connection failed")
    system = getattr(error, "os_error", error)
    number = getattr(system, "errno", None)
    reason = getattr(system, "strerror", None) if isinstance(number, int) and number > 0 else None
    return f"{words} ({reason})" if reason else words
