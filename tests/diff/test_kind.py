"""What the agency declares, what looks broken, and the sentence about it, each figure at its edge."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from monitor.diff.facts.line import Finding
from monitor.diff.kind import correction_words, embargo_lifted, suspect, withdrawal_words, withdrawn
from monitor.diff.silent import corrects_silently
from monitor.diff.summary import SummaryInput, sentence, withdrawal
from monitor.model.change import Fact, FactKind
from monitor.model.story import Draft, Furniture, FurnitureKind, Marker, MarkerName, PubStatus


def draft(*paragraphs: str, headline: str = "", **more: Any) -> Draft:
    return replace(Draft("north", "north-en", "g", "", headline, paragraphs, language="en"), **more)


def of(count: int, **more: Any) -> Draft:
    """A draft of so many words, in paragraphs of ten."""
    words = [f"w{number}" for number in range(count)]
    return draft(*(" ".join(words[at : at + 10]) for at in range(0, count, 10)), **more)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (100, 40, None),
        (100, 39, "the text shrank from 100 to 39 words and nobody says why"),
        (40, 15, "the text shrank from 40 to 15 words and nobody says why"),
        (39, 1, None),
        (39, 0, "the text is gone (39 words before) and nobody says the story is withdrawn"),
        (1, 0, "the text is gone (1 words before) and nobody says the story is withdrawn"),
        (0, 0, None),
        (0, 50, None),
    ],
)
def test_a_text_below_two_fifths_is_suspect_unless_it_was_short(
    before: int, after: int, said: str | None
) -> None:
    assert suspect(of(before), of(after)) == said


@pytest.mark.parametrize(
    ("new", "excused"),
    [
        (of(30, markers=(Marker(MarkerName.ADVISORY, ""), Marker(MarkerName.CORRECTION, "CORRECTED"))), True),
        (of(0, markers=(Marker(MarkerName.CORRECTION, "CORRECTED"),)), False),
        (of(30, markers=(Marker(MarkerName.UPDATE, "UPDATE"),)), False),
        (of(30, markers=(Marker(MarkerName.ADVISORY, ""), Marker(MarkerName.KILL, ""))), True),
        (of(30, pub_status=PubStatus.CANCELED), True),
        (of(30, markers=(Marker(MarkerName.ADVISORY, "Story withdrawn"),)), True),
        (of(30, headline="STORY WITHDRAWN"), True),
        (of(30, ed_note="Please disregard"), True),
        (of(30, furniture=(Furniture(FurnitureKind.NOTE, "Must kill"),)), True),
        (of(30, furniture=(Furniture(FurnitureKind.CAPTION, "Must kill"),)), False),
        (draft("w", "This story has been withdrawn."), True),
        (draft("w", "w", "This story has been withdrawn."), False),
    ],
)
def test_a_word_of_a_kill_excuses_a_shrunk_text(new: Draft, *, excused: bool) -> None:
    assert (suspect(of(100), new) is None) is excused


def test_a_withdrawal_is_told_in_the_agencys_first_words() -> None:
    marks = (
        Marker(MarkerName.UPDATE, "UPDATE"),
        Marker(MarkerName.KILL, " "),
        Marker(MarkerName.KILL, " Kill it "),
    )
    assert withdrawal_words(draft(markers=marks, ed_note="note")) == "Kill it"
    assert withdrawal_words(draft(ed_note=" note ")) == "note"
    assert withdrawal_words(draft(ed_note=" ")) == ""
    assert (withdrawal("Kill it"), withdrawal("")) == (
        "Withdrawn by the agency: “Kill it”",
        "Withdrawn by the agency",
    )
    assert withdrawn(draft(markers=marks))
    assert not withdrawn(draft(markers=marks[:1]))


NOTE, OTHER = "CORRECTS the name", "Eds: adds quotes"
MARKED = (Marker(MarkerName.CORRECTION, "CORRECTED-"),)


def noted(text: str) -> tuple[Furniture, ...]:
    return (Furniture(FurnitureKind.NOTE, text),)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ({}, {}, None),
        ({}, {"markers": MARKED}, "CORRECTED-"),
        ({"markers": MARKED}, {"markers": MARKED}, None),
        (
            {"markers": MARKED},
            {"markers": (Marker(MarkerName.CORRECTION, "2ND CORRECTION"),)},
            "2ND CORRECTION",
        ),
        ({}, {"markers": (Marker(MarkerName.CORRECTION, ""),)}, ""),
        ({}, {"markers": (Marker(MarkerName.UPDATE, "UPDATE"),)}, None),
        ({}, {"ed_note": f" {NOTE} "}, NOTE),
        ({"ed_note": NOTE}, {"ed_note": NOTE}, None),
        ({}, {"ed_note": OTHER}, None),
        ({"ed_note": OTHER}, {"ed_note": NOTE, "markers": MARKED}, NOTE),
        ({}, {"furniture": noted("Correction: the name")}, "Correction: the name"),
        ({}, {"furniture": noted("This story has been corrected.")}, "This story has been corrected."),
        ({}, {"furniture": noted("Follow us")}, None),
        ({"furniture": noted(NOTE)}, {"furniture": noted(NOTE)}, None),
        ({}, {"furniture": (Furniture(FurnitureKind.CAPTION, NOTE),)}, None),
        ({}, {"furniture": noted(NOTE), "markers": MARKED}, NOTE),
    ],
)
def test_a_correction_is_declared_by_what_is_newly_there(
    old: dict[str, Any], new: dict[str, Any], words: str | None
) -> None:
    assert correction_words(draft(**old), draft(**new)) == words


def test_a_correction_note_in_the_copy_comes_before_the_marker() -> None:
    assert correction_words(draft(), draft(), [NOTE]) == NOTE
    assert correction_words(draft(), draft(markers=MARKED), [NOTE]) == NOTE
    assert correction_words(draft(), draft(ed_note="CORRECTS para 2"), [NOTE]) == "CORRECTS para 2"


@pytest.mark.parametrize(
    "held",
    [
        {"embargoed": datetime(2025, 3, 14, tzinfo=UTC)},
        {"pub_status": PubStatus.WITHHELD},
        {"markers": (Marker(MarkerName.ADVISORY, ""), Marker(MarkerName.EMBARGO, ""))},
    ],
)
def test_an_embargo_is_lifted_when_nothing_holds_the_story_any_more(held: dict[str, Any]) -> None:
    assert embargo_lifted(draft(**held), draft())
    assert not embargo_lifted(draft(**held), draft(**held))
    assert not embargo_lifted(draft(), draft())
    assert not embargo_lifted(draft(), draft(**held))
    assert not embargo_lifted(draft(**held), draft(pub_status=PubStatus.CANCELED))


# The sentence


def finding(
    old: str,
    new: str,
    place: int | None = 0,
    kind: FactKind = FactKind.NAME,
    label: str = "",
    forms: tuple[str, str] = ("", ""),
) -> Finding:
    return Finding(Fact(kind, old, new, place), label, forms)


LONG = "x" * 40 + " " + "y" * 60
SHORT = "x" * 40 + " " + "y" * 38 + "…"


@pytest.mark.parametrize(
    ("account", "said"),
    [
        (SummaryInput(), "Only wording, spelling or layout changed"),
        (SummaryInput((finding("Mike", "Steve"),)), "“Mike” is now “Steve” in paragraph 1"),
        (SummaryInput((finding("", "Steve", None),)), "“Steve” came in in the headline"),
        (SummaryInput((finding("Mike", "", 3),)), "“Mike” is gone in paragraph 4"),
        (
            SummaryInput((finding("a b c", "a b d", kind=FactKind.QUOTE),)),
            "Quote “a b c” is now “a b d” in paragraph 1",
        ),
        (SummaryInput((finding("", "x", kind=FactKind.QUOTE),)), "Quote “x” came in in paragraph 1"),
        (
            SummaryInput((finding("x", "", kind=FactKind.ATTRIBUTION),)),
            "Attribution “x” is gone in paragraph 1",
        ),
        (
            SummaryInput((finding("Nine", "90", kind=FactKind.NUMBER, forms=("9", "90")),)),
            "9 → 90 in paragraph 1",
        ),
        (
            SummaryInput(
                (finding("five hours", "6 hours", kind=FactKind.NUMBER, forms=("5 hour", "6 hour")),)
            ),
            "Five hours → 6 hours in paragraph 1",
        ),
        (SummaryInput((finding("", "90", kind=FactKind.NUMBER),)), "“90” came in in paragraph 1"),
        (
            SummaryInput(
                tuple(finding("Mike", "Steve", at) for at in (4, None, 0, 2)),
            ),
            "“Mike” is now “Steve” in the headline and paragraphs 1, 3 and 5",
        ),
        (SummaryInput((finding("A", "B", 1), finding("a", "b", 0))), "“A” is now “B” in paragraphs 1 and 2"),
        (
            SummaryInput(tuple(finding(name, "", 0) for name in "abc")),
            "“a” is gone in paragraph 1; “b” is gone in paragraph 1; “c” is gone in paragraph 1",
        ),
        (
            SummaryInput(tuple(finding(name, "", 0) for name in "abcd")),
            "“a” is gone in paragraph 1; “b” is gone in paragraph 1; “c” is gone in paragraph 1; 1 more fact changed",
        ),
        (
            SummaryInput(tuple(finding(name, "", 0) for name in "abcde")),
            "“a” is gone in paragraph 1; “b” is gone in paragraph 1; “c” is gone in paragraph 1; 2 more facts changed",
        ),
        (SummaryInput((finding(LONG, ""),)), f"“{SHORT}” is gone in paragraph 1"),
        (SummaryInput((finding("z" * 80, ""),)), f"“{'z' * 80}” is gone in paragraph 1"),
        (SummaryInput((finding("z" * 81, ""),)), f"“{'z' * 79}…” is gone in paragraph 1"),
        (SummaryInput(headline="New  head"), "Headline now “New head”"),
        (
            SummaryInput((finding("a", "", 0),), headline="New"),
            "Headline now “New”; “a” is gone in paragraph 1",
        ),
        (SummaryInput((finding("a", "", None),), headline="New"), "“a” is gone in the headline"),
        (SummaryInput(added=1), "1 sentence added"),
        (SummaryInput(added=2, removed=1, reworded=3), "2 sentences added, 1 removed, 3 reworded"),
        (SummaryInput(removed=1), "1 sentence removed"),
        (SummaryInput((finding("a", ""),), reworded=1), "“a” is gone in paragraph 1; 1 sentence reworded"),
        (SummaryInput(correction=""), "Marked as corrected"),
        (SummaryInput(correction="Wrong name"), "Corrected: the agency says “Wrong name”"),
        (SummaryInput(added=1, correction=""), "Corrected: 1 sentence added"),
        (SummaryInput(added=1, correction="Why"), "Corrected: 1 sentence added; the agency says “Why”"),
        (SummaryInput(embargo_lifted=True), "Embargo lifted"),
        (SummaryInput(added=1, embargo_lifted=True), "Embargo lifted; 1 sentence added"),
    ],
)
def test_a_change_in_one_sentence(account: SummaryInput, said: str) -> None:
    assert sentence(account) == said


def test_a_label_that_any_place_has_is_told_and_what_was_put_right_silently_is_said_so() -> None:
    toll = (
        finding("9", "90", None, FactKind.NUMBER, "", ("9", "90")),
        finding("nine", "90", 0, FactKind.NUMBER, "Death toll", ("9", "90")),
    )
    assert sentence(SummaryInput(toll)) == "Death toll 9 → 90 in the headline and paragraph 1"
    assert sentence(SummaryInput(toll[:1]), silent=True) == "9 → 90 in the headline, without a note"


# Silent corrections

BODY = draft("A text.")
FACT = finding("Mike", "Steve")


@pytest.mark.parametrize(
    ("account", "mends"),
    [
        (SummaryInput((FACT,)), True),
        (SummaryInput((FACT, finding("Friday", "Monday", kind=FactKind.DATE))), True),
        (
            SummaryInput(
                (FACT, finding("MIKE", "STEVE", 3), finding("Friday", "Monday", kind=FactKind.DATE))
            ),
            True,
        ),
        (SummaryInput((FACT, finding("a", "b"), finding("c", "d"))), False),
        (SummaryInput(()), False),
        (SummaryInput((FACT,), added=1), False),
        (SummaryInput((FACT,), removed=1), False),
        (SummaryInput((FACT,), reworded=1), False),
        (SummaryInput((FACT,), correction=""), False),
        (SummaryInput((FACT,), headline="New"), False),
        (SummaryInput((finding("Mike", "Steve", None),), headline="New"), True),
        (SummaryInput((finding("Mike", ""),)), False),
        (SummaryInput((finding("", "Steve"),)), False),
        (SummaryInput((finding("not", "", kind=FactKind.NEGATION),)), True),
        (SummaryInput((finding("9", "8", kind=FactKind.NUMBER, forms=("9", "8")),)), True),
        (SummaryInput((finding("8", "9", kind=FactKind.NUMBER, forms=("8", "9")),)), False),
        (SummaryInput((finding("9", "nine", kind=FactKind.NUMBER, forms=("9", "9")),)), True),
        (SummaryInput((finding("8 %", "9 %", kind=FactKind.NUMBER, forms=("8 %", "9 %")),)), True),
        (SummaryInput((finding("8", "9 %", kind=FactKind.NUMBER, forms=("8", "9 %")),)), True),
        (SummaryInput((FACT, finding("", "x"))), False),
    ],
)
def test_one_or_two_facts_exchanged_are_put_right_silently(account: SummaryInput, *, mends: bool) -> None:
    assert corrects_silently(account, BODY, BODY) is mends


def test_a_headline_alone_and_a_new_marker_put_nothing_right() -> None:
    account = SummaryInput((FACT,))
    marked = draft("A text.", markers=MARKED)
    assert not corrects_silently(account, draft(), BODY)
    assert not corrects_silently(account, BODY, draft())
    assert not corrects_silently(account, BODY, marked)
    assert corrects_silently(account, marked, marked)
    assert corrects_silently(account, marked, BODY)
