"""Which facts a change changed: each exchange, each name whole, each place."""

import pytest

from monitor.diff.canonical import language_of
from monitor.diff.facts.attribution import speaker_of
from monitor.diff.facts.line import edits_between, line_of
from monitor.diff.facts.name import names_of
from monitor.diff.facts.quote import quotes_of
from monitor.diff.facts.scope import Scope, names_in
from monitor.diff.facts.table import findings_between

ENGLISH = language_of("en")
Found = tuple[str, str, str, int | None]


def facts(old: str, new: str, places: tuple[int | None, int | None] = (2, 3)) -> list[Found]:
    before, after = line_of(old, places[0], ENGLISH), line_of(new, places[1], ENGLISH)
    scope = Scope((old,), (new,))
    found = findings_between(before, after, edits_between(before, after), scope)
    return [(one.fact.kind.value, one.fact.old, one.fact.new, one.fact.paragraph) for one in found]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("They saw 9 boats", "They saw 8 boats", [("number", "9", "8", 3)]),
        ("They saw 9 boats", "They saw boats", [("number", "9", "", 2)]),
        ("They saw boats", "They saw 9 boats", [("number", "", "9", 3)]),
        ("It had 1, 2", "It had 3, 4, 5", [("number", "1", "3", 3), ("number", "2", "4", 3), ("number", "", "5", 3)]),
        ("On Friday 9 came", "On Monday 8 came", [("number", "9", "8", 3), ("date", "Friday", "Monday", 3)]),
        ("they saw 9 boats and fled", "they fled and saw 9 boats", []),
        ("the Ada Holm came", "the Ida Holm came", [("name", "Ada Holm", "Ida Holm", 3)]),
        ("the Ada Holm came", "the Holm came", [("name", "Ada Holm", "Holm", 3)]),
        ("the Holm came", "the Ada Holm came", [("name", "Holm", "Ada Holm", 3)]),
        ("they met Holm", "they met", [("name", "Holm", "", 2)]),
        ("they met", "they met Holm", [("name", "", "Holm", 3)]),
        ("they met Holm and left", "they left and met Holm", []),
        ("they met envoy Ada Holm", "they met president Ida Holm", [("name", "Ada Holm", "Ida Holm", 3)]),
        ("the Russian Ada Holm", "the Russian Ida Holm", [("name", "Ada Holm", "Ida Holm", 3)]),
        ("the Ada-Lund came", "the Ida-Lund came", [("name", "Ada-Lund", "Ida-Lund", 3)]),
        ("he met J. Holm", "he met K. Holm", [("name", "J. Holm", "K. Holm", 3)]),
        ("they will go", "they will not go", [("negation", "", "not", 3)]),
        ("they will not go", "they will go", [("negation", "not", "", 2)]),
        ("they never go", "they do not go", []),
        ("no man never goes", "no man goes", [("negation", "never", "", 2)]),
        ("never no man goes", "no man goes", [("negation", "never", "", 2)]),
        ("he said “we will go now”", "he said “we may go now”", [("quote", "we will go now", "we may go now", 3)]),
        ("he said “we will go now”", "he said so", [("quote", "we will go now", "", 2)]),
        ("he said so", "he said “we will go now”", [("quote", "", "we will go now", 3)]),
        ("he said “we will go now”", "we will go now, he said", []),
        ("it fell, Holm said", "it fell, Berg said", [("name", "Holm", "Berg", 3), ("attribution", "Holm", "Berg", 3)]),
        ("it fell, Holm said", "it fell", [("name", "Holm", "", 2), ("attribution", "Holm", "", 2)]),
        ("it fell, Ada Holm said", "it fell, Holm said", [("name", "Ada Holm", "Holm", 3)]),
        ("it fell, said Holm", "it fell, Holm added", []),
    ],
)  # fmt: skip
def test_what_changed_is_told_with_both_sides_and_its_place(old: str, new: str, found: list[Found]) -> None:
    assert facts(old, new) == found


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("In all 9 people were killed", "Death toll"),
        ("The dead were 9", "Death toll"),
        ("dead a b 9", "Death toll"),
        ("dead a b c 9", ""),
        ("9 a b c dead", "Death toll"),
        ("9 a b c d dead", ""),
        ("In all 9 people were hurt", "Number of injured"),
        ("9 killed, 8 hurt", "Death toll"),
        ("In all 9 boats sank", ""),
        ("In all 9 percent were killed", ""),
    ],
)
def test_a_number_counts_what_stands_near_it(text: str, label: str) -> None:
    old, new = line_of(text.replace("9", "7"), 0, ENGLISH), line_of(text, 0, ENGLISH)
    found = findings_between(old, new, edits_between(old, new), Scope((old.text,), (new.text,)))
    assert (found[0].label, found[0].fact.new[:1]) == (label, "9")


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("Storm Hits Norvik Again", True),
        ("Storm Hits in Norvik", True),
        ("Storm Hits it", False),
        ("Storm Hits Norvik again", False),
        ("Storm Hits the Old Sea", False),
    ],
)
def test_three_longer_words_in_capitals_make_a_title(headline: str, *, title: bool) -> None:
    assert line_of(headline, None, ENGLISH).title_case is title
    assert not line_of(headline, 0, ENGLISH).title_case


def test_capitals_inside_sentences_are_names() -> None:
    assert names_in("The Holm boat, Berg (Lund) said. Rain fell; Élan — Ødal 5 Éa") == {
        "holm",
        "berg",
        "élan",
        "éa",
    }


@pytest.mark.parametrize(
    ("text", "small", "names"),
    [
        ("Holm met Berg", "", ["Holm", "Berg"]),
        ("Boats met Berg", "the boats", ["Berg"]),
        ("Boats met Berg", "the lifeboats", ["Boats", "Berg"]),
        ("Boats met Berg", "the boatsman", ["Boats", "Berg"]),
        ("The Berg", "", ["Berg"]),
        ("President Ada Berg of Old Norvik", "", ["Ada Berg", "Old Norvik"]),
        ("US Envoy Ada Berg", "", ["US", "Ada Berg"]),
    ],
)
def test_a_capital_makes_a_name_unless_it_opens_a_sentence_and_is_written_small(
    text: str, small: str, names: list[str]
) -> None:
    line = line_of(text, 0, ENGLISH)
    assert names_of(line, 0, len(line.tokens), Scope((text, small), ())) == names


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("He said “we go now”.", ["we go now"]),
        ("He said “we go”.", []),
        ('He said "we go now," and «we stay here.»', ["we go now", "we stay here"]),
        ("He said „we go now“ so", ["we go now"]),
        ("Nothing", []),
    ],
)
def test_three_words_in_quotation_marks_are_a_quote(text: str, quotes: list[str]) -> None:
    assert quotes_of(text) == quotes


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("It fell, according to the port board, on Friday", "the port board"),
        ("According to Holm; it fell", "Holm"),
        ("It fell, Ada Holm said", "Ada Holm"),
        ("It fell, said Ada Holm", "Ada Holm"),
        ("Holm, who said", ""),
        ("Said Holm", ""),
        ("It fell", ""),
    ],
)
def test_who_said_it_stands_beside_a_verb_of_saying(text: str, speaker: str) -> None:
    assert speaker_of(line_of(text, 0, ENGLISH), Scope((text,), ())) == speaker
