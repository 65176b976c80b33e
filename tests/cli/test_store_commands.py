"""Commands over what a service stored: the house writes it through its own loops, the command reads it."""

import asyncio
import shutil
from pathlib import Path
from typing import Any

import pytest

from monitor.model.alert import DeliveryState
from tests.cli.conftest import Call, Said
from tests.servers.desk import SECRET, Answer
from tests.servers.house import House
from tests.servers.store import StoreServer
from tests.web.test_pages import Outline

OLD = "Karin Brandt said that 9 crew members had been taken off the ferry before the fog came down."
NEW = "Karin Brandt said that 90 crew members had been taken off the ferry before the fog came down."
REST = "The harbour office has asked for divers to look at the hull once the tide lets them work."


class Room:
    """A house in which a ferry story was told and then changed, and the command line beside it."""

    def __init__(self, house: House, call: Call) -> None:
        self.house = house
        self._call = call

    async def call(self, *words: object) -> Said:
        """Call a command as another process would, with the house's config."""
        options = ("--config", self.house.folder)
        return await asyncio.to_thread(self._call, *words, *options, DESK_SECRET=SECRET)

    async def json(self, *words: object) -> Any:
        said = await self.call(*words, "--json")
        assert said.code == 0
        return said.objects[0]


@pytest.fixture
async def room(house: House, call: Call) -> Room:
    house.agency.publish("wire", house.item("ferry", "Ferry aground", OLD, REST))
    assert await house.turn() == [("first_mention", "Karin Brandt")]
    house.agency.rewrite("wire", "ferry", paragraphs=(NEW, REST))
    assert await house.turn() == [("update", "Karin Brandt")]
    return Room(house, call)


async def test_stories_lists_the_newest_first(room: Room) -> None:
    story = await room.house.story("ferry")

    said, shapes = await room.call("stories", "--limit", 2), await room.json("stories")

    assert said.code == 0
    assert len(said.lines) == 2
    assert said.lines[0].split("\t")[0] == story.id
    assert said.lines[0].endswith("\tFerry aground")
    assert [shape["version"] for shape in shapes] == [2, 1, 1, 1]


async def test_show_takes_the_beginning_of_an_id(room: Room) -> None:
    story = await room.house.story("ferry")

    said, shape = await room.call("show", story.id[:8]), await room.json("show", story.id)

    assert said.lines[0] == "Ferry aground"
    assert "told for Karin Brandt (Strait) since version 1: desk" in said.lines
    assert NEW in said.lines
    assert [version["number"] for version in shape["versions"]] == [1, 2]
    assert [version["paragraphs"][0] for version in shape["versions"]] == [OLD, NEW]


async def test_a_story_that_is_not_there_or_not_alone_is_no_answer(room: Room) -> None:
    stories = await room.house.app.store.stories.recent(10)
    first = {story.id[0] for story in stories}
    assert len(first) < len(stories), "some ids begin alike"

    missing, many = await room.call("show", "zz"), await room.call("show", "0")

    assert (missing.code, many.code) == (1, 1)
    assert "zz" in missing.err
    assert "several" in many.err


async def test_diff_shows_the_words_that_differ_with_signs(room: Room) -> None:
    story = await room.house.story("ferry")

    said, shape = await room.call("diff", story.id), await room.json("diff", story.id, 1, 2)

    assert said.code == 0
    assert (
        "- Karin Brandt said that [-9-] crew members had been taken off the ferry before the fog came down."
        in [line.rstrip() for line in said.lines]
    )
    assert any(line.startswith("+ ") and "{+90+}" in line for line in said.lines)
    assert (shape["from"], shape["to"]) == (1, 2)
    assert shape["facts"][0]["new"] == "90"


@pytest.mark.parametrize("numbers", [(2, 1), (1, 7), (5,)])
async def test_versions_that_make_no_pair_are_no_answer(room: Room, numbers: tuple[int, ...]) -> None:
    story = await room.house.story("ferry")

    said = await room.call("diff", story.id, *numbers)

    assert said.code == 1
    assert "kept are 1, 2" in said.err


async def test_alerts_are_listed_with_their_reason(room: Room) -> None:
    said, shapes = await room.call("alerts"), await room.json("alerts")

    assert [line.split("\t")[2] for line in said.lines] == ["update", "first mention"]
    assert [shape["type"] for shape in shapes] == ["story.update", "story.first_mention"]
    assert shapes[0]["deliveries"][0]["state"] == "delivered"


async def test_failed_deliveries_are_listed_alone_and_sent_again_under_their_id(room: Room) -> None:
    house = room.house
    house.desk.answer = Answer(status=410)
    house.agency.publish("wire", house.item("mole", "Mole lights dark", "Ilya Marsh said the lights failed."))
    await house.turn()

    (failed,), everything = await room.json("deliveries", "--failed"), await room.json("deliveries")
    again = await room.call("redeliver", failed["id"], "no-such-id")

    assert failed["state"] == "dead"
    assert len(everything) == 3
    assert again.code == 1
    assert failed["id"] in again.out
    assert "no-such-id" in again.err
    delivery = await house.app.store.deliveries.get(failed["id"])
    assert delivery is not None
    assert delivery.state is not DeliveryState.DEAD


