import re

import pytest
from aiohttp import ClientSession

from monitor.config.load import load
from monitor.model.errors import ConfigError
from monitor.web.guard import Listen, listen_of, token_for
from monitor.web.server import WebServer
from tests.web.room import ENVIRON, Room

OUTSIDE = '{listen: "0.0.0.0:0", token_file: token}'
PATHS = (
    "/",
    "/alerts",
    "/feeds",
    "/watchlists",
    "/api/v1/stories",
    "/healthz",
    "/nowhere",
    "/static/wirewatch.css",
)


@pytest.fixture
async def outside(room: Room) -> Room:
    """The service on every address, with a token."""
    await room.client.close()
    await room.web.stop()
    await room.app.stop()
    (room.folder / "token").write_text("tok-1234567890abcdef\n")
    await room.open(OUTSIDE)
    return room


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_carries_the_headers(room: Room, path: str) -> None:
    headers = (await room.get(path)).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Server"] == "wirewatch"
    assert headers["Cache-Control"] == ("no-cache" if path.startswith("/static/") else "no-store")
    assert "Set-Cookie" not in headers


async def test_no_page_needs_what_the_policy_forbids(morning: Room) -> None:
    story = (await morning.stories())["g-1"].id
    for path in ("/", f"/stories/{story}", f"/stories/{story}/diff/1/2", "/alerts", "/feeds", "/watchlists"):
        page = await morning.page(path)
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|<script(?! src=\"/static/)", page)


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8080", "127.0.0.1", "[::1]:80", "watch.example", "WATCH.example:443"]
)
async def test_loopback_answers_to_its_own_names(room: Room, host: str) -> None:
    assert (await room.get("/api/v1/stories", Host=host)).status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.example", "10.0.0.1", "["]
)
async def test_a_rebound_name_is_refused(room: Room, host: str) -> None:
    assert (await room.get("/api/v1/stories", Host=host)).status == 421


async def test_outside_nothing_is_told_without_the_token(outside: Room) -> None:
    for path in (
        "/",
        "/stories",
        "/alerts",
        "/api/v1/stories",
        "/api/v1/events",
        "/api/v1/openapi.json",
        "/nowhere",
    ):
        answer = await outside.get(path)
        assert answer.status == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    for path in ("/healthz", "/readyz", "/metrics", "/static/wirewatch.css"):
        assert (await outside.get(path)).status == 200


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("Bearer tok-1234567890abcdef", 200),
        ("bearer tok-1234567890abcdef", 200),
        ("Bearer tok-1234567890abcde", 401),
        ("Bearer ", 401),
        ("Basic tok-1234567890abcdef", 401),
        ("Bearer \u00e9", 401),
        ("Basic YW55b25lOnRvay0xMjM0NTY3ODkwYWJjZGVm", 200),  # anyone:tok-…, as a browser asks for it
        ("Basic dG9rLTEyMzQ1Njc4OTBhYmNkZWY6", 401),
        ("Basic /w==", 401),
        ("Digest tok-1234567890abcdef", 401),
    ],
)
async def test_the_token_opens(outside: Room, given: str, status: int) -> None:
    assert (await outside.get("/api/v1/stories", Authorization=given)).status == status


async def test_a_dotted_path_is_not_an_open_one(outside: Room) -> None:
    async with ClientSession() as client:
        for path in (
            "/static/../api/v1/stories",
            "/static/%2e%2e/stories",
            "/healthz/../stories",
            "//stories",
        ):
            answer = await client.get(f"{outside.web.address.replace('0.0.0.0', '127.0.0.1')}{path}")
            assert answer.status in {401, 403, 404}


async def test_without_a_token_it_does_not_start_outside(room: Room) -> None:
    with pytest.raises(ConfigError, match="token_file"):
        token_for(Listen("0.0.0.0", 80), None)
    room.write('{listen: "0.0.0.0:0"}')
    with pytest.raises(ConfigError, match="token"):
        load(room.folder, ENVIRON)


async def test_a_taken_address_is_said_plainly(room: Room) -> None:
    taken = room.web.address.removeprefix("http://")
    room.write(f'{{listen: "{taken}"}}')
    room.app.config = load(room.folder, ENVIRON)
    with pytest.raises(ConfigError, match=r"cannot be listened on: .*; stop what uses it"):
        await WebServer(room.app).start()


@pytest.mark.parametrize(
    ("text", "listen", "loopback"),
    [
        ("127.0.0.1:8080", Listen("127.0.0.1", 8080), True),
        ("[::1]:0", Listen("::1", 0), True),
        ("localhost:80", Listen("localhost", 80), True),
        ("0.0.0.0:80", Listen("0.0.0.0", 80), False),
        (":80", Listen("0.0.0.0", 80), False),
        ("127.0.0.1.example:80", Listen("127.0.0.1.example", 80), False),
        ("[::]:80", Listen("::", 80), False),
    ],
)
def test_addresses_are_read(text: str, listen: Listen, loopback: bool) -> None:  # noqa: FBT001 - a row of a table
    assert listen_of(text) == listen
    assert listen_of(text).loopback is loopback


@pytest.mark.parametrize(
    "text", ["8080", "localhost", "localhost:x", "localhost:99999", "a@b:1", "a:1/x", "[::1:1"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match=r"127\.0\.0\.1:8080"):
        listen_of(text)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 404),
        ({"Origin": "ours"}, 404),
        ({"Origin": "http://watch.example"}, 404),
        ({"Sec-Fetch-Site": "same-origin"}, 404),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[", "Sec-Fetch-Site": "same-origin"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
@pytest.mark.parametrize("path", ["/deliveries/x/redeliver", "/api/v1/deliveries/x/redeliver"])
async def test_only_our_own_forms_change_anything(
    room: Room, path: str, headers: dict[str, str], status: int
) -> None:
    sent = {name: room.web.address if value == "ours" else value for name, value in headers.items()}
    assert (await room.client.post(path, headers=sent)).status == status


async def test_a_nameless_origin_is_no_origin_of_ours(room: Room) -> None:
    await room.client.close()
    await room.web.stop()
    await room.app.stop()
    await room.open("{listen: 127.0.0.1:0}")
    answer = await room.client.post("/deliveries/x/redeliver", headers={"Origin": "null"})
    assert answer.status == 403
