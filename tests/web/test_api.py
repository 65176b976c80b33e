from typing import Any

import aiohttp
import pytest
from jsonschema import Draft202012Validator

from monitor.web.openapi import DOCUMENT
from monitor.web.server import WebServer
from tests.pipeline.test_day import HEADLINE, TALKS, swap
from tests.servers.house import House
from tests.web.room import FIRST, SECRETS, Room


def fits(path: str, answer: Any, method: str = "get", status: str = "200") -> None:
    """Hold an answer against the description of the API."""
    schema = DOCUMENT["paths"][path][method]["responses"][status]["content"]["application/json"]["schema"]
    Draft202012Validator(schema | {"components": DOCUMENT["components"]}).validate(answer)


async def test_stories_are_listed_newest_version_first(morning: Room) -> None:
    answer = await morning.json("/stories")
    fits("/stories", answer)
    assert [story["guid"] for story in answer["stories"]] == ["t-1", "g-1", "o-1"]
    assert answer["next"] is None
    ferry = answer["stories"][1]
    assert ferry["version"] == 2
    assert ferry["agency"] == "norden"
    assert ferry["version_seen"] == "2025-03-14T06:30:00Z"
    assert ferry["page"] == f"http://watch.example/stories/{ferry['id']}"
    assert ferry["told"][0]["watch"] == "Karin Brandt"


async def test_pages_of_stories_leave_none_out_and_show_none_twice(room: Room) -> None:
    for number in range(11):
        await room.tell(
            room.draft(f"Story {number}", "Text.", guid=f"g-{number}"), seconds=number in {0, 4, 5}
        )
    seen: list[str] = []
    before = ""
    while True:
        answer = await room.json(f"/stories?limit=3{before}")
        seen += [story["guid"] for story in answer["stories"]]
        if answer["next"] is None:
            break
        before = f"&before={answer['next']}"
    assert sorted(seen) == sorted(f"g-{number}" for number in range(11))
    assert len(seen) == 11


async def test_before_takes_a_time(morning: Room) -> None:
    answer = await morning.json("/stories?before=2025-03-14T06:30:00Z")
    assert [story["guid"] for story in answer["stories"]] == ["o-1"]
    answer = await morning.json("/stories?before=2025-03-14T07:30:01+01:00")
    assert [story["guid"] for story in answer["stories"]] == ["g-1", "o-1"]


async def test_search_wants_every_word(morning: Room) -> None:
    answer = await morning.json("/stories?q=ferry norden")
    assert [story["guid"] for story in answer["stories"]] == ["g-1"]
    assert (await morning.json("/stories?q=nothing+of+it"))["stories"] == []


async def test_search_goes_on_from_its_next(room: Room) -> None:
    for number in range(6):
        await room.tell(
            room.draft(f"{'Ferry' if number % 2 else 'Train'} {number}", "Text.", guid=f"g-{number}")
        )
    first = await room.json("/stories?q=ferry&limit=2")
    second = await room.json(f"/stories?q=ferry&limit=2&before={first['next']}")
    guids = [story["guid"] for answer in (first, second) for story in answer["stories"]]
    assert guids == ["g-5", "g-3", "g-1"]


async def test_a_story_with_its_newest_version_and_company(morning: Room) -> None:
    ferry = (await morning.stories())["g-1"]
    answer = await morning.json(f"/stories/{ferry.id}")
    fits("/stories/{id}", answer)
    assert answer["latest"]["number"] == 2
    assert [(other["agency"], other["copy"]) for other in answer["also_in"]] == [("outlet", True)]


async def test_versions_hold_furniture_and_diff(morning: Room) -> None:
    ferry = (await morning.stories())["g-1"]
    answer = await morning.json(f"/stories/{ferry.id}/versions")
    fits("/stories/{id}/versions", answer)
    first, second = answer["versions"]
    assert first["furniture"][1] == {"kind": "sign_off", "text": "jl/ph"}
    assert first["paragraphs"] == list(FIRST)
    assert first["diff"] is None
    assert "correction" in second["diff"]["kinds"]
    assert (second["diff"]["from"], second["diff"]["to"]) == (1, 2)


