"""Full text: a story's page is fetched, watched and versioned, and whatever is no story never becomes a version."""

from dataclasses import replace
from itertools import pairwise

import pytest
from aiohttp import web

from monitor.cadence import Budget
from monitor.model.change import Kind
from monitor.model.feed import FeedState
from monitor.model.page import PageRecord
from monitor.model.story import PubStatus, Version
from tests.pipeline.test_day import HEADLINE, TALKS, swap
from tests.servers.agency import Vice, challenge_page, status, story_page
from tests.servers.house import House

FEEDS = """\
feeds:
  - {{id: wire, url: {url}/wire.xml, tags: [wire], full_text: true, headers: {{Authorization: "${{DESK_SECRET}}"}}}}
  - {{id: outlet, url: {url}/outlet.xml}}
  - {{id: third, url: {url}/third.xml, full_text: true, agency: wire}}
"""
TEASER = "Envoy Daniel Brandt arrived in Port Almas on Friday for talks on a ceasefire in the strait."
DAY = 86_400.0


@pytest.fixture
async def full(house: House) -> House:
    """A house that fetches the pages of the wire."""
    house.write(feeds__feeds=FEEDS.format(url=house.agency.url))
    assert await house.app.reload(house.folder, house.environ)
    await house.turn()
    return house


@pytest.fixture
async def talks(full: House) -> House:
    """The story of the talks: a teaser in the feed, all of it on its page."""
    full.agency.pages["/talks"] = story_page(HEADLINE, *TALKS)
    publish(full)
    assert await full.turn() == [("first_mention", "Ceasefire"), ("first_mention", "Ilya Marsh")]
    return full


def publish(house: House, guid: str = "w-1", path: str = "/talks", title: str = HEADLINE) -> None:
    house.agency.publish("wire", house.item(guid, title, TEASER, link=house.agency.url + path))


async def latest(house: House, guid: str = "w-1") -> Version:
    version = await house.app.store.stories.version((await house.story(guid)).id)
    assert version is not None
    return version


async def page(house: House, guid: str = "w-1") -> PageRecord:
    record = await house.app.store.pages.record((await house.story(guid)).id)
    assert record is not None
    return record


async def test_the_alert_tells_the_full_text_and_each_watch_once(talks: House) -> None:
    version = await latest(talks)
    assert (version.number, version.draft.paragraphs[1:]) == (2, TALKS[1:])
    assert version.rendition
    assert version.diff
    assert version.diff.kinds == (Kind.COSMETIC,)
    by_watch = {
        request.json["data"]["watch"]["name"]: request.json["data"] for request in talks.desk.requests
    }
    assert by_watch["Ceasefire"]["story"]["version"] == 1
    assert by_watch["Ilya Marsh"]["story"]["version"] == 2
    assert "full text" in by_watch["Ilya Marsh"]["alert"]["reason"]
    assert "change" not in by_watch["Ilya Marsh"]
    assert await talks.turn() == []


async def test_a_page_without_json_ld_is_read_by_its_main_text(full: House) -> None:
    full.agency.pages["/talks"] = story_page(HEADLINE, *TALKS, ld=False)
    publish(full)
    assert ("first_mention", "Ilya Marsh") in await full.turn()
    draft = (await latest(full)).draft
    assert [paragraph for paragraph in TALKS[1:] if paragraph not in draft.paragraphs] == []
    assert not any("Most read" in text or "Ferry museum" in text for text in draft.paragraphs)


async def test_a_page_that_says_the_same_makes_no_version_and_its_next_change_is_told(full: House) -> None:
    full.agency.pages["/talks"] = story_page(HEADLINE, *TALKS)
    full.agency.publish("wire", full.item("w-1", HEADLINE, *TALKS, link=full.agency.url + "/talks"))
    await full.turn()
    assert (await latest(full)).number == 1
    assert (await full.story("w-1")).paged == "wire"
    full.agency.pages["/talks"] = story_page(HEADLINE, *swap("least 9", "least 90"))
    assert await full.turn(150) == [("update", "Ceasefire"), ("update", "Ilya Marsh")]


