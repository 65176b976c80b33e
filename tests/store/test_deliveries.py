import asyncio
from datetime import timedelta

from monitor.model.alert import DeliveryState
from monitor.store import keys
from monitor.store.codec import to_json
from monitor.store.store import Store
from tests.servers.clock import MORNING, SteppedClock
from tests.servers.store import StoreServer
from tests.store.samples import deliver_to_desk, pending


async def test_a_delivery_is_claimed_once_over_two_replicas(
    store: Store, server: StoreServer, clock: SteppedClock
) -> None:
    await deliver_to_desk(store, *(pending(f"d-{n}") for n in range(20)))
    async with server.store(clock) as other:
        parts = await asyncio.gather(*(one.deliveries.claim(5) for one in (store, other) * 4))
    claimed = [one.delivery.id for part in parts for one in part]
    assert sorted(claimed) == sorted({f"d-{n}" for n in range(20)})


async def test_nothing_is_claimed_before_it_is_due(store: Store, clock: SteppedClock) -> None:
    await deliver_to_desk(store, pending("d-1", due=10))
    assert await store.deliveries.claim(5) == ()
    assert await store.deliveries.leases.next_due() == MORNING + timedelta(seconds=10)
    clock.step(10)
    (claimed,) = await store.deliveries.claim(5)
    assert claimed.delivery.state is DeliveryState.PENDING


async def test_a_dead_holder_gives_way_and_is_refused_when_it_wakes(
    store: Store, clock: SteppedClock
) -> None:
    await deliver_to_desk(store, pending("d-1"))
    (dead,) = await store.deliveries.claim(5)
    assert await store.deliveries.claim(5) == ()
    clock.step(31)
    (heir,) = await store.deliveries.claim(5)
    assert heir.delivery.id == "d-1"
    assert not await store.deliveries.settle(dead, DeliveryState.DEAD, "too late", None)
    assert await store.deliveries.settle(heir, DeliveryState.DELIVERED, "200", None)
    assert await store.deliveries.leases.next_due() is None


async def test_a_retry_counts_attempts_under_the_same_id(store: Store, clock: SteppedClock) -> None:
    await deliver_to_desk(store, pending("d-1"))
    for attempt in (1, 2, 3):
        (claimed,) = await store.deliveries.claim(5)
        again = clock.now() + timedelta(seconds=5)
        assert await store.deliveries.settle(claimed, DeliveryState.RETRYING, "503", again)
        kept = await store.deliveries.get("d-1")
        assert kept is not None
        assert (kept.attempts, kept.state, kept.next_attempt) == (attempt, DeliveryState.RETRYING, again)
        clock.step(5)


async def test_a_postponed_delivery_counts_no_attempt(store: Store, clock: SteppedClock) -> None:
    await deliver_to_desk(store, pending("d-1"))
    (claimed,) = await store.deliveries.claim(5)
    later = clock.now() + timedelta(hours=1)
    await store.deliveries.settle(claimed, DeliveryState.PENDING, "quiet hours", later)
    kept = await store.deliveries.get("d-1")
    assert kept is not None
    assert (kept.attempts, kept.last_attempt, kept.next_attempt) == (0, None, later)


async def test_a_dead_letter_is_listed_and_redelivered_under_its_id(store: Store) -> None:
    await deliver_to_desk(store, pending("d-1"), pending("d-2"))
    for claimed in await store.deliveries.claim(5):
        await store.deliveries.settle(claimed, DeliveryState.DEAD, "gave up", None)
    assert {one.id for one in await store.deliveries.list(5, failed=True)} == {"d-1", "d-2"}
    assert await store.deliveries.redeliver("d-1")
    assert not await store.deliveries.redeliver("d-9")
    assert [one.id for one in await store.deliveries.list(5, failed=True)] == ["d-2"]
    (claimed,) = await store.deliveries.claim(5)
    assert (claimed.delivery.id, claimed.delivery.attempts) == ("d-1", 1)
    assert not await store.deliveries.redeliver("d-1")
    assert await store.deliveries.settle(claimed, DeliveryState.DELIVERED, "200", None)


async def test_a_group_waits_for_its_first_and_comes_out_together(store: Store, clock: SteppedClock) -> None:
    await deliver_to_desk(store, pending("d-1", 60, "g"), guid="g-1")
    await deliver_to_desk(
        store, pending("d-2", 90, "g"), pending("d-3", 90), pending("d-4", 90, "g2"), guid="g-2"
    )
    company = await store.deliveries.get("d-2")
    assert company is not None
    assert company.next_attempt == MORNING + timedelta(seconds=60)
    clock.step(60)
    assert {one.delivery.id for one in await store.deliveries.claim(1)} == {"d-1", "d-2"}
    await deliver_to_desk(store, pending("d-5", 120, "g"), guid="g-3")
    late = await store.deliveries.get("d-5")
    assert late is not None
    assert late.next_attempt == MORNING + timedelta(seconds=120)


async def test_a_group_spread_over_partitions_comes_out_together(store: Store, clock: SteppedClock) -> None:
    await deliver_to_desk(store, pending("d-1", 60, "g"), guid="g-1")
    (first,) = await store.deliveries.alerts(1)
    home = int(first.story.id[:2], 16)
    elsewhere = (home + 1) % store.partitions
    await store._connection.command("XADD", keys.OUTBOX.at(elsewhere), "*", "alert", to_json(first))
    (record,) = await store.outbox.read("reader", 100)
    assert record.partition == elsewhere
    await store.outbox.accept(record, [pending("d-2", 80, "g")])
    clock.step(60)
    claimed = await store.deliveries.claim(1)
    assert {(one.delivery.id, one.held.partition) for one in claimed} == {
        ("d-1", home),
        ("d-2", elsewhere),
    }


async def test_freed_deliveries_are_due_at_once(store: Store) -> None:
    await deliver_to_desk(store, pending("d-1"))
    assert len(await store.deliveries.claim(5)) == 1
    assert await store.free_leases() == 1
    assert [one.delivery.id for one in await store.deliveries.claim(5)] == ["d-1"]


async def test_lists_show_the_newest_first(store: Store, clock: SteppedClock) -> None:
    for number in range(3):
        await deliver_to_desk(store, pending(f"d-{number}"), guid=f"g-{number}")
        clock.step(1)
    assert [one.id for one in await store.deliveries.list(2)] == ["d-2", "d-1"]
    assert len(await store.deliveries.alerts(2)) == 2


async def test_a_disabled_receiver_is_remembered_with_the_reason(store: Store) -> None:
    await store.deliveries.disable("desk", "410 Gone")
    assert await store.deliveries.disabled() == {"desk": "410 Gone"}
    await store.deliveries.enable("desk")
    assert await store.deliveries.disabled() == {}
