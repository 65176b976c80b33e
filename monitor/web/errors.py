"""What is answered when something is wrong: JSON to programs, a calm page to people, one log line to us."""

from collections.abc import Mapping
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from monitor.model.errors import StoreError
from monitor.telemetry import Event, Log
from monitor.web.templating import Pages

TITLES: Final = {
    400: "That was not understood",
    401: "A token is wanted",
    403: "That was refused",
    404: "There is nothing here",
    405: "That cannot be done here",
    409: "Not at this moment",
    413: "That is too large",
    421: "This address is not known here",
    503: "The store does not answer",
}
BROKEN: Final = "Something broke here. It is in the log; nothing that was stored is lost."


def error_answers(pages: Pages) -> Middleware:
    """Return the middleware that turns every error into an answer. The only broad `except` of the page."""
    log = Log(part="web")

    @web.middleware
    async def catch(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as error:
            if error.status < 400:  # noqa: PLR2004 - HTTP's own: redirections are no errors
                raise
            said = error.text or ""
            text = error.reason if said == f"{error.status}: {error.reason}" else said
            return _answer(request, pages, error.status, text, _kept(error.headers))
        except StoreError as error:
            return _answer(request, pages, 503, f"{error}. It will go on by itself.", {"Retry-After": "5"})
        except Exception:  # noqa: BLE001 - the top of a request: logged once, answered, the service goes on
            log.failure(Event.REQUEST_FAILED, method=request.method, path=request.path)
            return _answer(request, pages, 500, BROKEN, {})

    return catch


def _answer(
    request: web.Request, pages: Pages, status: int, text: str, headers: Mapping[str, str]
) -> web.Response:
    if request.path.startswith("/api/") or request.path in {"/healthz", "/readyz", "/metrics"}:
        return web.json_response({"error": text}, status=status, headers=headers)
    page = pages.answer(request, "error.html", status=status, title=TITLES.get(status, "It broke"), text=text)
    page.headers.update(headers)
    return page


def _kept(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers of an error that mean something beside its body."""
    return {name: headers[name] for name in ("WWW-Authenticate", "Allow") if name in headers}
