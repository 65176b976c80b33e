"""robots.txt as RFC 9309 reads it, asked of a real server."""

from collections.abc import AsyncIterator

import pytest

from monitor.fetch.client import Fetcher, FetchLimits
from monitor.fetch.robots import Leave, Robots
from monitor.model.feed import Feed
from tests.servers.agency import Agency
from tests.servers.clock import SteppedClock

DAY = 86_400.0


class Desk:
    """Robots with what they need, and the agency they ask."""

    def __init__(self, agency: Agency, fetcher: Fetcher, clock: SteppedClock) -> None:
        self.agency, self.clock = agency, clock
        self.robots = Robots(lambda: fetcher, clock)
        self.feed = Feed(
            "wire", agency.url, "wire", headers=(("authorization", "t0ken"),), allow_private=("127.0.0.0/8",)
        )

    async def leave(self, path: str) -> Leave:
        return await self.robots.leave(self.agency.url + path, self.feed)


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    agency, clock = Agency(), SteppedClock()
    await agency.start()
    fetcher = Fetcher(FetchLimits(user_agent="Wirewatch/0.1 (+https://wirewatch.example)"), clock)
    yield Desk(agency, fetcher, clock)
    await fetcher.close()
    await agency.stop()


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/story/1", True),
        ("User-agent: *\nDisallow: /\n", "/story/1", False),
        ("User-agent: *\nDisallow: /\nAllow: /story/\n", "/story/1", True),
        ("User-agent: *\nDisallow: /*/print$\n", "/story/print", False),
        ("User-agent: *\nDisallow: /*/print$\n", "/story/print/2", True),
        ("User-agent: wirewatch\nDisallow: /\n\nUser-agent: *\nDisallow:\n", "/story/1", False),
        ("User-agent: otherbot\nDisallow: /\n", "/story/1", True),
        ("<html>no rules at all</html>", "/story/1", True),
    ],
)
async def test_the_longest_rule_for_our_name_decides(
    desk: Desk, rules: str, path: str, *, allowed: bool
) -> None:
    desk.agency.robots = rules
    assert (await desk.leave(path)).allowed is allowed


async def test_rules_are_asked_for_once_a_day(desk: Desk) -> None:
    for step in (0, 60, DAY - 100):
        desk.clock.step(step)
        assert (await desk.leave("/story/1")).allowed
    assert len(desk.agency.page_requests) == 1
    desk.agency.robots = "User-agent: *\nDisallow: /\n"
    desk.clock.step(100)
    assert not (await desk.leave("/story/1")).allowed
    assert len(desk.agency.page_requests) == 2


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410])
async def test_a_host_without_rules_allows_all(desk: Desk, code: int) -> None:
    desk.agency.robots_status = code
    assert await desk.leave("/story/1") == Leave(allowed=True)


@pytest.mark.parametrize("code", [429, 500, 503])
async def test_a_host_that_cannot_answer_is_left_alone_until_it_can(desk: Desk, code: int) -> None:
    desk.agency.robots_status = code
    leave = await desk.leave("/story/1")
    assert (leave.allowed, leave.wait) == (False, 600.0)
    desk.agency.robots_status = 200
    assert not (await desk.leave("/story/1")).allowed
    desk.clock.step(600)
    assert (await desk.leave("/story/1")).allowed


async def test_a_host_that_is_not_there_is_left_alone(desk: Desk) -> None:
    await desk.agency.stop()
    assert not (await desk.leave("/story/1")).allowed


@pytest.mark.parametrize(("asked", "kept"), [("2", 2.0), ("0.5", 0.5), ("301", 300.0), ("soon", 0.0)])
async def test_a_crawl_delay_is_told(desk: Desk, asked: str, kept: float) -> None:
    desk.agency.robots = f"User-agent: *\nCrawl-delay: {asked}\n"
    assert (await desk.leave("/story/1")).delay == kept


async def test_the_feeds_own_headers_are_not_sent(desk: Desk) -> None:
    await desk.leave("/story/1")
    assert "t0ken" not in str(desk.agency.page_headers)
