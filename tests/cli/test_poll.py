import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from monitor.cli.reading import is_url
from monitor.demo.newsroom import Item, Newsroom, rss
from tests.cli.conftest import Call
from tests.servers.agency import CHALLENGE

AT = datetime(2025, 3, 14, 7, 30, tzinfo=UTC)
ITEM = Item(
    "ferry-1", "Ferry aground off Port Alder", ("The board said 9 people were rescued.",), published=AT
)
ENTRY_KEYS = {
    "guid", "url", "headline", "slugline", "by", "dateline", "located", "language", "urgency", "pub_status",
    "version", "ed_note", "embargoed", "published", "updated", "markers", "subjects", "paragraphs", "furniture",
}  # fmt: skip


def saved(folder: Path, name: str, body: bytes) -> Path:
    path = folder / name
    path.write_bytes(body)
    return path


def feed(*items: Item) -> bytes:
    return rss("Coast Wire", list(items))


def test_a_saved_feed_is_shown_as_the_interface_says(call: Call, tmp_path: Path) -> None:
    path = saved(tmp_path, "coast.xml", feed(ITEM))

    said = call("poll", "--json", path)

    (document,) = said.objects
    (entry,) = document["entries"]
    assert said.code == 0
    assert document["feed"] == {
        "title": "Coast Wire",
        "format": "rss",
        "url": str(path),
        "state": "ok",
        "detail": "",
        "entries": 1,
        "warnings": [],
    }
    assert set(entry) == ENTRY_KEYS
    assert entry["headline"] == "Ferry aground off Port Alder"
    assert entry["paragraphs"] == ["The board said 9 people were rescued."]
    assert (entry["published"], entry["updated"], entry["pub_status"]) == (
        "2025-03-14T07:30:00Z",
        None,
        "usable",
    )


def test_furniture_and_markers_are_labelled_by_the_named_agency(call: Call, tmp_path: Path) -> None:
    story = Item("f", "UPDATE 2-Ferry aground", ("The board said so.",), published=AT)
    path = saved(tmp_path, "coast.xml", feed(story))

    (document,) = call("poll", "--json", "--agency", "reuters", path).objects

    (entry,) = document["entries"]
    assert [marker["name"] for marker in entry["markers"]] == ["update"]
    assert entry["markers"][0].keys() == {"name", "text"}
    assert entry["headline"] == "Ferry aground"


def test_a_bad_document_stops_no_other(call: Call, tmp_path: Path) -> None:
    good = saved(tmp_path, "good.xml", feed(ITEM))
    page = saved(tmp_path, "page.xml", CHALLENGE)

    said = call("poll", "--json", page, tmp_path / "none.xml", tmp_path, good)

    assert said.code == 0
    assert [document["feed"]["state"] for document in said.objects][-1] == "ok"
    assert [document["feed"]["state"] for document in said.objects[:3]] == ["blocked", "failing", "failing"]
    for document in said.objects[:3]:
        assert document["entries"] == []
        assert document["feed"]["detail"]


def test_when_nothing_could_be_read_the_answer_is_no(call: Call, tmp_path: Path) -> None:
    assert call("poll", saved(tmp_path, "none.xml", b"")).code == 1


def test_a_person_sees_what_was_recognised(call: Call, tmp_path: Path) -> None:
    said = call("poll", saved(tmp_path, "coast.xml", feed(ITEM)))

    assert said.lines[0].endswith(": ok: rss, “Coast Wire”, entries: 1")
    assert "  Ferry aground off Port Alder" in said.lines
    assert "    published: 2025-03-14T07:30:00Z" in said.lines


def test_feed_text_cannot_move_the_cursor(call: Call, tmp_path: Path) -> None:
    path = saved(tmp_path, "evil.txt", "Ferry \x1b[2J\x9b1mgone\n\nThe \x1b]0;owned\x07board.".encode())

    said = call("poll", path)

    assert said.code == 0
    assert not {"\x1b", "\x07", "\x9b"} & set(said.out)


async def polled(call: Call, newsroom: Newsroom, *options: str) -> Any:
    await newsroom.start()
    try:
        newsroom.publish("coast", ITEM)
        address = newsroom.address("coast")
        return await asyncio.to_thread(call, "poll", "--json", *options, address)
    finally:
        await newsroom.stop()


async def test_a_feed_on_a_private_address_is_asked_only_when_allowed(call: Call) -> None:
    refused = await polled(call, Newsroom())
    allowed = await polled(call, Newsroom(), "--allow-private", "127.0.0.0/8")

    assert refused.code == 1
    assert "not a public address" in refused.objects[0]["feed"]["detail"]
    assert allowed.code == 0
    assert allowed.objects[0]["entries"][0]["guid"] == "ferry-1"


def test_a_network_that_is_none_is_wrong_usage(call: Call) -> None:
    assert call("poll", "--allow-private", "the office", "https://coast.example/").code == 2


@given(st.text())
def test_only_web_addresses_are_asked_over_the_network(name: str) -> None:
    assert not is_url(name.replace("://", ""))
    assert is_url(f"HTTPS://{name}")
