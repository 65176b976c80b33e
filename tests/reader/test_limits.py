"""The worker's limits, broken for real: time, memory, and what must not come near the loop."""

import html
import multiprocessing
from datetime import UTC, datetime

import pytest

from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Feed, FeedState
from monitor.reader import Reader, ReadLimits, read_file

NOW = datetime(2025, 3, 14, 8, 0, tzinfo=UTC)
FEED = Feed(id="north", url="http://127.0.0.1:9/feed.xml", agency="north")
ATTRIBUTES = " ".join(f"a{number}='1'" for number in range(40_000))
ATTRIBUTE_BOMB = (
    f"<rss version='2.0'><channel><item {ATTRIBUTES}><title>x</title></item></channel></rss>".encode()
)
TAG_BOMB = b"<rss version='2.0'><channel>" + b"<item><title>x" * 30_000
NESTED = (
    b"<rss version='2.0'><channel><item>" + b"<a>" * 50_000 + b"</a>" * 50_000 + b"</item></channel></rss>"
)
ENTITY_BOMB = (
    b"<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'>"
    + b"".join(b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><rss version='2.0'><channel><item><title>&j;</title></item></channel></rss>"
)


def document(body: bytes) -> Document:
    return Document(FEED.url, body, "application/rss+xml", "", NOW)


def rss(*texts: str) -> bytes:
    items = "".join(
        f"<item><title>T</title><description>{html.escape(text)}</description></item>" for text in texts
    )
    return f"<rss version='2.0'><channel>{items}</channel></rss>".encode()


async def refused(reader: Reader, body: bytes) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        await reader.read(document(body), FEED, NOW)
    return caught.value


async def test_cpu_time_is_limited_and_the_next_document_is_read() -> None:
    reader = Reader(ReadLimits(cpu=1, wall=120.0))
    try:
        problem = await refused(reader, ATTRIBUTE_BOMB)
        assert problem.state is FeedState.MALFORMED
        assert "broke its limits" in problem.detail
        assert multiprocessing.active_children() == []
        assert (await reader.read(document(rss("<p>Wind.</p>")), FEED, NOW)).drafts
    finally:
        reader.close()


async def test_memory_is_limited_and_the_next_large_document_is_read() -> None:
    reader = Reader(ReadLimits(memory=420 * 1024 * 1024, wall=120.0))
    try:
        problem = await refused(reader, rss("Wind and rain. " * 8_000_000))
        assert problem.state is FeedState.MALFORMED
        assert "needs more memory than it may have" in problem.detail
        assert multiprocessing.active_children() == []  # a process whose memory ran out is not asked again
        assert (await reader.read(document(rss("<p>Wind.</p>" * 9000)), FEED, NOW)).drafts
    finally:
        reader.close()


@pytest.mark.parametrize("body", [TAG_BOMB, NESTED, ENTITY_BOMB], ids=["tags", "nesting", "entities"])
async def test_a_bomb_is_read_or_put_aside_within_the_limits(body: bytes) -> None:
    reader = Reader(ReadLimits(cpu=1, wall=120.0))
    try:
        try:
            read = await reader.read(document(body), FEED, NOW)
        except UnreadableDocument as problem:
            states = {problem.state}
        else:
            states = {FeedState.MALFORMED}
            assert sum(len(draft.headline) for draft in read.drafts) < 10 * len(body)
        assert states == {FeedState.MALFORMED}
        assert (await reader.read(document(rss("<p>Wind.</p>")), FEED, NOW)).drafts
    finally:
        reader.close()


def test_a_saved_file_is_read_within_the_limits_too() -> None:
    reader = Reader(ReadLimits(cpu=1, wall=120.0))
    try:
        large = b"Ferry stays\n\n" + b"Wind and rain. " * 20_000
        assert len(reader.read_file(large, "large.txt", NOW).drafts) == 1
        assert reader._worker is not None
        with pytest.raises(UnreadableDocument):
            reader.read_file(ATTRIBUTE_BOMB, "bomb.xml", NOW)
        assert reader.read_file(rss("<p>Wind.</p>"), "small.xml", NOW).drafts
    finally:
        reader.close()


def test_the_process_of_a_saved_file_ends_with_it() -> None:
    read = read_file(rss(*["<p>Wind.</p>"] * 3000), "large.xml", NOW)
    assert len(read.drafts) == 3000
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(
    ("body", "light"),
    [
        (rss("<p>Wind.</p>"), True),
        (rss(*["<p>Wind and rain on the crossing.</p>" * 30] * 30), True),
        (b"<a>x</a>" * 6150, False),
        (rss(*["x"] * 301), False),
        (b"<item><author>" + b"a." * 300 + b"</author></item>", False),
        (b"<dc:Creator a='b'> <![CDATA[" + b"a." * 300 + b"]]></dc:Creator>", False),
        (b"<author>Anna Berg</author>", True),
        (b"<description>" + b"a." * 300 + b"</description>", True),
        (b"<a " + b"b" * 2100 + b">", False),
        (b"<a " + b"b" * 17_000 + b">", False),
        (b"<a>" * 4001, False),
        (b"<p>" + b"x" * 300 + b"</p>", True),
    ],
)
def test_only_light_documents_are_read_on_the_loop(body: bytes, *, light: bool) -> None:
    assert ReadLimits().is_light(body) is light
