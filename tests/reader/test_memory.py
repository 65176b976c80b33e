"""What is kept of a feed's last document: an entry is read once, and what is kept is bounded."""

import html
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Feed
from monitor.reader import Read, Reader, ReadLimits, read_now

NOW = datetime(2025, 3, 14, 8, 0, tzinfo=UTC)
FEED = Feed(id="north", url="http://127.0.0.1:9/feed.xml", agency="north")
HEAD = "<title>North</title><lastBuildDate>{}</lastBuildDate>"


def item(number: int, text: str = "The ferry stays.", date: str = "") -> str:
    body = html.escape(f"<p>{text}</p>")
    dated = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<item><guid>g{number}</guid><title>Ferry {number}</title><description>{body}</description>{dated}</item>"


def feed_of(*items: str, head: str = HEAD.format(1)) -> Document:
    body = f"<?xml version='1.0'?><rss version='2.0'><channel>{head}{''.join(items)}</channel></rss>".encode()
    return Document(FEED.url, body, "application/rss+xml", "", NOW)


@pytest.fixture
async def reader() -> AsyncIterator[Reader]:
    made = Reader()
    yield made
    made.close()


async def read_twice(reader: Reader, first: Document, second: Document) -> tuple[Read, Read]:
    return await reader.read(first, FEED, NOW), await reader.read(second, FEED, NOW + timedelta(hours=1))


async def test_an_entry_seen_before_comes_back_as_the_same_draft(reader: Reader) -> None:
    first, second = await read_twice(
        reader, feed_of(item(1), item(2)), feed_of(item(3), item(1), item(2), head=HEAD.format(2))
    )
    assert [draft.headline for draft in second.drafts] == ["Ferry 3", "Ferry 1", "Ferry 2"]
    assert second.drafts[1] is first.drafts[0]
    assert second.drafts[2] is first.drafts[1]
    assert second == read_now(feed_of(item(3), item(1), item(2)), FEED, NOW)


async def test_a_changed_entry_is_read_anew(reader: Reader) -> None:
    first, second = await read_twice(
        reader, feed_of(item(1), item(2)), feed_of(item(1, "It sails."), item(2))
    )
    assert second.drafts[0].paragraphs == ("It sails.",)
    assert second.drafts[1] is first.drafts[1]


async def test_another_language_of_the_feed_makes_new_drafts(reader: Reader) -> None:
    spoken = feed_of(item(1), head=HEAD.format(1) + "<language>fr</language>")
    first, second = await read_twice(reader, feed_of(item(1)), spoken)
    assert first.drafts[0].language == ""
    assert second.drafts[0].language == "fr"


async def test_another_configuration_makes_new_drafts(reader: Reader) -> None:
    document = feed_of(item(1))
    await reader.read(document, FEED, NOW)
    moved = await reader.read(document, replace(FEED, agency="south"), NOW)
    assert moved.drafts[0].agency == "south"


async def test_a_document_in_doubt_is_read_whole_and_its_known_entries_are_kept(reader: Reader) -> None:
    odd = feed_of(item(1), item(2).replace("</item>", "<a>&nbsp;</a></item>"))
    first, second = await read_twice(reader, odd, feed_of(item(1), item(2)))
    assert first.reading.warnings
    assert not second.reading.warnings
    assert second.drafts[0] is first.drafts[0]


async def test_a_json_feed_keeps_its_known_entries_too(reader: Reader) -> None:
    body = b'{"version": "https://jsonfeed.org/version/1.1", "title": "N", "items": [{"id": "1", "title": "Ferry"}%s]}'
    one = replace(feed_of(), body=body % b"")
    two = replace(feed_of(), body=body % b', {"id": "2", "title": "Boat"}')
    first, second = await read_twice(reader, one, two)
    assert len(second.drafts) == 2
    assert second.drafts[0] is first.drafts[0]


async def test_a_clamped_date_does_not_move_from_poll_to_poll(reader: Reader) -> None:
    ahead = item(1, date="Sat, 15 Mar 2025 08:00:00 GMT")
    first, second = await read_twice(reader, feed_of(ahead), feed_of(item(2), ahead))
    assert first.drafts[0].published == NOW
    assert second.drafts[1].published == NOW
    assert "15 Mar 2025" in second.drafts[1].date_note


async def test_a_document_that_breaks_leaves_what_is_known(reader: Reader) -> None:
    first = await reader.read(feed_of(item(1)), FEED, NOW)
    with pytest.raises(UnreadableDocument):
        await reader.read(replace(feed_of(), body=b"<html>no</html>"), FEED, NOW)
    assert (await reader.read(feed_of(item(1)), FEED, NOW)).drafts[0] is first.drafts[0]


async def test_a_document_read_by_the_worker_is_known_too() -> None:
    reader = Reader(ReadLimits(inline=600))
    try:
        first = await reader.read(feed_of(*map(item, range(20))), FEED, NOW)
        worker = reader._worker
        assert worker is not None
        worker.kill()
        second = await reader.read(feed_of(*map(item, range(-1, 20))), FEED, NOW)
        assert len(second.drafts) == 21
        assert second.drafts[1:] == first.drafts
        assert all(new is old for new, old in zip(second.drafts[1:], first.drafts, strict=True))
    finally:
        reader.close()


async def test_what_is_kept_stays_within_its_bytes() -> None:
    reader = Reader(ReadLimits(kept=60_000))
    for number in range(200):
        feed = replace(FEED, id=f"f{number}")
        await reader.read(feed_of(*(item(n, "Wind. " * 50) for n in range(4))), feed, NOW)
        assert 0 < reader._memory.size <= 60_000
    assert reader._memory.get(replace(FEED, id="f199"), FEED.url) is not None
    assert reader._memory.get(replace(FEED, id="f0"), FEED.url) is None


async def test_a_document_larger_than_all_that_may_be_kept_is_not_kept() -> None:
    reader = Reader(ReadLimits(kept=1000))
    read = await reader.read(feed_of(item(1), item(2)), FEED, NOW)
    assert len(read.drafts) == 2
    assert reader._memory.size == 0


async def test_a_week_of_polls_keeps_one_document(reader: Reader) -> None:
    sizes = set()
    for number in range(300):
        await reader.read(feed_of(*(item(n) for n in range(number + 100, number + 110))), FEED, NOW)
        sizes.add(reader._memory.size)
    assert len(sizes) == 1
