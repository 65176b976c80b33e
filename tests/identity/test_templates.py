"""Two issues of one periodic notice, told by what stands in place of what."""

from dataclasses import replace

import pytest

from monitor.identity.slots import Compared, compare
from monitor.model.story import Draft
from tests.identity.made import draft, text, words

SAME = Compared(
    kept=0,
    replaced=0,
    dated=0,
    rows=0.0,
    figures=0.0,
    top_dated=False,
    top_clashes=False,
    filled=1,
    differing=1,
    distance=0,
)


@pytest.mark.parametrize(
    ("what", "another"),
    [
        ({"rows": 0.5}, False),
        ({"rows": 0.51}, True),
        ({"replaced": 1, "kept": 33}, False),
        ({"replaced": 1, "kept": 32}, True),
        ({"replaced": 2, "kept": 66}, False),
        ({"replaced": 2, "kept": 65}, True),
        ({"replaced": 1, "dated": 1, "kept": 60}, False),
        ({"replaced": 1, "dated": 1, "kept": 59}, True),
        ({"replaced": 2, "dated": 1, "kept": 400}, False),
        ({"replaced": 2, "dated": 1, "kept": 399}, True),
        ({"replaced": 0, "dated": 0, "kept": 0}, False),
        ({"replaced": 1, "filled": 40, "differing": 100}, True),
        ({"replaced": 1, "filled": 39, "differing": 100}, False),
        ({"replaced": 3, "kept": 299, "figures": 0.5}, True),
        ({"replaced": 3, "kept": 299, "figures": 0.49}, False),
        ({"replaced": 3, "kept": 300, "figures": 0.5}, False),
        ({"replaced": 2, "kept": 199, "figures": 0.9}, False),
        ({"replaced": 2, "kept": 199, "dated": 1, "figures": 0.5}, True),
        ({"replaced": 2, "kept": 199, "dated": 2, "figures": 0.9}, False),
        ({"replaced": 1, "kept": 99, "dated": 1, "figures": 0.9}, False),
    ],
)
def test_what_differs_makes_another_issue_from_so_much_on(what: dict[str, float], *, another: bool) -> None:
    assert replace(SAME, **what).another_issue is another  # type: ignore[arg-type] # fields by name


@pytest.mark.parametrize(
    ("what", "beyond"),
    [
        ({"replaced": 2}, False),
        ({"replaced": 3}, True),
        ({"replaced": 2, "dated": 2}, False),
        ({"replaced": 2, "dated": 1}, True),
        ({"replaced": 3, "kept": 99}, False),
        ({"rows": 0.6}, False),
    ],
)
def test_a_declared_correction_mends_two_figures_or_dates_and_no_more(
    what: dict[str, float], *, beyond: bool
) -> None:
    assert replace(SAME, **what).beyond_mending is beyond  # type: ignore[arg-type] # fields by name


PROSE = "Traders said that demand was weak in the morning hours."
OLD = draft(
    (
        "Wheat closed at 214.50 crowns in Norvik on March 13.",
        PROSE,
        "Barley fell to 188.20 crowns after Keldia sold 3,000 tonnes.",
        "The next auction takes place on Friday at 10:30 in the main hall.",
    ),
    "Wheat prices in Norvik, March 13",
)


def changed(*pairs: tuple[str, str], head: tuple[str, str] = ("", "")) -> Draft:
    body = "\n".join(OLD.paragraphs)
    for old, new in pairs:
        assert old in body
        body = body.replace(old, new)
    headline = OLD.headline.replace(*head) if head[0] else OLD.headline
    return replace(OLD, headline=headline, paragraphs=tuple(body.split("\n")))


def test_a_text_beside_itself_differs_in_nothing() -> None:
    assert compare(OLD, OLD) == replace(SAME, kept=43, filled=0, differing=0)


def test_a_figure_in_another_place_counts_once_in_copy_and_lead() -> None:
    assert compare(OLD, changed(("214.50", "215.10"))) == Compared(
        kept=42,
        replaced=1,
        dated=0,
        rows=0.0,
        figures=1 - 4 / 5,
        top_dated=False,
        top_clashes=True,
        filled=2,
        differing=2,
        distance=2,
    )


def test_a_date_in_headline_and_copy_is_one_place_and_the_headline_counts_thrice() -> None:
    found = compare(OLD, changed(("March 13", "March 14"), head=("March 13", "March 14")))
    assert (found.replaced, found.dated, found.top_dated, found.top_clashes) == (1, 1, True, True)
    assert (found.distance, found.figures) == (2 + 3 * 2, 0.0)


def test_a_date_in_the_headline_alone_is_a_place_too() -> None:
    found = compare(OLD, changed(head=("March 13", "March 14")))
    assert (found.replaced, found.dated, found.top_dated, found.kept) == (1, 1, True, 43)
    assert (found.filled, found.differing, found.distance) == (0, 0, 6)


def test_a_headline_written_anew_is_no_place() -> None:
    found = compare(OLD, replace(OLD, headline="Buyers stay away from 9 auctions"))
    assert (found.replaced, found.top_clashes, found.top_dated) == (0, False, False)
    assert found.distance == 3 * (5 + 5)


def test_a_headline_keeps_half_of_the_words_round_its_slots() -> None:
    old, new = draft(PROSE, "alder birch cedar 9"), draft(PROSE, "alder birch elm 12")
    assert compare(old, new).replaced == 1
    assert compare(replace(old, headline="alder birch cedar dogwood 9"), new).replaced == 1
    assert compare(old, replace(new, headline="alder oak elm 12")).replaced == 0
    assert compare(old, replace(new, headline="alder birch elm")).replaced == 0


