"""A working day of news, promise by promise (after the shape of a seed day; every word is our own)."""

from dataclasses import replace

import pytest

from monitor.model.feed import FeedState
from monitor.model.story import PubStatus
from tests.servers.agency import challenge_page, empty_channel, status, zero_bytes
from tests.servers.desk import Answer
from tests.servers.house import House, told

TALKS = (
    (
        "PORT ALMAS, Mar 14 (Meridian) - Envoy Daniel Brandt arrived in Port Almas on Friday for talks on a ceasefire"
        " in the strait, the foreign ministry said, a day after shelling damaged the ferry terminal."
    ),
    (
        "The ministry said at least 9 people were hurt when two shells fell beside the terminal on Thursday evening."
        " Port workers spent the night clearing the quay so that the morning boats could leave."
    ),
    (
        "President Ilya Marsh told reporters that he had agreed to receive the envoy “without conditions, and without a"
        " deadline”. His office had earlier ruled out any meeting before the summer."
    ),
    (
        "The envoy is expected to cross the strait on Saturday to meet the islanders' council, which has asked for"
        " monitors at three landing places before it signs anything."
    ),
    "A court in the capital will hear the harbour company's claim for damages in the first week of April.",
)
HEADLINE = "Envoy in Port Almas for ceasefire talks, shelling hurts 9"
CAPTION = "Boats wait at the quay in Port Almas, 14 March 2025. MERIDIAN/OLEG SAWYER /POOL"
NEW = [("first_mention", "Ceasefire"), ("first_mention", "Ilya Marsh")]


def swap(old: str, new: str, paragraphs: tuple[str, ...] = TALKS) -> tuple[str, ...]:
    assert any(old in paragraph for paragraph in paragraphs)
    return tuple(paragraph.replace(old, new) for paragraph in paragraphs)


@pytest.fixture
async def talks(house: House) -> House:
    """A house in which the story of the talks has been told."""
    house.agency.publish("wire", house.item("w-1", HEADLINE, *TALKS, link="https://meridian.example/1"))
    assert await house.turn() == NEW
    return house


async def test_a_new_story_tells_each_matching_watch_once(talks: House) -> None:
    assert await talks.turn() == []
    assert all(request.verified for request in talks.desk.requests)
    message = talks.desk.requests[-1].json
    data = message["data"]
    version = await talks.app.store.stories.version(data["story"]["id"])
    assert version is not None
    for mention in data["mentions"]:
        paragraph = version.draft.paragraphs[mention["paragraph"]] if mention["field"] == "body" else HEADLINE
        assert paragraph[mention["start"] : mention["end"]] == mention["text"]
    assert "change" not in data


async def test_what_stood_there_before_anybody_watched_wakes_nobody(house: House) -> None:
    assert house.desk.requests == []
    assert len(await house.app.store.stories.recent(10)) == 3


async def test_an_undated_entry_of_the_first_poll_is_silent_and_a_fresh_one_is_told(house: House) -> None:
    house.write(feeds__more=f"feeds: [{{id: more, url: {house.agency.url}/more.xml}}]")
    undated = house.item("m-1", "A truce without a date", "Ilya Marsh spoke of a truce.")
    house.agency.publish("more", replace(undated, published=None))
    house.agency.publish("more", house.item("m-2", "Fresh", "A truce holds in the north.", hours=-1))
    house.agency.publish("more", house.item("m-3", "Stale", "Talk of a truce in the south.", hours=-3))
    assert await house.app.reload(house.folder, house.environ)
    assert await house.turn() == [("first_mention", "Ceasefire")]
    assert house.data()["story"]["guid"] == "m-2"


async def test_an_entry_older_than_two_days_is_stored_without_an_alert(house: House) -> None:
    house.agency.publish("wire", house.item("w-9", "Old truce", "A truce long past.", hours=-49))
    assert await house.turn() == []
    assert (await house.story("w-9")).version == 1


