from datetime import timedelta

from monitor.model.page import PageRecord
from monitor.store.store import Store
from tests.servers.clock import MORNING, SteppedClock

STORIES = [f"{n:02x}beef{n}" for n in range(6)]


def record(story: str, due: float | None = None, url: str = "https://norden.example/1") -> PageRecord:
    next_due = None if due is None else MORNING + timedelta(seconds=due)
    return PageRecord(story, "wire", url, MORNING, next_due=next_due)


async def test_new_pages_are_due_at_once_and_known_ones_stay_as_they_are(
    store: Store, clock: SteppedClock
) -> None:
    assert await store.pages.watch([record(story) for story in STORIES]) == 6
    for lease in await store.pages.claim(10):
        assert await store.pages.finish(lease, record(lease.record.story, 600))
    assert await store.pages.watch([record(story, url="https://norden.example/2") for story in STORIES]) == 0
    assert await store.pages.record(STORIES[0]) == record(STORIES[0], 600)
    assert await store.pages.claim(10) == ()
    clock.step(600)
    assert len(await store.pages.claim(10)) == 6


async def test_no_more_are_claimed_than_asked_for_the_longest_due_first(
    store: Store, clock: SteppedClock
) -> None:
    await store.pages.watch([record(story) for story in STORIES])
    for lease in await store.pages.claim(10):
        await store.pages.finish(lease, record(lease.record.story, 60 + int(lease.record.story[:2], 16)))
    clock.step(100)
    assert {lease.record.story for lease in await store.pages.claim(2)} == set(STORIES[:2])
    assert len(await store.pages.claim(10)) == 4


async def test_a_late_finisher_is_refused_and_so_is_a_late_dropper(store: Store, clock: SteppedClock) -> None:
    await store.pages.watch([record(STORIES[0])])
    (late,) = await store.pages.claim(5)
    clock.step(31)
    (new,) = await store.pages.claim(5)
    assert not await store.pages.finish(late, record(STORIES[0], 60))
    assert not await store.pages.drop(late)
    assert await store.pages.drop(new)
    assert await store.pages.record(STORIES[0]) is None
    clock.step(60)
    assert await store.pages.claim(5) == ()


async def turn(store: Store, feed: str, url: str) -> None:
    known = await store.pages.known(STORIES[:1])
    await store.pages.turn_all([(known[STORIES[0]], feed, url)])


async def test_turning_to_a_page_makes_it_due_unless_it_is_under_way(store: Store) -> None:
    await store.pages.watch([record(STORIES[0])])
    (lease,) = await store.pages.claim(5)
    await turn(store, "wire", "https://norden.example/1?utm_source=x")
    assert await store.pages.claim(5) == ()
    await store.pages.finish(lease, record(STORIES[0], 600))
    assert await store.pages.claim(5) == ()
    await turn(store, "sister", "https://elsewhere.example/1")
    (again,) = await store.pages.claim(5)
    assert again.record.url == "https://norden.example/1"


async def test_a_page_that_is_not_watched_is_not_known(store: Store) -> None:
    await store.pages.watch([record(STORIES[0])])
    assert set(await store.pages.known(STORIES[:2])) == {STORIES[0]}


async def test_a_new_address_takes_the_page_from_who_visits_the_old_one(store: Store) -> None:
    await store.pages.watch([record(STORIES[0])])
    (old,) = await store.pages.claim(5)
    await turn(store, "wire", "https://norden.example/2")
    assert not await store.pages.finish(old, record(STORIES[0], 600))
    (new,) = await store.pages.claim(5)
    assert new.record.url == "https://norden.example/2"


async def test_freed_leases_are_due_again(store: Store) -> None:
    await store.pages.watch([record(story) for story in STORIES])
    await store.pages.claim(10)
    assert await store.free_leases() == 6
    assert len(await store.pages.claim(10)) == 6
