"""The reader: documents to drafts, the seed, and the limits of the worker."""

import asyncio
import html
import multiprocessing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Feed, FeedState
from monitor.model.story import Draft, FurnitureKind, PubStatus
from monitor.reader import Reader, ReadLimits, read_file, read_now

NOW = datetime(2025, 3, 14, 8, 0, tzinfo=UTC)
FEED = Feed(id="north", url="http://127.0.0.1:9/feed.xml", agency="north")
SEED = Path(__file__).parents[2] / "../shared/seed/000_cfb7fdf2e0e263e2.txt"


def document(body: bytes, media_type: str = "application/rss+xml") -> Document:
    return Document(url=FEED.url, body=body, media_type=media_type, body_hash="", fetched=NOW)


def rss(*items: tuple[str, str]) -> bytes:
    rows = "".join(
        f"<item><guid isPermaLink='false'>g{n}</guid><title>{html.escape(title)}</title>"
        f"<description>{html.escape(body)}</description></item>"
        for n, (title, body) in enumerate(items)
    )
    return (
        f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>{rows}</channel></rss>".encode()
    )


def only(body: bytes) -> Draft:
    return read_now(document(body), FEED, NOW).drafts[0]


def test_an_unknown_agency_has_its_unmistakable_forms_read() -> None:
    draft = only(
        rss((
            "CORRECTED-UPDATE 2-Harbour talks resume in Velden",
            ("<p>(Corrects name of the envoy in paragraph 2)</p>"
            "<p>VELDEN, Mar 14 (Norwire) - The harbour talks resumed on Friday.</p>"
            "<p>The envoy, Anna Berg, said she was hopeful.</p><p>(Reporting by Jo Lind; Editing by Per Dahl)</p>"),
        ))
    )  # fmt: skip
    assert draft.headline == "Harbour talks resume in Velden"
    assert draft.paragraphs == (
        "The harbour talks resumed on Friday.", "The envoy, Anna Berg, said she was hopeful.",
    )  # fmt: skip
    assert [(m.name, m.number) for m in draft.markers] == [
        ("correction", None), ("update", 2), ("correction", None),
    ]  # fmt: skip
    assert draft.dateline == "VELDEN, Mar 14 (Norwire) -"
    assert draft.located == "VELDEN"
    assert draft.ed_note == "(Corrects name of the envoy in paragraph 2)"
    assert draft.agency == "north"


def test_a_photographer_is_never_in_the_copy() -> None:
    body = "<p>The square was full.</p><p>People in Velden, 14 March. NORWIRE/STEVE WITKOFF /POOL</p><p>It rained.</p>"
    draft = only(rss(("Square full", body)))
    assert draft.paragraphs == ("The square was full.", "It rained.")
    assert [item.kind for item in draft.furniture] == [FurnitureKind.CAPTION, FurnitureKind.CREDIT]


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("STORY WITHDRAWN", "<p>Please note.</p>"),
        ("WITHDRAWN: Harbour talks fail", ""),
        ("Harbour talks fail", "<p>This story has been withdrawn because its source was not genuine.</p>"),
        ("KILL - Harbour talks fail", ""),
        ("RETRACTED: Harbour talks fail", ""),
        ("Harbour talks fail", "<p>STORY WITHDRAWN</p><p>The story will not be replaced.</p>"),
    ],
)
def test_a_declared_kill_cancels(headline: str, body: str) -> None:
    draft = only(rss((headline, body)))
    assert draft.pub_status is PubStatus.CANCELED
    assert "kill" in {marker.name for marker in draft.markers}


def seed_text() -> str:
    if not SEED.exists():
        pytest.skip("the seed lies beside the checkout only where the project is built")
    return SEED.read_text("utf-8")


def assert_seed(draft: Draft) -> None:
    kinds = [item.kind for item in draft.furniture]
    copy = "\n".join(draft.paragraphs)
    assert draft.headline == "Putin holds back Trump’s Ukraine plan as Russia pushes for clarity"
    assert draft.dateline == "Moscow, Mar 14 (EFE).—"
    assert draft.located == "Moscow"
    assert kinds.count(FurnitureKind.CAPTION) == 5
    assert kinds.count(FurnitureKind.CREDIT) == 5
    assert kinds.count(FurnitureKind.SUBHEAD) == 3
    assert [item.text for item in draft.furniture if item.kind is FurnitureKind.SIGN_OFF] == ["EFE", "mos-sk"]
    assert "SHEMETOV" not in copy
    assert "HANDOUT" not in copy
    assert all(name in copy for name in ("Putin", "Trump", "Peskov", "Mike Witkoff"))
    assert draft.paragraphs[0].startswith("Russian President Vladimir Putin has sought")
    assert draft.paragraphs[-1].endswith("surrender or die.”")
    assert len(draft.paragraphs) == 23
    assert draft.markers == ()


