"""Where a slip of the finger ends and another word begins; what of a headline is the outlet's."""

import pytest

from monitor.diff.canonical import language_of
from monitor.diff.cosmetic import american, is_cosmetic, without_outlet
from monitor.diff.facts.line import edits_between, line_of
from monitor.diff.facts.scope import Scope

ENGLISH = language_of("en")


def cosmetic(old: str, new: str, *, also: tuple[str, str] = ("", ""), headline: bool = False) -> bool:
    """Whether two sentences say the same; `also` is more text on each side."""
    place = None if headline else 0
    before, after = line_of(old, place, ENGLISH), line_of(new, place, ENGLISH)
    scope = Scope(also[:1], also[1:]) if headline else Scope((old, also[0]), (new, also[1]))
    return all(is_cosmetic(edit, scope) for edit in edits_between(before, after))


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("the goverment fell", "the government fell", True),  # a letter lost
        ("a teh b", "a the b", True),  # letters swapped
        ("a hte b", "a the b", False),  # at the front
        ("the planed boats", "the planned boats", False),  # words on the list
        ("they form a line", "they from a line", False),
        ("some accomodation", "some accommodation", True),  # undoubled
        ("the boats sank", "the boots sank", True),  # five letters
        ("the boat sank", "the boot sank", False),  # four
        ("the harbours sank", "the harboury sank", False),  # the last letter
        ("the cats sit", "the cat sit", False),
        ("the gvernmnt fell", "the government fell", False),  # two letters
        ("the abdce fell", "the abcde fell", True),
        ("the bdace fell", "the bcade fell", False),  # two swaps
        ("the café", "the cafe", True),
        ("the жёлтый", "the желтый", True),
        ("cease fire now", "ceasefire now", True),
        ("an ice", "the ice", True),
        ("ice", "the ice", True),
        ("that a man aged 9", "a man 9", True),
        ("vote on Friday", "vote Friday", True),
        ("vote on it", "vote it", False),
        ("vote by Friday", "vote Friday", False),
        ("on", "", False),
        ("wrods adn teh here", "words and the here", True),  # three in a row
        ("wrods adn teh heer", "words and the here", False),  # four
        ("a tyre at the centre", "a tire at the center", True),
        ("she organises defence labour", "she organizes defense labor", True),
        ("9 boats", "8 boats", False),
        ("nine boats", "9 boats", True),
        ("the Berg came", "the Burg came", False),  # names
        ("Berger came", "Barger came", False),
        ("Teh boat", "The boat", True),
        ("Labour votes", "Labor votes", True),  # opens the sentence
    ],
)
def test_a_slip_is_no_change_and_another_word_is(old: str, new: str, *, same: bool) -> None:
    assert cosmetic(old, new) is same
    assert cosmetic(new, old) is same


def test_a_word_that_both_texts_know_is_no_slip() -> None:
    assert cosmetic("the boats sank", "the boots sank")
    assert cosmetic("the boats sank", "the boots sank", also=("his boots", ""))
    assert not cosmetic("the boats sank", "the boots sank", also=("his boots", "her boats"))


def test_a_capital_in_a_title_makes_no_name() -> None:
    assert cosmetic("Harbour Labour Goverment Falls", "Harbor Labor Government Falls", headline=True)
    assert not cosmetic("the Goverment fell", "the Gavernment fell")


@pytest.mark.parametrize(
    ("british", "spelling"),
    [
        ("organisation", "organization"),
        ("analysed", "analyzed"),
        ("neighbourhoods", "neighborhoods"),
        ("theatres", "theaters"),
        ("licence", "license"),
        ("pretence", "pretense"),
        ("dialogue", "dialog"),
        ("travelled", "traveled"),
        ("programmes", "programs"),
        ("greyhound", "grayhound"),
        ("aeroplane", "airplane"),
        ("tyres", "tires"),
        ("whilst", "while"),
        ("boats", "boats"),
    ],
)
def test_british_is_read_as_american(british: str, spelling: str) -> None:
    assert american(british) == spelling == american(spelling)


@pytest.mark.parametrize(
    ("headline", "other", "bare"),
    [
        ("Talks fail in Norvik - The Norvik Times", "", "Talks fail in Norvik"),
        ("Talks fail in Norvik | North Wire | Live", "", "Talks fail in Norvik"),
        ("Storm hits coast - Kremlin", "Storm hits coast", "Storm hits coast"),
        ("Storm hits coast - Kremlin", "Storm hits coast - Taldea", "Storm hits coast - Kremlin"),
        ("Storm hits coast - Kremlin", "Storm hits coast - North Wire", "Storm hits coast"),
        ("Storm hits - a", "x", "Storm hits - a"),
        ("Storm - North Wire", "", "Storm - North Wire"),
        ("Two words - North Wire", "", "Two words"),
        ("Storm hits coast - One Two Three Four Five", "x", "Storm hits coast"),
        (
            "Storm hits coast - One Two Three Four Five Six",
            "x",
            "Storm hits coast - One Two Three Four Five Six",
        ),
        ("Storm hits coast : Reuters", "", "Storm hits coast"),
        ("Storm hits coast : Kremlin", "", "Storm hits coast : Kremlin"),
        ("North Wire | Talks fail now", "", "Talks fail now"),
        ("BREAKING NEWS: LIVE: Talks", "", "Talks"),
        ("Storm hits coast | 3 dead", "", "Storm hits coast | 3 dead"),
        ("Storm hits coast - live updates", "", "Storm hits coast"),
        ("Storm hits coast - sources say", "x", "Storm hits coast - sources say"),
        ("Storm hits coast - Sources of Say", "x", "Storm hits coast"),
        ("Storm hits coast - 3 Dead", "x", "Storm hits coast - 3 Dead"),
        ("Storm hits coast - The Kremlin", "Storm hits coast - Taldea", "Storm hits coast"),
        ("Storm hits coast - northwire.example", "", "Storm hits coast"),
        ("Storm hits coast &amp; port - Wire", "", "Storm hits coast & port"),
        ("Storm hits coast - A News - B Wire - C Times - D Post", "", "Storm hits coast - A News"),
        ("Storm hits coast - C Times - D Post", "", "Storm hits coast"),
    ],
)
def test_labels_and_outlets_are_no_part_of_a_headline(headline: str, other: str, bare: str) -> None:
    assert without_outlet(headline, Scope((), ()), other=other) == bare


def test_who_is_named_in_the_copy_is_no_outlet_unless_it_says_so() -> None:
    scope = Scope(("The Kremlin said so.", "Our Wire said so."), ())
    headline = "Storm hits coast - Kremlin"
    assert without_outlet(headline, scope, other="Storm hits coast") == headline
    assert without_outlet("Storm hits coast - Wire", scope, other="x") == "Storm hits coast"
