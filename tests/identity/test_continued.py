"""Where the next version of a story ends and another story begins: each figure at its edge."""

from datetime import timedelta
from itertools import zip_longest
from typing import Any

import pytest

from monitor.identity.continued import continues
from monitor.identity.known import Text
from monitor.model.story import Draft, Marker, MarkerName
from tests.identity.made import NOW, draft, known, text, words

UPDATE = (Marker(MarkerName.UPDATE, "UPDATE 2-", 2),)
FLASH = (Marker(MarkerName.FLASH, "FLASH"),)


def why(old: Draft, new: Draft, hours: float = 1) -> str:
    """Why the new draft continues the old one, "" when it does not."""
    found = continues(Text(new), known(old, hours=hours), NOW)
    return found[1] if found else ""


def sharing(shared: int, own: int, *, leads: bool = False) -> tuple[str, str]:
    """Two texts of the same length that share so many words: at the end, or at the top."""
    common, mine, theirs = words("c", shared), words("m", own), words("t", own)
    if leads:
        return text(common, mine), text(common, theirs)
    return text(mine, common), text(theirs, common)


@pytest.mark.parametrize(
    ("shared", "own", "said"),
    [(82, 20, "80% of the text is that story's, under a new id"), (81, 21, "")],
)
def test_four_fifths_of_a_text_are_the_story_whatever_stands_at_its_top(
    shared: int, own: int, said: str
) -> None:
    old, new = sharing(shared, own)
    assert why(draft(old), draft(new)) == said


@pytest.mark.parametrize(
    ("shared", "own", "said"),
    [(42, 60, "40% of the text is that story's, its lead too, within 72 hours"), (41, 61, "")],
)
def test_two_fifths_are_enough_when_the_lead_is_among_them(shared: int, own: int, said: str) -> None:
    old, new = sharing(shared, own, leads=True)
    assert why(draft(old), draft(new)) == said
    assert why(draft(old), draft(new), hours=72) == said
    assert why(draft(old), draft(new), hours=-72) == said
    assert why(draft(old), draft(new), hours=72.01) == ""
    assert why(draft(old), draft(new), hours=-72.01) == ""


@pytest.mark.parametrize(
    ("shared", "own", "said"),
    [(42, 60, 'marked "UPDATE 2-", and 40% of the text is that story\'s'), (41, 61, "")],
)
def test_two_fifths_are_enough_under_a_marker(shared: int, own: int, said: str) -> None:
    old, new = sharing(shared, own)
    assert why(draft(old), draft(new, markers=UPDATE), hours=500) == said
    assert why(draft(old), draft(new)) == ""


@pytest.mark.parametrize(
    "name", ["update", "correction", "writethru", "lead", "kill", "refile", "repeat", "flash", "advisory"]
)
def test_some_markers_say_that_a_story_goes_on_and_some_do_not(name: str) -> None:
    old, new = sharing(42, 60)
    goes_on = name not in {"flash", "advisory"}
    assert why(
        draft(old), draft(new, markers=(Marker(MarkerName.ADVISORY, ""), Marker(MarkerName(name), "")))
    ) == (f'marked "{name}", and 40% of the text is that story\'s' if goes_on else "")


def headlines(count: int, shared: int) -> tuple[str, str]:
    common = words("c", shared)
    return text(common, words("m", count - shared)), text(common, words("t", count - shared))


@pytest.mark.parametrize(("count", "shared", "agrees"), [(4, 2, True), (11, 5, False), (2, 1, True)])
def test_a_marker_under_half_a_headline_is_the_story_within_72_hours(
    count: int, shared: int, *, agrees: bool
) -> None:
    old_head, new_head = headlines(count, shared)
    old, new = (
        draft(text(words("m", 60)), old_head),
        draft(text(words("t", 60)), new_head, markers=UPDATE),
    )
    assert why(old, new) == ('marked "UPDATE 2-", under the same headline' if agrees else "")
    assert why(old, new, hours=73) == ""


