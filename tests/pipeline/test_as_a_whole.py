"""A document is taken in as a whole: how often the store is asked, and what is never read again."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from monitor.model.errors import StoreError
from monitor.model.story import Draft
from monitor.recording.observation import observed
from monitor.store.feeds import Lease
from tests.pipeline.test_day import HEADLINE, TALKS
from tests.servers.house import House, told

FERRY = (
    "Karin Brandt said that 9 crew members had been taken off the ferry before the fog came down on Friday.",
    "The harbour office has asked for divers to look at the hull once the tide lets them work by daylight.",
)


BACKGROUND = "The light of Alder has marked the northern end of the strait since the year of the great flood."
OTHER = (
    "A freight train left the rails near Vellmar; nobody was hurt, and the line is shut until Sunday noon."
)
ANOTHER = "Beekeepers count fewer swarms this spring, their union told a meeting in the old grain exchange."


def publish(house: House, count: int, feed: str = "wire", first: int = 1) -> None:
    for number in range(first, first + count):
        paragraph = (
            f"The council of ward {number} met on {number} matters and adjourned at {number} past noon."
        )
        house.agency.publish(
            feed, house.item(f"{feed}-{number}", f"Council notes number {number}", paragraph)
        )


async def lease_on(house: House, feed: str) -> Lease:
    """Step the clock until the feed is due, and claim it; the others are polled."""
    house.clock.step(70)
    leases = {lease.feed: lease for lease in await house.app.store.feeds.claim(10)}
    for name, lease in leases.items():
        if name != feed:
            await house.app.poller.poll(lease)
    return leases[feed]


async def cost(house: House, work: Callable[[], Awaitable[object]]) -> tuple[int, int]:
    """Round trips and commands that the store was asked for some work."""
    store = house.app.store
    trips, sent = store.round_trips, store.commands_sent
    await work()
    return store.round_trips - trips, store.commands_sent - sent


async def poll_cost(house: House, feed: str = "wire") -> tuple[int, int]:
    lease = await lease_on(house, feed)
    return await cost(house, lambda: house.app.poller.poll(lease))


@pytest.mark.parametrize("count", [1, 30])
async def test_a_document_of_new_stories_takes_four_round_trips_whatever_their_number(
    house: House, count: int
) -> None:
    publish(house, count)
    trips, commands = await poll_cost(house)
    assert trips == 4  # what was seen; who owns the keys; the commit; the end of the lease
    assert commands == 3 + count
    assert len(await house.stories()) == count


@pytest.mark.parametrize("count", [2, 20])
async def test_a_document_of_changed_stories_takes_seven_whatever_their_number(
    house: House, count: int
) -> None:
    publish(house, count)
    await house.turn()
    for number in range(1, count + 1):
        changed = (
            f"The council of ward {number} met on {number} matters; it adjourned at last, the clerk said."
        )
        house.agency.rewrite("wire", f"wire-{number}", paragraphs=(changed, "The next sitting is on Monday."))
    trips, _ = await poll_cost(house)
    assert trips <= 7
    assert {story.version for story in await house.stories()} == {2}


async def test_a_304_takes_the_end_of_its_lease_alone(house: House) -> None:
    await house.turn()
    assert await poll_cost(house) == (1, 1)


async def test_what_was_committed_is_neither_read_nor_looked_up_again(house: House) -> None:
    publish(house, 20)
    await house.turn()
    house.agency.publish("wire", house.item("train", "Freight train derails", OTHER))
    _, commands = await poll_cost(house)
    assert commands == 4  # seen, the keys of one entry, its commit, the end of the lease


async def test_nor_after_a_restart_nor_on_another_replica(house: House) -> None:
    publish(house, 20)
    await house.turn()
    await house.restart()
    house.agency.publish("wire", house.item("train", "Freight train derails", OTHER))
    assert (await poll_cost(house))[1] == 4
    house.agency.publish("wire", house.item("bees", "Fewer swarms this spring", ANOTHER))
    other = await house.service()
    house.app, first = other, house.app
    assert (await poll_cost(house))[1] == 4
    await first.stop()


async def test_reordering_a_document_looks_up_nothing(house: House) -> None:
    publish(house, 20)
    await house.turn()
    house.agency.reordered.add("wire")
    assert await poll_cost(house) == (2, 2)  # what was seen, the end of the lease
    assert (await house.health("wire")).entries == 21


async def test_once_a_day_a_document_is_read_whole_so_that_its_keys_live_on(house: House) -> None:
    publish(house, 20)
    await house.turn()
    house.clock.step(86_400)
    house.agency.built = "Sat, 15 Mar 2025 06:00:00 GMT"
    lookups = (await poll_cost(house))[1]
    assert lookups == 3  # seen, all keys at once, the end of the lease; nothing to commit
    house.agency.built = "Sat, 15 Mar 2025 06:10:00 GMT"
    assert (await poll_cost(house))[1] == 2


async def test_a_key_that_a_new_entry_shares_with_one_read_before_names_neither(house: House) -> None:
    front = "https://wire.example/"
    house.agency.publish("wire", house.item("w-1", "Ferry aground off Alder", *FERRY, link=front))
    await house.turn()
    house.agency.publish("wire", house.item("w-2", HEADLINE, *TALKS, link=front))
    await house.turn()
    assert {story.guid: story.version for story in await house.stories()} == {"w-1": 1, "w-2": 1}


async def test_a_suspect_entry_holds_the_validators_back_and_is_read_again(house: House) -> None:
    publish(house, 3)
    house.agency.publish("wire", house.item("w-1", HEADLINE, *TALKS))
    await house.turn()
    good = await house.health("wire")
    house.agency.rewrite("wire", "w-1", paragraphs=TALKS[:1])
    house.agency.publish("wire", house.item("w-9", "Ferry aground off Alder", *FERRY))
    await house.turn()
    held = await house.health("wire")
    assert (held.validators, held.body_hash, held.held) == (good.validators, good.body_hash, 1)
    seen = await house.app.store.feeds.seen(house.app.rules.feeds["wire"])
    assert len(seen.marks) == 5  # three notes, the oldest item and w-9; not the one that is held
    await house.turn()
    assert (await house.health("wire")).held == 2
    asked_with = [headers.get("if-none-match") for headers in house.agency.headers_seen[-3:]]
    assert good.validators.etag in asked_with


async def test_a_store_that_is_full_moves_no_validators_and_loses_nothing(house: House) -> None:
    await house.turn()
    good = await house.health("wire")
    publish(house, 3)
    connection = house.app.store._connection
    lease = await lease_on(house, "wire")
    await connection.command("CONFIG", "SET", "maxmemory", 1)
    try:
        with pytest.raises(StoreError):
            await house.app.poller.poll(lease)
    finally:
        await connection.command("CONFIG", "SET", "maxmemory", 0)
    now = await house.health("wire")
    assert (now.validators, now.body_hash) == (good.validators, good.body_hash)
    assert await house.stories() == ()
    await house.turn()
    assert len(await house.stories()) == 3


async def test_two_entries_of_one_story_are_versions_in_the_order_in_which_they_were_written(
    house: House,
) -> None:
    house.agency.publish("wire", house.item("flash", "Ferry aground off Alder", FERRY[0]))
    house.agency.publish("wire", house.item("lead", "UPDATE 1-Ferry aground off Alder", *FERRY))
    await house.turn()
    (story,) = await house.stories()
    versions = await house.app.store.stories.versions(story.id)
    assert [len(version.draft.paragraphs) for version in versions] == [1, 2]


async def test_the_same_copy_in_the_same_moment_is_one_cluster(house: House) -> None:
    """Both documents are recorded in one turn of the loop: without the recorder's lock neither would see the other.

    An older story shares their background, so that both have the store asked for it before they are decided.
    """
    house.agency.publish(
        "third", house.item("t-1", "Alder light", BACKGROUND, "A lamp was changed last year.")
    )
    await house.turn()
    drafts = {
        feed: Draft(
            feed,
            feed,
            f"{feed}-1",
            f"https://{feed}.example/1",
            "Ferry aground off Alder",
            (*FERRY, BACKGROUND),
        )
        for feed in ("wire", "outlet")
    }
    shown = [observed(house.app.rules.feeds[feed], (draft,)) for feed, draft in drafts.items()]
    await asyncio.gather(*(house.app.recorder.record(one) for one in shown))
    await house.deliver()
    copies = [story for story in await house.stories() if story.guid != "t-1"]
    assert len(copies) == 2
    assert len({story.cluster for story in copies}) == 1
    assert sorted(told(request) for request in house.desk.requests) == [("first_mention", "Karin Brandt")]
