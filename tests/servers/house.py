"""The whole service in a test: real feeds, a real store, a real desk, and a clock stepped by hand."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from monitor.app import App, build
from monitor.config.load import load
from monitor.demo.newsroom import Item
from monitor.model.feed import FeedRecord
from monitor.model.story import Story
from tests.servers.agency import Agency
from tests.servers.clock import SteppedClock
from tests.servers.desk import SECRET, Desk, Received

SETTINGS = """\
store: {{url: "{store}"}}
poll: {{every: 60s, at_most_every: 1s, allow_private: [127.0.0.0/8]}}
web: {{listen: 127.0.0.1:0}}
"""
FEEDS = """\
feeds:
  - {{id: wire, url: {url}/wire.xml, tags: [wire]}}
  - {{id: outlet, url: {url}/outlet.xml}}
  - {{id: third, url: {url}/third.xml}}
"""
WATCHLIST = """\
watchlist: Strait
people: [Karin Brandt, Ilya Marsh, Oleg Sawyer]
topics:
  - {name: Ceasefire, any: [ceasefire, truce]}
"""
RECEIVERS = """\
receivers:
  - name: desk
    webhook: {{url: "{url}", secret: "${{DESK_SECRET}}", allow_private: [127.0.0.0/8]}}
routes: {{receiver: desk}}
"""
FEED_NAMES = ("wire", "outlet", "third")


class House:
    """`turn` polls what is due and delivers what is due, once; time moves by a minute first."""

    def __init__(self, folder: Path, store: str) -> None:
        self.folder = folder
        self.store_url = store
        self.agency = Agency()
        self.desk = Desk()
        self.clock = SteppedClock()
        self.environ = {"DESK_SECRET": SECRET}
        self.app: App

    def write(self, **files: str) -> None:
        """Write config files; names as in the folder, `/` and the ending left to us."""
        texts = {
            "wirewatch": SETTINGS.format(store=self.store_url),
            "feeds/feeds": FEEDS.format(url=self.agency.url),
            "watchlists/strait": WATCHLIST,
            "receivers/desk": RECEIVERS.format(url=self.desk.url),
        }
        for name, text in (texts | {name.replace("__", "/"): text for name, text in files.items()}).items():
            path = self.folder / f"{name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    async def open(self, **files: str) -> None:
        """Start the servers, publish one old item per feed, and let the first polls pass."""
        await self.agency.start()
        await self.desk.__aenter__()
        self.write(**files)
        for feed in FEED_NAMES:
            self.agency.publish(feed, self.item(f"{feed}-0", "Old news", f"Nothing new at {feed}.", hours=-9))
        self.app = await self.service()
        await self.turn()

    async def service(self) -> App:
        """Build another service on the same config, store and clock: a replica, or a restart."""
        app = await build(load(self.folder, self.environ), self.clock)
        await app.prepare()
        return app

    async def restart(self) -> None:
        """Stop the service in good order and start it again."""
        await self.app.stop()
        self.app = await self.service()

    async def close(self) -> None:
        await self.app.stop()
        await self.desk.__aexit__(None, None, None)
        await self.agency.stop()

    def item(self, guid: str, title: str, *paragraphs: str, hours: float = 0, **more: Any) -> Item:
        return Item(guid, title, paragraphs, published=self.clock.now() + timedelta(hours=hours), **more)

    async def turn(self, seconds: float = 70) -> list[tuple[str, str]]:
        """Step the clock, poll, deliver. Returns (type, watch) of what reached the desk in this turn, sorted."""
        before = len(self.desk.requests)
        self.clock.step(seconds)
        await self.poll()
        await self.visit()
        await self.deliver()
        return sorted(told(request) for request in self.desk.requests[before:])

    async def poll(self) -> None:
        await self.app.poller.poll_due()
        await self.app.poller.drain()

    async def visit(self) -> None:
        """Visit the pages that are due, until none is."""
        while await self.app.pages.visit_due():
            await self.app.pages.drain()

    async def deliver(self) -> None:
        while await self.app.dispatcher.dispatch_due():
            await self.app.dispatcher.drain()

    async def stories(self) -> tuple[Story, ...]:
        """All stories but those of the first poll, newest first."""
        return tuple(s for s in await self.app.store.stories.recent(1000) if not s.guid.endswith("-0"))

    async def story(self, guid: str) -> Story:
        return next(story for story in await self.stories() if story.guid == guid)

    async def health(self, feed: str) -> FeedRecord:
        records = await self.app.store.feeds.records(self.app.config.feeds)
        return next(record for record in records if record.feed == feed)

    def data(self, index: int = -1) -> Any:
        """The `data` of a message the desk got."""
        return self.desk.requests[index].json["data"]


def told(request: Received) -> tuple[str, str]:
    """The type and the watch of one message."""
    message = request.json
    return message["type"].removeprefix("story."), message["data"]["watch"]["name"]
