from monitor.store.store import Store
from tests.store.samples import commit, elsewhere


async def test_the_journal_is_followed_record_by_record(store: Store) -> None:
    ends = dict(await store.journal.ends())
    for number in (1, 2, 3):
        await store.stories.commit(commit(store, number))
    seen = []
    while records := await store.journal.tail(ends, 2):
        seen += [(record.version, record.kinds) for record in records]
        ends |= {record.partition: record.message_id for record in records}
    assert seen == [(1, ()), (2, ("update",)), (3, ("update",))]
    assert await store.journal.ends() == ends


async def test_the_newest_records_are_shown_in_order(store: Store) -> None:
    far = elsewhere(store, commit(store))
    for one in (commit(store, 1), far, commit(store, 2)):
        await store.stories.commit(one)
    newest = await store.journal.tail(None, 1)
    assert [record.message_id for record in newest] == [
        max(r.message_id for r in await store.journal.tail({}, 9))
    ]


async def test_trim_keeps_what_is_younger(store: Store) -> None:
    await store.stories.commit(commit(store))
    await store.journal.trim(3600)
    assert len(await store.journal.tail({}, 5)) == 1
