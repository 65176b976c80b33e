"""The page needs no more of a service than web/service.py says: anything that has it can be shown."""

from dataclasses import dataclass

from aiohttp import ClientSession

from monitor.clock import Clock
from monitor.config.load import Config
from monitor.match.compile import Matcher
from monitor.model.errors import Problem
from monitor.model.warning import WatchWarning
from monitor.store.store import Store
from monitor.telemetry import Metrics
from monitor.web.server import WebServer
from tests.web.room import Room


@dataclass(frozen=True)
class Shown:
    """Rules of a service that has no loops."""

    public_url: str
    matcher: Matcher


@dataclass(frozen=True)
class Still:
    """A service that has no loops."""

    config: Config
    rules: Shown
    store: Store
    clock: Clock
    metrics: Metrics
    turned: float
    problems: tuple[Problem, ...] = ()
    watch_warnings: tuple[WatchWarning, ...] = ()
    draining: bool = False

    async def unready(self) -> dict[str, str]:
        return {"loops": "there are none"}


async def test_every_page_can_be_shown_without_an_app(morning: Room) -> None:
    app = morning.app
    rules = Shown("http://still.example", app.rules.matcher)
    page = WebServer(Still(app.config, rules, app.store, morning.clock, Metrics(), morning.clock.monotonic()))
    story = (await morning.stories())["g-1"].id
    await page.start()
    try:
        async with ClientSession(page.address) as client:
            paths = ("/stories", f"/stories/{story}/diff/1/2", "/alerts", "/feeds", "/watchlists", "/metrics")
            answers = [(path, (await client.get(path)).status) for path in paths]
            assert answers == [(path, 200) for path in paths]
            shape = await (await client.get(f"/api/v1/stories/{story}")).json()
            assert shape["page"] == f"http://still.example/stories/{story}"
            ready = await (await client.get("/readyz")).json()
            assert ready["reasons"] == {"loops": "there are none"}
    finally:
        await page.stop()
