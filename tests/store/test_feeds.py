import asyncio
from datetime import timedelta

from monitor.model.feed import Feed, FeedRecord, FeedState, Validators
from monitor.store.store import Store
from tests.servers.clock import MORNING, SteppedClock
from tests.servers.store import StoreServer

FEEDS = [Feed(f"feed-{n}", f"https://norden.example/{n}.xml", f"agency-{n}") for n in range(12)]


def record(feed: str, due: float) -> FeedRecord:
    etag = Validators(etag='W/"1-x"')
    return FeedRecord(feed, etag, "b0d1", FeedState.OK, next_due=MORNING + timedelta(seconds=due))


async def test_new_feeds_are_due_at_once_and_claimed_once(
    store: Store, server: StoreServer, clock: SteppedClock
) -> None:
    await store.feeds.register(FEEDS)
    async with server.store(clock) as other:
        parts = await asyncio.gather(store.feeds.claim(6), other.feeds.claim(12), store.feeds.claim(6))
    claimed = [lease.feed for part in parts for lease in part]
    assert sorted(claimed) == sorted(set(claimed))
    rest = await store.feeds.claim(12)
    assert {*claimed, *(lease.feed for lease in rest)} == {feed.id for feed in FEEDS}


async def test_no_more_is_claimed_than_asked_for(store: Store) -> None:
    await store.feeds.register(FEEDS)
    assert len(await store.feeds.claim(5)) == 5


async def test_the_longest_due_come_first(store: Store, clock: SteppedClock) -> None:
    await store.feeds.register(FEEDS)
    for lease in await store.feeds.claim(12):
        await store.feeds.finish(lease, record(lease.feed, 60 + int(lease.feed[5:])))
    clock.step(100)
    assert {lease.feed for lease in await store.feeds.claim(3)} == {"feed-0", "feed-1", "feed-2"}


async def test_finish_keeps_the_record_and_sets_the_next_time(store: Store, clock: SteppedClock) -> None:
    await store.feeds.register(FEEDS[:1])
    (lease,) = await store.feeds.claim(5)
    assert await store.feeds.finish(lease, record(lease.feed, 60))
    assert await store.feeds.records(FEEDS[:2]) == (record("feed-0", 60), FeedRecord("feed-1"))
    assert await store.feeds.claim(5) == ()
    clock.step(60)
    assert [lease.feed for lease in await store.feeds.claim(5)] == ["feed-0"]


async def test_a_late_finisher_is_refused(store: Store, clock: SteppedClock) -> None:
    await store.feeds.register(FEEDS[:1])
    (late,) = await store.feeds.claim(5)
    clock.step(31)
    (new,) = await store.feeds.claim(5)
    assert not await store.feeds.finish(late, record("feed-0", 60))
    assert await store.feeds.record(FEEDS[0]) == FeedRecord("feed-0")
    assert await store.feeds.finish(new, record("feed-0", 90))


async def test_a_feed_that_left_the_config_is_not_polled_and_keeps_its_record(
    store: Store, clock: SteppedClock
) -> None:
    await store.feeds.register(FEEDS[:2])
    leases = await store.feeds.claim(5)
    await store.feeds.finish(next(lease for lease in leases if lease.feed == "feed-0"), record("feed-0", 60))
    await store.feeds.register(FEEDS[1:2])
    clock.step(61)
    assert [lease.feed for lease in await store.feeds.claim(5)] == ["feed-1"]
    assert await store.feeds.record(FEEDS[0]) == record("feed-0", 60)


async def test_a_feed_dropped_while_it_is_polled_does_not_come_back(
    store: Store, clock: SteppedClock
) -> None:
    await store.feeds.register(FEEDS[:1])
    (lease,) = await store.feeds.claim(5)
    await store.feeds.register([])
    assert not await store.feeds.finish(lease, record("feed-0", 60))
    clock.step(61)
    assert await store.feeds.claim(5) == ()


async def test_poll_now_hastens_a_waiting_feed_but_not_one_under_way(store: Store) -> None:
    await store.feeds.register(FEEDS[:1])
    (lease,) = await store.feeds.claim(5)
    assert not await store.feeds.poll_now(FEEDS[0])
    await store.feeds.finish(lease, record("feed-0", 600))
    assert await store.feeds.poll_now(FEEDS[0])
    assert not await store.feeds.poll_now(FEEDS[1])
    assert [one.feed for one in await store.feeds.claim(5)] == ["feed-0"]


async def test_freed_leases_are_due_and_their_holders_refused(store: Store) -> None:
    await store.feeds.register(FEEDS[:3])
    (lease, *_) = await store.feeds.claim(5)
    assert await store.free_leases() == 3
    assert not await store.feeds.finish(lease, record(lease.feed, 60))
    assert len(await store.feeds.claim(5)) == 3
