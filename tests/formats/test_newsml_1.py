"""NewsML 1.x: revisions out of the id, two copies of the body, two languages, DTDs that point nowhere."""

from pathlib import Path

import pytest

from tests.formats.golden import golden, read, samples, shown


@pytest.mark.parametrize("media_type", ["", "text/html"])
@pytest.mark.parametrize("path", samples("newsml_1"), ids=lambda path: path.name)
def test_a_sample_reads_as_its_golden_pair_says(path: Path, media_type: str) -> None:
    assert shown(read(path.read_bytes(), media_type)) == golden(path)


def guid(public: str, own: str = "N-1", revision: str = "2", provider: str = "p.example") -> str | None:
    text = (
        f"<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>{provider}</ProviderId>"
        f"<NewsItemId>{own}</NewsItemId><RevisionId>{revision}</RevisionId>"
        f"<PublicIdentifier>{public}</PublicIdentifier></NewsIdentifier></Identification>"
        "<NewsComponent><NewsLines><HeadLine>H</HeadLine></NewsLines></NewsComponent></NewsItem></NewsML>"
    )
    (entry,) = read(text.encode()).entries
    return entry.guid


@pytest.mark.parametrize(
    ("public", "own", "bare"),
    [
        ("urn:newsml:p.example:20250314:N-1:2", "N-1", "urn:newsml:p.example:20250314:N-1"),
        ("urn:newsml:p.example:20250314:N-1:2N", "N-1", "urn:newsml:p.example:20250314:N-1"),
        ("urn:newsml:p.example:20250314T10:N-1:3", "N-1", "urn:newsml:p.example:20250314T10:N-1:3"),
        ("urn:newsml:p.example:20250314:N-1-v2:2", "N-1-v2", "urn:newsml:p.example:20250314:N-1-v2"),
        ("urn:newsml:www.p.example", "N-1", "urn:newsml:p.example:N-1"),
        ("", "N-1", "urn:newsml:p.example:N-1"),
        ("urn:newsml:www.p.example", "0", None),
        ("", "", None),
    ],
)
def test_the_id_is_the_same_for_all_revisions_and_another_for_each_story(
    public: str, own: str, bare: str | None
) -> None:
    assert guid(public, own) == bare


def test_a_release_date_is_an_embargo() -> None:
    text = (
        "<NewsML><NewsItem><NewsManagement><Status FormalName='Embargoed'/><StatusWillChange>"
        "<FutureStatus FormalName='Usable'/><DateAndTime>20250315T060000Z</DateAndTime></StatusWillChange>"
        "</NewsManagement><NewsComponent><NewsLines><HeadLine>H</HeadLine></NewsLines></NewsComponent></NewsItem></NewsML>"
    )
    (entry,) = read(text.encode()).entries
    assert (entry.pub_status, entry.embargoed) == ("Embargoed", "20250315T060000Z")


def test_a_date_alone_is_no_dateline() -> None:
    def dateline(line: str) -> str:
        lines = f"<NewsLines><HeadLine>H</HeadLine><DateLine>{line}</DateLine></NewsLines>"
        text = f"<NewsML><NewsItem><NewsComponent>{lines}</NewsComponent></NewsItem></NewsML>"
        return read(text.encode()).entries[0].dateline

    assert [dateline("4/4/2025"), dateline("2.4.2025 16:02 CEST"), dateline("Paris, 2 avr (V) -")] == [
        "",
        "",
        "Paris, 2 avr (V) -",
    ]


def test_a_templates_zero_is_no_id() -> None:
    lines = "<NewsLines><HeadLine>H</HeadLine></NewsLines>"
    text = f"<NewsML><NewsItem><NewsComponent Duid='0'>{lines}</NewsComponent></NewsItem></NewsML>"
    assert read(text.encode()).entries[0].guid is None
    assert read(text.replace("'0'", "'N7'").encode()).entries[0].guid == "N7"
