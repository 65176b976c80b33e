"""A story that changes all day: more versions than are kept."""

from tests.servers.house import House


async def test_a_story_with_more_versions_than_are_kept_shows_its_newest_and_the_kept_ones_whole(
    house: House,
) -> None:
    texts = [f"The toll at Port Alder stood at {number} on Friday evening." for number in range(1, 53)]
    house.agency.publish("wire", house.item("w-1", "Ferry toll rises", texts[0]))
    await house.turn()
    for text in texts[1:]:
        house.agency.rewrite("wire", "w-1", paragraphs=(text,))
        await house.turn()

    store = house.app.store
    story = await house.story("w-1")
    await store.prune()
    kept = await store.stories.versions(story.id)

    newest = await store.stories.version(story.id)
    assert (story.version, newest and newest.number) == (52, 52)
    assert newest is not None
    assert newest.draft.paragraphs == (texts[51],)
    assert [version.number for version in kept][-50:] == list(range(3, 53))
    assert 50 <= len(kept) <= 51  # 50 versions, and the text that some of them lean on
    assert [version.draft.paragraphs[0] for version in kept] == [
        texts[version.number - 1] for version in kept
    ]
    assert await store.stories.version(story.id, 2) is None
    third = await store.stories.version(story.id, 3)
    assert third is not None
    assert third.draft.paragraphs == (texts[2],)
