"""What kind of change it is, the facts in it, and the sentence about it."""

import itertools
import string
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from monitor.diff.changes import new_text, old_text
from monitor.diff.judge import judge, suspect
from monitor.model.change import Fact, FactKind, Kind, Op
from monitor.model.story import Draft, Furniture, FurnitureKind, Marker, MarkerName, PubStatus

SHARED = Path(__file__).parents[2] / "../shared"

BODY = (
    "Nine people died when a ferry caught fire off Lissa on Friday, the coast guard said. Divers searched the wreck.",
    "Chief negotiator Anna Holm met envoy Mike Witkoff in Norvik. “We will not leave the talks,” Holm told reporters.",
    "The talks lasted five hours and cost 2.4 million crowns. Prices rose 5.3 % after the news.",
    "Nobody in the port town expected the calm to last. The fishing fleet stayed in the harbour.",
)


def draft(*paragraphs: str, headline: str = "Ferry fire kills nine", **more: Any) -> Draft:
    plain = Draft("north", "north-en", "g", "", headline, paragraphs or BODY, language="en")
    return replace(plain, **more)


def edited(old: str, new: str, **more: Any) -> Draft:
    assert any(old in paragraph for paragraph in BODY)
    return draft(*(paragraph.replace(old, new) for paragraph in BODY), **more)


FACTS = [
    ("Nine people", "90 people", Fact(FactKind.NUMBER, "Nine", "90", 0)),
    ("Mike Witkoff", "Steve Witkoff", Fact(FactKind.NAME, "Mike Witkoff", "Steve Witkoff", 1)),
    ("Witkoff", "Witkov", Fact(FactKind.NAME, "Mike Witkoff", "Mike Witkov", 1)),
    ("on Friday", "on Thursday", Fact(FactKind.DATE, "Friday", "Thursday", 0)),
    ("five hours", "three hours", Fact(FactKind.NUMBER, "five hours", "three hours", 2)),
    ("2.4 million", "2.4 billion", Fact(FactKind.NUMBER, "2.4 million", "2.4 billion", 2)),
    ("5.3 %", "53 %", Fact(FactKind.NUMBER, "5.3 %", "53 %", 2)),
    ("met envoy", "never met envoy", Fact(FactKind.NEGATION, "", "never", 1)),
    ("will not leave", "will leave", Fact(FactKind.NEGATION, "not", "", 1)),
    ("off Lissa", "off Norvik", Fact(FactKind.NAME, "Lissa", "Norvik", 0)),
    (
        "“We will not leave the talks,”",
        "“We will not leave this table,”",
        Fact(FactKind.QUOTE, "We will not leave the talks", "We will not leave this table", 1),
    ),
    ("Holm told reporters", "Witkoff told reporters", Fact(FactKind.ATTRIBUTION, "Holm", "Witkoff", 1)),
]


@pytest.mark.parametrize(("old", "new", "fact"), FACTS)
def test_a_changed_fact_is_told(old: str, new: str, fact: Fact) -> None:
    diff = judge(draft(), edited(old, new))
    assert Kind.UPDATE in diff.kinds
    assert Kind.CORRECTION not in diff.kinds
    assert fact in diff.facts


COSMETIC = [
    ("Nine people", "9 people"),
    ("five hours", "5 hours"),
    ("2.4 million crowns", "2.4m crowns"),
    ("5.3 %", "5.3 percent"),
    ("“We will not leave the talks,”", '"We will not leave the talks,"'),
    ("on Friday, the", "on Friday the"),
    ("will not leave", "won’t leave"),
    ("searched", "serached"),
    ("harbour", "harbor"),
    ("expected", "expcted"),
    ("Divers searched", "The divers searched"),
    ("died when a ferry", "died  when a ferry"),
]


@pytest.mark.parametrize(("old", "new"), COSMETIC)
def test_the_same_fact_in_another_form_is_cosmetic(old: str, new: str) -> None:
    diff = judge(draft(), edited(old, new))
    assert diff.kinds == (Kind.COSMETIC,)
    assert diff.facts == ()
    assert not diff.material
    assert judge(edited(old, new), draft()).kinds == (Kind.COSMETIC,)


@pytest.mark.parametrize(
    "paragraphs",
    [
        BODY[::-1],
        (f"{BODY[0]} {BODY[1]}", *BODY[2:]),
        tuple(f"{sentence}." for paragraph in BODY for sentence in paragraph.rstrip(".”").split(". ")),
        (*BODY, "Read more: Five things to know about ferries"),
        (*BODY, "Follow us on every channel"),
        (*BODY, "Last updated: 14 March 2025, 10:40"),
        (*BODY, "(Reporting by Ada Lund; Editing by Ole Berg)"),
        (*BODY, "By Ada Lund and Ole Berg"),
    ],
)
def test_order_paragraphs_and_service_lines_are_cosmetic(paragraphs: tuple[str, ...]) -> None:
    assert judge(draft(), draft(*paragraphs)).kinds == (Kind.COSMETIC,)