async def test_diff_of_the_newest_pair_and_of_a_pair_apart(morning: Room) -> None:
    ferry = (await morning.stories())["g-1"]
    await morning.tell(morning.draft("Ferry with 90 aboard freed from mole", FIRST[0], FIRST[1]))
    newest = await morning.json(f"/stories/{ferry.id}/diff")
    fits("/stories/{id}/diff", newest)
    assert (newest["from"], newest["to"]) == (2, 3)
    apart = await morning.json(f"/stories/{ferry.id}/diff?from=1&to=3")
    fits("/stories/{id}/diff", apart)
    texts = {
        side: "".join(
            piece["text"]
            for block in apart["blocks"]
            for piece in block["pieces"]
            if block[f"{side}_paragraph"] == -1 and piece["op"] != other
        )
        for side, other in (("old", "added"), ("new", "removed"))
    }
    assert texts == {
        "old": "Ferry with 9 aboard strikes mole at Vellmar",
        "new": "Ferry with 90 aboard freed from mole",
    }


async def test_alerts_and_deliveries(morning: Room) -> None:
    answer = await morning.json("/alerts?limit=3")
    fits("/alerts", answer)
    assert [alert["type"] for alert in answer["alerts"]] == [
        "story.retraction",
        "story.first_mention",
        "story.correction",
    ]
    correction = answer["alerts"][2]
    assert correction["change"]["facts"][0]["new"] == "90"
    assert correction["deliveries"][0]["state"] == "pending"
    one = await morning.json(f"/alerts/{correction['id']}")
    fits("/alerts/{id}", one)
    assert one == correction
    deliveries = await morning.json("/deliveries")
    fits("/deliveries", deliveries)
    assert len(deliveries["deliveries"]) == 5
    assert (await morning.json("/deliveries?failed=1"))["deliveries"] == []


async def test_many_alerts_take_few_connections_of_the_store(room: Room) -> None:
    for number in range(120):
        await room.tell(room.draft(f"Truce {number}", "Text.", guid=f"g-{number}"), seconds=1)
    before = await connections(room)
    assert len((await room.json("/alerts?limit=500"))["alerts"]) == 120
    assert len((await room.json("/stories?limit=500"))["stories"]) == 120
    await room.page("/")
    assert await connections(room) - before < 20


async def connections(room: Room) -> int:
    """How many connections the store's server has."""
    return int((await room.app.store._connection.info("clients"))["connected_clients"])


async def test_redeliver_makes_a_delivery_due(morning: Room) -> None:
    morning.clock.step(3600)
    delivery = (await morning.json("/deliveries"))["deliveries"][0]
    answer = await morning.client.post(f"/api/v1/deliveries/{delivery['id']}/redeliver")
    assert answer.status == 202
    due = await answer.json()
    fits("/deliveries/{id}/redeliver", due, "post", "202")
    assert due["next_attempt"] == "2025-03-14T07:50:00Z"
    assert due["id"] == delivery["id"]


async def test_a_delivery_under_way_is_not_redelivered(morning: Room) -> None:
    claimed = await morning.app.store.deliveries.claim(1)
    answer = await morning.client.post(f"/api/v1/deliveries/{claimed[0].delivery.id}/redeliver")
    assert answer.status == 409


async def test_feeds_and_watchlists_without_secrets(morning: Room) -> None:
    feeds = await morning.json("/feeds")
    fits("/feeds", feeds)
    assert feeds["feeds"][0]["url"] == "https://norden.example/en.xml?key=…"
    assert feeds["feeds"][1]["health"]["state"] == "blocked"
    watchlists = await morning.json("/watchlists")
    fits("/watchlists", watchlists)
    assert watchlists["watchlists"][0]["people"][0]["aliases"] == ["K. Brandt"]
    assert watchlists["watchlists"][0]["people"][0]["not"] == []


