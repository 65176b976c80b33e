from collections import Counter

from monitor.model.alert import DeliveryState, Route
from monitor.model.feed import FeedRecord
from monitor.model.page import PageRecord
from monitor.model.seen import SeenItems
from monitor.model.watch import WatchKey
from monitor.store import keys
from monitor.store.running import Running
from monitor.store.store import Store
from monitor.store.watches import WatchRecord
from tests.servers.clock import SteppedClock
from tests.store.samples import AGENCY, FEED, alert, commit, deliver_to_desk, pending, story


def row_of(key: str) -> keys.Key | None:
    """The row of the table whose keys look like this one."""
    for row in keys.TABLE:
        parts = range(keys.MOST_PARTITIONS) if row.parted else range(1)
        for partition in parts:
            start = row.at(partition)
            if key == start and not row.named:
                return row
            if row.named and key.startswith(start) and ":" not in key[len(start) :]:
                return row
    return None


async def live_a_day(store: Store, clock: SteppedClock) -> None:
    """Use everything the store offers, so that every kind of key comes to be."""
    await store.feeds.register([FEED])
    (lease,) = await store.feeds.claim(1)
    await store.feeds.finish(lease, FeedRecord(FEED.id), SeenItems())
    await store.feeds.register([FEED])
    clock.step(1)
    await store.feeds.claim(1)
    await store.pages.watch(
        [PageRecord(story(store, 1).id, FEED.id, "https://norden.example/1", clock.now())]
    )
    await store.pages.claim(1)
    for number in range(1, 52):
        await store.stories.commit(commit(store, number))
    follower = commit(store, 1, "g-2", (alert(story(store, 1, "g-2"), "a-2"),))
    await store._connection.command("SADD", keys.CLUSTER.at(0, "00x"), follower.story.id)
    await deliver_to_desk(store, pending("d-1"), pending("d-2"), pending("d-3", 60, "g"), guid="g-3")
    claimed = await store.deliveries.claim(5)
    await store.deliveries.settle(claimed[0], DeliveryState.DEAD, "gave up", None)
    await store.outbox.tell_once(follower.story.id, "desk", "Harbours", "Vellmar", "a-2")
    await store.deliveries.disable("desk", "410")
    await store.watches.keep({WatchKey("Harbours", "Vellmar"): WatchRecord("1", clock.now())})
    await store.running.keep(Running((), (), Route()))
    await store.writable()


async def test_every_key_stands_in_the_table(store: Store, clock: SteppedClock) -> None:
    await live_a_day(store, clock)
    used: Counter[str] = Counter()
    for raw in await store._connection.command("KEYS", "*"):
        key = raw.decode()
        row = row_of(key)
        assert row is not None, key
        assert row.type == (await store._connection.command("TYPE", key)).decode(), key
        assert ("{p" in key) is row.parted
        used[row.stem] += 1
    assert {row.stem for row in keys.TABLE} == set(used)


def test_no_two_rows_share_a_name() -> None:
    stems = [(row.stem, row.named) for row in keys.TABLE]
    assert len(set(stems)) == len(stems)


def test_a_story_id_tells_the_partition_of_its_agency() -> None:
    for agency in (AGENCY, "sydvest", "ägäis", ""):
        partition = keys.partition_of_agency(agency, 16)
        assert keys.partition_of_story(f"{partition:02x}beef", 16) == partition


def test_the_partition_of_an_agency_never_changes() -> None:
    found = {agency: keys.partition_of_agency(agency, 16) for agency in ("norden", "sydvest", "efe")}
    assert found == {"norden": 6, "sydvest": 4, "efe": 9}


def test_an_id_that_a_person_mistyped_lies_in_some_partition() -> None:
    assert keys.partition_of_story("zz", 16) == keys.partition_of_story("", 16) == 0


def test_identity_names_keep_agencies_and_keys_apart() -> None:
    assert keys.identity_name("a", "bc") != keys.identity_name("ab", "c")
    assert len(keys.identity_name("a", "x" * 5000)) == 32