async def test_cosmetic_edits_tell_nobody(talks: House) -> None:
    plain = tuple(p.replace("“", '"').replace("”", '"').replace(", ", ",  ") for p in TALKS)
    caption = f"<figcaption>{CAPTION}</figcaption>"
    html = caption + "".join(f"<p>{paragraph}</p>" for paragraph in plain) + caption * 2
    talks.agency.rewrite("wire", "w-1", html=html)
    assert await talks.turn() == []
    story = await talks.story("w-1")
    latest = await talks.app.store.stories.version(story.id)
    assert latest is not None
    assert latest.diff is None or not latest.diff.material


async def test_a_photographers_credit_is_not_a_person(talks: House) -> None:
    html = "".join(f"<p>{paragraph}</p>" for paragraph in (*TALKS, CAPTION))
    talks.agency.publish("wire", talks.item("w-2", "Quay cleared", "The quay is clear.", CAPTION))
    talks.agency.rewrite("wire", "w-1", html=html)
    assert await talks.turn() == []


async def test_a_copy_elsewhere_tells_nobody_and_is_known_as_a_copy(talks: House) -> None:
    copy = talks.item("o-1", "“Without conditions”: envoy lands", *TALKS, "Read also: Ferry museum reopens")
    talks.agency.publish("outlet", copy)
    assert await talks.turn() == []
    original, found = await talks.story("w-1"), await talks.story("o-1")
    assert (found.copy_of, found.cluster) == (original.id, original.cluster)
    assert found.copy_share > 0.8


async def test_a_copy_in_the_same_minute_tells_nobody_twice(house: House) -> None:
    house.agency.publish("wire", house.item("w-1", HEADLINE, *TALKS))
    house.agency.publish("outlet", house.item("o-1", HEADLINE, *TALKS))
    assert await house.turn() == NEW


async def test_a_replay_of_everything_stores_and_tells_nothing(talks: House) -> None:
    before = await talks.app.store.stories.recent(100)
    talks.agency.reordered = {"wire", "outlet", "third"}
    talks.agency.built = "Fri, 14 Mar 2025 09:00:00 GMT"
    assert await talks.turn() == []
    assert await talks.app.store.stories.recent(100) == before


async def test_regenerated_guids_store_and_tell_nothing(talks: House) -> None:
    talks.agency.publish(
        "wire", talks.item("w-3", "Bridge closes", *(f"Lane {n} of the bridge." for n in range(9)))
    )
    await talks.turn()
    before = {story.id: story.version for story in await talks.stories()}
    talks.agency.items["wire"] = [
        replace(item, guid=f"new-{item.guid}", link=item.link.replace("example/", "example/a/"))
        for item in talks.agency.items["wire"]
    ]
    assert await talks.turn() == []
    assert {story.id: story.version for story in await talks.stories()} == before


async def test_an_entry_that_rolls_off_the_window_is_no_deletion(talks: House) -> None:
    talks.agency.roll_off("wire", "w-1")
    assert await talks.turn() == []
    assert (await talks.story("w-1")).pub_status is PubStatus.USABLE


@pytest.mark.parametrize(
    ("vice", "state"),
    [
        (challenge_page, FeedState.BLOCKED),
        (empty_channel, FeedState.MALFORMED),
        (zero_bytes, FeedState.MALFORMED),
        (status(404), FeedState.FAILING),
        (status(410), FeedState.GONE),
        (status(503), FeedState.FAILING),
    ],
)
async def test_a_broken_site_tells_nobody_and_shows_in_feed_health(
    talks: House, vice: object, state: FeedState
) -> None:
    talks.agency.vices["wire"] = vice  # type: ignore[assignment] # a row of the table above
    assert await talks.turn() == []
    assert (await talks.health("wire")).state is state
    del talks.agency.vices["wire"]
    assert await talks.turn(2 * 86400) == []
    assert (await talks.health("wire")).state is FeedState.OK


async def test_a_changed_number_is_told_as_an_update_with_the_fact(talks: House) -> None:
    talks.agency.rewrite(
        "wire", "w-1", title=HEADLINE.replace("9", "90"), paragraphs=swap("least 9", "least 90")
    )
    assert await talks.turn() == [("update", "Ceasefire"), ("update", "Ilya Marsh")]
    change = talks.data()["change"]
    assert {"kind": "number", "old": "9", "new": "90", "paragraph": 1} in change["facts"]
    assert "9" in change["summary"]
    assert (change["from"], change["to"]) == (1, 2)


