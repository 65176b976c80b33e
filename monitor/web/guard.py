"""Who may ask, and what a browser may do with the answer.

On loopback the page is open, and what stands between it and the rest of the machine's browser is here: the Host
header (a rebound DNS name would reach us under the attacker's origin) and the Origin of every POST. On any other
address a bearer token is wanted. There are no cookies, so there is no session to steal.
"""

import base64
import hmac
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from monitor.model.errors import ConfigError, Problem

OPEN_PATHS: Final = frozenset({"/healthz", "/readyz", "/metrics"})
"""Asked by machines that carry no token; they tell no story."""

OPEN_PREFIX: Final = "/static/"
"""The same for everybody; the page that asks for the token wants its style sheet."""

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: a browser would then send `Origin: null` with our own forms (Fetch, 3.2).
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Server": "wirewatch",
}

LOOPBACK_NAMES: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Listen:
    """Where the service listens."""

    host: str
    port: int

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach it. A name other than localhost is not trusted to be so."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def listen_of(text: str) -> Listen:
    """Return `host:port` in parts: "127.0.0.1:8080", "[::1]:0", ":8080" (every address).

    Raises:
        ConfigError: it is no such thing.
    """
    try:
        parts = urlsplit(f"//{text}")
        port = parts.port
    except ValueError:
        port = None
    if port is None or parts.path or parts.query or parts.username is not None:
        raise _problem(f"web.listen {text!r} is no address to listen on", "write it like 127.0.0.1:8080")
    return Listen(parts.hostname or "0.0.0.0", port)  # noqa: S104 - ":8080" asks for every address


def token_for(listen: Listen, token: str | None) -> str | None:
    """Return the token requests must bring, None on loopback, where the page is open.

    Raises:
        ConfigError: others can reach the address and there is no token.
    """
    if listen.loopback:
        return None
    if not token:
        raise _problem(
            f"web.listen {listen.host} can be reached by others, and there is no token to ask them for",
            "set web.token_file to a file that holds one, or listen on 127.0.0.1",
        )
    return token


def host_check(listen: Listen, public_url: str) -> Middleware:
    """Return the guard against DNS rebinding: on loopback only this machine's names and ours are answered."""
    names = LOOPBACK_NAMES | {listen.host, host_of(public_url)} - {""}

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if listen.loopback and host_of(f"//{request.host}") not in names:
            raise web.HTTPMisdirectedRequest(
                text="This address is not known here. Use http://localhost, or set web.public_url to this name."
            )
        return await handler(request)

    return check


def token_check(token: str | None) -> Middleware:
    """Return the guard that wants `Authorization: Bearer …`; with no token it lets everybody in.

    A browser cannot send that by itself, so the token is taken as a password too (RFC 7617, any user name): the
    page then works without a proxy, and still without a cookie.
    """

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if token is None or request.path in OPEN_PATHS or request.path.startswith(OPEN_PREFIX):
            return await handler(request)
        given = _token_in(request.headers.get("Authorization", ""))
        if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), token.encode()):
            raise web.HTTPUnauthorized(
                text="This service wants the bearer token of its configuration; in a browser, as the password.",
                headers={
                    "WWW-Authenticate": 'Bearer realm="wirewatch", Basic realm="wirewatch", charset="UTF-8"'
                },
            )
        return await handler(request)

    return check


def _token_in(authorization: str) -> str:
    """Return the token an Authorization header brings, "" for none."""
    scheme, _, given = authorization.partition(" ")
    if scheme.casefold() == "bearer":
        return given.strip()
    if scheme.casefold() != "basic":
        return ""
    try:
        return base64.b64decode(given.strip(), validate=True).decode().partition(":")[2]
    except ValueError:
        return ""


def origin_check(public_url: str) -> Middleware:
    """Return the guard of what changes something: a browser may send it from our own pages only.

    Programs that are no browser send neither header, and no other site can make them.
    """
    ours = urlsplit(public_url).netloc.casefold()

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.method not in {"GET", "HEAD"} and not _same_origin(request, ours):
            raise web.HTTPForbidden(text="This form was sent from another site, so nothing was done.")
        return await handler(request)

    return check


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Put the security headers on every answer (an `on_response_prepare` signal)."""
    response.headers.update(HEADERS)
    # Our own files are asked for again and answered 304; what was watched stays in no cache.
    lasting = request.path.startswith(OPEN_PREFIX)
    response.headers.setdefault("Cache-Control", "no-cache" if lasting else "no-store")


def host_of(url: str) -> str:
    """Return the host name of a URL, "" when it has none."""
    try:
        return (urlsplit(url).hostname or "").casefold()
    except ValueError:
        return ""


def _same_origin(request: web.Request, ours: str) -> bool:
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Sec-Fetch-Site", "none") in {"same-origin", "none"}
    try:
        sender = urlsplit(origin).netloc.casefold()
    except ValueError:
        return False
    return bool(sender) and sender in {request.host.casefold(), ours}


def _problem(message: str, remedy: str) -> ConfigError:
    return ConfigError((Problem("wirewatch.yaml", 0, 0, message, remedy),))
