"""Documents to readings: golden pairs, refusals told apart, lying charsets, hostile bytes."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.formats.table import FORMATS, read_document
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Entry, FeedState, Reading
from monitor.wire.text import text_of

NOW = datetime(2025, 3, 14, 8, 0, tzinfo=UTC)
SAMPLES = Path(__file__).parent / "samples"
GOLDEN = sorted(path for path in SAMPLES.iterdir() if path.suffix != ".json")


def document(body: bytes, media_type: str = "") -> Document:
    return Document("https://norwire.example/feed.xml", body, media_type, "", NOW)


def read(body: bytes, media_type: str = "") -> Reading:
    return read_document(document(body, media_type))


def shown(reading: Reading) -> dict[str, Any]:
    return {
        "format": reading.format,
        "title": reading.title,
        "language": reading.language,
        "ask_again": reading.ask_again,
        "skip_hours": list(reading.skip_hours),
        "entries": [entry_shown(entry) for entry in reading.entries],
    }


def entry_shown(entry: Entry) -> dict[str, Any]:
    text = text_of(entry)
    return {
        "guid": entry.guid,
        "url": entry.url,
        "headline": text.headline,
        "by": entry.by,
        "published": entry.published,
        "updated": entry.updated,
        "subjects": [subject.code for subject in entry.subjects],
        "lines": list(text.lines),
    }


@pytest.mark.parametrize("media_type", ["", "text/html", "application/octet-stream"])
@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_a_sample_reads_as_its_golden_pair_says(path: Path, media_type: str) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert shown(read(path.read_bytes(), media_type)) == expected


def test_every_format_has_a_sample() -> None:
    of_agencies = {path.name for path in (Path(__file__).parent / "agency_samples").iterdir()}
    assert {read(path.read_bytes()).format for path in GOLDEN} | of_agencies == set(FORMATS)


def rss(inner: str, declaration: str = "") -> str:
    return f"{declaration}<rss version='2.0'><channel><title>N</title>{inner}</channel></rss>"


def test_an_empty_feed_is_a_reading() -> None:
    assert read(rss("").encode()).entries == ()
    assert read(b'{"version": "https://jsonfeed.org/version/1", "items": []}').entries == ()
    assert read(b'<feed xmlns="http://www.w3.org/2005/Atom"/>').entries == ()


@pytest.mark.parametrize(
    ("body", "media_type", "state", "says"),
    [
        (b"", "application/rss+xml", FeedState.MALFORMED, "empty (0 bytes)"),
        (b" \n ", "", FeedState.MALFORMED, "empty (3 bytes)"),
        (
            b"<!DOCTYPE html><html><head><title>Just a moment...</title>",
            "text/html",
            FeedState.BLOCKED,
            "Cloudflare",
        ),
        (b"<html><body><div class='g-recaptcha'></div>", "text/html", FeedState.BLOCKED, "captcha"),
        (b"<html><title>Before you continue</title>", "text/html", FeedState.BLOCKED, "consent"),
        (b"<HTML><HEAD><TITLE>Access Denied</TITLE>", "text/html", FeedState.BLOCKED, "access-denied"),
        (b"<html><title>502 Bad Gateway</title>", "text/html", FeedState.MALFORMED, '"502 Bad Gateway"'),
        (b"<html><title>Just a moment...</title>", "application/rss+xml", FeedState.BLOCKED, "Cloudflare"),
        (b"Exception rendering module on server", "text/plain", FeedState.MALFORMED, "Exception rendering"),
        (b'{"error": "no"}', "application/json", FeedState.MALFORMED, "JSON"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "", FeedState.MALFORMED, "broken"),
        (b"<opml version='1.0'><body/></opml>", "text/xml", FeedState.MALFORMED, "XML that is no feed"),
    ],
)
def test_what_is_no_feed_is_told_apart(body: bytes, media_type: str, state: FeedState, says: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read(body, media_type)
    assert refused.value.state is state
    assert says in refused.value.detail


ITEM = "<item><title>Señora Æsa’s café</title></item>"


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (rss(ITEM, "<?xml version='1.0' encoding='iso-8859-1'?>").encode(), "application/rss+xml"),
        (rss(ITEM, "<?xml version='1.0' encoding='windows-1252'?>").encode(), ""),
        (rss(ITEM).encode(), "text/xml; charset=iso-8859-1"),
        (rss(ITEM).encode(), "text/xml"),
        (rss(ITEM, "<?xml version='1.0' encoding='utf-8'?>").encode("cp1252"), "text/xml"),
        (rss(ITEM, "<?xml version='1.0' encoding='windows-1252'?>").encode("cp1252"), ""),
        (rss(ITEM, "<?xml version='1.0' encoding='utf-16'?>").encode("utf-16"), ""),
        (b"\xef\xbb\xbf" + rss(ITEM).encode(), ""),
        (b"\x01" + rss(ITEM.replace("Se", "S\x02e")).encode() + b"\x03", "text/xml"),
    ],
)
def test_a_lying_charset_and_framing_bytes_are_mended(body: bytes, media_type: str) -> None:
    assert [entry.headline for entry in read(body, media_type).entries] == ["Señora Æsa’s café"]


def test_declared_cyrillic_stays_cyrillic() -> None:
    body = rss("<item><title>Мир</title></item>", "<?xml version='1.0' encoding='windows-1251'?>").encode(
        "cp1251"
    )
    assert read(body).entries[0].headline == "Мир"


def test_one_bad_entry_never_loses_the_others() -> None:
    bad = "<item><title>Bad & <b>broken</title><description>x</i></description></item>"
    reading = read(rss(f"<item><title>A</title></item>{bad}<item><title>C</title></item>").encode())
    assert [entry.headline for entry in reading.entries][::2] == ["A", "C"]
    assert len(reading.entries) == 3
    assert any("not well formed" in warning for warning in reading.warnings)


def test_a_document_cut_off_leaves_its_last_entry_out() -> None:
    whole = rss(
        "<item><title>A</title></item><item><title>B</title><description>All of it</description></item>"
    )
    cut = whole[: whole.index("of it")].encode()
    reading = read(cut)
    assert [entry.headline for entry in reading.entries] == ["A"]
    assert any("breaks off" in warning for warning in reading.warnings)


def test_no_file_and_no_address_named_by_the_body_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(rss("<item><title>SECRET</title></item>"), "utf-8")
    for body in (str(secret), secret.as_uri(), "http://127.0.0.1:1/feed"):
        with pytest.raises(UnreadableDocument):
            read(body.encode())
    entity = f"<!DOCTYPE rss [<!ENTITY x SYSTEM '{secret.as_uri()}'>]>"
    assert "SECRET" not in repr(read(rss("<item><title>a &x; b</title></item>", entity).encode()))


def test_the_fullest_text_is_the_body() -> None:
    contents = "".join(
        f"<content type='html'>{text}</content>" for text in ("Short.", "The long of it.", "Mid of it.")
    )
    body = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><summary>S</summary>{contents}</entry></feed>"
    assert read(body.encode()).entries[0].body == "The long of it."


def test_entries_keep_their_own_language() -> None:
    body = (
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><entry xml:lang='fr'><title>Un</title></entry>"
        "<entry><title>Two</title></entry></feed>"
    )
    assert [entry.language for entry in read(body.encode()).entries] == ["fr", "en"]


pieces = st.sampled_from([
    b"<rss>", b"<rss version='2.0'><channel>", b"<feed xmlns='http://www.w3.org/2005/Atom'>", b"<entry>",
    b"<item>", b"</item>", b"<title>", b"</title>", b"<link>http://[", b"</link>", b"<guid>",
    b"<pubDate>", b"<content type='xhtml'>", b"<![CDATA[", b"]]>", b"<!DOCTYPE rss [", b"<!ENTITY a 'b'>",
    b"]>", b"&a;", b"&#0;", b"<?xml version='1.0' encoding='", b"utf-7'?>", b"\xff", b"\xfe", b"{",
    b'"items": [', b'"version": "https://jsonfeed.org/version/1"', b"}", b"<rdf:RDF>", b"<category>",
    b"<dc:date>", b"\x00", b"<skipHours>", b"<hour>99</hour>", b"<ttl>", b"9", b"<media:content url='",
    b"<itunes:image/>", b"<georss:point>", b"<enclosure", b" xml:base='http://[x'>",
    b"<summary type='application/octet-stream'>", b"<link href='http://[x' rel='alternate'/>",
])  # fmt: skip
documents = st.lists(st.one_of(pieces, st.binary(max_size=8)), max_size=20).map(b"".join)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.one_of(pieces, st.binary(max_size=8)), max_size=20).map(b"".join),
    st.sampled_from(["", "text/html", "text/xml"]),
)
def test_any_bytes_are_a_reading_or_unreadable(body: bytes, media_type: str) -> None:
    try:
        reading = read(body, media_type)
    except UnreadableDocument as refused:
        assert refused.detail  # noqa: PT017 - either outcome is right, and each has its own check
        return
    for entry in reading.entries:
        text_of(entry)
