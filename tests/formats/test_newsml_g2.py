"""NewsML-G2: items of a message, versions out of the guid, what is private, what came before."""

from pathlib import Path

import pytest

from monitor.formats.table import read_document
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Entry
from tests.formats.golden import NOW, golden, read, samples, shown

HERE = samples("newsml_g2")
CORPUS = Path(__file__).parents[2] / "../shared/corpus/newsml-g2"


@pytest.mark.parametrize("media_type", ["", "text/html", "application/rss+xml"])
@pytest.mark.parametrize("path", HERE, ids=lambda path: path.name)
def test_a_sample_reads_as_its_golden_pair_says(path: Path, media_type: str) -> None:
    assert shown(read(path.read_bytes(), media_type)) == golden(path)


def item(inside: str = "", *, guid: str = "g", version: str = "1", body: str = "<p>Words.</p>") -> Entry:
    text = (
        f"<newsItem guid='{guid}' version='{version}'><itemMeta>{inside}</itemMeta>"
        f"<contentSet><inlineXML><html><body>{body}</body></html></inlineXML></contentSet></newsItem>"
    )
    (entry,) = read(text.encode()).entries
    return entry


@pytest.mark.parametrize(
    ("guid", "version", "bare"),
    [
        ("urn:newsml:a.example:20250314:x1:7", "7", "urn:newsml:a.example:20250314:x1"),
        ("tag:a.example,2025:newsml_L1:472094323", "472094323", "tag:a.example,2025:newsml_L1"),
        ("tag:a.example,2025:newsml_L1", "472094323", "tag:a.example,2025:newsml_L1"),
        ("urn:newsml:a.example::1", "1", "urn:newsml:a.example::1"),
        ("tag:a.example:1", "1", "tag:a.example:1"),
    ],
)
def test_the_guid_is_the_same_for_all_versions(guid: str, version: str, bare: str) -> None:
    assert item(guid=guid, version=version).guid == bare


def test_private_notes_are_kept_apart() -> None:
    entry = item(
        "<edNote>Adds quote.</edNote><edNote role='x:private'>Call Ane</edNote>"
        "<edNote role='x:notepad'><section class='np-public'>Printable</section>"
        "<section class='np-nonpublic'>Kontakt 0100</section><p class='closingline'>abc de</p></edNote>"
        "<edNote>Open. The following information is not for publication: 0200</edNote>"
    )
    assert entry.ed_note == "Adds quote. Printable Open."
    for private in ("Call Ane", "Kontakt 0100", "0200"):
        assert private in entry.ed_note_private
    assert "Kontakt" not in repr(entry)


def test_earlier_versions_are_named_by_their_links_alone() -> None:
    entry = item(
        "<link rel='irel:seeAlso' residref='a'/><link rel='irel:previousVersion' residref='b'/>"
        "<link rel='irel:derivedFrom' residref='photo'/><link guidref='c' version='2'/>"
        "<link rel='http://cv.iptc.org/newscodes/itemrelation/evolvedFrom' residref='d'/>"
    )
    assert entry.previous == ("b", "c", "d")


def test_a_status_and_signals_come_under_iptcs_names() -> None:
    entry = item(
        "<pubStatus uri='http://cv.iptc.org/newscodes/pubstatusg2/withheld'/>"
        "<signal uri='http://cv.iptc.org/newscodes/signal/update'/><signal literal='kept'/><signal/>"
    )
    assert (entry.pub_status, entry.signals) == ("withheld", ("sig:update", "kept"))


def test_a_user_name_is_no_byline_and_a_persons_name_is() -> None:
    def by(name: str) -> str:
        text = (
            f"<newsItem guid='g'><contentMeta><creator><name>{name}</name></creator></contentMeta></newsItem>"
        )
        return read(text.encode()).entries[0].by

    assert [by("holt.ane"), by("VRG"), by("Ane Holt")] == ["", "", "Ane Holt"]


def test_one_bad_item_never_loses_the_others() -> None:
    good = "<newsItem guid='{0}'><contentMeta><headline>{0}</headline></contentMeta></newsItem>"
    bad = "<newsItem guid='b'><contentMeta><headline>R & D <b>x</i></headline></contentMeta></newsItem>"
    text = f"<newsMessage><itemSet>{good.format('a')}{bad}{good.format('c')}</itemSet></newsMessage>"
    assert [entry.guid for entry in read(text.encode()).entries] == ["a", "b", "c"]


def test_a_document_cut_off_leaves_its_last_item_out() -> None:
    whole = (
        "<newsMessage><itemSet><newsItem guid='a'><contentMeta><headline>A</headline></contentMeta></newsItem>"
        "<newsItem guid='b'><contentMeta><headline>B is half a"
    )
    reading = read(whole.encode())
    assert [entry.guid for entry in reading.entries] == ["a"]
    assert any("breaks off" in warning for warning in reading.warnings)
    with pytest.raises(UnreadableDocument, match="breaks off"):
        read(b"<newsItem guid='a'><contentMeta><headline>Half a")


def test_wordless_parts_are_left_out_beside_items_with_words() -> None:
    words = "<newsItem guid='b'><contentMeta><headline>B</headline></contentMeta></newsItem>"
    film = "<newsItem guid='film'><contentMeta/></newsItem>"
    both = read(f"<newsMessage><itemSet>{film}{words}</itemSet></newsMessage>".encode())
    assert [entry.guid for entry in both.entries] == ["b"]
    assert [entry.guid for entry in read(film.encode()).entries] == ["film"]


def test_iptcs_own_examples_are_read() -> None:
    if not CORPUS.exists():
        pytest.skip("the corpus lies beside the checkout only where the project is built")
    for path in sorted(CORPUS.rglob("should_pass/*.xml")):
        body = path.read_bytes()
        if b"<catalog " in body and b"Item" not in body:  # a list of schemes, no news
            continue
        reading = read_document(Document("https://agency.example/", body, "", "", NOW))
        assert reading.entries and all(entry.guid for entry in reading.entries), path  # noqa: PT018 - one promise


def test_a_header_inside_the_body_is_no_copy() -> None:
    entry = item(
        body="<header><ul class='slugline'><li>Ports</li><li>Arden</li></ul><h1>Title</h1>"
        "<p class='byline'>Von Ute Klar</p></header><section class='main'><p>Words.</p></section>"
    )
    assert (entry.slugline, entry.by) == ("Ports/Arden", "Von Ute Klar")
    assert "Title" not in entry.body
