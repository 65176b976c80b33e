"""What an answer that is not a feed means for the feed's health."""

import ssl
from collections.abc import Mapping
from http import HTTPStatus

import aiohttp

from monitor.address import refusal_in
from monitor.model.feed import Failed, FeedState

STATES: Mapping[int, FeedState] = {
    HTTPStatus.UNAUTHORIZED: FeedState.BLOCKED,
    HTTPStatus.FORBIDDEN: FeedState.BLOCKED,
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS: FeedState.BLOCKED,
    HTTPStatus.GONE: FeedState.GONE,
}
CHALLENGE_HEADER = "cf-mitigated"  # Cloudflare's own word on a challenged answer

# The first row whose type fits speaks. Messages of these libraries are left out: they echo URLs.
TRANSPORT: tuple[tuple[type[BaseException], str], ...] = (
    (aiohttp.ClientConnectorCertificateError, "its certificate is not trusted"),
    (ssl.SSLError, "TLS failed"),
    (aiohttp.ClientConnectorDNSError, "its host name is not known"),
    (aiohttp.ClientConnectorError, "no connection to its host"),
    (aiohttp.ContentTypeError, "its content type could not be read"),
    (aiohttp.ClientPayloadError, "the body broke off or could not be unpacked"),
    (aiohttp.ServerDisconnectedError, "its server closed the connection"),
    (aiohttp.InvalidURL, "its address, or the one it redirects to, is not a URL"),
    (aiohttp.ClientResponseError, "its answer was not HTTP"),
    (ValueError, "its address, or the one it redirects to, is not a URL"),
)


def failure_of(status: int, headers: Mapping[str, str], retry_after: float | None) -> Failed:
    """Return what an HTTP status other than 200 and 304 means. `retry_after` in seconds."""
    if headers.get(CHALLENGE_HEADER) == "challenge":
        return Failed(
            FeedState.BLOCKED, f"a browser challenge instead of the feed ({status})", status, retry_after
        )
    state = STATES.get(status, FeedState.FAILING)
    return Failed(state, f"answered {status} {_phrase(status)}".strip(), status, retry_after)


def transport_failure(error: BaseException) -> Failed:
    """Return what a broken exchange means, in words that hold no URL, header or secret."""
    refused = refusal_in(error)
    if refused:
        return Failed(FeedState.FAILING, refused)
    for kind, sentence in TRANSPORT:
        if isinstance(error, kind):
            return Failed(FeedState.FAILING, sentence)
    return Failed(FeedState.FAILING, f"no connection ({type(error).__name__})")


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
