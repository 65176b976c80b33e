import asyncio
import json

from aiohttp import ClientResponse

from monitor.store.journal import JournalRecord
from monitor.web.events import event_of, places_of
from tests.web.room import Room


async def event(answer: ClientResponse, room: Room) -> tuple[str, dict[str, object]]:
    """The next event's id and data; time is stepped while it is awaited."""
    fields: dict[str, str] = {}
    while "data" not in fields:
        line = asyncio.ensure_future(answer.content.readline())
        while not line.done():
            room.clock.step(1)
            await asyncio.wait({line}, timeout=0.02)
        name, _, value = line.result().decode().rstrip("\n").partition(": ")
        fields[name] = value
    assert fields["event"] == "version"
    return fields["id"], json.loads(fields["data"])


async def test_a_committed_version_is_told(room: Room) -> None:
    async with asyncio.timeout(10), room.client.get("/api/v1/events") as answer:
        assert answer.content_type == "text/event-stream"
        story = await room.tell(room.draft("Truce in Sund", "A truce holds."))
        _, data = await event(answer, room)
        assert data == {"story": story.id, "version": 1, "kinds": [], "alerts": 1}
        await room.tell(room.draft("No truce in Sund", "A truce does not hold."))
        _, data = await event(answer, room)
        assert data["version"] == 2
        assert data["kinds"]


async def test_what_was_there_before_is_not_told(morning: Room) -> None:
    async with asyncio.timeout(10), morning.client.get("/api/v1/events") as answer:
        story = await morning.tell(morning.draft("Late news", "Text.", guid="late"))
        _, data = await event(answer, morning)
        assert data["story"] == story.id


async def test_a_lost_line_goes_on_where_it_was(room: Room) -> None:
    async with asyncio.timeout(10):
        async with room.client.get("/api/v1/events") as answer:
            await room.tell(room.draft("One", "Text.", guid="one"))
            last, _ = await event(answer, room)
        missed = await room.tell(room.draft("Two", "Text.", guid="two"))
        async with room.client.get("/api/v1/events", headers={"Last-Event-ID": last}) as answer:
            _, data = await event(answer, room)
            assert data["story"] == missed.id


async def test_a_silent_line_is_kept_open(room: Room) -> None:
    async with asyncio.timeout(10), room.client.get("/api/v1/events") as answer:
        text = b""
        while b": still here" not in text:
            room.clock.step(15)
            with_time = asyncio.ensure_future(answer.content.readline())
            while not with_time.done():
                room.clock.step(1)
                await asyncio.wait({with_time}, timeout=0.02)
            text += with_time.result()


async def test_stop_lets_the_listeners_go(room: Room) -> None:
    async with asyncio.timeout(4), room.client.get("/api/v1/events") as answer:
        await answer.content.readline()
        await room.web.stop()
        await answer.content.read()


async def test_more_listeners_than_there_is_room_for_are_told_so(room: Room) -> None:
    answers = [await room.client.get("/api/v1/events") for _ in range(64)]
    assert (await room.client.get("/api/v1/events")).status == 503
    for answer in answers:
        answer.close()


def test_an_id_is_read_back() -> None:
    record = JournalRecord(3, "17-0", "03aa", 2, ("update",), 1)
    text = event_of(record, {3: "17-0", 12: "5-2"}).decode()
    assert text.startswith("id: 3:17-0,12:5-2\n")
    assert places_of("3:17-0,12:5-2") == {3: "17-0", 12: "5-2"}


def test_a_made_up_id_is_passed_over() -> None:
    assert places_of("") == {}
    assert places_of("x:1-1,3:17,4:9-9,5:99999999999999999999-0, 6:1-1") == {4: "9-9"}