def test_furniture_and_dates_are_cosmetic() -> None:
    new = draft(
        by="Ada Lund", dateline="LISSA", furniture=(Furniture(FurnitureKind.CAPTION, "A ferry on fire."),)
    )
    assert judge(draft(), new).kinds == (Kind.COSMETIC,)


def test_new_matter_is_an_update() -> None:
    diff = judge(
        draft(), draft(*BODY, "Two owners of the ferry were questioned. Neither spoke to the press.")
    )
    assert diff.kinds == (Kind.UPDATE,)
    assert diff.summary == "2 sentences added"
    assert diff.added == ("Two owners of the ferry were questioned.", "Neither spoke to the press.")


def test_a_sentence_taken_out_is_an_update_and_its_quote_a_fact() -> None:
    cut = BODY[1].split(" “")[0]
    diff = judge(draft(), draft(BODY[0], cut, *BODY[2:]))
    assert diff.kinds == (Kind.UPDATE,)
    assert diff.facts == (Fact(FactKind.QUOTE, "We will not leave the talks", "", 1),)
    assert len(diff.removed) == 1


def test_the_same_fact_in_headline_and_copy_is_told_once() -> None:
    diff = judge(draft(), edited("Nine people", "90 people", headline="Ferry fire kills 90"))
    assert diff.kinds == (Kind.HEADLINE, Kind.UPDATE)
    assert diff.facts[0] == Fact(FactKind.NUMBER, "nine", "90", None)
    assert diff.summary == "Death toll 9 → 90 in the headline and paragraph 1"


def test_summary_counts_paragraphs_from_one() -> None:
    diff = judge(draft(), edited("Mike Witkoff", "Steve Witkoff"))
    assert diff.summary == "“Mike Witkoff” is now “Steve Witkoff” in paragraph 2, without a note"


# What the agency declares


@pytest.mark.parametrize(
    "declaration",
    [
        {"markers": (Marker(MarkerName.CORRECTION, "CORRECTED-"),)},
        {"ed_note": "CORRECTS envoy's first name, para 2"},
        {"ed_note": "Eds: CORRECTS: Envoy is Steve Witkoff."},
        {
            "furniture": (
                Furniture(FurnitureKind.NOTE, "Correction: an earlier version had a wrong first name."),
            )
        },
    ],
)
def test_a_declared_correction_is_a_correction(declaration: dict[str, Any]) -> None:
    diff = judge(draft(), edited("Mike Witkoff", "Steve Witkoff", **declaration))
    assert diff.kinds == (Kind.CORRECTION,)
    assert Fact(FactKind.NAME, "Mike Witkoff", "Steve Witkoff", 1) in diff.facts
    assert diff.summary.startswith("Corrected: “Mike Witkoff” is now “Steve Witkoff” in paragraph 2")


def test_a_correction_note_in_the_copy_is_a_correction() -> None:
    note = "An earlier version of this story gave a wrong first name for the envoy."
    corrected = edited("Mike Witkoff", "Steve Witkoff")
    diff = judge(draft(), replace(corrected, paragraphs=(*corrected.paragraphs, note)))
    assert diff.kinds == (Kind.CORRECTION,)


def test_a_correction_that_also_brings_news_is_both() -> None:
    corrected = edited(
        "Mike Witkoff", "Steve Witkoff", markers=(Marker(MarkerName.CORRECTION, "CORRECTED-"),)
    )
    diff = judge(
        draft(), replace(corrected, paragraphs=(*corrected.paragraphs, "The owners fled to Keldia."))
    )
    assert diff.kinds == (Kind.CORRECTION, Kind.UPDATE)


def test_a_correction_already_declared_is_not_declared_again() -> None:
    marks = (Marker(MarkerName.CORRECTION, "CORRECTED-"),)
    assert judge(draft(markers=marks), edited("Nine", "Ten", markers=marks)).kinds == (Kind.UPDATE,)


def test_ordinary_copy_declares_nothing() -> None:
    lines = (
        "Police corrected the figure on Saturday.",
        "Troops withdrew from the valley.",
        "Three men were killed at the port.",
        "The arms embargo stays in force.",
    )
    for line in lines:
        assert judge(draft(), draft(*BODY, line)).kinds == (Kind.UPDATE,)
    assert judge(draft(), draft(ed_note="Corrective lenses story moves at noon", headline="X y z")).kinds == (
        Kind.HEADLINE,
    )