async def test_a_declared_correction_is_told_as_one_also_to_the_watch_it_brings_in(talks: House) -> None:
    corrected = swap("Daniel Brandt", "Karin Brandt")
    note = "(Corrects first name of envoy to Karin, paragraph 1)"
    talks.agency.rewrite("wire", "w-1", title=f"CORRECTED-{HEADLINE}", paragraphs=(note, *corrected))
    assert await talks.turn() == [
        (("correction"), name) for name in ("Ceasefire", "Ilya Marsh", "Karin Brandt")
    ]
    change = talks.data()["change"]
    assert "correction" in change["kinds"]
    facts = [(fact["kind"], fact["old"], fact["new"]) for fact in change["facts"]]
    assert ("name", "Daniel Brandt", "Karin Brandt") in facts
    assert talks.data()["story"]["headline"] == HEADLINE


async def test_update_2_under_a_new_guid_joins_its_story_and_nothing_flips_back(talks: House) -> None:
    more = "Islanders' council leader Tomas Verrill said the monitors could be in place within a week."
    update = talks.item("w-7", f"UPDATE 2-{HEADLINE}", *TALKS, more, link="https://meridian.example/7")
    talks.agency.publish("wire", update)
    assert await talks.turn() == [("update", "Ceasefire"), ("update", "Ilya Marsh")]
    assert [story.version for story in await talks.stories()] == [2]
    for _ in range(3):  # old and new guid both stay in the window
        talks.agency.built += "x"
        assert await talks.turn() == []
    assert [story.version for story in await talks.stories()] == [2]


async def test_a_reused_guid_is_a_new_story(talks: House) -> None:
    talks.agency.rewrite(
        "wire",
        "w-1",
        title="Truce of the bakers: prices frozen until May",
        paragraphs=(
            "The guild of bakers in Vesterhamn has agreed with the city to keep bread at its present price.",
            "The agreement runs until the end of May and covers rye, wheat and sour loaves alike.",
        ),
        link="",
    )
    assert await talks.turn() == [("first_mention", "Ceasefire")]
    assert [story.version for story in await talks.stories()] == [1, 1]
    assert await talks.turn() == []


async def test_a_withdrawn_story_reaches_everyone_who_was_told_and_keeps_its_last_text(talks: House) -> None:
    talks.agency.rewrite(
        "wire",
        "w-1",
        title=f"STORY WITHDRAWN-{HEADLINE}",
        paragraphs=(
            "The story is withdrawn. The ministry made no such statement. No substitute will be filed.",
        ),
    )
    assert await talks.turn() == [("retraction", "Ceasefire"), ("retraction", "Ilya Marsh")]
    story = await talks.story("w-1")
    latest = await talks.app.store.stories.version(story.id)
    assert latest is not None
    assert (story.pub_status, latest.draft.paragraphs[1]) == (PubStatus.CANCELED, TALKS[1])
    assert "no such statement" in latest.draft.ed_note
    assert await talks.turn() == []


async def test_an_empty_body_without_a_word_of_withdrawal_is_asked_again_and_tells_nobody(
    talks: House,
) -> None:
    talks.agency.rewrite("wire", "w-1", paragraphs=())
    for _ in range(6):
        assert await talks.turn() == []
    assert (await talks.story("w-1")).version == 1
    talks.agency.rewrite("wire", "w-1", paragraphs=swap("least 9", "least 12"))
    assert await talks.turn() == [("update", "Ceasefire"), ("update", "Ilya Marsh")]


