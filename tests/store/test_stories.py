import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.model.errors import StoreMismatch
from monitor.recording.state import KeyOwner
from monitor.store.store import Store
from monitor.store.stories import Committed, Mark
from tests.servers.clock import MORNING, SteppedClock
from tests.servers.store import StoreServer
from tests.store.samples import AGENCY, FEED, alert, commit, elsewhere, story, with_hash


async def test_a_commit_keeps_head_version_keys_sketch_outbox_and_journal(store: Store) -> None:
    first = commit(store, alerts=(alert(story(store)),))
    assert await store.stories.commit(first) is Committed.OK
    assert await store.stories.get([first.story.id, "0nothing"]) == (first.story, None)
    assert await store.stories.versions(first.story.id) == (first.version,)
    seen = KeyOwner(first.story.id, first.story.content_hash)
    assert await store.stories.look_up(AGENCY, FEED.id, [*first.keys, "guid:x"]) == (seen, seen, None)
    assert [pair async for pair in store.stories.sketches()] == [(first.story.id, first.sketch)]
    assert await store.outbox.depth() == 1
    (record,) = await store.journal.tail(None, 10)
    assert (record.story, record.version, record.kinds, record.alerts) == (first.story.id, 1, (), 1)


async def test_a_commit_run_twice_changes_nothing(store: Store) -> None:
    first = commit(store, alerts=(alert(story(store)),))
    outcomes = [await store.stories.commit(first) for _ in range(3)]
    assert outcomes == [Committed.OK, Committed.SAME, Committed.SAME]
    assert await store.outbox.depth() == 1
    assert len(await store.journal.tail(None, 10)) == 1


async def test_a_late_retry_of_an_earlier_version_is_known(store: Store) -> None:
    for number in (1, 2, 3):
        await store.stories.commit(commit(store, number))
    assert await store.stories.commit(commit(store, 2)) is Committed.SAME
    (head,) = await store.stories.get([story(store).id])
    assert head == story(store, 3)
    (sighting,) = await store.stories.look_up(AGENCY, FEED.id, ["guid:g-1"])
    assert sighting == KeyOwner(story(store).id, "g-1-h3")


async def test_of_two_commits_at_once_one_wins(
    store: Store, server: StoreServer, clock: SteppedClock
) -> None:
    await store.stories.commit(commit(store))
    async with server.store(clock) as other:
        mine, theirs = commit(store, 2), with_hash(commit(store, 2), "another text")
        outcomes = await asyncio.gather(store.stories.commit(mine), other.stories.commit(theirs))
    assert sorted(outcomes) == [Committed.CONFLICT, Committed.OK]
    assert len(await store.stories.versions(story(store).id)) == 2


async def test_a_key_of_another_story_refuses_the_whole_commit(store: Store) -> None:
    await store.stories.commit(commit(store, 1, "g-1"))
    second = commit(store, 1, "g-2", alerts=(alert(story(store, 1, "g-2")),), keys=("guid:g-2", "guid:g-1"))
    assert await store.stories.commit(second) is Committed.MOVED
    assert await store.stories.get([second.story.id]) == (None,)
    assert await store.stories.look_up(AGENCY, FEED.id, ["guid:g-2"]) == (None,)
    assert await store.outbox.depth() == 0


async def test_a_reused_guid_is_taken_over_when_the_commit_says_so(store: Store) -> None:
    first = commit(store, 1, "g-1")
    await store.stories.commit(first)
    second = replace(commit(store, 1, "g-2", keys=("guid:g-1",)), taken_from=(first.story.id,))
    assert await store.stories.commit(second) is Committed.OK
    (owner,) = await store.stories.look_up(AGENCY, FEED.id, ["guid:g-1"])
    assert owner == KeyOwner(second.story.id, second.story.content_hash)


async def test_what_one_feed_showed_is_not_what_its_sister_showed(store: Store) -> None:
    first = commit(store)
    await store.stories.commit(first)
    (sighting,) = await store.stories.look_up(AGENCY, "norden-world", ["guid:g-1"])
    assert sighting == KeyOwner(first.story.id, "")
    await store.stories.mark_seen([Mark(AGENCY, "norden-world", first.story.id, ("guid:g-1",), "cut short")])
    (sister,) = await store.stories.look_up(AGENCY, "norden-world", ["guid:g-1"])
    (own,) = await store.stories.look_up(AGENCY, FEED.id, ["guid:g-1"])
    assert (sister, own) == (
        KeyOwner(first.story.id, "cut short"),
        KeyOwner(first.story.id, first.story.content_hash),
    )


async def test_two_agencies_share_no_keys(store: Store) -> None:
    await store.stories.commit(commit(store))
    assert await store.stories.look_up("sydvest", FEED.id, ["guid:g-1"]) == (None,)


async def test_the_head_alone_can_change_and_its_alert_is_told_once(store: Store) -> None:
    await store.stories.commit(commit(store))
    head = replace(story(store), copy_share=0.5)
    change = replace(commit(store), story=head, version=None, expected_version=1, expected_hash="g-1-h1")
    change = replace(change, alerts=(alert(head),))
    assert [await store.stories.commit(change) for _ in range(2)] == [Committed.OK, Committed.SAME]
    assert await store.stories.get([head.id]) == (head,)
    assert await store.outbox.depth() == 1
    assert len(await store.stories.versions(head.id)) == 1


async def test_every_version_comes_back_as_it_was(store: Store) -> None:
    commits = [commit(store, number) for number in range(1, 8)]
    assert {await store.stories.commit(one) for one in commits} == {Committed.OK}
    story_id = commits[0].story.id
    assert await store.stories.versions(story_id) == tuple(one.version for one in commits)
    assert await store.stories.version(story_id) == commits[-1].version
    assert await store.stories.version(story_id, 3) == commits[2].version
    assert await store.stories.version(story_id, 9) is None
    assert await store.stories.version("0nothing") is None


async def test_recent_lists_the_newest_version_first(store: Store) -> None:
    for minute, guid in enumerate(("g-1", "g-2", "g-3")):
        await store.stories.commit(commit(store, 1, guid, at=MORNING + timedelta(minutes=minute)))
    await store.stories.commit(commit(store, 2, "g-1", at=MORNING + timedelta(minutes=5)))
    assert [head.guid for head in await store.stories.recent(2)] == ["g-1", "g-3"]
    before = await store.stories.recent(5, before=MORNING + timedelta(minutes=2))
    assert [head.guid for head in before] == ["g-2"]


async def test_a_story_is_found_by_the_start_of_its_id(store: Store) -> None:
    ids = []
    for guid in ("g-1", "g-2"):
        one = commit(store, 1, guid)
        ids.append(one.story.id)
        await store.stories.commit(one)
    assert await store.stories.find(ids[0][:6]) == (ids[0],)
    assert set(await store.stories.find(ids[0][:2])) == set(ids)
    assert await store.stories.find("*") == ()


async def test_a_cluster_spans_partitions_and_leads_with_its_leader(store: Store) -> None:
    leader = commit(store)
    copied = elsewhere(store, leader)
    assert copied.story.cluster == leader.story.id
    copy_id = copied.story.id
    await store.stories.commit(leader)
    await store.stories.commit(copied)
    assert [one.id for one in await store.stories.cluster(leader.story.id)] == [leader.story.id, copy_id]


async def test_a_story_in_a_foreign_partition_is_refused(store: Store) -> None:
    one = commit(store)
    wrong = f"{(int(one.story.id[:2], 16) + 1) % 16:02x}x"
    with pytest.raises(StoreMismatch, match="partition"):
        await store.stories.commit(replace(one, story=replace(one.story, id=wrong)))
