import re
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from monitor.model.alert import DeliveryState
from monitor.model.story import Furniture, FurnitureKind
from monitor.model.warning import WarningKind, WatchWarning
from monitor.web.server import WebServer
from tests.servers.house import House
from tests.web.room import Room

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "</title></textarea></select><svg onload=alert(1)>",
    "Harbour\u202e\u2066 \x00\x1b[31m closed",
    "& &amp; &lt;b&gt;",
    "😀" * 50 + "ﷺ" * 100 + "a" * 5_000,
)


class Outline(HTMLParser):
    """Every element of a page with its attributes, and whether they close in order."""

    VOID = frozenset({"meta", "link", "input", "img", "br", "hr", "path", "rect"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def words(page: str) -> str:
    """The page's text, white space collapsed."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", page))


async def paths_of(room: Room, guid: str = "g-1") -> list[str]:
    story = (await room.stories())[guid].id
    return ["/", f"/stories/{story}", f"/stories/{story}/diff/1/2", "/alerts", "/feeds", "/watchlists"]


async def test_the_list_tells_what_changed_and_who_was_told(morning: Room) -> None:
    page = words(await morning.page("/"))
    assert "Friday 14 March 2025" in page
    assert re.search(
        r"Ferry with 90 aboard.*norden version 2 correction.*9 → 90.*Told desk for Karin Brandt", page
    )
    assert re.search(r"Ferry strikes mole.*outlet version 1 new copy \(93 %\)", page)
    assert page.index("Truce talks") < page.index("Ferry with 90") < page.index("Ferry strikes")


async def test_an_empty_house_says_so(room: Room) -> None:
    assert "No story yet" in await room.page("/")
    assert "No alert yet" in await room.page("/alerts")
    assert "Nothing was given up" in await room.page("/alerts?failed=1")
    assert "No story holds" in await room.page("/stories?q=x")


async def test_older_stories_are_a_link_away(room: Room) -> None:
    for number in range(42):
        await room.tell(room.draft(f"Story {number:02}", "Text.", guid=f"g-{number}"), seconds=1)
    page = await room.page("/stories?q=story")
    assert "Story 41" in page
    assert "Story 01" not in page
    (older,) = re.findall(r'rel="next" href="([^"]+)"', page)
    page = await room.page(older.replace("&amp;", "&"))
    assert "Story 01" in page
    assert "Story 00" in page
    assert "Story 02" not in page


async def test_a_story_shows_its_versions_mentions_and_furniture(morning: Room) -> None:
    story = (await morning.stories())["g-1"].id
    page = await morning.page(f"/stories/{story}?version=1")
    assert '<mark title="Karin Brandt">Karin Brandt</mark>' in page
    text = words(page)
    assert "The text of version 1" in text
    assert re.search(r"Round the text.*caption.*The ferry Aster.*sign-off.*jl/ph", text)
    assert re.search(r"desk for Karin Brandt \(Strait\), since version 1", text)
    assert re.search(r"Also in.*outlet Ferry strikes mole at Vellmar version 1, a copy \(93 %\)", text)
    newest = words(await morning.page(f"/stories/{story}"))
    assert "The agency declared: correction CORRECTION" in newest
    assert "Corrects number of people" in newest


async def test_a_copy_names_the_story_it_copies(morning: Room) -> None:
    copy = (await morning.stories())["o-1"].id
    assert "93 % of this text stands there" in words(await morning.page(f"/stories/{copy}"))


async def test_a_diff_is_marked_by_signs_and_words_not_colour_alone(morning: Room) -> None:
    story = (await morning.stories())["g-1"].id
    page = await morning.page(f"/stories/{story}/diff/1/2")
    removed = re.findall(r"<del>(.*?)</del>", page)
    added = re.findall(r"<ins>(.*?)</ins>", page)
    assert all('aria-hidden="true">−</span>' in one for one in removed)
    assert all('aria-hidden="true">+</span>' in one for one in added)
    assert any(re.search(r"removed: </span><span class=.words.>9<", one) for one in removed)
    assert any(re.search(r"added: </span><span class=.words.>90<", one) for one in added)


async def test_the_form_leads_to_the_diff(morning: Room) -> None:
    story = (await morning.stories())["g-1"].id
    answer = await morning.get(f"/stories/{story}?from=1&to=2")
    assert answer.status == 303
    assert answer.headers["Location"] == f"/stories/{story}/diff/1/2"


@pytest.mark.parametrize(
    ("path", "status"),
    [("?version=9", 404), ("?version=x", 400), ("/diff/2/1", 400), ("/diff/1/9", 404), ("/diff/a/b", 400)],
)
async def test_a_wrong_address_is_a_calm_page(morning: Room, path: str, status: int) -> None:
    story = (await morning.stories())["g-1"].id
    answer = await morning.get(f"/stories/{story}{path}")
    assert answer.status == status
    assert answer.content_type == "text/html"
    assert "To the stories" in await answer.text()


async def test_every_page_is_well_formed_and_says_its_times_in_utc(morning: Room) -> None:
    for path in await paths_of(morning):
        outline = Outline(await morning.page(path))
        assert len(outline.all("h1")) == 1
        assert outline.all("html")[0]["lang"] == "en"
        assert all(
            re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", one["datetime"] or "")
            for one in outline.all("time")
        )
        labelled = {one["for"] for one in outline.all("label") if "for" in one}
        assert all(one["id"] in labelled for one in (*outline.all("input"), *outline.all("textarea")))


@pytest.mark.parametrize("evil", HOSTILE)
async def test_a_hostile_story_does_no_harm(room: Room, evil: str) -> None:
    fields: dict[str, Any] = {
        "url": "javascript:alert(1)",
        "language": '"><script>',
        "by": evil,
        "dateline": evil,
        "ed_note": evil,
        "slugline": evil,
        "furniture": (Furniture(FurnitureKind.CAPTION, evil),),
        "guid": evil.replace("\x00", ""),
    }
    harmless = Outline(await room.page("/"))
    await room.tell(room.draft(f"{evil} truce", f"{evil} truce", **fields))
    await room.tell(room.draft(f"{evil} no truce", f"{evil} truce. {evil}", **fields))
    await room.hand_over()
    guid = next(iter(await room.stories()))
    for path in (*await paths_of(room, guid), f"/stories/{(await room.stories())[guid].id}?version=1"):
        page = await room.page(path)
        outline = Outline(page)
        assert outline.all("script") == harmless.all("script")
        assert not outline.all("img")
        assert len(outline.all("svg")) == 1
        assert "javascript:" not in re.sub(r"<code>.*?</code>", "", page)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", page)
        assert "49" not in words(page)


@pytest.mark.parametrize("evil", HOSTILE)
async def test_a_hostile_trial_or_search_does_no_harm(room: Room, evil: str) -> None:
    harmless = Outline(await room.page("/watchlists"))
    answer = await room.client.post("/watchlists", data={"headline": evil, "text": f"{evil}\ntruce"})
    outline = Outline(await answer.text())
    assert answer.status == 200
    assert outline.all("script") == harmless.all("script")
    assert not outline.all("img")
    answer = await room.client.get("/stories", params={"q": evil[:400]})
    assert Outline(await answer.text()).all("script") == harmless.all("script")


async def test_only_web_links_are_links(room: Room) -> None:
    for number, url in enumerate(
        ("javascript:alert(1)", "data:text/html,x", "https://norden.example/a?b=c&d=e")
    ):
        story = await room.tell(room.draft("A story", "Text.", guid=f"g-{number}", url=url))
        outline = Outline(await room.page(f"/stories/{story.id}"))
        away = [one for one in outline.all("a") if not (one["href"] or "").startswith(("/", "#"))]
        expected = [{"href": url, "rel": "noopener noreferrer external"}] if url.startswith("https") else []
        assert away == expected


async def test_alerts_show_their_deliveries(morning: Room) -> None:
    page = words(await morning.page("/alerts"))
    assert re.search(
        r"correction high.*Ferry with 90.*Karin Brandt Strait.*desk waiting 0 attempts, next 06:50:00 Redeliver",
        page,
    )


async def test_given_up_deliveries_stand_apart_and_can_be_redelivered(morning: Room) -> None:
    deliveries = morning.app.store.deliveries
    (claimed,) = await deliveries.claim(1)
    await deliveries.settle(claimed, DeliveryState.DEAD, "answered 500 <b>", None)
    page = await morning.page("/alerts?failed=1")
    assert page.count("<article") == 1
    assert "answered 500 &lt;b&gt;" in page
    assert "Given up (1)" in page
    name = claimed.delivery.id
    answer = await morning.client.post(f"/deliveries/{name}/redeliver", allow_redirects=False)
    assert answer.status == 303
    assert answer.headers["Location"] == f"/alerts?again={name}#{name}"
    assert "is due again now" in await morning.page(answer.headers["Location"].partition("#")[0])
    assert "Nothing was given up" in await morning.page("/alerts?failed=1")


async def test_a_disabled_receiver_is_named(room: Room) -> None:
    await room.app.store.deliveries.disable("desk", "it answered 410 Gone")
    assert "Receiver desk is disabled: it answered 410 Gone" in words(await room.page("/alerts"))


async def test_feeds_in_trouble_come_first(morning: Room) -> None:
    page = words(await morning.page("/feeds"))
    assert "3 configured, 1 in trouble" in page
    assert page.index("answered 403") < page.index("norden-en") < page.index("faraway")
    assert "key=…" in page
    assert "*/5 6-22 * * *" in page


async def test_a_text_is_tried_on_the_watchlists(room: Room) -> None:
    data = {"headline": "Truce in Sund", "text": "Karin Brandt said so.\n\nMarsh did not."}
    page = await (await room.client.post("/watchlists", data=data)).text()
    assert '<mark title="Ceasefire">Truce</mark>' in page
    assert '<mark title="Karin Brandt">Karin Brandt</mark>' in page
    assert "2 mentions" in page
    assert "No watch stands in this text" in await room.page("/watchlists?text=nothing+of+it")


async def test_too_long_a_trial_is_refused(room: Room) -> None:
    assert (await room.client.post("/watchlists", data={"text": "a" * 200_001})).status == 400
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = await room.client.post("/watchlists", data=BytesIO(b"text=" + b"a" * 2_000_000), headers=form)
    assert answer.status == 413


async def test_the_favicon_is_there(room: Room) -> None:
    assert (await room.get("/favicon.ico")).content_type == "image/svg+xml"


async def test_alerts_of_one_version_share_a_card(room: Room) -> None:
    await room.tell(room.draft("Truce in Sund", "Karin Brandt said the ceasefire holds. Ilya Marsh agreed."))
    await room.hand_over()
    page = await room.page("/alerts")
    assert page.count("<article") == 1
    text = words(page)
    assert all(f"{watch} Strait" in text for watch in ("Ceasefire", "Karin Brandt", "Ilya Marsh"))
    assert text.count("Redeliver to desk") == 3


async def test_who_was_told_is_put_together(room: Room) -> None:
    story = await room.tell(room.draft("Truce in Sund", "Karin Brandt said the ceasefire holds."))
    await room.tell(room.draft("Truce in Sund broken", "Karin Brandt said the ceasefire is over."))
    text = words(await room.page(f"/stories/{story.id}"))
    assert re.search(
        r"desk for (Karin Brandt, Ceasefire|Ceasefire, Karin Brandt) \(Strait\), since version 1", text
    )
    assert re.search(r"Version 2 2 alerts .* Version 1 2 alerts", text)


async def test_every_condition_of_a_topic_is_shown(house: House) -> None:
    topics = (
        "topics:\n  - {name: Envoy, near: {within: 7, terms: [envoy, harbour]}}\n"
        "  - {name: Embargo, query: 'embargo AND NOT sport'}\n"
        "  - {name: Flights, pattern: 'XY[0-9]{3}'}\n  - {name: War, subjects: ['medtop:16000000']}\n"
    )
    house.write(watchlists__strait=f"watchlist: Strait\n{topics}")
    assert await house.app.reload(house.folder, house.environ)
    page = WebServer(house.app)
    await page.start()
    async with aiohttp.ClientSession() as session, session.get(f"{page.address}/watchlists") as response:
        shown = await response.text()
    await page.stop()
    for words in ("at most 7 words apart", "embargo AND NOT sport", "XY[0-9]{3}", "medtop:16000000"):
        assert words in shown


async def test_a_warning_stands_beside_its_watch(room: Room) -> None:
    sentence = "Ceasefire <b>stands</b> in 9 of 40 stories."
    room.app.reviewer.warnings = (
        WatchWarning(WarningKind.TOO_BROAD, "Strait", "Ceasefire", sentence),
        WatchWarning(WarningKind.NEVER_FIRED, "Strait", "Ilya Marsh", "Ilya Marsh has not fired."),
    )
    page = await room.page("/watchlists")
    Outline(page)
    text = words(page)
    assert "&lt;b&gt;stands&lt;/b&gt;" in page
    assert re.search(r"Ilya Marsh silent Ilya Marsh has not fired\..* Ceasefire any of", text)
    assert re.search(r"none of football too broad Ceasefire", text)


async def test_a_different_first_name_is_tried_as_such(room: Room) -> None:
    data = {"headline": "", "text": "Karin Brandt left. Later Mike Marsh came."}
    page = await (await room.client.post("/watchlists", data=data)).text()
    assert '<mark class="weak" title="Ilya Marsh">Mike Marsh<' in page
    assert "1 mention, 1 name with a different first name" in page
    assert "different first name: perhaps an error" in words(page)
    page = await room.page("/watchlists?text=Mike+Marsh+came.")
    assert "No watch stands in this text, 1 name with a different first name" in page