def test_names_of_the_headline_are_those_that_the_copy_capitalises() -> None:
    old = draft("The mayor of Norvik spoke.", "Mayor Of Norvik Speaks")
    new = draft("The mayor of Vellmar spoke.", "Mayor Of Vellmar Speaks")
    found = compare(old, new)
    assert (found.replaced, found.dated, found.top_clashes) == (1, 0, False)
    assert (
        compare(
            draft("He spoke.", "Mayor Of Norvik Speaks"), draft("He spoke.", "Mayor Of Vellmar Speaks")
        ).replaced
        == 0
    )


def test_a_name_at_the_top_clashes_with_nothing_a_figure_does() -> None:
    assert not compare(OLD, changed(("Norvik", "Vellmar"))).top_clashes
    assert compare(OLD, changed(("214.50", "Vellmar 7"))).top_clashes


def test_what_differs_below_the_lead_is_not_at_the_top() -> None:
    fill = text(words("f", 45))
    for at, top in ((44, True), (45, False)):
        lead = text(words("f", at))
        found = compare(draft(f"{lead} 9 dead {fill}"), draft(f"{lead} 12 dead {fill}"))
        assert (found.replaced, found.top_clashes) == (1, top)
    old = draft((text(words("f", 30)), text(words("g", 20)), "9 dead"))
    assert not compare(old, replace(old, paragraphs=(*old.paragraphs[:2], "12 dead"))).top_clashes


@pytest.mark.parametrize(("own", "replaced"), [(7, 1), (8, 0)])
def test_a_substitution_in_prose_is_of_eight_words_at_most_on_either_side(own: int, replaced: int) -> None:
    head, tail = words("h", 20), words("e", 20)
    old = text(head, ["9"], words("p", 2), tail)
    new = text(head, ["12"], words("q", own), tail)
    assert compare(draft(old), draft(new)).replaced == compare(draft(new), draft(old)).replaced == replaced


def test_a_row_of_figures_counts_each_of_them() -> None:
    head, tail = words("h", 20), words("e", 20)
    old = text(head, [f"{n}1" for n in range(10, 19)], tail)
    new = text(head, [f"{n}2" for n in range(10, 19)], tail)
    assert compare(draft(old), draft(new)).replaced == 9
    half = text(head, [f"{n}2" for n in range(10, 15)], words("p", 5), tail)
    assert compare(draft(old), draft(half)).replaced == 5
    prose = text(head, ["12"], words("p", 9), tail)
    assert compare(draft(prose), draft(text(head, ["13"], words("q", 9), tail))).replaced == 0


def test_words_that_both_sides_hold_are_in_place_of_nothing() -> None:
    old, new = draft("storm 9 dead 12 hurt here"), draft("storm 12 dead 9 hurt here")
    assert compare(old, new).replaced == 0


def table(*figures: str) -> Draft:
    rows = (
        f"{name} {figure}" for name, figure in zip(("Oslo", "Bergen", "Moss", "Voss"), figures, strict=False)
    )
    return draft((*rows, "The table is made every day.", "1. Skien"))


@pytest.mark.parametrize(
    ("old", "new", "rows"),
    [
        (("1", "2", "3", "4"), ("1", "2", "3", "4"), 0.0),
        (("1", "2", "3", "4"), ("1", "9", "8", "7"), 0.75),
        (("1", "2", "3"), ("1", "2", "3", "4"), 0.0),
        (("1", "2", "3"), ("1", "9", "8"), 2 / 3),
        (("1", "2"), ("8", "9"), 0.0),
    ],
)
def test_rows_of_a_table_are_compared_whole_where_there_are_three(
    old: tuple[str, ...], new: tuple[str, ...], rows: float
) -> None:
    assert compare(table(*old), table(*new)).rows == pytest.approx(rows)


def test_figures_are_counted_in_the_text_that_has_fewer_with_those_of_equal_paragraphs() -> None:
    shared = "It opened 4 doors and 5 gates."
    old = draft((shared, "Of 10 ships 20 sailed."))
    assert compare(old, draft((shared, "Of 10 ships 30 sailed."))).figures == 1 / 4
    assert compare(old, draft((shared, "Of 10 ships 30 sailed and 40 stayed."))).figures == 1 / 4
    assert compare(old, draft((shared, "No ship sailed."))).figures == 0.0
    assert compare(draft("no figure"), draft("none here")).figures == 0.0
    assert compare(draft("9 here"), draft("9 there")).figures == 0.0
    assert compare(draft("9 here, 9 there"), draft("9 here, 8 there")).figures == 0.5


def test_paragraphs_that_stay_are_kept_whole_and_others_word_by_word() -> None:
    old = draft(("alder birch cedar", "dogwood elm fir", "gale hazel"))
    found = compare(old, draft(("alder birch cedar", "dogwood oak fir", "gale hazel")))
    assert (found.kept, found.differing, found.distance) == (3 + 2 + 2, 2, 2)
    moved = compare(old, draft(("gale hazel", "alder birch cedar", "dogwood elm fir")))
    assert (moved.kept, moved.distance) == (6, 4)


def test_stopwords_weigh_nothing() -> None:
    found = compare(draft("alder of birch cedar"), draft("alder in elm cedar"))
    assert (found.differing, found.distance) == (2, 2)


def test_only_what_was_exchanged_is_weighed_as_filled() -> None:
    found = compare(draft("alder birch 9 cedar"), draft("alder cedar 12 oak"))
    assert (found.replaced, found.filled, found.differing) == (0, 0, 0)
    found = compare(draft("alder 9 cedar"), draft("alder 12 oak cedar"))
    assert (found.replaced, found.filled, found.differing, found.distance) == (1, 2, 3, 3)
