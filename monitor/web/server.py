"""The HTTP service: the page, the JSON API and the endpoints for machines, on one address."""

from pathlib import Path
from typing import Final

from aiohttp import web

from monitor.model.errors import ConfigError, Problem
from monitor.render.style import SHEET
from monitor.telemetry import Event, Log
from monitor.web.api import Api
from monitor.web.desk import DeskPages
from monitor.web.errors import error_answers
from monitor.web.events import Events
from monitor.web.guard import add_headers, host_check, listen_of, origin_check, token_check, token_for
from monitor.web.health import Health
from monitor.web.listing import StoryQueries
from monitor.web.pages import StoryPages
from monitor.web.service import Service
from monitor.web.templating import Pages

STATIC: Final = Path(__file__).parent / "static"
LARGEST_BODY: Final = 1024**2  # bytes: a long story tried on the watchlists fits several times
GRACE: Final = 5.0  # seconds for answers under way at stop


class WebServer:
    """Serves the page of one service.

    Raises:
        ConfigError: from the constructor, when others could reach the address and there is no token.
    """

    def __init__(self, service: Service) -> None:
        web_settings = service.config.settings.web
        token = web_settings.token.get_secret_value() if web_settings.token is not None else None
        self._listen = listen_of(web_settings.listen)
        self._events = Events(service)
        self._application = self._build(service, token_for(self._listen, token), web_settings.public_url)
        self._runner: web.AppRunner | None = None
        self._log = Log(part="web")

    @property
    def address(self) -> str:
        """The address it answers at, without a path: "http://127.0.0.1:8080"; after `start`."""
        if self._runner is None:
            raise RuntimeError("the web server has not been started")
        host, port = self._runner.addresses[0][:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    async def start(self) -> None:
        """Listen.

        Raises:
            ConfigError: the address is taken or is none of this machine's.
        """
        runner = web.AppRunner(self._application, access_log=None, shutdown_timeout=GRACE)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._listen.host, self._listen.port).start()
        except OSError as error:
            await runner.cleanup()
            where = f"{self._listen.host}:{self._listen.port}"
            problem = Problem(
                "wirewatch.yaml",
                0,
                0,
                f"web.listen {where} cannot be listened on: {error.strerror}",
                "stop what uses it, or set another port",
            )
            raise ConfigError((problem,)) from error
        self._runner = runner
        self._log.info(Event.WEB_STARTED, address=self.address)

    async def stop(self) -> None:
        """Let answers under way end within the grace, then close. Does nothing when not started."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def _build(self, service: Service, token: str | None, public_url: str) -> web.Application:
        pages = Pages(service)
        application = web.Application(
            client_max_size=LARGEST_BODY,
            middlewares=[
                error_answers(pages),
                host_check(self._listen, public_url),
                token_check(token),
                origin_check(public_url),
            ],
        )
        application.on_response_prepare.append(add_headers)
        application.on_shutdown.append(self._events.close)
        queries = StoryQueries(service.store)
        parts = (
            Health(service),
            Api(service, queries),
            self._events,
            StoryPages(service, pages, queries),
            DeskPages(service, pages, queries),
        )
        for part in parts:
            application.add_routes(part.routes())
        application.router.add_get("/static/wirewatch.css", _style_sheet)
        application.router.add_static("/static/", STATIC)
        application.router.add_get("/favicon.ico", _favicon)
        return application


async def _style_sheet(_request: web.Request) -> web.FileResponse:
    """Answer the sheet that the page of a backtest carries in itself."""
    return web.FileResponse(SHEET)


async def _favicon(_request: web.Request) -> web.FileResponse:
    """Answer browsers that ask by habit."""
    return web.FileResponse(STATIC / "favicon.svg")
