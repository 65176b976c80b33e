"""Plays the day: the real service on an embedded store, fed over real HTTP, telling a real desk."""

import asyncio
import base64
import secrets
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web
from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from monitor.app import App, build
from monitor.clock import Clock, SystemClock
from monitor.config.load import load
from monitor.demo.day import COURIER, MERIDIAN, NORDAVIK, Beat, backlog, day
from monitor.demo.desk import Desk
from monitor.demo.newsroom import Newsroom
from monitor.telemetry import set_up_logging
from monitor.web.server import WebServer

SETTLE = 2.6  # seconds: two polls of every feed, so that silence means something
PATIENCE = 12.0  # seconds a beat may take until everybody is told; the busy desk is asked again after 2 to 5

SETTINGS = """\
store: {{url: embedded, data_dir: {data}}}
poll: {{every: 1s, at_most_every: 1s, allow_private: [127.0.0.0/8]}}
web: {{listen: 127.0.0.1:{port}}}
"""
FEEDS = """\
feeds:
  - {{id: meridian, url: {meridian}, tags: [wire]}}
  - {{id: nordavik, url: {nordavik}, tags: [wire]}}
  - {{id: courier, url: {courier}, tags: [outlet]}}
"""
WATCHLIST = """\
watchlist: Kestrel talks
priority: high
people:
  - Karin Brandt
  - Ilya Marsh
topics:
  - {name: Ceasefire, any: [ceasefire, cease-fire, truce]}
  - {name: Kestrel Strait, any: [Kestrel Strait]}
"""
RECEIVERS = """\
receivers:
  - name: desk
    webhook: {{url: {url}, secret: "${{DEMO_DESK_SECRET}}", allow_private: [127.0.0.0/8]}}
routes: {{receiver: desk}}
"""
CHALLENGE = (
    "<!DOCTYPE html><title>Just a moment...</title><h1>Checking your browser</h1>"
    "<script src='/cdn-cgi/challenge-platform/x'></script>"
)


class Wire(Newsroom):
    """The day's newsroom; a site named in `challenged` answers with a browser challenge."""

    def __init__(self) -> None:
        super().__init__()
        self.challenged = ""

    async def answer(self, feed: str, request: web.Request) -> web.StreamResponse:
        """Answer as a newsroom does, unless its site is having a bad minute."""
        if feed == self.challenged:
            return web.Response(text=CHALLENGE, content_type="text/html")
        return await super().answer(feed, request)


@dataclass(slots=True)
class Tally:
    """What the summary counts."""

    told: Counter[str] = field(default_factory=Counter)
    silent: int = 0
    surprises: list[str] = field(default_factory=list)


def play(*, hold: bool = False, port: int = 0) -> int:
    """Play the day on the terminal. Returns 0 when everything went as it should, 1 otherwise.

    Args:
        hold: keep the service and its page up afterwards, until interrupted.
        port: of the page; 0 for any free one.
    """
    set_up_logging("error")
    with tempfile.TemporaryDirectory(prefix="wirewatch-demo-") as directory:
        return asyncio.run(_play(Path(directory), Console(), SystemClock(), hold=hold, port=port))


async def _play(directory: Path, console: Console, clock: Clock, *, hold: bool, port: int) -> int:
    secret = f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"
    wire, desk = Wire(), Desk(secret)
    await wire.start()
    await desk.start()
    backlog(wire, clock.now())
    _write_config(directory, wire, desk, port)
    app = await build(load(directory, {"DEMO_DESK_SECRET": secret}), clock)
    page = WebServer(app)
    tally = Tally()
    try:
        await app.start()
        await page.start()
        _open(console, page.address)
        await clock.sleep(SETTLE)
        for beat in day(clock.now()):
            await _show(beat, console, app, wire, desk, tally)
        await _sum_up(console, app, desk, tally)
        if hold:
            console.print(f"The page stays up at [bold]{page.address}[/] until you press Ctrl-C.")
            await asyncio.Event().wait()
    finally:
        await page.stop()
        await app.stop()
        await wire.stop()
        await desk.stop()
    return 1 if tally.surprises else 0


def _write_config(directory: Path, wire: Wire, desk: Desk, port: int) -> None:
    """Write the config a newcomer would write: the demo reads it as the service does."""
    addresses = {feed: wire.address(feed) for feed in (MERIDIAN, NORDAVIK, COURIER)}
    files = {
        "wirewatch.yaml": SETTINGS.format(data=directory / "data", port=port),
        "feeds/demo.yaml": FEEDS.format(**addresses),
        "watchlists/kestrel.yaml": WATCHLIST,
        "receivers/desk.yaml": RECEIVERS.format(url=desk.url),
    }
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