def test_the_seed_as_a_bare_text() -> None:
    read = read_file(seed_text().encode(), "seed.txt", NOW)
    assert_seed(read.drafts[0])


@pytest.mark.parametrize("tag", ["p", "figcaption"])
def test_the_seed_served_as_rss(tag: str) -> None:
    lines = [line.strip() for line in seed_text().split("\n") if line.strip()]
    body = "".join(
        f"<figure><img src='x.jpg'/><{tag}>{html.escape(line)}</{tag}></figure>"
        if "EFE-EPA/" in line
        else f"<p>{html.escape(line)}</p>"
        for line in [lines[0], *lines[2:]]
    )
    assert_seed(only(rss((lines[1], body))))


def test_the_seed_as_a_description_without_tags() -> None:
    lines = [line.strip() for line in seed_text().split("\n") if line.strip()]
    assert_seed(only(rss((lines[1], "\n\n".join([lines[0], *lines[2:]])))))


async def test_a_cancelled_reading_does_not_mix_up_the_next() -> None:
    first, second = rss(*[("First", "<p>One.</p>")] * 400), rss(("Second", "<p>Two.</p>"))
    reader = Reader(ReadLimits(inline=10))
    try:
        for _ in range(4):
            given_up = asyncio.create_task(reader.read(document(first), FEED, NOW))
            while reader._worker is None or not reader._turn.locked():  # noqa: ASYNC110 - the worker's thread tells nobody
                await asyncio.sleep(0)
            given_up.cancel()
            with pytest.raises(asyncio.CancelledError):
                await given_up
        assert (await reader.read(document(second), FEED, NOW)).drafts[0].headline == "Second"
    finally:
        reader.close()


async def test_a_large_document_is_read_by_the_worker_and_the_worker_is_kept() -> None:
    body = rss(*((f"Story {n}", f"<p>Body of story {n}.</p>") for n in range(40)))
    reader = Reader(ReadLimits(inline=100))
    try:
        first = await reader.read(document(body), FEED, NOW)
        worker = reader._worker
        second = await reader.read(document(body), FEED, NOW)
        assert first == second == read_now(document(body), FEED, NOW)
        assert reader._worker is worker
        with pytest.raises(UnreadableDocument) as refused:
            await reader.read(
                document(b"<html><title>Just a moment...</title>" + b" " * 200, "text/html"), FEED, NOW
            )
        assert refused.value.state is FeedState.BLOCKED
    finally:
        reader.close()


async def test_a_document_that_takes_too_long_is_put_aside_and_the_next_one_is_read() -> None:
    attributes = " ".join(f"a{n}='1'" for n in range(30000))
    slow = f"<rss version='2.0'><channel><item {attributes}><title>x</title></item></channel></rss>".encode()
    reader = Reader(ReadLimits(wall=2.0))
    try:
        with pytest.raises(UnreadableDocument) as refused:
            await reader.read(document(slow), FEED, NOW)
        assert refused.value.state is FeedState.MALFORMED
        assert "took longer" in refused.value.detail
        assert multiprocessing.active_children() == []
        assert (await reader.read(document(rss(("A", "<p>B</p>"))), FEED, NOW)).drafts
    finally:
        reader.close()


@pytest.mark.parametrize(
    ("agency", "hour", "is_told"), [("efe", 8, True), ("europapress", 8, True), ("north", 9, False)]
)
def test_a_time_without_zone_is_that_of_the_feeds_agency_never_of_the_copys(
    agency: str, hour: int, *, is_told: bool
) -> None:
    copy = html.escape("<p>Velden, 14 mar (EFE).- El transbordador no sale.</p>")
    item = (
        f"<item><title>T</title><pubDate>2025-03-14 09:00</pubDate><description>{copy}</description></item>"
    )
    body = f"<rss version='2.0'><channel>{item}</channel></rss>".encode()
    feed = Feed(id="north", url=FEED.url, agency=agency)
    draft = read_now(document(body), feed, datetime(2025, 3, 15, tzinfo=UTC)).drafts[0]
    assert draft.dateline == "Velden, 14 mar (EFE).-"
    assert draft.published == datetime(2025, 3, 14, hour, tzinfo=UTC)
    assert ("no time zone" in draft.date_note) is not is_told