async def test_feeds_shows_the_health_of_each_and_no_secret(room: Room) -> None:
    said, shapes = await room.call("feeds"), await room.json("feeds")

    assert [line.split("\t")[:2] for line in said.lines] == [
        ["wire", "ok"],
        ["outlet", "ok"],
        ["third", "ok"],
    ]
    assert [shape["health"]["entries"] for shape in shapes] == [2, 1, 1]


async def test_a_test_message_reaches_the_desk_signed(room: Room) -> None:
    before = len(room.house.desk.requests)

    said = await room.call("send-test", "desk")

    (message,) = room.house.desk.requests[before:]
    assert said.code == 0
    assert message.verified
    assert message.json["type"] == "test"


async def test_a_desk_that_refuses_the_test_is_told(room: Room) -> None:
    room.house.desk.answer = Answer(status=500)

    said = await room.call("send-test", "desk")

    assert said.code == 1
    assert "500" in said.err


async def test_a_receiver_that_is_not_configured_is_wrong_usage(room: Room) -> None:
    said = await room.call("send-test", "dessk")

    assert said.code == 2
    assert "did you mean desk?" in said.err


async def test_replay_tells_what_the_watchlists_of_now_would_have_told(room: Room) -> None:
    before = len(room.house.desk.requests)
    room.house.write(watchlists__strait="watchlist: Tides\ntopics: [{name: Divers, any: [divers]}]\n")

    said = await room.call("replay", "--since", "3650d")

    assert said.code == 0
    assert [line.split("  ")[1].split(":")[0] for line in said.lines[:2]] == ["first mention", "update"]
    assert "  Divers (Tides), first mention: 1" in said.lines
    assert len(room.house.desk.requests) == before


async def test_replay_says_what_is_new_and_what_is_gone(room: Room, tmp_path: Path) -> None:
    running = shutil.copytree(room.house.folder, tmp_path / "running")
    room.house.write(watchlists__strait="watchlist: Tides\ntopics: [{name: Divers, any: [divers]}]\n")

    said = await room.call("replay", "--since", "3650d", "--against", str(running))
    rows = (await room.call("replay", "--since", "3650d", "--against", str(running), "--json")).objects

    marks = [line[0] for line in said.lines if "→" in line]
    assert said.code == 0
    assert marks.count("+") == sum(row["change"] == "new" for row in rows) >= 2
    assert marks.count("-") == sum(row["change"] == "gone" for row in rows) >= 1
    assert any("against the other config:" in line for line in said.lines)
    assert any(line.startswith("  Divers (Tides): ") and line.endswith(" new, 0 gone") for line in said.lines)
    assert sum("2025-03-14" in line and "→" not in line for line in said.lines) == 1


async def test_replay_compares_with_the_watchlists_that_the_service_last_used(room: Room) -> None:
    await room.house.app.reviewer.review_if_due()
    same = await room.call("replay", "--since", "3650d")
    room.house.write(watchlists__strait="watchlist: Tides\ntopics: [{name: Divers, any: [divers]}]\n")

    said = await room.call("replay", "--since", "3650d")

    assert not any("against" in line for line in same.lines)
    marks = [line[0] for line in said.lines if "→" in line]
    assert marks.count("+") >= 2
    assert marks.count("-") >= 1
    assert any(line.startswith("  Divers (Tides): ") and line.endswith(" new, 0 gone") for line in said.lines)


async def test_replay_writes_a_page_with_plots(room: Room, tmp_path: Path) -> None:
    running = shutil.copytree(room.house.folder, tmp_path / "running")
    room.house.write(watchlists__strait="watchlist: Tides\ntopics: [{name: Divers, any: [divers]}]\n")
    page = tmp_path / "page.html"

    said = await room.call("replay", "--since", "3650d", "--against", str(running), "--html", str(page))
    rows = (await room.call("replay", "--since", "3650d", "--against", str(running), "--json")).objects

    text = page.read_text(encoding="utf-8")
    outline = Outline(text)
    assert said.code == 0
    assert said.lines[-1] == f"The page is at {page}"
    assert not any("→" in line for line in said.lines)
    assert len(outline.all("svg")) == 1 + len({row["watch"]["name"] for row in rows})
    assert text.count('<li class="new">') == sum(row["change"] == "new" for row in rows) >= 2
    assert text.count('<li class="gone">') == sum(row["change"] == "gone" for row in rows) >= 1
    assert all(row["story"]["page"] in text or row["story"]["url"] in text for row in rows)


async def test_a_page_that_cannot_be_written_is_told_before_the_work(room: Room, tmp_path: Path) -> None:
    said = await room.call("replay", "--html", str(tmp_path / "nowhere" / "page.html"))

    assert said.code == 2
    assert "there is no folder" in said.err


async def test_a_time_that_is_none_is_wrong_usage(room: Room) -> None:
    assert (await room.call("replay", "--since", "a week")).code == 2


async def test_an_empty_store_lists_nothing_and_that_is_fine(
    call: Call, config: Path, shared_store: StoreServer
) -> None:
    await shared_store.flush()
    (config / "wirewatch.yaml").write_text(f"store: {{url: '{shared_store.url}'}}\n")

    said = await asyncio.to_thread(call, "stories", "--config", config, "--json")

    assert (said.code, said.objects) == (0, [[]])
