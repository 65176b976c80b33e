"""The service from outside, as its operator and its desk see it: a process, real feeds, real time."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from monitor.clock import SystemClock
from monitor.demo.newsroom import Item
from tests.pipeline.test_day import HEADLINE, NEW, TALKS, swap
from tests.servers.agency import Agency
from tests.servers.daemon import Daemon
from tests.servers.desk import SECRET, Answer, Desk, Received
from tests.servers.house import FEED_NAMES, FEEDS, RECEIVERS, WATCHLIST, told

SETTINGS = """\
store: {url: embedded, data_dir: ./data}
poll: {every: 1s, at_most_every: 1s, allow_private: [127.0.0.0/8]}
web: {listen: 127.0.0.1:0}
log: {format: json}
"""
LIMIT = 40  # seconds within which everything here must have come; most comes within two


def item(guid: str, title: str, *paragraphs: str) -> Item:
    return Item(guid, title, paragraphs, published=SystemClock().now())


class Scene:
    """An agency and a desk, and the service between them."""

    def __init__(self, folder: Path) -> None:
        self.agency, self.desk = Agency(), Desk()
        self.daemon = Daemon(folder, {"DESK_SECRET": SECRET})
        self.folder = folder
        self.looked_at: set[str] = set()

    async def open(self) -> None:
        await self.agency.start()
        await self.desk.__aenter__()
        self.write("wirewatch.yaml", SETTINGS)
        self.write("feeds/feeds.yaml", FEEDS.format(url=self.agency.url))
        self.write("watchlists/strait.yaml", WATCHLIST)
        self.write("receivers/desk.yaml", RECEIVERS.format(url=self.desk.url))
        for feed in FEED_NAMES:
            self.agency.publish(feed, item(f"{feed}-0", f"News of {feed}", f"Nothing new at {feed}."))
        await self.daemon.start()
        await self.polled_again()

    async def close(self) -> None:
        await self.daemon.kill()
        await self.desk.__aexit__(None, None, None)
        await self.agency.stop()

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    async def told(self, count: int) -> list[tuple[str, str]]:
        """What the desk was told last, once `count` notifications more have come; a repeat under its id is one."""
        async with asyncio.timeout(LIMIT):
            while len(fresh := self.by_id.keys() - self.looked_at) < count:
                await self.desk.wait_for(len(self.desk.requests) + 1)
        self.looked_at |= fresh
        return sorted(told(self.by_id[number]) for number in fresh)

    @property
    def by_id(self) -> dict[str, Received]:
        return {request.id: request for request in self.desk.requests}

    async def polled_again(self) -> None:
        """Wait until every feed has been asked twice more: then silence means something."""
        async with asyncio.timeout(LIMIT):
            for _ in range(2):
                seen = len(self.agency.requests)
                while {feed for feed, _ in self.agency.requests[seen:]} < set(FEED_NAMES):
                    await self.agency.asked()

    async def api(self, path: str) -> Any:
        status, text = await self.daemon.get(f"/api/v1/{path}")
        assert status == 200, text
        return json.loads(text)


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    scene = Scene(tmp_path)
    await scene.open()
    yield scene
    await scene.close()


async def test_a_story_told_corrected_killed_and_restarted_is_never_told_twice(scene: Scene) -> None:
    scene.agency.publish("wire", item("w-1", HEADLINE, *TALKS))
    assert await scene.told(2) == NEW
    assert all(request.verified for request in scene.desk.requests)

    assert await scene.daemon.kill() == -9
    corrected = swap("Daniel Brandt", "Karin Brandt")
    scene.agency.rewrite("wire", "w-1", title=f"CORRECTED-{HEADLINE}", paragraphs=corrected)
    await scene.daemon.start()
    assert await scene.told(3) == [("correction", n) for n in ("Ceasefire", "Ilya Marsh", "Karin Brandt")]

    await scene.daemon.kill()
    await scene.daemon.start()
    await scene.polled_again()
    assert len({request.id for request in scene.desk.requests}) == 5
    assert (
        len(scene.desk.requests) <= 7
    )  # each kill may have come between a yes of the desk and our note of it
    listed = (await scene.api("stories"))["stories"]
    assert [story["version"] for story in listed if story["guid"] == "w-1"] == [2]


async def test_a_kill_while_the_desk_is_down_loses_no_alert(scene: Scene) -> None:
    scene.desk.answer = Answer(503, {"retry-after": "1"})
    scene.agency.publish("wire", item("w-1", HEADLINE, *TALKS))
    assert await scene.told(2) == NEW
    await scene.daemon.kill()
    scene.desk.answer = Answer()
    await scene.daemon.start()
    async with asyncio.timeout(LIMIT):
        while {d["state"] for d in (await scene.api("deliveries"))["deliveries"]} != {"delivered"}:
            await scene.agency.asked()
    assert len(scene.by_id) == 2


async def test_sigterm_lets_work_in_flight_end_and_exits_0(scene: Scene) -> None:
    scene.desk.answer = Answer(204)
    scene.agency.publish("wire", item("w-1", HEADLINE, *TALKS))
    await scene.told(2)
    assert await scene.daemon.terminate() == 0
    assert b"Traceback" not in scene.daemon.out
    assert b'"service.stopped"' in scene.daemon.out


async def test_a_changed_watchlist_is_taken_over_and_a_broken_one_is_refused_with_its_line(
    scene: Scene,
) -> None:
    scene.write("watchlists/strait.yaml", "watchlist: Strait\npeople: [Tomas Verrill\n")
    await scene.daemon.said("config.refused")
    assert b"strait.yaml:" in scene.daemon.out
    assert "wirewatch_config_last_reload_successful 0.0" in (await scene.daemon.get("/metrics"))[1]
    assert (await scene.daemon.get("/readyz"))[0] == 200
    scene.write("watchlists/strait.yaml", "watchlist: Strait\npeople: [Tomas Verrill]\n")
    scene.daemon.hang_up()
    await scene.daemon.said('"watchlists": 1, "event": "config.loaded"')
    scene.agency.publish(
        "wire", item("w-1", "Council meets", "Tomas Verrill opened the meeting of the council.")
    )
    assert await scene.told(1) == [("first_mention", "Tomas Verrill")]


async def test_no_secret_is_in_anything_the_service_says(scene: Scene) -> None:
    scene.agency.publish("wire", item("w-1", HEADLINE, *TALKS))
    await scene.told(2)
    pages = ["/", "/metrics", "/readyz", "/feeds", "/alerts", "/watchlists"]
    pages += [f"/api/v1/{name}" for name in ("feeds", "alerts", "deliveries", "watchlists", "stories")]
    said = scene.daemon.out.decode() + "".join([(await scene.daemon.get(page))[1] for page in pages])
    assert SECRET.removeprefix("whsec_") not in said
    assert HEADLINE in said


async def test_a_killed_store_comes_back_by_itself_and_nothing_is_lost(scene: Scene) -> None:
    scene.agency.publish("wire", item("w-1", HEADLINE, *TALKS))
    assert await scene.told(2) == NEW
    scene.daemon.kill_store()
    corrected = swap("Daniel Brandt", "Karin Brandt")
    scene.agency.rewrite("wire", "w-1", title=f"CORRECTED-{HEADLINE}", paragraphs=corrected)
    assert await scene.told(3) == [("correction", n) for n in ("Ceasefire", "Ilya Marsh", "Karin Brandt")]
    assert (await scene.daemon.get("/readyz"))[0] == 200
    listed = (await scene.api("stories"))["stories"]
    assert [story["version"] for story in listed if story["guid"] == "w-1"] == [2]