@pytest.mark.parametrize(
    ("killed", "summary"),
    [
        (
            draft(markers=(Marker(MarkerName.KILL, "STORY WITHDRAWN"),)),
            "Withdrawn by the agency: “STORY WITHDRAWN”",
        ),
        (
            replace(draft(pub_status=PubStatus.CANCELED, ed_note="Photo is of another ferry"), paragraphs=()),
            "Withdrawn by the agency: “Photo is of another ferry”",
        ),
        (
            replace(draft(pub_status=PubStatus.CANCELED), paragraphs=(), headline=""),
            "Withdrawn by the agency",
        ),
    ],
)
def test_a_kill_is_a_retraction_and_not_a_text_removed(killed: Draft, summary: str) -> None:
    diff = judge(draft(), killed)
    assert (diff.kinds, diff.summary, diff.facts, diff.removed) == ((Kind.RETRACTION,), summary, (), ())
    assert diff.changed == ()
    assert new_text(diff) == (draft().headline, BODY)


def test_a_kill_told_once_is_not_told_again_and_its_end_is() -> None:
    killed = draft(pub_status=PubStatus.CANCELED)
    assert judge(killed, killed).kinds == (Kind.COSMETIC,)
    assert judge(killed, draft()).kinds == (Kind.UPDATE,)
    assert judge(killed, draft()).summary == "Published again after it was withdrawn"


def test_an_embargo_lifted_is_told() -> None:
    held = draft(embargoed=datetime(2025, 3, 14, tzinfo=UTC))
    assert judge(held, draft()).kinds == (Kind.EMBARGO_LIFTED,)
    assert judge(draft(pub_status=PubStatus.WITHHELD), draft()).kinds == (Kind.EMBARGO_LIFTED,)
    assert judge(held, draft()).summary == "Embargo lifted"


# Blocks


def test_a_moved_sentence_is_marked_where_it_was_and_where_it_is() -> None:
    diff = judge(draft(), draft(*BODY[1:], BODY[0]))
    moved = [block for block in diff.blocks if block.op is Op.MOVED]
    assert {(block.old_paragraph, block.new_paragraph) for block in moved} == {(0, None), (None, 3)}
    assert {block.old for block in moved if block.old} == {block.new for block in moved if block.new}


def test_words_are_marked_inside_a_sentence() -> None:
    [block] = judge(draft(), edited("Mike Witkoff", "Steve Witkoff")).changed
    assert (block.op, block.old_paragraph, block.new_paragraph) == (Op.CHANGED, 1, 1)
    assert [piece.text for piece in block.pieces if piece.op is Op.REMOVED] == ["Mike"]
    assert [piece.text for piece in block.pieces if piece.op is Op.ADDED] == ["Steve"]


# Broken fetches


def test_a_sudden_shrink_is_suspect() -> None:
    long = draft(*(BODY * 3))
    assert suspect(long, draft(BODY[0])) is not None
    assert suspect(long, replace(long, paragraphs=())) is not None
    assert suspect(draft("A short flash of a few words."), replace(draft(), paragraphs=())) is not None


def test_an_edit_a_kill_or_a_flash_is_not_suspect() -> None:
    long = draft(*(BODY * 3))
    assert suspect(long, draft(*(BODY * 2))) is None
    assert suspect(draft(BODY[0]), long) is None
    assert suspect(long, replace(long, paragraphs=(), pub_status=PubStatus.CANCELED)) is None
    assert suspect(long, replace(long, paragraphs=("This story has been withdrawn.",))) is None
    assert suspect(long, replace(long, paragraphs=(), headline="STORY WITHDRAWN")) is None
    assert suspect(draft("A short flash of a few words here."), draft("Putin backs truce.")) is None


def test_ordinary_words_do_not_excuse_a_shrink() -> None:
    long = draft(*(BODY * 3), headline="Nine killed as troops withdrawn")
    assert suspect(long, replace(long, paragraphs=("Three were killed and troops withdrawn.",))) is not None


# Service lines and wording