async def test_a_page_that_says_less_than_the_feed_leaves_the_feed_its_word(full: House) -> None:
    full.agency.pages["/talks"] = story_page(HEADLINE, *TALKS[:2])
    full.agency.publish("wire", full.item("w-1", HEADLINE, *TALKS, link=full.agency.url + "/talks"))
    await full.turn()
    assert (await latest(full)).number == 1
    full.agency.rewrite("wire", "w-1", paragraphs=swap("least 9", "least 12"))
    assert await full.turn() == [("update", "Ceasefire"), ("update", "Ilya Marsh")]


async def test_a_changed_page_is_told_with_the_fact(talks: House) -> None:
    talks.agency.pages["/talks"] = story_page(HEADLINE, *swap("least 9", "least 90"))
    assert await talks.turn(150) == [("update", "Ceasefire"), ("update", "Ilya Marsh")]
    change = talks.data()["change"]
    assert {"kind": "number", "old": "9", "new": "90", "paragraph": 1} in change["facts"]
    assert (change["from"], change["to"]) == (2, 3)


async def test_a_correction_that_stands_on_the_page_only_is_told_as_one(talks: House) -> None:
    corrected = swap("Daniel Brandt", "Karin Brandt")
    note = {"@type": "CorrectionComment", "text": "An earlier version misstated the first name of the envoy."}
    talks.agency.pages["/talks"] = story_page(HEADLINE, *corrected, correction=note)
    assert await talks.turn(150) == [
        ("correction", name) for name in ("Ceasefire", "Ilya Marsh", "Karin Brandt")
    ]
    assert "misstated" in talks.data()["story"]["ed_note"]


async def test_a_note_of_correction_in_the_pages_text_is_told_as_one(talks: House) -> None:
    corrected = swap("Daniel Brandt", "Karin Brandt")
    note = "Correction: An earlier version of this story misstated the first name of the envoy."
    talks.agency.pages["/talks"] = story_page(HEADLINE, *corrected, note)
    assert {kind for kind, _ in await talks.turn(150)} == {"correction"}


async def test_a_withdrawal_on_the_page_reaches_everyone_who_was_told(talks: House) -> None:
    words = "The story is withdrawn. The ministry made no such statement. No substitute will be filed."
    talks.agency.pages["/talks"] = story_page(f"STORY WITHDRAWN-{HEADLINE}", words)
    assert await talks.turn(150) == [("retraction", "Ceasefire"), ("retraction", "Ilya Marsh")]
    assert (await talks.story("w-1")).pub_status is PubStatus.CANCELED
    assert (await latest(talks)).draft.paragraphs[1:] == TALKS[1:]
    talks.agency.pages["/talks"] = story_page(HEADLINE, *TALKS)
    assert await talks.turn(3600) == []
    assert (await talks.story("w-1")).pub_status is PubStatus.CANCELED


def answer(head: str, *paragraphs: str) -> Vice:
    """A page answered with 200 that is no story."""
    copy = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    text = f"<!DOCTYPE html><html><head><title>{head}</title></head><body><h1>{head}</h1>{copy}</body></html>"

    async def vice(_body: bytes, _request: web.Request) -> web.StreamResponse:
        return web.Response(text=text, content_type="text/html")

    return vice


ASIDE = (
    "The page you are looking for may have been moved or removed. Try the search box above, or go back to the front"
    " page of Meridian, where you find the latest from the capital, from the coast and from the world of sport."
)
ELSE = (
    "The guild of bakers in Vesterhamn has agreed with the city to keep bread at its present price until the end of"
    " May. The agreement covers rye, wheat and sour loaves alike, and will be looked at again when the harvest is in."
)
CONSENT = (
    "We and our 842 partners store and access information on a device, such as cookies, and process personal data."
    " We value your privacy. You can accept or manage your choices by clicking below, at any time, on any page of ours."
)


