from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, web

from monitor.web.errors import error_answers
from monitor.web.templating import Pages
from tests.servers.store import StoreServer, store_server
from tests.web.room import Room


@pytest.fixture
async def breaking(room: Room) -> AsyncIterator[str]:
    """A service whose every address breaks; its address."""

    async def breaks(_request: web.Request) -> web.Response:
        raise ZeroDivisionError("inner words")

    application = web.Application(middlewares=[error_answers(Pages(room.app))])
    application.router.add_get("/{path:.*}", breaks)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.mark.parametrize(
    ("path", "media_type"), [("/stories", "text/html"), ("/api/v1/stories", "application/json")]
)
async def test_what_breaks_is_logged_once_and_tells_nothing(
    breaking: str, capsys: pytest.CaptureFixture[str], path: str, media_type: str
) -> None:
    capsys.readouterr()
    async with ClientSession() as client, client.get(f"{breaking}{path}") as answer:
        assert answer.status == 500
        assert answer.content_type == media_type
        assert "inner words" not in await answer.text()
    said = "".join(capsys.readouterr())
    assert said.count("web.request_failed") == 1
    assert "ZeroDivisionError: inner words" in said


@pytest.fixture
def own_store() -> Iterator[StoreServer]:
    with store_server() as server:
        yield server


async def test_a_store_that_is_away_is_said_calmly(tmp_path: Path, own_store: StoreServer) -> None:
    async with Room(tmp_path, own_store.url) as room:
        own_store.kill()
        for path, media_type in (("/", "text/html"), ("/api/v1/stories", "application/json")):
            answer = await room.get(path)
            assert answer.status == 503
            assert answer.content_type == media_type
            assert "Retry-After" in answer.headers
        ready = await room.get("/readyz")
        assert ready.status == 503
        assert "store" in (await ready.json())["reasons"]
        assert (await room.get("/metrics")).status == 200
        assert (await room.get("/healthz")).status == 200


async def test_a_page_that_is_not_there_is_calm(room: Room) -> None:
    answer = await room.get("/nowhere")
    assert answer.status == 404
    assert answer.content_type == "text/html"
    assert "There is nothing here" in await answer.text()
