"""Which address of a feed is asked, when, and how many at once."""

import asyncio
from datetime import UTC, datetime

from aiohttp import web

from monitor.model.feed import FeedState
from tests.servers.agency import redirect, status
from tests.servers.house import House

CRON = """\
feeds:
  - {{id: wire, url: {url}/wire.xml, cron: "*/15 * * * *"}}
"""


async def asked(house: House) -> list[str]:
    """Publish something new and poll. Returns the feeds whose addresses were asked, in order."""
    house.agency.feeds_asked.clear()
    number = len(house.agency.items["moved"])
    house.agency.publish("moved", house.item(f"w-{number}", f"Notice {number}", "The ferry sails again."))
    await house.turn()
    return [feed for feed in house.agency.feeds_asked if feed in {"wire", "moved", "elsewhere"}]


async def test_a_permanent_redirect_is_believed_after_three_in_a_row(house: House) -> None:
    house.agency.vices["wire"] = redirect(house.agency.address("moved"), 301)

    assert [await asked(house) for _ in range(5)] == [
        ["wire", "moved"],
        ["wire", "moved"],
        ["wire", "moved"],
        ["moved"],
        ["moved"],
    ]
    assert (await house.health("wire")).state is FeedState.MOVED


async def test_one_permanent_redirect_alone_moves_nothing(house: House) -> None:
    house.agency.vices["wire"] = redirect(house.agency.address("moved"), 301)
    await asked(house)
    del house.agency.vices["wire"]

    assert await asked(house) == ["wire"]
    assert (await house.health("wire")).state is FeedState.OK


async def test_a_redirect_to_another_place_is_counted_anew(house: House) -> None:
    for feed in ("moved", "moved", "elsewhere", "elsewhere"):
        house.agency.items["elsewhere"] = house.agency.items["moved"]
        house.agency.vices["wire"] = redirect(house.agency.address(feed), 301)
        assert await asked(house) == ["wire", feed]
    assert (await asked(house), await asked(house)) == (["wire", "elsewhere"], ["elsewhere"])


async def test_a_feed_with_a_cron_line_is_due_when_it_fires_and_after_a_failure_at_the_usual_pace(
    house: House,
) -> None:
    house.write(feeds__feeds=CRON.format(url=house.agency.url))
    assert await house.app.reload(house.folder, house.environ)
    house.clock.step(900)  # to 06:16:10; the fixture polled at 06:01:10
    await house.poll()
    assert (await house.health("wire")).next_due == datetime(2025, 3, 14, 6, 30, tzinfo=UTC)

    house.agency.vices["wire"] = status(503)
    house.clock.step(13 * 60 + 50)
    await house.poll()
    failed = await house.health("wire")
    assert failed.state is FeedState.FAILING
    assert failed.next_due is not None
    assert 60 <= (failed.next_due - house.clock.now()).total_seconds() <= 66

    del house.agency.vices["wire"]
    house.clock.step(70)
    await house.poll()
    assert (await house.health("wire")).next_due == datetime(2025, 3, 14, 6, 45, tzinfo=UTC)


async def test_no_more_than_a_hundred_feeds_are_asked_at_once(house: House) -> None:
    rows = "\n".join(f"  - {{id: many-{n}, url: {house.agency.url}/many-{n}.xml}}" for n in range(130))
    house.write(feeds__many=f"feeds:\n{rows}\n")
    answering = asyncio.Event()

    async def late(body: bytes, _request: web.Request) -> web.StreamResponse:
        await answering.wait()
        return web.Response(body=body, content_type="application/rss+xml")

    house.agency.vices |= {f"many-{n}": late for n in range(130)}
    assert await house.app.reload(house.folder, house.environ)

    first, second = await house.app.poller.poll_due(), await house.app.poller.poll_due()
    answering.set()
    await house.app.poller.drain()
    third = await house.app.poller.poll_due()
    await house.app.poller.drain()

    assert (first, second, third) == (100, 0, 30)
