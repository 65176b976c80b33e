"""NITF: what agencies do with its fields, not what it says they are for."""

from pathlib import Path

import pytest

from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Entry
from tests.formats.golden import golden, read, samples, shown


@pytest.mark.parametrize("media_type", ["", "text/html"])
@pytest.mark.parametrize("path", samples("nitf"), ids=lambda path: path.name)
def test_a_sample_reads_as_its_golden_pair_says(path: Path, media_type: str) -> None:
    assert shown(read(path.read_bytes(), media_type)) == golden(path)


def entry(head: str = "", body_head: str = "", body: str = "<p>Words.</p>") -> Entry:
    text = (
        f"<nitf><head>{head}</head><body><body.head><hedline><hl1>H</hl1></hedline>{body_head}</body.head>"
        f"<body.content>{body}</body.content></body></nitf>"
    )
    (only,) = read(text.encode()).entries
    return only


@pytest.mark.parametrize(
    ("byline", "by"),
    [
        ("gr/bp", ""),
        ("daa/mt/msr", ""),
        ("VRG", ""),
        ("Situation serious, ready for all scenarios says board", ""),
        ("By Una Grey, Quay Press", "By Una Grey, Quay Press"),
        ("By BERNARD REED<byttl>AP Business Writer</byttl>", "By BERNARD REED"),
        ("<person>Una Grey and Jo Lind</person><byttl>Quay Press</byttl>", "Una Grey and Jo Lind"),
        ("Geir Moen / Faktum.example", "Geir Moen / Faktum.example"),
        ("Ludwig van der Berg", "Ludwig van der Berg"),
    ],
)
def test_a_byline_is_a_name_or_nothing(byline: str, by: str) -> None:
    assert entry(body_head=f"<byline>{byline}</byline>").by == by


SPOKEN = "<dateline><story.date>March 14</story.date></dateline>"


def test_only_norm_dates_hold() -> None:
    told = entry(
        "<docdata><date.issue norm='YYYYMMDD000000-HHMM'/></docdata>",
        SPOKEN,
    )
    assert told.published == ""
    told = entry("<docdata><date.issue norm='20250314T101500+0000'/></docdata>")
    assert told.published == "20250314T101500+0000"


def test_a_release_at_issue_is_no_embargo() -> None:
    dates = "<docdata{0}><date.issue norm='20250314T101500+0000'/><date.release norm='{1}'/></docdata>"
    assert entry(dates.format("", "20250314T101500+0000")).embargoed == ""
    assert entry(dates.format("", "20250315T101500+0000")).embargoed == "20250315T101500+0000"
    assert entry(dates.format(" management-status='embargoed'", "20250314T101500+0000")).embargoed


def test_a_document_cut_off_is_no_reading() -> None:
    with pytest.raises(UnreadableDocument, match="breaks off"):
        read(b"<nitf><body><body.head><hedline><hl1>H</hl1></hedline></body.head><body.content><p>Half a")


def test_text_beside_media_is_kept() -> None:
    assert "after" in entry(body="<p>Before<media><media-metadata name='a'/></media> after</p>").body