async def test_no_secret_of_the_config_is_told_anywhere(morning: Room) -> None:
    story = (await morning.stories())["g-1"].id
    paths = [
        path.replace("{id}", story) for path in DOCUMENT["paths"] if path not in {"/events", "/alerts/{id}"}
    ]
    places = [f"/api/v1{path}" for path in paths]
    places += [
        "/",
        "/alerts",
        "/feeds",
        "/watchlists",
        f"/stories/{story}",
        "/metrics",
        "/readyz",
        "/healthz",
    ]
    for place in places:
        text = await (await morning.get(place)).text()
        assert not [secret for secret in SECRETS if secret in text], place


@pytest.mark.parametrize(
    "path",
    [
        "/stories/nothing",
        "/stories/zz%00",
        "/stories/06%2F..%2F",
        "/stories/nothing/versions",
        "/stories/nothing/diff",
        "/alerts/nothing",
        "/nowhere",
    ],
)
async def test_what_is_not_there_is_404(morning: Room, path: str) -> None:
    assert list(await morning.json(path, 404)) == ["error"]


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/stories?limit=0", "limit must be a whole number from 1 to 500, not '0'"),
        ("/stories?limit=1e3", "limit"),
        ("/stories?limit=٣", "limit"),
        ("/stories?limit=99999999999999999999999", "limit"),
        ("/stories?before=yesterday", "before"),
        ("/stories?before=9999-12-31T23:59:59-23:00", "before"),
        ("/stories?before=yesterday~06ab", "before"),
        ("/stories?limt=5", "limt"),
        ("/alerts?limit=-1", "limit"),
        ("/deliveries?failed=perhaps", "failed"),
        ("/feeds?x=1", "'x'"),
        (f"/stories?q={'a' * 501}", "q"),
    ],
)
async def test_a_bad_parameter_is_400_and_says_which(room: Room, path: str, names: str) -> None:
    assert names in (await room.json(path, 400))["error"]


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("from=2&to=2", 400, "earlier"),
        ("from=2&to=1", 400, "earlier"),
        ("from=x&to=2", 400, "from"),
        ("to=9", 404, "kept are 1, 2"),
        ("to=1", 404, "nothing to compare"),
    ],
)
async def test_a_pair_that_is_none_is_refused(morning: Room, query: str, status: int, says: str) -> None:
    ferry = (await morning.stories())["g-1"]
    assert says in (await morning.json(f"/stories/{ferry.id}/diff?{query}", status))["error"]


async def test_a_method_that_is_not_there(room: Room) -> None:
    answer = await room.client.delete("/api/v1/stories")
    assert answer.status == 405
    assert "error" in await answer.json()


async def test_the_description_covers_every_route(room: Room) -> None:
    described = {
        (method.upper(), f"/api/v1{path}")
        for path, methods in DOCUMENT["paths"].items()
        for method in methods
    }
    served = {
        (route.method, route.resource.canonical)
        for route in room.web._application.router.routes()
        if route.resource is not None
        and route.resource.canonical.startswith("/api/")
        and route.method != "HEAD"
    }
    assert described == served
    assert await room.json("/openapi.json") == DOCUMENT
    Draft202012Validator.check_schema({"$defs": DOCUMENT["components"]["schemas"]})


async def test_a_copy_that_still_carries_the_error_is_listed_with_the_time_since(house: House) -> None:
    page = WebServer(house.app)
    await page.start()
    house.agency.publish("wire", house.item("w-1", HEADLINE, *TALKS))
    await house.turn()
    house.agency.publish("outlet", house.item("o-1", "Envoy lands", *TALKS))
    await house.turn()
    mended = swap("Daniel Brandt", "Karin Brandt")
    house.agency.rewrite("wire", "w-1", title=f"CORRECTED-{HEADLINE}", paragraphs=mended)
    await house.turn()
    house.clock.step(660)
    story = await house.story("w-1")
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{page.address}/api/v1/stories/{story.id}") as response:
            (copy,) = (await response.json())["also_in"]
        async with session.get(f"{page.address}/stories/{story.id}") as response:
            shown = await response.text()
    assert (copy["feed"], copy["carries_the_error"], copy["uncorrected_for"]) == ("outlet", True, 660)
    assert "still carries the error" in shown
    await page.stop()
