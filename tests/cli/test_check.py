import asyncio
import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.cli.conftest import Call
from tests.servers.agency import challenge_page
from tests.servers.desk import SECRET, Answer
from tests.servers.house import House


def test_the_schema_is_one_that_the_example_config_fits(call: Call, config: Path) -> None:
    schema = json.loads(call("schema").out)

    Draft202012Validator.check_schema(schema)
    for path in config.rglob("*.yaml"):
        Draft202012Validator(schema).validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert not Draft202012Validator(schema).is_valid({"peple": []})


def test_a_valid_config_is_fine(call: Call, config: Path) -> None:
    said = call("check", "--config", config)

    assert said.code == 0
    assert "feeds: 1, watchlists: 1, receivers: 0" in said.out


def test_every_problem_is_told_with_its_place_and_remedy_and_the_answer_is_no(
    call: Call, config: Path
) -> None:
    (config / "watchlists" / "harbour.yaml").write_text("watchlist: Harbour\npeple: [Ilse Marrow]\n")
    (config / "feeds" / "feeds.yaml").write_text("feeds:\n  - {id: coast, url: 3}\n")

    said = call("check", "--config", config)

    assert said.code == 1
    assert said.out == ""
    places = [line.split(": ")[0].removeprefix(f"{config}/") for line in said.err.splitlines()]
    assert any(place.startswith("watchlists/harbour.yaml:2:1") for place in places)
    assert any(place.startswith("feeds/feeds.yaml:2:") for place in places)


async def test_online_asks_each_feed_and_tries_each_webhook_once(house: House, call: Call) -> None:
    before = len(house.desk.requests), len(house.agency.requests)

    said = await asyncio.to_thread(call, "check", "--online", "--config", house.folder, DESK_SECRET=SECRET)

    (message,) = house.desk.requests[before[0] :]
    assert said.code == 0
    assert {line.split(":")[0] for line in said.lines[1:]} == {
        "feed wire",
        "feed outlet",
        "feed third",
        "receiver desk",
    }
    assert (message.json["type"], message.verified) == ("test", True)
    assert len(house.agency.requests) == before[1] + 3


@pytest.mark.parametrize("feed", ["wire", "third"])
async def test_a_feed_that_does_not_answer_well_is_told_and_the_answer_is_no(
    house: House, call: Call, feed: str
) -> None:
    house.agency.vices[feed] = challenge_page

    said = await asyncio.to_thread(call, "check", "--online", "--config", house.folder, DESK_SECRET=SECRET)

    assert said.code == 1
    assert any(line.startswith(f"feed {feed}: ") and ": blocked: " in line for line in said.lines)


async def test_a_desk_that_does_not_take_the_test_is_told_and_the_answer_is_no(
    house: House, call: Call
) -> None:
    house.desk.answer = Answer(status=503)

    said = await asyncio.to_thread(call, "check", "--online", "--config", house.folder, DESK_SECRET=SECRET)

    assert said.code == 1
    assert any(line.startswith("receiver desk: did not take the test: ") for line in said.lines)