@pytest.mark.parametrize(
    ("vice", "state"),
    [
        (challenge_page, FeedState.BLOCKED),
        (answer("Access denied", ASIDE), FeedState.BLOCKED),
        (answer("Meridian", CONSENT), FeedState.BLOCKED),
        (answer("Page not found | Meridian", ASIDE), FeedState.MALFORMED),
        (answer(HEADLINE, ASIDE), FeedState.MALFORMED),
        (answer("Bread stays cheap", ELSE), FeedState.MALFORMED),
        (
            answer(HEADLINE, TALKS[0], "To continue reading, subscribe for one crown a week."),
            FeedState.BLOCKED,
        ),
        (answer(HEADLINE), FeedState.MALFORMED),
        (status(404), FeedState.FAILING),
        (status(410), FeedState.GONE),
        (status(403), FeedState.BLOCKED),
        (status(302, location="/"), FeedState.MALFORMED),
    ],
)
@pytest.mark.parametrize("first", [True, False])
async def test_what_is_no_story_never_becomes_a_version(
    full: House, vice: Vice, state: FeedState, *, first: bool
) -> None:
    full.agency.pages["/"] = story_page("Meridian", ASIDE, *TALKS, ELSE)
    full.agency.pages["/talks"] = story_page(HEADLINE, *TALKS)
    if first:
        full.agency.page_vices["/talks"] = vice
    publish(full)
    await full.turn()
    full.agency.page_vices["/talks"] = vice
    before = (await latest(full)).number
    told = [await full.turn(150) for _ in range(4)]
    assert told == [[]] * 4
    assert (await latest(full)).number == before == (1 if first else 2)
    assert (await page(full)).state is state
    del full.agency.page_vices["/talks"]
    full.agency.pages["/talks"] = story_page(HEADLINE, *TALKS, "A third round is planned for May.")
    assert len(await full.turn(1.2 * DAY)) == (1 if first else 2)
    assert (await page(full)).state is FeedState.OK


async def test_the_schedule_decays_and_a_change_makes_the_page_young_again(talks: House) -> None:
    async def gaps(count: int) -> list[float]:
        found = []
        for _ in range(count):
            record = await page(talks)
            assert record.next_due
            gap = (record.next_due - talks.clock.now()).total_seconds()
            found.append(gap)
            await talks.turn(gap + 1)
        return found

    wanted = [120, 300, 600, 1200, 2400, 3600, 7200, 14400, 28800, DAY, 2 * DAY, 4 * DAY]
    found = await gaps(len(wanted))
    assert all(gap <= have <= gap * 1.11 for gap, have in zip(wanted, found, strict=True))
    asked = talks.agency.page_requests.count("/talks")
    assert asked == len(wanted) + 1
    talks.agency.pages["/talks"] = story_page(HEADLINE, *TALKS, "A second round is planned for May.")
    await gaps(1)
    assert [round(gap / 60) for gap in await gaps(2)] == pytest.approx([2, 5], rel=0.11)


async def test_a_page_watched_for_long_enough_is_asked_no_more(talks: House) -> None:
    for _ in range(60):
        await talks.turn(DAY / 2)
    asked = talks.agency.page_requests.count("/talks")
    for _ in range(5):
        await talks.turn(20 * DAY)
    assert talks.agency.page_requests.count("/talks") == asked
    assert (await page(talks)).state is FeedState.QUIET


async def test_a_page_is_asked_with_its_validators_and_its_body_is_not_read_twice(talks: House) -> None:
    await talks.turn(150)
    assert "if-none-match" in talks.agency.page_headers[-1]
    assert (await page(talks)).visits == 2


