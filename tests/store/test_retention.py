from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.model.alert import DeliveryState
from monitor.recording.state import KeyOwner
from monitor.store import keys
from monitor.store.store import Store
from monitor.store.stories import Committed, Mark
from tests.servers.clock import SteppedClock
from tests.servers.store import StoreServer
from tests.store.samples import AGENCY, FEED, commit, deliver_to_desk, pending, story

DAY = 86_400.0


async def test_a_story_goes_with_all_its_keys_when_it_is_old(store: Store, clock: SteppedClock) -> None:
    await store.stories.commit(commit(store))
    clock.step(89 * DAY)
    assert await store.stories.prune() == 0
    clock.step(2 * DAY)
    assert await store.stories.prune() == 1
    assert await store.stories.get([story(store).id]) == (None,)
    assert await store.stories.look_up(AGENCY, FEED.id, ["guid:g-1"]) == (None,)
    left = {
        key.decode().partition(":{p")[2][4:].partition(":")[0]
        for key in await store._connection.command("KEYS", "*{p*")
    }
    assert left <= {"outbox", "journal", "key"}


async def test_a_story_that_a_feed_still_shows_stays(store: Store, clock: SteppedClock) -> None:
    await store.stories.commit(commit(store))
    for _ in range(10):
        clock.step(30 * DAY)
        (seen,) = await store.stories.look_up(AGENCY, FEED.id, ["guid:g-1"])
        assert seen == KeyOwner(story(store).id, "g-1-h1")
        assert await store.stories.prune() == 0


async def test_a_story_that_is_shown_only_under_a_later_guid_stays(store: Store, clock: SteppedClock) -> None:
    await store.stories.commit(commit(store))
    clock.step(60 * DAY)
    await store.stories.mark_seen([Mark(AGENCY, FEED.id, story(store).id, ("guid:new",), "g-1-h1")])
    clock.step(60 * DAY)
    assert await store.stories.prune() == 0
    assert await store.stories.look_up(AGENCY, FEED.id, ["guid:g-1", "guid:new"]) == (
        None,
        KeyOwner(story(store).id, "g-1-h1"),
    )


async def test_a_key_that_was_seen_but_once_lives_briefly(store: Store, clock: SteppedClock) -> None:
    await store.stories.commit(commit(store))
    await store.stories.mark_seen([Mark(AGENCY, FEED.id, story(store).id, ("guid:once",), "g-1-h1")])
    key = keys.IDENTITY.at(keys.partition_of_agency(AGENCY, 16), keys.identity_name(AGENCY, "guid:once"))
    assert 2.9 * DAY < await store._connection.command("PTTL", key) / 1000 <= 3 * DAY
    clock.step(DAY)
    await store.stories.look_up(AGENCY, FEED.id, ["guid:once"])
    assert await store._connection.command("PTTL", key) / 1000 > 89 * DAY


async def test_stories_that_stay_do_not_hide_those_that_go(store: Store, clock: SteppedClock) -> None:
    guids = [f"g-{number}" for number in range(6)]
    for guid in guids:
        await store.stories.commit(commit(store, 1, guid))
        clock.step(1)
    clock.step(91 * DAY)
    for guid in guids[:5]:
        await store.stories.mark_seen(
            [Mark(AGENCY, FEED.id, story(store, 1, guid).id, (f"guid:{guid}",), "")]
        )
    assert await store.stories.prune(limit=1) == 1
    assert await store.stories.get([story(store, 1, "g-5").id]) == (None,)


@pytest.mark.parametrize("keep", [1, 2, 3])
async def test_prune_never_removes_an_anchor_that_is_needed(
    server: StoreServer, clock: SteppedClock, keep: int
) -> None:
    async with server.store(clock, keep_versions=keep) as store:
        commits = []
        for number in range(1, 13):
            one = commit(store, number)
            if number in {5, 10}:  # a text so foreign that a new anchor is made
                copy = tuple(hex(3 ** (number * 40 + line)) for line in range(9))
                assert one.version is not None
                one = replace(
                    one, version=replace(one.version, draft=replace(one.version.draft, paragraphs=copy))
                )
            assert await store.stories.commit(one) is Committed.OK
            commits.append(one)
            clock.step(1)
            await store.stories.prune()
            kept = await store.stories.versions(one.story.id)
            assert kept[-keep:] == tuple(c.version for c in commits)[-keep:]
            assert len(kept) <= keep + 2
        assert {version.number for version in kept} == {10, *range(13 - keep, 13)}


async def test_alerts_and_deliveries_go_unless_one_still_waits(store: Store, clock: SteppedClock) -> None:
    await deliver_to_desk(store, pending("d-1"), guid="g-1")
    (done,) = await store.deliveries.claim(5)
    await store.deliveries.settle(done, DeliveryState.DEAD, "gave up", None)
    await deliver_to_desk(store, pending("d-2", due=timedelta(days=200).total_seconds()), guid="g-2")
    clock.step(91 * DAY)
    assert await store.deliveries.prune() == 1
    assert await store.deliveries.get("d-1") is None
    assert await store.deliveries.list(5, failed=True) == ()
    assert [one.id for one in await store.deliveries.list(5)] == ["d-2"]


async def test_prune_trims_the_outbox_and_the_journal(store: Store, clock: SteppedClock) -> None:
    journal, outbox = keys.JOURNAL.at(0), keys.OUTBOX.at(int(story(store).id[:2], 16))
    old = ("story", "s", "version", 1, "kinds", "", "alerts", 0)
    for number in range(1, 501):
        await store._connection.command("XADD", journal, f"{number}-0", *old)  # made in 1970
    await deliver_to_desk(store, guid="g-1")
    await deliver_to_desk(store, guid="g-2")
    now = int((await store._connection.command("TIME"))[0])
    await store._connection.command("XADD", journal, f"{(now - 89 * 86_400) * 1000}-0", *old)
    assert (
        await store._connection.command("XLEN", journal),
        await store._connection.command("XLEN", outbox),
    ) == (501, 2)

    clock.step(60)
    await store.prune()

    left = await store._connection.command("XLEN", journal)
    assert 1 <= left <= 101  # whole nodes of a hundred go
    assert (await store._connection.command("XREVRANGE", journal, "+", "-", "COUNT", 1))[0][0].endswith(
        b"000-0"
    )
    assert await store._connection.command("XLEN", outbox) <= 1


async def test_prune_of_everything_counts_what_went(store: Store, clock: SteppedClock) -> None:
    await deliver_to_desk(store, guid="g-1")
    clock.step(91 * DAY)
    assert await store.prune() == 2
