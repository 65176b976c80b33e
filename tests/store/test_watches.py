from datetime import timedelta

from monitor.model.watch import WatchKey
from monitor.store.store import Store
from monitor.store.watches import AT_ONCE, WatchRecord
from tests.servers.clock import SteppedClock
from tests.store.samples import commit


async def test_what_is_kept_is_read_however_much_it_is(store: Store, clock: SteppedClock) -> None:
    records = {
        WatchKey("Häfen", f"Watch: {number}\n"): WatchRecord(f"{number:x}", clock.now(), clock.now())
        for number in range(2 * AT_ONCE + 1)
    }
    records[WatchKey("Harbours", "Vellmar")] = WatchRecord("", clock.now())

    await store.watches.keep(records)

    assert await store.watches.records() == records


async def test_a_watch_that_is_gone_is_forgotten(store: Store, clock: SteppedClock) -> None:
    keys = [WatchKey("Harbours", name) for name in ("Vellmar", "Sund")]
    record = WatchRecord("1", clock.now())
    await store.watches.keep(dict.fromkeys(keys, record))

    await store.watches.keep({}, keys[:1])

    assert await store.watches.records() == {keys[1]: record}


async def test_the_oldest_story_is_the_one_not_changed_for_longest(store: Store, clock: SteppedClock) -> None:
    assert await store.stories.oldest() is None
    begun = clock.now()
    await store.stories.commit(commit(store, 1))
    clock.step(3600)
    await store.stories.commit(commit(store, 1, "g-2"))

    oldest = await store.stories.oldest()

    assert oldest is not None
    assert begun - timedelta(seconds=1) <= oldest <= clock.now()
