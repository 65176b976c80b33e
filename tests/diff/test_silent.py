"""A fact put right without a word: told beside the update, and never where there is more to it."""

from dataclasses import replace
from typing import Any

import pytest

from monitor.diff.judge import judge
from monitor.model.change import Kind
from monitor.model.story import Draft, Marker, MarkerName, PubStatus

BODY = (
    "Nine people died when a ferry caught fire off Lissa on Friday, the coast guard said.",
    "Chief negotiator Anna Holm met envoy Mike Witkoff in Norvik. Prices rose 5.3 % after the news.",
    "The talks lasted five hours, and the port stayed shut.",
)


def draft(headline: str = "Ferry burns off Lissa", *body: str, **more: Any) -> Draft:
    return replace(Draft("north", "north-en", "g", "", headline, body or BODY, language="en"), **more)


def edited(*pairs: tuple[str, str], **more: Any) -> Draft:
    text = "\0".join(BODY)
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return draft("Ferry burns off Lissa", *text.split("\0"), **more)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Mike Witkoff", "Steve Witkoff"),
        ("on Friday", "on Thursday"),
        ("5.3 %", "3.5 %"),
        ("Nine people died", "Eight people died"),
        ("five hours", "nine hours"),
        ("met envoy", "never met envoy"),
    ],
)
def test_one_fact_in_place_of_another(old: str, new: str) -> None:
    diff = judge(draft(), edited((old, new)))
    assert diff.kinds == (Kind.UPDATE, Kind.SILENT_CORRECTION)
    assert diff.summary.endswith(", without a note")


def test_the_same_fact_in_headline_and_copy() -> None:
    new = replace(edited(("Lissa", "Norra")), headline="Ferry burns off Norra")
    assert judge(draft(), new).kinds == (Kind.HEADLINE, Kind.UPDATE, Kind.SILENT_CORRECTION)


@pytest.mark.parametrize(
    "new",
    [
        edited(("Nine people died", "12 people died")),
        edited(("caught fire off Lissa", "caught fire with 14 crates off Lissa")),
        edited(("Mike", "Steve"), ("Friday", "Monday"), ("five", "six")),
        edited(("Mike", "Steve"), ("the port stayed shut.", "the port stayed shut. Divers found the wreck.")),
        edited(("Mike", "Steve"), ("stayed shut", "was busy all day long, said everybody")),
        edited(("Mike", "Steve"), markers=(Marker(MarkerName.UPDATE, "UPDATE 2-"),)),
        edited(("Mike", "Steve"), markers=(Marker(MarkerName.CORRECTION, "CORRECTED-"),)),
        edited(("met envoy Mike Witkoff", "met envoy")),
        edited(("met envoy Mike Witkoff", "met envoy Mike Witkoff and Karin Brandt")),
        replace(edited(("Mike", "Steve")), headline="Talks go on in the shadow of a burnt ship"),
        edited(("shut.", "shut!")),
    ],
    ids=["toll grew", "a figure came", "three facts", "matter added", "reworded", "update", "declared", "name went",
         "name came", "headline anew", "punctuation"],
)  # fmt: skip
def test_more_than_that_or_less(new: Draft) -> None:
    assert Kind.SILENT_CORRECTION not in judge(draft(), new).kinds


def test_a_headline_alone_tells_the_next_thing() -> None:
    bare = Draft("north", "north-en", "g", "", "Vote set for Friday", ())
    assert judge(bare, replace(bare, headline="Vote set for Monday")).kinds == (Kind.HEADLINE,)


def test_a_story_published_again_is_no_silent_correction() -> None:
    killed = draft(pub_status=PubStatus.CANCELED)
    assert judge(killed, edited(("Mike", "Steve"))).kinds == (Kind.UPDATE,)