async def test_a_desk_that_is_busy_gets_the_alert_on_the_retry_under_the_same_id(house: House) -> None:
    house.desk.answers.append(Answer(503, {"retry-after": "30"}))
    house.agency.publish(
        "wire", house.item("w-1", "Truce", "A truce was agreed in the north of the country.")
    )
    assert await house.turn() == [("first_mention", "Ceasefire")]
    assert await house.turn(10) == []
    assert await house.turn() == [("first_mention", "Ceasefire")]
    first, second = house.desk.requests
    assert (first.id, first.verified, second.verified) == (second.id, True, True)
    assert await house.turn() == []


async def test_a_correction_reaches_those_who_were_told_through_a_copy(house: House) -> None:
    house.write(watchlists__strait="watchlist: Strait\nfeeds: [outlet]\npeople: [Ilya Marsh]\n")
    assert await house.app.reload(house.folder, house.environ)
    house.agency.publish("outlet", house.item("o-1", "Envoy lands", *TALKS))
    assert await house.turn() == [("first_mention", "Ilya Marsh")]
    house.agency.publish("wire", house.item("w-1", HEADLINE, *TALKS))
    assert await house.turn() == []
    house.agency.rewrite(
        "wire", "w-1", title=f"CORRECTED-{HEADLINE}", paragraphs=swap("Daniel Brandt", "Karin Brandt")
    )
    assert await house.turn() == [("correction", "Ilya Marsh")]
    house.agency.rewrite("outlet", "o-1", paragraphs=swap("Daniel Brandt", "Karin Brandt"))
    assert await house.turn() == []  # the copy only follows


async def test_a_mention_that_goes_is_told_only_where_asked_for(talks: House) -> None:
    less = swap("President Ilya Marsh told reporters that he", "A spokesman said that the president")
    talks.agency.rewrite("wire", "w-1", paragraphs=less)
    assert await talks.turn() == [("update", "Ceasefire")]
    talks.write(
        watchlists__strait="watchlist: Strait\non: [mention_removed]\ntopics: [{name: Islands, any: [islanders]}]"
    )
    assert await talks.app.reload(talks.folder, talks.environ)
    talks.agency.rewrite("wire", "w-1", paragraphs=swap("islanders' council", "regional assembly", less))
    assert await talks.turn() == [("mention_removed", "Islands")]


async def test_a_restart_tells_nothing_twice(talks: House) -> None:
    await talks.restart()
    talks.agency.built = "again"
    assert await talks.turn() == []
    assert len(await talks.stories()) == 1


async def test_two_replicas_share_the_work_and_tell_once(talks: House) -> None:
    other = await talks.service()
    talks.agency.publish("wire", talks.item("w-5", "Truce holds", "The truce held overnight, monitors said."))
    talks.agency.publish(
        "outlet", talks.item("o-5", "Marsh speaks", "Ilya Marsh spoke at the harbour today.")
    )
    talks.clock.step(70)
    for app in (other, talks.app):
        await app.poller.poll_due()
    for app in (talks.app, other):
        await app.poller.drain()
        await app.dispatcher.dispatch_due()
        await app.dispatcher.dispatch_due()
    for app in (talks.app, other):
        await app.dispatcher.drain()
    await other.stop()
    messages = sorted(told(request) for request in talks.desk.requests[len(NEW) :])
    assert messages == [("first_mention", "Ceasefire"), ("first_mention", "Ilya Marsh")]


async def test_a_replica_knows_the_stories_that_another_one_stored(talks: House) -> None:
    other = await talks.service()
    await other.identifier.follow()
    talks.agency.publish(
        "wire", talks.item("w-8", "Bridge", *(f"Lane {n} of the bridge stays shut." for n in range(9)))
    )
    await talks.turn()
    story = await talks.story("w-8")
    before = len(other.identifier)
    await other.identifier.follow()
    assert len(other.identifier) == before + 1
    assert (await talks.app.store.stories.sketch((story.id,)))[0]
    await other.stop()


async def test_a_brief_of_a_story_under_its_own_id_is_no_change_of_it(talks: House) -> None:
    talks.agency.publish("wire", talks.item("w-brief", "In brief: envoy in Port Almas", *TALKS[:3]))
    assert await talks.turn() == []
    assert [story.version for story in await talks.stories()] == [1]
    assert await talks.turn() == []
