"""What an agency declares in fields arrives in the draft; what it keeps private never does."""

from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.agencies.table import agency_named
from monitor.model.feed import Entry
from monitor.model.story import Draft, Marker, MarkerName, PubStatus
from monitor.reader import read_file
from monitor.wire.signals import declared_by
from monitor.wire.text import text_of

NOW = datetime(2025, 3, 14, 12, 0, tzinfo=UTC)
SAMPLES = Path(__file__).parents[1] / "formats" / "agency_samples"


def drafts(sample: str) -> dict[str, Draft]:
    path = SAMPLES / sample
    return {
        draft.guid or draft.headline: draft for draft in read_file(path.read_bytes(), path.name, NOW).drafts
    }


@pytest.mark.parametrize(
    ("signal", "name"),
    [
        ("sig:correction", "correction"),
        ("sig:update", "update"),
        ("edStat:C", "correction"),
        ("edStat:U", "update"),
        ("edStat:D", "kill"),
        ("instruction:delete", "kill"),
        ("instruction:rectify", "correction"),
        ("tt_sig:replace", "update"),
        ("flash", "flash"),
    ],
)
def test_a_signal_is_a_marker(signal: str, name: str) -> None:
    assert declared_by((signal,)) == (Marker(MarkerName(name), signal),)


@pytest.mark.parametrize(
    "signal",
    [
        "edStat:N",
        "prodId:U",
        "sic:D",
        "pmt:text",
        "update:append-major-content",
        "newscontent",
        "var:update",
        "",
    ],
)
def test_what_speaks_of_no_version_is_no_marker(signal: str) -> None:
    assert declared_by((signal,)) == ()


def test_every_field_of_an_agency_file_arrives_in_the_draft() -> None:
    draft = drafts("newsml_g2/message.xml")["tag:kestrel.example,2025:K7Q"]
    assert draft.headline == "Brevik takes nine ferries out of service"
    assert draft.by == "Ane Holt"
    assert (draft.located, draft.urgency, draft.agency_version) == ("Brevik", 3, 90417733)
    assert draft.embargoed == datetime(2025, 3, 14, 6, 0, tzinfo=UTC)
    assert draft.previous == ("tag:kestrel.example,2025:K7P",)
    assert [f"{subject.scheme}:{subject.code}" for subject in draft.subjects] == [
        "medtop:04000000",
        "kst:PORTS",
    ]
    assert {"correction", "update"} <= {marker.name for marker in draft.markers}
    assert draft.ed_note == "Corrects the number of ferries in paragraph 2."


@pytest.mark.parametrize("sample", ["newsml_g2/message.xml", "ninjs/list.json", "iptc7901/three.txt"])
def test_private_notes_never_leave(sample: str) -> None:
    told = repr([asdict(draft) for draft in drafts(sample).values()])
    for private in ("Ring Ane", "555 0100", "spelling with Moe", "Jo Lind"):
        assert private not in told


def test_a_kill_has_no_words_of_its_own() -> None:
    draft = drafts("newsml_g2/message.xml")["tag:kestrel.example,2025:K8A"]
    assert draft.pub_status is PubStatus.CANCELED
    assert draft.paragraphs == ()
    assert "kill" in {marker.name for marker in draft.markers}


def test_a_canceled_entrys_summary_is_no_copy() -> None:
    entry = Entry(headline="Withdrawn", summary="What it was about.", pub_status="stat:canceled")
    assert text_of(entry).lines == ()
    assert text_of(replace(entry, pub_status="usable")).lines == ("What it was about.",)


def test_an_embargo_withholds() -> None:
    draft = drafts("nitf/correction.xml")["harbour-works"]
    assert draft.pub_status is PubStatus.WITHHELD
    assert draft.embargoed == datetime(2025, 3, 15, 0, 1, tzinfo=UTC)


def test_a_wires_message_saved_as_text_is_read_as_what_it_is() -> None:
    assert list(drafts("iptc7901/three.txt")) == [
        "Harbour café stays open after all, owner says",
        "Draw in Portlea",
    ]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("dpa",), "dpa"),
        (("", "ansa.it"), "ansa"),
        (("unheard.example", "Reuters"), "reuters"),
        (("texto.unheard.example",), None),
        ((), None),
    ],
)
def test_an_agency_is_known_by_the_name_the_file_gives_it(names: tuple[str, ...], found: str | None) -> None:
    agency = agency_named(names)
    assert (agency.id if agency else None) == found
