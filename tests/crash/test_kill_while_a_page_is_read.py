"""P1, P2, P19 for story pages: SIGKILL at each I/O boundary of a turn in which a story and then its page are new."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from tests.pipeline.test_day import HEADLINE, NEW, TALKS
from tests.pipeline.test_pages import FEEDS, TEASER
from tests.servers.agency import Agency, story_page
from tests.servers.crash import Relay, Victim
from tests.servers.house import House, told
from tests.servers.store import StoreServer

MOST = 300  # boundaries; the turn has about 150


class WatchedAgency(Agency):
    victim = Victim()

    async def _page(self, request: web.Request) -> web.StreamResponse:
        await self.victim.boundary("page asked")
        response = await super()._page(request)
        await self.victim.boundary("page answers")
        return response


@pytest.fixture
async def relay(shared_store: StoreServer) -> AsyncIterator[Relay]:
    relay = Relay(shared_store.folder, str(shared_store.server.socket))
    await relay.start()
    yield relay
    await relay.stop()
    relay.path.unlink()


async def play(house: House, relay: Relay, at: int) -> tuple[Victim, int | None]:
    """Publish a teaser whose page holds the story, take that turn and be killed at boundary `at`."""
    victim = Victim(at)
    await house.app.stop()
    house.agency.items["wire"] = house.agency.items["wire"][:1]
    house.agency.publish("wire", house.item("w-1", HEADLINE, TEASER, link=house.agency.url + "/talks"))
    house.clock.step(70)
    WatchedAgency.victim = relay.victim = victim
    code = await victim.take_turn(house.folder, house.environ, house.clock.now())
    WatchedAgency.victim = relay.victim = Victim()
    house.app = await house.service()
    return victim, code


async def check(house: House, where: str) -> None:
    """After a restart the story stands in full, and each watch is told, one of them twice at most."""
    for _ in range(3):  # past the leases of whoever died
        await house.turn(200)
    story = await house.story("w-1")
    latest = await house.app.store.stories.version(story.id)
    assert latest is not None, where
    assert (story.version, story.paged, latest.draft.paragraphs[1:]) == (2, "wire", TALKS[1:]), where
    by_id = {request.id: told(request) for request in house.desk.requests}
    assert sorted(by_id.values()) == NEW, where
    assert sum(Counter(request.id for request in house.desk.requests).values()) <= len(NEW) + 1, where


async def test_a_kill_at_any_boundary_loses_no_story_and_no_page(
    tmp_path: Path, shared_store: StoreServer, relay: Relay
) -> None:
    house = House(tmp_path, relay.url)
    house.agency = WatchedAgency()
    await shared_store.flush()
    await house.open()
    house.write(feeds__feeds="\n".join(FEEDS.format(url=house.agency.url).splitlines()[:2]))  # the wire alone
    assert await house.app.reload(house.folder, house.environ)
    await house.turn()
    boundaries, at, killed = 1, -2, 0  # twice without a kill: the first time scripts are still to be loaded
    house.agency.pages["/talks"] = story_page(HEADLINE, *TALKS)
    while at < min(boundaries, MOST):
        victim, code = await play(house, relay, at)
        killed += code == -9
        name = victim.passed[at] if 0 <= at < len(victim.passed) else "not reached"
        await check(house, f"killed at boundary {at} ({name})")
        if at < 0:
            boundaries = len(victim.passed)
            assert {"store asked", "page asked", "page answers"} <= set(victim.passed)
        await house.app.stop()
        await shared_store.flush()
        house.desk.requests.clear()
        house.app = await house.service()
        house.agency.items["wire"] = house.agency.items["wire"][:1]
        await house.turn()
        at += 1
    await house.close()
    assert killed >= boundaries * 0.9