async def test_the_feeds_token_goes_to_its_own_host_only(talks: House) -> None:
    assert talks.agency.page_headers[-1]["authorization"]
    other = talks.agency.url.replace("127.0.0.1", "localhost")
    talks.agency.publish("wire", talks.item("w-2", HEADLINE + " again", TEASER, link=other + "/talks"))
    await talks.turn()
    assert "authorization" not in talks.agency.page_headers[-1]


async def test_robots_txt_is_kept_to_and_the_feeds_own_text_is_told(full: House) -> None:
    full.agency.robots = "User-agent: *\nDisallow: /talks\n"
    full.agency.pages["/talks"] = story_page(HEADLINE, *TALKS)
    publish(full)
    assert await full.turn() == [("first_mention", "Ceasefire")]
    assert "/talks" not in full.agency.page_requests
    assert (await page(full)).state is FeedState.BLOCKED
    await full.turn(3600)
    assert full.agency.page_requests.count("/robots.txt") == 1
    full.agency.robots = "User-agent: *\nDisallow: /private\n"
    assert await full.turn(2 * DAY) == []  # the entry is too old to be a first mention by now
    assert (await latest(full)).number == 2


async def test_a_page_that_redirects_to_where_robots_txt_forbids_is_not_read(full: House) -> None:
    full.agency.robots = "User-agent: *\nDisallow: /inner\n"
    full.agency.page_vices["/talks"] = status(302, location="/inner/talks")
    full.agency.pages["/inner/talks"] = story_page(HEADLINE, *TALKS)
    publish(full)
    assert await full.turn() == [("first_mention", "Ceasefire")]
    assert (await page(full)).state is FeedState.BLOCKED
    await full.turn(7200)
    assert full.agency.page_requests.count("/inner/talks") == 1


async def test_a_robots_txt_that_fails_keeps_us_away_until_it_answers(full: House) -> None:
    full.agency.robots_status = 503
    full.agency.pages["/talks"] = story_page(HEADLINE, *TALKS)
    publish(full)
    await full.turn()
    assert "/talks" not in full.agency.page_requests
    full.agency.robots_status = 404
    assert await full.turn(1500) == [("first_mention", "Ilya Marsh")]


async def test_a_crawl_delay_is_kept(full: House) -> None:
    full.agency.robots = "User-agent: *\nCrawl-delay: 100\n"
    for n in range(3):
        full.agency.pages[f"/{n}"] = story_page(f"{HEADLINE} {n}", *TALKS)
        publish(full, f"w-{n + 1}", f"/{n}", f"{HEADLINE} {n}")
    counts = []
    for _ in range(4):
        await full.turn(99)
        counts.append(sum(path != "/robots.txt" for path in full.agency.page_requests))
    assert counts[0] == 1
    assert all(later - sooner <= 1 for sooner, later in pairwise(counts))


async def test_a_host_gets_no_more_requests_than_its_budget(full: House) -> None:
    full.app.pages.budget = Budget(per_hour=10, burst=5, reserve=2)
    for n in range(12):
        full.agency.pages[f"/{n}"] = story_page(f"Gale {n} nears the coast", f"Gale {n} is near.", *TALKS)
        publish(full, f"w-{n}", f"/{n}", f"Gale {n} nears the coast")
    await full.turn()
    asked = [path for path in full.agency.page_requests if path != "/robots.txt"]
    assert len(asked) == len(set(asked)) == 5
    for _ in range(60):
        await full.turn(60)
    assert len([path for path in full.agency.page_requests if path != "/robots.txt"]) <= 5 + 11


async def test_a_changed_teaser_makes_no_version_but_has_the_page_asked_at_once(talks: House) -> None:
    for _ in range(8):
        await talks.turn(3600)
    asked = talks.agency.page_requests.count("/talks")
    talks.agency.pages["/talks"] = story_page(HEADLINE, *swap("least 9", "least 12"))
    talks.agency.rewrite("wire", "w-1", paragraphs=("Shelling hurt at least 12 people in Port Almas.",))
    assert await talks.turn() == [("update", "Ceasefire"), ("update", "Ilya Marsh")]
    assert talks.agency.page_requests.count("/talks") == asked + 1
    assert (await latest(talks)).number == 3
    for _ in range(3):
        talks.agency.built += "x"
        assert await talks.turn() == []
    assert (await latest(talks)).number == 3


