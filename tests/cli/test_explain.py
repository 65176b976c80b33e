"""`poll --explain`: what the service would make of each entry, and why, against the store it uses."""

import asyncio

import pytest

from monitor.clock import SystemClock
from tests.cli.conftest import Call, Said
from tests.pipeline.test_day import HEADLINE, TALKS
from tests.servers.desk import SECRET
from tests.servers.house import House

OLD = "Karin Brandt said that 9 crew members had been taken off the ferry before the fog came down."
NEW = "Karin Brandt said that 90 crew members had been taken off the ferry before the fog came down."
REST = "The harbour office has asked for divers to look at the hull once the tide lets them work."


@pytest.fixture
async def room(house: House) -> House:
    """A house whose clock shows the hour at which the command is called."""
    house.clock.jump((SystemClock().now() - house.clock.now()).total_seconds())
    house.agency.publish("wire", house.item("ferry", "Ferry aground", OLD, REST))
    await house.turn()
    return house


async def explain(house: House, call: Call, *words: object) -> Said:
    options = ("--explain", "--config", house.folder, *words)
    return await asyncio.to_thread(call, "poll", *options, DESK_SECRET=SECRET)


async def test_it_says_what_becomes_of_each_entry_and_why(room: House, call: Call) -> None:
    room.agency.rewrite("wire", "ferry", paragraphs=(NEW, REST))
    room.agency.publish("wire", room.item("rye", "Rye harvest late", "The rye is late this year."))

    said = await explain(room, call, "wire")

    assert said.code == 0
    assert said.lines == [
        "  Rye harvest late",
        "    a new story: nothing known is like it; nobody is told: no watch stands in it",
        "  Ferry aground",
        "    a new version 2: the same guid in the same agency; told: Karin Brandt (update)",
        "  Old news",
        "    nothing new: it is shown as it was shown before",
    ]


async def test_it_changes_nothing(room: House, call: Call) -> None:
    room.agency.rewrite("wire", "ferry", paragraphs=(NEW, REST))
    before = await room.app.store.stories.recent(10), await room.health("wire")

    await explain(room, call, "wire")

    assert (await room.app.store.stories.recent(10), await room.health("wire")) == before
    assert await room.turn() == [("update", "Karin Brandt")]


async def test_its_json_names_story_version_reason_and_alerts(room: House, call: Call) -> None:
    story = await room.story("ferry")
    room.agency.rewrite("wire", "ferry", paragraphs=(NEW, REST))

    ferry, old = (await explain(room, call, f"{room.agency.url}/wire.xml", "--json")).objects

    assert ferry == {
        "guid": "ferry",
        "url": "",
        "headline": "Ferry aground",
        "outcome": "NextVersion",
        "story": story.id,
        "version": 2,
        "reason": "the same guid in the same agency",
        "silence": "",
        "alerts": [{"watch": "Karin Brandt", "type": "story.update"}],
    }
    assert (old["outcome"], old["version"], old["alerts"]) == ("Leave", None, [])


async def test_a_feed_that_is_not_configured_is_refused_with_those_that_are(room: House, call: Call) -> None:
    said = await explain(room, call, "https://elsewhere.example/feed.xml")

    assert said.code == 2
    assert "configured are: wire, outlet, third" in said.err


async def test_a_feed_that_cannot_be_read_is_told(room: House, call: Call) -> None:
    room.write(feeds__gone=f"feeds:\n  - {{id: gone, url: {room.agency.url}/gone/nothing}}\n")

    said = await explain(room, call, "gone")

    assert said.code == 1
    assert "gone/nothing" in said.err


async def test_show_says_why_what_was_shown_last_made_no_version(room: House, call: Call) -> None:
    room.agency.publish("wire", room.item("talks", HEADLINE, *TALKS))
    await room.turn()
    room.agency.rewrite("wire", "talks", paragraphs=TALKS[:1])
    await room.turn()
    story = await room.story("talks")

    said = await asyncio.to_thread(call, "show", story.id, "--config", room.folder, DESK_SECRET=SECRET)

    (line,) = [line for line in said.lines if line.startswith("not a new version")]
    assert "from wire, because: " in line
