from monitor.store import keys
from monitor.store.outbox import Outbox
from monitor.store.store import Store
from tests.servers.clock import SteppedClock
from tests.servers.store import StoreServer
from tests.store.samples import alert, commit, pending, story


async def put(store: Store, count: int) -> None:
    for number in range(count):
        guid = f"g-{number}"
        await store.stories.commit(commit(store, 1, guid, (alert(story(store, 1, guid), f"a-{guid}"),)))


async def test_each_record_is_read_once_and_waits_until_accepted(store: Store, clock: SteppedClock) -> None:
    await put(store, 3)
    clock.step(7)
    records = [*await store.outbox.read("one", 2), *await store.outbox.read("two", 100)]
    assert sorted(record.alert.id for record in records) == ["a-g-0", "a-g-1", "a-g-2"]
    assert await store.outbox.read("one", 100) == ()
    assert (await store.outbox.depth(), await store.outbox.oldest_age()) == (3, 7.0)
    for record in records:
        await store.outbox.accept(record, ())
    assert (await store.outbox.depth(), await store.outbox.oldest_age()) == (0, 0.0)


async def test_accepting_twice_makes_each_delivery_once(store: Store, clock: SteppedClock) -> None:
    await put(store, 1)
    (record,) = await store.outbox.read("one", 10)
    await store.outbox.accept(record, [pending("d-1")])
    (claimed,) = await store.deliveries.claim(5)
    await store.outbox.accept(record, [pending("d-1"), pending("d-2")])
    assert [one.delivery.id for one in await store.deliveries.claim(5)] == ["d-2"]
    assert claimed.alert == record.alert
    clock.step(1)
    assert {one.id for one in await store.deliveries.of_alert(record.alert.id)} == {"d-1", "d-2"}


async def test_a_restarted_consumer_gets_back_what_it_had_taken(
    store: Store, server: StoreServer, clock: SteppedClock
) -> None:
    await put(store, 2)
    taken = await store.outbox.read("host", 10)
    async with server.store(clock) as restarted:
        assert await restarted.outbox.read("host", 10) == taken
        assert await restarted.outbox.read("host", 10) == ()


async def test_what_a_dead_consumer_took_is_taken_over(store: Store, clock: SteppedClock) -> None:
    await put(store, 2)
    taken = await store.outbox.read("dead", 100)
    heir = Outbox(store._connection, clock, store.partitions, 90.0, idle=0.0)
    assert await heir.read("alive", 100) == taken


async def test_a_record_is_taken_over_after_a_minute_and_not_before(
    store: Store, server: StoreServer, clock: SteppedClock
) -> None:
    await put(store, 1)
    (taken,) = await store.outbox.read("dead", 100)
    claim = ("XCLAIM", keys.OUTBOX.at(taken.partition), "wirewatch", "dead", 0, taken.message_id, "IDLE")

    async with server.store(clock) as other:
        await store._connection.command(*claim, 50_000)  # milliseconds, by the server's own time
        assert await other.outbox.read("alive", 100) == ()
        await store._connection.command(*claim, 60_000)
        clock.step(10)  # it is looked for six times a minute
        assert await other.outbox.read("alive", 100) == (taken,)
        assert await other.outbox.read("alive", 100) == ()


async def test_trim_removes_accepted_records_only(store: Store) -> None:
    await put(store, 5)
    first, second, *_ = sorted(await store.outbox.read("one", 100), key=lambda record: record.message_id)
    await store.outbox.accept(first, ())
    assert await store.outbox.trim() == 1
    assert await store.outbox.depth() == 4
    await put(store, 6)  # g-5 is new
    assert await store.outbox.trim() == 0
    assert await store.outbox.depth() == 5
    await store.outbox.accept(second, ())
    assert len(await store.outbox.read("one", 100)) == 1


async def test_a_receiver_is_told_once_per_watch_and_cluster(store: Store) -> None:
    cluster = story(store).id
    tell = store.outbox.tell_once
    assert await tell(cluster, "desk", "Harbours", "Vellmar", "a-1")
    assert await tell(cluster, "desk", "Harbours", "Vellmar", "a-1")
    assert not await tell(cluster, "desk", "Harbours", "Vellmar", "a-2")
    assert await tell(cluster, "mail", "Harbours", "Vellmar", "a-2")
    assert await tell(cluster, "desk", "Harbours", "Ferries", "a-2")


async def test_a_busy_partition_may_use_the_whole_limit(store: Store) -> None:
    await put(store, 40)
    assert len(await store.outbox.read("one", 32)) == 32