async def test_a_correction_declared_in_the_feed_counts_before_the_page_has_it(talks: House) -> None:
    note = "(Corrects first name of envoy to Karin, paragraph 1)"
    talks.agency.rewrite("wire", "w-1", title=f"CORRECTED-{HEADLINE}", paragraphs=(note, TEASER))
    assert {kind for kind, _ in await talks.turn()} == {"correction"}
    assert (await latest(talks)).draft.paragraphs[1:] == TALKS[1:]
    assert await talks.turn(150) == []
    talks.agency.pages["/talks"] = story_page(HEADLINE, *swap("Daniel Brandt", "Karin Brandt"))
    told = await talks.turn(600)
    assert ("first_mention", "Karin Brandt") in told


async def test_a_kill_in_the_feed_counts_at_once_and_an_old_page_does_not_undo_it(talks: House) -> None:
    words = "The story is withdrawn. No substitute will be filed."
    talks.agency.rewrite("wire", "w-1", title=f"STORY WITHDRAWN-{HEADLINE}", paragraphs=(words,))
    assert await talks.turn() == [("retraction", "Ceasefire"), ("retraction", "Ilya Marsh")]
    for _ in range(3):
        assert await talks.turn(1000) == []
    assert (await talks.story("w-1")).pub_status is PubStatus.CANCELED
    assert (await latest(talks)).draft.paragraphs[1:] == TALKS[1:]


async def test_a_page_that_shows_an_older_text_for_a_while_is_not_believed(talks: House) -> None:
    old = talks.agency.pages["/talks"]
    talks.agency.pages["/talks"] = story_page(HEADLINE, *swap("least 9", "least 90"))
    assert len(await talks.turn(150)) == 2
    new, talks.agency.pages["/talks"] = talks.agency.pages["/talks"], old
    assert await talks.turn(150) == []
    assert (await page(talks)).held == 1
    talks.agency.pages["/talks"] = new
    assert await talks.turn(150) == []
    assert (await latest(talks)).number == 3


async def test_a_copy_whose_teaser_was_its_own_is_known_by_its_page(house: House) -> None:
    house.write(feeds__feeds=FEEDS.format(url=house.agency.url))
    assert await house.app.reload(house.folder, house.environ)
    house.agency.publish("outlet", house.item("o-1", HEADLINE, *TALKS))
    assert len(await house.turn()) == 2
    house.agency.pages["/talks"] = story_page("“Without conditions”: envoy lands", *TALKS)
    teaser = house.item("w-1", "“Without conditions”: envoy lands", "The envoy lands at last.", link="")
    house.agency.publish("wire", replace(teaser, link=house.agency.url + "/talks"))
    assert await house.turn() == []
    story = await house.story("w-1")
    assert (story.version, story.copy_of) == (2, (await house.story("o-1")).id)


async def test_what_stood_there_before_anybody_watched_tells_nobody_by_its_page(house: House) -> None:
    house.agency.publish(
        "fresh", house.item("f-1", HEADLINE, TEASER, link=house.agency.url + "/talks", hours=-5)
    )
    house.agency.pages["/talks"] = story_page(HEADLINE, *TALKS)
    house.write(feeds__more=f"feeds: [{{id: fresh, url: {house.agency.url}/fresh.xml, full_text: true}}]")
    assert await house.app.reload(house.folder, house.environ)
    assert await house.turn() == []
    assert (await latest(house, "f-1")).number == 2


async def test_an_address_that_all_entries_share_is_nobodys_page(full: House) -> None:
    full.agency.pages["/all"] = story_page(HEADLINE, *TALKS)
    publish(full, "w-1", "/all")
    publish(full, "w-2", "/all", "Rye harvest is late this year")
    await full.turn()
    assert "/all" not in full.agency.page_requests