def test_a_marker_under_the_same_headline_with_another_figure_is_another_story() -> None:
    old, new = text(words("m", 60)), text(words("t", 60))
    assert why(draft(old, "Storm kills 9 in port"), draft(new, "Storm kills 9 in port", markers=UPDATE))
    assert not why(draft(old, "Storm kills 9 in port"), draft(new, "Storm kills 12 in port", markers=UPDATE))


@pytest.mark.parametrize(("count", "shared", "agrees"), [(4, 3, True), (11, 8, False)])
def test_two_fifths_without_the_lead_need_three_quarters_of_the_headline(
    count: int, shared: int, *, agrees: bool
) -> None:
    old_head, new_head = headlines(count, shared)
    old, new = sharing(42, 60)
    said = "40% of the text is that story's, with an agreeing headline within 72 hours" if agrees else ""
    assert why(draft(old, old_head), draft(new, new_head)) == said
    assert why(draft(old, old_head), draft(new, new_head), hours=73) == ""


def test_an_agreeing_headline_with_another_figure_in_it_is_no_agreement() -> None:
    old, new = sharing(42, 60)
    heads = ("Storm kills 9 people in the old port", "Storm kills 12 people in the old port")
    assert why(draft(old, heads[0]), draft(new, heads[0]))
    assert why(draft(old, heads[0]), draft(new, heads[1])) == ""


def test_a_lead_with_another_date_in_it_leads_another_story() -> None:
    common, mine, theirs = words("c", 42), words("m", 60), words("t", 60)
    old = text(["monday"], common, mine)
    assert why(draft(old), draft(text(["monday"], common, theirs)))
    assert why(draft(old), draft(text(["tuesday"], common, theirs))) == ""


@pytest.mark.parametrize(("kept", "leads"), [(16, True), (15, False)])
def test_six_tenths_of_a_lead_lead(kept: int, *, leads: bool) -> None:
    lead, rest = words("l", kept), words("r", 60)
    own = 25 - kept
    old = text(lead, words("m", own), rest, words("n", 40))
    new = text(lead, words("t", own), rest, words("u", 40))
    assert (why(draft(old), draft(new)) != "") is leads


def test_six_tenths_of_a_short_lead_are_enough_to_the_shingle() -> None:
    brief = words("c", 7)
    assert why(draft(text(brief)), draft(text(brief[:5], words("t", 60)))) != ""  # three of five shingles
    assert why(draft(text(brief)), draft(text(brief[:4], words("t", 60)))) == ""


def test_the_lead_of_the_old_text_may_lead_in_a_shorter_new_one() -> None:
    lead, body = words("l", 25), words("b", 60)
    old, new = text(lead, body), text(words("n", 20), lead, body[:10])
    assert why(draft(old), draft(new)) == "62% of the text is that story's, its lead too, within 72 hours"


@pytest.mark.parametrize(("count", "told"), [(26, True), (25, False)])
def test_an_old_text_of_24_shingles_proves_itself_and_a_shorter_one_does_not(
    count: int, *, told: bool
) -> None:
    body = text(words("c", count))
    assert (why(draft(body), draft(body), hours=100) != "") is told
    assert why(draft(body), draft(body), hours=72) == "100% of the text is that story's, under a new id"


def test_an_old_text_with_a_figure_exchanged_proves_nothing() -> None:
    body = words("c", 120)
    old, new = text(["nine"], body), text(["twelve"], body)
    assert why(draft(old), draft(new), hours=100) == ""
    assert why(draft(old), draft(new), hours=71) != ""


@pytest.mark.parametrize(("extra", "joins"), [(70, True), (71, False)])
def test_a_story_found_in_a_text_thrice_its_size_is_its_growth_only_when_it_leads_there(
    extra: int, *, joins: bool
) -> None:
    brief = words("c", 32)
    old, swallowed = text(brief), text(words("t", extra), brief)
    assert (why(draft(old), draft(swallowed)) != "") is joins
    assert why(draft(old), draft(text(brief, words("t", extra)))) != ""
    assert why(draft(old, "Harbour closed today"), draft(swallowed, "Harbour closed again")) != ""
    assert (why(draft(swallowed), draft(old)) != "") is joins


