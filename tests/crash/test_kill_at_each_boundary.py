"""P1, P2, P19: SIGKILL at each I/O boundary of a turn in which one story is new and another is corrected."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from tests.pipeline.test_day import HEADLINE, NEW, TALKS, swap
from tests.servers.agency import Agency
from tests.servers.crash import Relay, Victim
from tests.servers.desk import Desk
from tests.servers.house import House, told
from tests.servers.store import StoreServer

ROADS = "The coast road north of Port Almas will close, a truce among road builders notwithstanding."
EXPECTED = sorted(
    [("correction", name) for name in ("Ceasefire", "Ilya Marsh", "Karin Brandt")]
    + [("first_mention", "Ceasefire")]
)
MOST = 400  # boundaries; the turn has about a hundred


class WatchedAgency(Agency):
    victim = Victim()

    async def answer(self, feed: str, request: web.Request) -> web.StreamResponse:
        await self.victim.boundary("agency asked")
        response = await super().answer(feed, request)
        await self.victim.boundary("agency answers")
        return response


class WatchedDesk(Desk):
    victim = Victim()

    async def _receive(self, request: web.Request) -> web.StreamResponse:
        await self.victim.boundary("desk asked")
        response = await super()._receive(request)
        await self.victim.boundary("desk answers")
        return response


class Stage:
    """A house whose next turn is taken by a process that may be killed."""

    def __init__(self, house: House, relay: Relay, store: StoreServer) -> None:
        self.house, self.relay, self.store = house, relay, store

    def watch(self, victim: Victim) -> None:
        """Let every exchange count towards this victim's boundaries."""
        WatchedAgency.victim = WatchedDesk.victim = self.relay.victim = victim

    async def play(self, at: int) -> tuple[Victim, int | None]:
        """Tell the story, correct it and publish another; take that turn and be killed at boundary `at`."""
        house, victim = self.house, Victim(at)
        house.agency.publish("wire", house.item("w-1", HEADLINE, *TALKS))
        assert await house.turn() == NEW
        await house.app.stop()
        title = f"CORRECTED-{HEADLINE}"
        house.agency.rewrite("wire", "w-1", title=title, paragraphs=swap("Daniel Brandt", "Karin Brandt"))
        house.agency.publish("wire", house.item("w-2", "Coast road to close", ROADS))
        house.clock.step(70)
        self.watch(victim)
        house.desk.requests.clear()
        code = await victim.take_turn(house.folder, house.environ, house.clock.now())
        self.watch(Victim())
        house.app = await house.service()
        return victim, code

    async def check(self, where: str) -> None:
        """After a restart everything is told once, or twice to the one receiver that was cut off; nothing is lost."""
        house = self.house
        for _ in range(3):  # past the leases of whoever died
            await house.turn(150)
        by_id = {request.id: told(request) for request in house.desk.requests}
        times = Counter(request.id for request in house.desk.requests)
        assert sorted(by_id.values()) == EXPECTED, where
        assert sum(times.values()) <= len(EXPECTED) + 1, where
        assert sorted(story.version for story in await house.stories()) == [1, 2], where
        house.desk.requests.clear()
        assert await house.turn(150) == [], where


@pytest.fixture
async def stage(tmp_path: Path, shared_store: StoreServer) -> AsyncIterator[Stage]:
    relay = Relay(shared_store.folder, str(shared_store.server.socket))
    await relay.start()
    await shared_store.flush()
    house = House(tmp_path, relay.url)
    house.agency, house.desk = WatchedAgency(), WatchedDesk()
    await house.open()
    yield Stage(house, relay, shared_store)
    await house.close()
    await relay.stop()
    relay.path.unlink()


async def reopen(stage: Stage) -> None:
    """Begin the day anew on an empty store."""
    house = stage.house
    await house.app.stop()
    await stage.store.flush()
    for feed in ("wire", "outlet", "third"):
        house.agency.items[feed] = [house.item(f"{feed}-0", "Old news", f"Nothing new at {feed}.", hours=-9)]
    house.desk.requests.clear()
    house.app = await house.service()
    await house.turn()


async def test_a_kill_at_any_boundary_loses_nothing_and_tells_at_most_one_thing_twice(stage: Stage) -> None:
    whole, code = await stage.play(at=-1)
    assert code == 0
    await stage.check("no kill")
    boundaries = len(whole.passed)
    assert {"store asked", "store answered", "agency asked", "desk asked", "desk answers"} <= set(
        whole.passed
    )
    killed = 0
    for at in range(min(boundaries, MOST)):
        await reopen(stage)
        victim, code = await stage.play(at)
        killed += code == -9
        await stage.check(
            f"killed at boundary {at} ({victim.passed[at] if at < len(victim.passed) else 'not reached'})"
        )
    assert killed >= boundaries * 0.9  # the order of exchanges may differ a little from run to run