SERVICE = [
    ("Updated 10:45 GMT, March 14", "Updated 11:45 GMT, March 14"),
    ("", "Updated at 10:45 GMT"),
    ("", "Last update: 14.03.2025 10:40"),
    ("(Reporting by A. Holm; editing by B. Berg)", "(Reporting by A. Holm; editing by C. Voss)"),
    ("Editing by Ole Berg", "Editing by Ada Lund"),
    ("", "Share this article on Facebook"),
    ("", "Share on X"),
    ("", "Share: Facebook Twitter WhatsApp"),
    ("", "Photo: Ada Lund/North Wire"),
    ("Photo by Ada Lund", "Photo by Ole Berg"),
    ("", "Image credit: North Wire"),
    ("", "Click here to read more"),
    ("", "Read also: Five facts"),
    ("", "RELATED: Five facts about ferries"),
    ("", "Subscribe to our newsletter"),
    ("", "Sign up for our newsletter"),
    ("", "Getty Images"),
    ("", "© 2025 North Wire. All rights reserved."),
    ("", "This story was produced with support from the Ilse Fund."),
    ("By Ada Lund, North Wire", "By Ole Berg, North Wire"),
    ("By ADA LUND", "By OLE BERG"),
    ("", "ADVERTISEMENT"),
    ("", "Comments (12)"),
    ("Comments (12)", "Comments (15)"),
    ("", "3 min read"),
    ("Published: 10:00, 14 March 2025", "Published: 10:05, 14 March 2025"),
    ("", "Watch: The ferry burns"),
    ("", "Listen to this article"),
    ("", "Follow @northwire on X"),
    ("", "Additional reporting by Ole Berg in Lissa."),
    ("", "Translated by Ole Berg"),
    ("", "File photo: a ferry"),
    ("", "(This story has not been edited by our staff and is auto-generated from a syndicated feed.)"),
    ("", "Download our app"),
    ("", "Recommended"),
    ("", "Most read"),
    ("", "Print this page"),
    ("", "Join the conversation"),
    ("", "Get the latest news by email"),
]
COPY_LINES = [
    "Photos of the wreck were shown in court.",
    "The story was published by a rival paper, Holm said.",
    "Share prices fell.",
    "Police image experts said the picture was false.",
    "Listen to the people, Holm told the council.",
    "Comments by Holm angered the crew.",
    "Most read the letter as a threat.",
    "More from the harbour fund went to Lissa, the mayor said.",
    "Get the boats out, the captain shouted.",
    "Reuters said it would close its office in Lissa.",
    "This story has cost Holm her post.",
]


@pytest.mark.parametrize(("old", "new"), SERVICE)
def test_service_lines_that_come_go_or_change_are_cosmetic(old: str, new: str) -> None:
    before, after = draft(*BODY, *filter(None, [old])), draft(*BODY, *filter(None, [new]))
    assert judge(before, after).kinds == (Kind.COSMETIC,)
    assert judge(after, before).kinds == (Kind.COSMETIC,)


@pytest.mark.parametrize("line", COPY_LINES)
def test_copy_that_begins_like_a_service_line_is_matter(line: str) -> None:
    assert judge(draft(), draft(*BODY, line)).kinds == (Kind.UPDATE,)


def test_a_day_with_or_without_on_is_the_same_day() -> None:
    assert judge(draft(), edited("on Friday", "Friday")).kinds == (Kind.COSMETIC,)
    assert judge(draft(), edited("on Friday", "on Monday")).facts == (
        Fact(FactKind.DATE, "Friday", "Monday", 0),
    )


# Real texts


def test_the_seed_corrected_tells_the_envoys_name() -> None:
    files = sorted((SHARED / "seed").glob("*.txt"))
    if not files:
        pytest.skip("the seed is not beside this checkout")
    lines = tuple(line for line in files[0].read_text(encoding="utf-8").splitlines() if line.strip())
    old = draft(*lines)
    note = "CORRECTS envoy's first name, para 5"
    new = replace(old, paragraphs=tuple(line.replace("Mike", "Steve") for line in lines), ed_note=note)
    diff = judge(old, new)
    assert diff.kinds == (Kind.CORRECTION,)
    [fact] = diff.facts
    assert (fact.kind, fact.old, fact.new) == (FactKind.NAME, "Mike Witkoff", "Steve Witkoff")


def test_real_revision_chains_come_back_whole() -> None:
    chains = sorted((SHARED / "corpus" / "site-policy-versions").glob("*"))
    if not chains:
        pytest.skip("the corpus is not beside this checkout")
    for chain in chains:
        texts = [file.read_text(encoding="utf-8").split("\n\n") for file in sorted(chain.glob("v*.md"))]
        for before, after in itertools.pairwise(texts):
            diff = judge(draft(*before), draft(*after))
            assert old_text(diff) == (draft().headline, tuple(before))
            assert new_text(diff) == (draft().headline, tuple(after))


def test_rows_laid_out_anew_are_no_news_and_rows_written_anew_are() -> None:
    rows = [f"Ship {name} left Norvik for the port of Lissa at dawn" for name in string.ascii_uppercase[:24]]
    lines = [" ".join(rows[at : at + 4]) for at in range(0, 24, 4)]
    assert judge(draft(*rows), draft(*lines)).kinds == (Kind.COSMETIC,)
    assert judge(draft(*lines), draft(*rows)).kinds == (Kind.COSMETIC,)
    anew = [f"Crew {name} of the night shift went home by train" for name in string.ascii_uppercase[:24]]
    diff = judge(draft(*rows), draft(*anew))
    assert (len(diff.removed), len(diff.added)) == (24, 24)