def apart(hours: float) -> dict[str, Any]:
    return {"published": NOW + timedelta(hours=hours)}


@pytest.mark.parametrize(("hours", "joins"), [(12, True), (12.01, False), (-12.01, False)])
def test_a_short_text_twelve_hours_later_is_another_notice(hours: float, *, joins: bool) -> None:
    brief, longer = text(words("c", 23)), text(words("c", 24))
    assert (why(draft(brief, **apart(0)), draft(brief, **apart(hours))) != "") is joins
    assert why(draft(longer, **apart(0)), draft(longer, **apart(hours)))
    assert why(draft(brief), draft(brief, **apart(hours)))


@pytest.mark.parametrize(("hours", "joins"), [(19.99, True), (20, False), (-20, False)])
def test_a_text_with_another_date_twenty_hours_later_is_the_next_issue(hours: float, *, joins: bool) -> None:
    body = words("c", 200)
    old, new = text(body, ["monday"]), text(body, ["tuesday"])
    assert (why(draft(old, **apart(0)), draft(new, **apart(hours))) != "") is joins
    assert why(draft(old, **apart(0)), draft(old, **apart(hours)))


def flash(*extra: str, body: int = 0, **more: Any) -> Draft:
    return draft(text(words("f", body)), text(["storm", "shuts", "harbour", *extra]), **more)


def story(*said: str, count: int = 60, headline: str = "written anew", **more: Any) -> Draft:
    """The story of a flash: its words, scattered, among so many others."""
    mine, others = ["storm", "shuts", "harbour", *said], words("t", count)
    scattered = [word for pair in zip_longest(others, mine, fillvalue="") for word in pair if word]
    return draft(text(scattered), headline, **more)


GREW = "the story of that flash, in its words"


def test_a_flash_grows_into_the_story_that_says_six_tenths_of_its_words_and_three_at_least() -> None:
    assert why(flash(), story()) == GREW
    assert why(flash("vorm", "vilm"), story()) == GREW  # three of five
    assert why(flash("vorm", "vilm", "vosk"), story("vosk")) == GREW
    assert why(flash("va", "ve", "vi", "vo"), story("va")) == ""  # four of seven
    assert why(draft((), "storm shuts"), story()) == ""


def test_a_flash_has_no_copy_or_is_urgent_or_says_so() -> None:
    assert why(flash(body=40, urgency=1), story()) == GREW
    assert why(flash(body=40, urgency=2), story()) == GREW
    assert why(flash(body=40, urgency=3), story()) == ""
    assert why(flash(body=40), story()) == ""
    assert why(flash(body=40, markers=(Marker(MarkerName.ADVISORY, ""), *FLASH)), story()) == GREW
    assert why(flash(body=40, markers=(Marker(MarkerName.LEAD, ""),)), story()) == GREW
    assert why(flash(body=40, markers=UPDATE), story()) == ""


def test_a_flash_is_short_and_its_story_longer_and_soon() -> None:
    assert why(flash(body=41, urgency=1), story()) == ""
    assert why(flash(body=40, urgency=1), story(count=37)) == GREW  # forty words as well
    assert why(flash(body=40, urgency=1), story(count=36)) == ""
    assert why(flash(), story(), hours=72) == GREW
    assert why(flash(), story(), hours=73) == ""
    assert why(flash(**apart(0)), story(**apart(3))) == GREW
    assert why(flash(**apart(0)), story(**apart(3.01))) == ""
    assert why(flash(**apart(3.01)), story(**apart(0))) == ""


def test_a_flash_with_another_figure_grew_into_another_story() -> None:
    old = draft((), "storm shuts harbour, 9 dead")
    assert why(old, story(headline="storm shuts harbour, 9 dead")) == GREW
    assert why(old, story(headline="storm shuts harbour, 12 dead")) == ""


def test_how_far_a_draft_is_from_a_story_is_told_in_words_the_headline_thrice() -> None:
    old, new = sharing(82, 20)
    found = continues(Text(draft(new, "alder birch")), known(draft(old, "alder cedar")), NOW)
    assert found is not None
    assert found[0] == 20 + 20 + 3 * 2
