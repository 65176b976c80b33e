"""Leases that do not hold up their owner, an outage that is said once, a clock that steps."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from aiohttp import web

from monitor.model.errors import StoreError
from monitor.pipeline.dispatch import batches_of
from tests.servers.agency import no_validators
from tests.servers.desk import Answer
from tests.servers.house import House
from tests.servers.store import StoreServer, store_server


class Slow:
    """A feed that answers when it is told to."""

    def __init__(self) -> None:
        self.asked, self.may_answer = asyncio.Event(), asyncio.Event()

    async def __call__(self, body: bytes, request: web.Request) -> web.StreamResponse:
        self.asked.set()
        await self.may_answer.wait()
        return await no_validators(body, request)


async def begin_slow_poll(house: House) -> Slow:
    slow = house.agency.vices["wire"] = Slow()
    house.clock.step(70)
    await house.app.poller.poll_due()
    await slow.asked.wait()
    return slow


async def test_a_lease_is_renewed_while_the_work_runs(house: House) -> None:
    slow = await begin_slow_poll(house)
    for _ in range(5):
        house.clock.step(10)
        await house.app.poller.in_flight.renew()
    assert "wire" not in {lease.feed for lease in await house.app.store.feeds.claim(10)}
    before = (await house.health("wire")).last_success
    slow.may_answer.set()
    await house.app.poller.drain()
    after = (await house.health("wire")).last_success
    assert before is not None
    assert after == before + timedelta(seconds=120)


async def test_fifteen_seconds_after_its_holder_stood_still_another_has_the_feed(house: House) -> None:
    slow = await begin_slow_poll(house)
    other = await house.service()
    house.clock.step(14)
    assert "wire" not in {lease.feed for lease in await other.store.feeds.claim(10)}
    house.clock.step(1)
    (lease,) = [lease for lease in await other.store.feeds.claim(10) if lease.feed == "wire"]
    with structlog.testing.capture_logs() as logs:
        slow.may_answer.set()
        await house.app.poller.drain()
    assert [line["feed"] for line in logs if line["event"] == "feed.lease_lost"] == ["wire"]
    house.agency.vices.clear()
    assert await other.poller.poll(lease) is not None
    await other.stop()


async def test_leases_are_kept_while_a_stop_waits_for_work_in_flight(house: House) -> None:
    slow = await begin_slow_poll(house)
    other = await house.service()
    stopping = asyncio.create_task(house.app.stop())
    async with asyncio.timeout(20):
        for _ in range(4):  # 24 s: longer than a lease, shorter than the grace
            due = await other.store.feeds.leases.next_due()
            assert due is not None
            house.clock.step(6)
            while (later := await other.store.feeds.leases.next_due()) == due:  # noqa: ASYNC110 - the store's state
                await asyncio.sleep(0)
            assert later is not None
        assert "wire" not in {lease.feed for lease in await other.store.feeds.claim(10)}
        slow.may_answer.set()
        await stopping
    house.app = other


async def test_a_lease_that_another_took_is_not_held_for_certain(house: House) -> None:
    slow = await begin_slow_poll(house)
    (held,) = [one for one in house.app.poller.in_flight._until if one.member == "wire"]
    assert house.app.poller.in_flight.holds(held)
    house.clock.step(15)
    assert not house.app.poller.in_flight.holds(held)
    slow.may_answer.set()
    await house.app.poller.drain()


async def test_an_attempt_is_not_made_when_we_stood_still_past_its_lease(house: House) -> None:
    house.desk.answers.clear()
    house.agency.publish("wire", house.item("w-1", "Karin Brandt speaks", "Karin Brandt spoke on Friday."))
    house.clock.step(70)
    await house.poll()
    await house.app.dispatcher._accept()
    first, *_ = await house.app.dispatcher.in_flight.claim(10, house.app.store.deliveries.claim)
    (batch,) = batches_of([first])
    house.app.dispatcher.in_flight.start(
        (first.held,), first.until, house.app.dispatcher._attempt_safely(batch)
    )
    house.clock.step(16)
    await house.app.dispatcher.drain()
    assert house.desk.requests == []
    await house.deliver()
    assert len(house.desk.requests) == 1


async def test_what_a_holder_lost_track_of_is_due_again_at_once(house: House) -> None:
    house.clock.step(70)
    leases = await house.app.store.feeds.claim(10)
    due = house.app.store.feeds.leases
    assert await due.retake([leases[0].held]) == len(leases) - 1
    again = {lease.feed for lease in await house.app.store.feeds.claim(10)}
    assert again == {lease.feed for lease in leases[1:]}


async def test_what_another_holds_is_not_retaken(house: House) -> None:
    other = await house.service()
    house.clock.step(70)
    assert await other.store.feeds.claim(10)
    assert await house.app.store.feeds.leases.retake([]) == 0
    assert await house.app.store.feeds.claim(10) == ()
    await other.stop()


@pytest.fixture
def own_server() -> Iterator[StoreServer]:
    with store_server() as server:
        yield server


async def test_an_outage_is_said_once_when_it_begins_and_once_when_it_ends(
    tmp_path: Path, own_server: StoreServer
) -> None:
    house = House(tmp_path, own_server.url)
    await house.open()
    with structlog.testing.capture_logs() as logs:
        own_server.kill()
        for _ in range(5):
            house.clock.step(2)
            with pytest.raises(StoreError):
                await house.app.poller.poll_due()
            with pytest.raises(StoreError):
                await house.app.pages.visit_due()
        await own_server.restart()
        house.clock.step(2)
        await house.app.poller.poll_due()
        await house.app.poller.drain()
        await house.app.pages.visit_due()
    said = [line["event"] for line in logs if line["event"].startswith("store.")]
    assert said == ["store.lost", "store.back"]
    assert [line for line in logs if line["event"] == "loop.failed"] == []
    await house.close()


async def test_a_feed_whose_poll_met_an_outage_is_polled_at_once_when_it_is_over(
    tmp_path: Path, own_server: StoreServer
) -> None:
    house = House(tmp_path, own_server.url)
    await house.open()
    slow = await begin_slow_poll(house)
    own_server.kill()
    slow.may_answer.set()
    await house.app.poller.drain()
    house.agency.vices.clear()
    await own_server.restart()
    before = (await house.health("wire")).last_attempt
    house.clock.step(1)
    await house.poll()  # what is leased and lost track of is retaken here
    after = (await house.health("wire")).last_attempt
    assert before is not None
    assert after == house.clock.now()
    await house.close()


async def test_a_clock_set_back_by_an_hour_stops_nothing(house: House) -> None:
    await house.turn()
    house.clock.jump(-3600)
    assert await house.app.clock_watch.look() == pytest.approx(3600)
    house.clock.step(70)
    assert await house.app.poller.poll_due() == 3
    await house.app.poller.drain()


async def test_nor_does_one_that_was_set_back_while_nobody_was_running(house: House) -> None:
    await house.turn()
    await house.app.stop()
    house.clock.jump(-3600)
    house.app = await house.service()
    house.clock.step(70)
    assert await house.app.poller.poll_due() == 3
    await house.app.poller.drain()


@pytest.mark.parametrize("seconds", [-1.5, 1.5, 3600])
async def test_a_clock_that_is_slewed_or_set_forward_moves_nothing(house: House, seconds: float) -> None:
    await house.turn()
    due = await house.app.store.feeds.leases.next_due()
    house.clock.jump(seconds)
    with structlog.testing.capture_logs() as logs:
        await house.app.clock_watch.look()
    assert await house.app.store.feeds.leases.next_due() == due
    assert logs == []


async def test_a_delivery_waits_no_hour_longer_when_the_clock_is_set_back(house: House) -> None:
    house.desk.answers.append(Answer(status=503))
    house.agency.publish("wire", house.item("w-1", "Karin Brandt speaks", "Karin Brandt spoke on Friday."))
    await house.turn()
    house.clock.jump(-3600)
    await house.app.clock_watch.look()
    house.clock.step(10)
    await house.deliver()
    assert len(house.desk.requests) == 2
