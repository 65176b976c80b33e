"""The table of agencies, and the real strings each must, or must not, recognise."""

import csv
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.agencies.table import AGENCIES, GENERIC, agency_of_copy, agency_of_host
from monitor.model.agency import Agency
from monitor.model.story import FurnitureKind
from monitor.wire.captions import credit_in, is_caption
from monitor.wire.furniture import labelled
from monitor.wire.html import Block
from monitor.wire.markers import declared_in, take_markers

CASES = Path(__file__).parents[2] / "../shared/wire-cases.tsv"
STYLES = (GENERIC, *AGENCIES.values())
Recognises = Callable[[str], bool]


def headline(agency: str, *names: str) -> Recognises:
    return lambda text: any(marker.name in names for marker in take_markers(text, AGENCIES[agency])[1])


def slugline(agency: str, *names: str) -> Recognises:
    def recognises(text: str) -> bool:
        marker = declared_in(text, AGENCIES[agency].slug_markers)
        return marker is not None and marker.name in names

    return recognises


def note(agency: str, *names: str) -> Recognises:
    def recognises(text: str) -> bool:
        marker = declared_in(text, AGENCIES[agency].note_markers)
        return marker is not None and marker.name in names

    return recognises


def dateline(text: str) -> bool:
    style = agency_of_copy("", [text]) or GENERIC
    return any(piece.kind is FurnitureKind.DATELINE for piece in labelled((Block(text),), style))


def sign_off(agency: str) -> Recognises:
    blocks = (Block("The ferry stayed in harbour."),)

    def recognises(text: str) -> bool:
        pieces = labelled((*blocks, Block(text)), AGENCIES[agency])
        return any(piece.kind is FurnitureKind.SIGN_OFF for piece in pieces)

    return recognises


def any_note(text: str) -> bool:
    return any(
        piece.kind is FurnitureKind.NOTE for style in STYLES for piece in labelled((Block(text),), style)
    )


def any_credit(text: str) -> bool:
    return any(credit_in(text, style) for style in STYLES)


def any_kill(text: str) -> bool:
    return any(take_markers(text, style)[1] for style in STYLES) or any_note(text)


RECOGNISERS: dict[str, Recognises] = {
    "afp_tag": headline("afp", "flash", "lead"),
    "anp_version": headline("anp", "update"),
    "ansa_chevrons": headline("ansa", "advisory"),
    "ap_cycle": slugline("ap", "writethru"),
    "ap_eds": note("ap", "update"),
    "ap_newsalert": headline("ap", "flash"),
    "ap_writethru": slugline("ap", "writethru"),
    "cap_file": lambda text: is_caption(text, GENERIC),
    "correction_note": note("ap", "update", "correction"),
    "cred_epa": any_credit,
    "cred_handout": any_credit,
    "cred_restrict": any_credit,
    "cred_via": any_credit,
    "dateline_bare": dateline,
    "dateline_paren": dateline,
    "dpa_de": note("dpa", "advisory"),
    "dpa_keyline": slugline("dpa", "lead"),
    "kill_generic": any_kill,
    "reuters_corrected": headline("reuters", "correction"),
    "reuters_kill": headline("reuters", "kill"),
    "reuters_refile": headline("reuters", "refile", "repeat"),
    "reuters_trash": any_note,
    "reuters_update": headline("reuters", "update"),
    "signoff_ap": sign_off("ap"),
    "signoff_dpa": sign_off("dpa"),
    "signoff_kyodo": sign_off("kyodo"),
    "signoff_reuters": sign_off("reuters"),
    "signoff_slash": sign_off("afp"),
}


def cases() -> list[dict[str, str]]:
    if not CASES.exists():
        return []
    with CASES.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.skipif(
    not CASES.exists(), reason="the cases lie beside the checkout only where the project is built"
)
@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['expect']}: {case['text'][:40]}")
def test_a_wire_string_is_recognised_as_stated(case: dict[str, str]) -> None:
    assert RECOGNISERS[case["marker"]](case["text"]) is (case["expect"] == "match")


@pytest.mark.parametrize("agency", STYLES, ids=lambda agency: agency.id)
def test_a_row_is_whole_and_can_go_to_the_worker(agency: Agency) -> None:
    assert pickle.loads(pickle.dumps(agency)) == agency  # noqa: S301 - our own bytes
    assert AGENCIES.get(agency.id, GENERIC) is agency


PROSE = "The ferry stayed in the harbour of Velden on Friday, the mayor said."


@pytest.mark.parametrize("agency", STYLES, ids=lambda agency: agency.id)
def test_no_pattern_of_an_agency_takes_plain_prose_or_nothing_for_its_hand(agency: Agency) -> None:
    rules = (*agency.headline_markers, *agency.slug_markers, *agency.note_markers)
    places = (*agency.datelines, *agency.sign_offs, *agency.tails, *agency.credits, *agency.captions)
    patterns = (*places, *agency.signature, *(rule.pattern for rule in rules))

    assert patterns
    assert [one.pattern for one in patterns if one.search("") or one.search(PROSE)] == []


@pytest.mark.parametrize("agency", STYLES, ids=lambda agency: agency.id)
def test_a_pattern_names_only_what_is_read_from_it(agency: Agency) -> None:
    rules = (*agency.headline_markers, *agency.slug_markers, *agency.note_markers)

    assert {name for one in agency.datelines for name in one.groupindex} <= {"located", "agency"}
    assert {name for rule in rules for name in rule.pattern.groupindex} <= {"n"}


def test_an_agency_is_known_by_its_host() -> None:
    assert agency_of_host("www.efe.com") is AGENCIES["efe"]
    assert agency_of_host("EFE.com.") is AGENCIES["efe"]
    assert agency_of_host("notefe.com") is None
    assert agency_of_host("north.example") is None


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Velden, Mar 14 (EFE).— The ferry stayed.", "efe"),
        ("VELDEN (Reuters) - The ferry stayed.", "reuters"),
        ("VELDEN (AP) — The ferry stayed.", "ap"),
        ("VELDEN, 14 mars 2025 (AFP) - Le bac reste.", "afp"),
        ("VELDEN, March 14. /TASS/. The ferry stayed.", "tass"),
        ("The ferry. EFE-EPA/MARTA LIND", "efe"),
        ("The ferry. (AP Photo/Marta Lind)", "ap"),
        ("He told the news agency (AFP) on Friday", None),
        ("The EFE agency said so.", None),
        ("VELDEN (Norwire) - The ferry stayed.", None),
    ],
)
def test_an_agency_is_known_by_its_dateline_or_credit(line: str, agency: str | None) -> None:
    assert agency_of_copy("", ["A first paragraph.", line]) is (AGENCIES[agency] if agency else None)