async def test_an_update_under_a_new_address_is_read_there(talks: House) -> None:
    more = "Islanders' council leader Tomas Verrill said the monitors could be in place within a week."
    talks.agency.pages["/talks-2"] = story_page(HEADLINE, *TALKS, more)
    update = talks.item("w-7", f"UPDATE 2-{HEADLINE}", TEASER, link=talks.agency.url + "/talks-2")
    talks.agency.publish("wire", update)
    told = await talks.turn()
    assert "/talks-2" in talks.agency.page_requests
    assert told == [("update", "Ceasefire"), ("update", "Ilya Marsh")]
    assert more in (await latest(talks, (await talks.stories())[0].guid)).draft.paragraphs
    for _ in range(3):
        assert await talks.turn(400) == []


async def test_a_feed_that_wants_no_full_text_any_more_has_its_pages_forgotten(talks: House) -> None:
    talks.write(feeds__feeds=FEEDS.format(url=talks.agency.url).replace("full_text: true, ", ""))
    assert await talks.app.reload(talks.folder, talks.environ)
    await talks.turn(150)
    assert await talks.app.store.pages.record((await talks.story("w-1")).id) is None


async def test_an_entry_that_changes_before_its_page_was_ever_read_has_it_asked_at_once(full: House) -> None:
    publish(full)
    await full.turn()
    for _ in range(4):
        await full.turn(3600)
    assert (await page(full)).state is FeedState.FAILING
    full.agency.pages["/talks"] = story_page(HEADLINE, *swap("least 9", "least 12"))
    full.agency.rewrite("wire", "w-1", title=HEADLINE.replace("9", "12"), paragraphs=(TEASER,))
    told = await full.turn()
    assert ("update", "Ceasefire") in told
    assert (await latest(full)).draft.paragraphs[1] == swap("least 9", "least 12")[1]


async def test_while_a_page_fails_its_entry_counts(talks: House) -> None:
    talks.agency.page_vices["/talks"] = status(503)
    await talks.turn(150)
    talks.agency.rewrite("wire", "w-1", title=HEADLINE.replace("9", "12"))
    assert await talks.turn(10) == []  # the feed is not due
    assert await talks.turn() == [("update", "Ceasefire"), ("update", "Ilya Marsh")]
    assert (await latest(talks)).draft.paragraphs[1:] == TALKS[1:]


async def test_a_page_asked_because_its_entry_changed_is_young_again(talks: House) -> None:
    for _ in range(8):
        await talks.turn(7200)
    talks.agency.rewrite("wire", "w-1", paragraphs=("Shelling hurt at least 12 people in Port Almas.",))
    await talks.turn()
    record = await page(talks)
    assert record.next_due
    assert (record.next_due - talks.clock.now()).total_seconds() < 400


async def test_a_feed_that_did_not_ask_for_full_text_has_no_pages(talks: House) -> None:
    talks.agency.pages["/other"] = story_page("Rye harvest is late", ELSE)
    link = talks.agency.url + "/other"
    talks.agency.publish("outlet", talks.item("o-1", "Rye harvest is late", ELSE, link=link))
    await talks.turn()
    assert "/other" not in talks.agency.page_requests


async def test_a_page_whose_guid_and_address_were_given_to_another_story_is_that_ones(talks: House) -> None:
    old = await talks.story("w-1")
    talks.agency.pages["/talks"] = story_page("Bread stays cheap", ELSE, ELSE.replace("bread", "beer"))
    talks.agency.rewrite("wire", "w-1", title="Bread stays cheap", paragraphs=(ELSE[:90],))
    await talks.turn()
    await talks.turn(900)
    record = await talks.app.store.pages.record(old.id)
    assert record
    assert (record.state, record.detail) == (FeedState.GONE, "its address is another story's now")
    assert {story.version for story in await talks.stories() if story.id != old.id} == {2}