async def _show(beat: Beat, console: Console, app: App, wire: Wire, desk: Desk, tally: Tally) -> None:
    """Play one beat and show what came of it."""
    console.print()
    console.print(
        Text.assemble((f"{app.clock.now():%H:%M:%S} ", "dim"), ("ON THE WIRE  ", "bold cyan"), beat.said)
    )
    before = len(desk.messages)
    wire.challenged = COURIER if beat.fault == "page" else ""
    desk.busy = 1 if beat.fault == "desk" else 0
    beat.do(wire)
    told = await _wait(beat, app, desk, before)
    for message in told:
        _show_message(console, message)
    if not told:
        console.print(Text("             nobody is told", "green"))
        tally.silent += 1
    if beat.fault == "page":
        record = next(r for r in await app.store.feeds.records(app.config.feeds) if r.feed == COURIER)
        console.print(
            Text(f"             feed health: {COURIER} is {record.state.value}: {record.detail}", "yellow")
        )
    if beat.fault == "desk":
        retried = sum(1 for times in desk.ids.values() if times > 1)
        console.print(
            Text(f"             {retried} delivery was refused with 503 and sent again, same id", "yellow")
        )
    types = Counter(str(message["type"]) for message in told)
    tally.told += types
    if types != Counter(beat.expects):
        tally.surprises.append(f"{beat.said}: expected {dict(Counter(beat.expects))}, saw {dict(types)}")


async def _wait(beat: Beat, app: App, desk: Desk, before: int) -> list[dict[str, object]]:
    """Wait for what the beat should bring; for silence, as long as two polls of every feed take."""
    waited = 0.0
    while waited < SETTLE or (len(desk.messages) - before < len(beat.expects) and waited < PATIENCE):
        await app.clock.sleep(0.2)
        waited += 0.2
    return desk.messages[before:]


def _open(console: Console, address: str) -> None:
    console.print(
        Panel(
            "An invented news day: two agencies and an outlet, polled every second over real HTTP.\n"
            "Watched: [bold]Karin Brandt, Ilya Marsh, Ceasefire, Kestrel Strait[/].\n"
            "Told: a desk that checks signatures.\n"
            f"The page: [bold]{address}[/]",
            title="Wirewatch demo",
        )
    )


def _show_message(console: Console, message: dict[str, object]) -> None:
    data = message["data"]
    assert isinstance(data, dict)  # noqa: S101 - our own payload
    story, change = data["story"], data.get("change")
    kind = str(message["type"]).removeprefix("story.").replace("_", " ").upper()
    line = Text.assemble(
        ("             TOLD  ", "bold magenta"),
        (f"{kind}  ", "bold"),
        f"{data['watch']['name']}  ",
        (f"“{story['headline']}” v{story['version']}", "italic"),
    )
    console.print(line)
    why = change["summary"] if change else data["alert"]["reason"]
    console.print(Text(f"                   {why}", "dim"))
    wrong = [other["feed"] for other in data["also_in"] if other["carries_the_error"]]
    if wrong:
        console.print(Text(f"                   still carries the error: {', '.join(wrong)}", "yellow"))


async def _sum_up(console: Console, app: App, desk: Desk, tally: Tally) -> None:
    stories = await app.store.stories.recent(1000)
    table = Table(title="The day in numbers", show_header=False, title_justify="left")
    rows = [
        ("stories", len(stories)),
        ("versions", sum(story.version for story in stories)),
        ("copies recognised", sum(1 for story in stories if story.copy_of)),
        *(
            (f"told: {kind.removeprefix('story.').replace('_', ' ')}", n)
            for kind, n in sorted(tally.told.items())
        ),
        ("events that rightly told nobody", tally.silent),
        ("signatures refused by the desk", desk.refused),
        ("told twice", len(desk.messages) - len(desk.ids)),
    ]
    for name, number in rows:
        table.add_row(name, str(number))
    console.print()
    console.print(table)
    for surprise in tally.surprises:
        console.print(Text(f"Not as it should be: {surprise}", "bold red"))
    if not tally.surprises:
        console.print(Text("Everything went as it should.", "bold green"))
