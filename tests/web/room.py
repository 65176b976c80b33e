"""A whole service with stories in it, and its page: invented agencies, an invented strait."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiohttp import ClientResponse, ClientSession

from monitor.app import App, build
from monitor.config.load import load
from monitor.diff.judge import judge
from monitor.identity.similar import sketch_of
from monitor.model.feed import FeedRecord, FeedState
from monitor.model.story import (
    Draft,
    Furniture,
    FurnitureKind,
    Marker,
    MarkerName,
    PubStatus,
    Story,
    Told,
    Version,
)
from monitor.routing import News, alerts_of
from monitor.store.outbox import Pending
from monitor.store.stories import Commit, Committed
from monitor.web.server import WebServer
from tests.servers.clock import SteppedClock

SETTINGS = """\
store: {{url: "{store}"}}
web: {web}
"""
WEB = "{listen: 127.0.0.1:0, public_url: http://watch.example}"
FEEDS = """\
feeds:
  - {id: norden-en, agency: norden, url: "https://user:${PASSWORD}@norden.example/en.xml?key=${KEY}", tags: [wire],
     headers: {Authorization: "Bearer ${TOKEN}"}}
  - {id: outlet, agency: outlet, url: https://outlet.example/feed, every: 5m}
  - {id: faraway, agency: faraway, url: https://faraway.example/rss, cron: "*/5 6-22 * * *"}
"""
WATCHLIST = """\
watchlist: Strait
priority: high
people:
  - {name: Karin Brandt, aliases: [K. Brandt]}
  - Ilya Marsh
topics:
  - {name: Ceasefire, any: [ceasefire, truce], none: [football]}
"""
RECEIVERS = """\
receivers:
  - name: desk
    webhook: {url: "https://desk.example/hook", secret: "${HUSH}"}
routes: {receiver: desk}
"""
SECRET = "whsec_aHVzaC1odXNoLWh1c2gtaHVzaC1odXNoLWh1c2g="
ENVIRON = {"HUSH": SECRET, "PASSWORD": "hush-one", "KEY": "hush-two", "TOKEN": "hush-three"}
SECRETS = ("hush", "aHVzaC1")

FIRST = (
    "VELLMAR, 14 March - A ferry with 9 people on board ran onto the northern mole of Vellmar on Friday.",
    "The port authority closed the strait to all traffic, its director Karin Brandt said.",
    "Nobody was in danger, she told reporters in the morning.",
    "Divers will look at the hull in the afternoon. The southern channel stays open.",
    "The mole was built in 1931 and last mended two years ago.",
)


class Room:
    """An App on a real store, its loops not running, and a web server on a port of its own."""

    def __init__(self, folder: Path, store: str) -> None:
        self.folder = folder
        self.store_url = store
        self.clock = SteppedClock()
        self.app: App
        self.web: WebServer
        self.client: ClientSession

    def write(self, web: str = WEB) -> None:
        texts = {
            "wirewatch": SETTINGS.format(store=self.store_url, web=web),
            "feeds/all": FEEDS,
            "watchlists/strait": WATCHLIST,
            "receivers/desk": RECEIVERS,
        }
        for name, text in texts.items():
            path = self.folder / f"{name}.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")

    async def open(self, web: str = WEB) -> None:
        self.write(web)
        self.app = await build(load(self.folder, ENVIRON), self.clock)
        await self.app.prepare()
        self.web = WebServer(self.app)
        await self.web.start()
        self.client = ClientSession(self.web.address)

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.client.close()
        await self.web.stop()
        await self.app.stop()

    async def get(self, path: str, **headers: str) -> ClientResponse:
        return await self.client.get(path, headers=headers, allow_redirects=False)

    async def page(self, path: str) -> str:
        async with self.client.get(path) as answer:
            assert answer.status == 200, await answer.text()
            assert answer.content_type == "text/html"
            return await answer.text()

    async def json(self, path: str, status: int = 200) -> Any:
        async with self.client.get(f"/api/v1{path}") as answer:
            assert answer.status == status, await answer.text()
            assert answer.content_type == "application/json"
            return await answer.json()

    def draft(self, headline: str, *paragraphs: str, guid: str = "g-1", **fields: Any) -> Draft:
        feed = fields.pop("feed", "norden-en")
        agency = "norden" if feed == "norden-en" else feed
        values: dict[str, Any] = {"url": f"https://{agency}.example/{guid}", "language": "en"} | fields
        return Draft(agency, feed, guid, headline=headline, paragraphs=paragraphs, **values)

    async def tell(self, draft: Draft, seconds: float = 600, **head: Any) -> Story:
        """Commit `draft` as the next version of its story, with the alerts it deserves, as the pipeline would."""
        self.clock.step(seconds)
        now, store = self.clock.now(), self.app.store
        story_id = store.story_id(draft.agency, f"{draft.guid.encode().hex()[:24]:0<24}")
        (before,) = await store.stories.get([story_id])
        latest = await store.stories.version(story_id) if before else None
        number = latest.number + 1 if latest else 1
        diff = judge(latest.draft, draft) if latest else None
        content = f"{draft.guid}-{number}"
        version = Version(story_id, number, now, content, draft, diff)
        story = replace(self._head(version, before), **head)
        matcher, feed = self.app.rules.matcher, self.app.rules.feeds[draft.feed]
        news = News(
            feed=feed,
            story=story,
            version=version,
            mentions=matcher.mentions(draft.headline, draft.paragraphs),
            before=matcher.mentions(latest.draft.headline, latest.draft.paragraphs) if latest else (),
            told=story.told,
        )
        alerts = alerts_of(news, self.app.rules.watchlists, self.app.rules.routes, now)
        told = (
            tuple(Told(one.watchlist, one.watch, ("desk",), number) for one in alerts)
            if not story.told
            else ()
        )
        expected = (before.version, before.content_hash) if before else (0, "")
        commit = Commit(
            replace(story, told=story.told + told),
            version,
            *expected,
            draft.feed,
            (f"guid:{draft.guid}",),
            sketch_of(draft).to_bytes(),
            alerts,
        )
        assert await store.stories.commit(commit) is Committed.OK
        return commit.story

    def _head(self, version: Version, before: Story | None) -> Story:
        draft = version.draft
        fresh = Story(
            version.story,
            draft.agency,
            draft.feed,
            draft.guid,
            draft.url,
            draft.headline,
            version.number,
            version.content_hash,
            version.first_seen,
            version.first_seen,
            language=draft.language,
            pub_status=draft.pub_status,
            cluster=version.story,
        )
        if before is None:
            return fresh
        kept = {
            name: getattr(before, name) for name in ("first_seen", "told", "cluster", "copy_of", "copy_share")
        }
        return replace(fresh, **kept)

    async def hand_over(self) -> None:
        """Turn the outbox into deliveries that wait for the desk."""
        for record in await self.app.store.outbox.read("room", 100):
            name = f"msg_{record.alert.id}"
            await self.app.store.outbox.accept(record, [Pending(name, "desk", name, self.clock.now())])

    async def furnish(self) -> None:
        """A morning: a ferry story corrected, a copy of it, a kill, a headline meant to do harm."""
        ferry = await self.tell(
            self.draft(
                "Ferry with 9 aboard strikes mole at Vellmar",
                *FIRST,
                by="Jo Lindqvist",
                dateline="VELLMAR, 14 March",
                furniture=(
                    Furniture(FurnitureKind.CAPTION, "The ferry Aster on the mole. NORDEN/Pia Holm"),
                    Furniture(FurnitureKind.SIGN_OFF, "jl/ph"),
                ),
            )
        )
        await self.tell(
            self.draft("Ferry strikes mole at Vellmar", *FIRST, guid="o-1", feed="outlet"),
            cluster=ferry.id,
            copy_of=ferry.id,
            copy_share=0.93,
        )
        await self.tell(
            self.draft(
                "Ferry with 90 aboard strikes mole at Vellmar",
                FIRST[0].replace("9 people", "90 people"),
                FIRST[1],
                *FIRST[3:],
                markers=(Marker(MarkerName.CORRECTION, "CORRECTION"),),
                ed_note="Corrects number of people on board in paragraph 1.",
            )
        )
        await self.tell(self.draft("Truce talks open in Sund", "Envoys met on Friday.", guid="t-1"))
        await self.tell(
            self.draft(
                "Truce talks open in Sund",
                "KILL: the story on truce talks is withdrawn. Envoys did not meet.",
                guid="t-1",
                pub_status=PubStatus.CANCELED,
            )
        )
        await self.hand_over()
        await self.weather()

    async def weather(self) -> None:
        """Give the feeds a health each."""
        now = self.clock.now()
        answers = (
            FeedRecord(
                "norden-en", state=FeedState.OK, last_success=now, last_new=now, entries=30, format="rss"
            ),
            FeedRecord(
                "outlet", state=FeedState.BLOCKED, failures=4, detail="answered 403 with a challenge page"
            ),
        )
        for lease in await self.app.store.feeds.claim(10):
            for record in answers:
                if record.feed == lease.feed:
                    due = replace(record, next_due=now + timedelta(minutes=1), last_attempt=now)
                    assert await self.app.store.feeds.finish(lease, due)

    async def stories(self) -> dict[str, Story]:
        """All stories by guid."""
        return {story.guid: story for story in await self.app.store.stories.recent(1000)}
