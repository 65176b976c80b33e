"""A translation is told by names and numbers in the same order, each figure at its edge."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.identity.known import Text
from monitor.identity.translated import ordered, translation
from monitor.model.story import Draft
from tests.identity.made import NOW, draft, known

NAMES = ["Bormak", "Dulven", "Fastor", "Gilnad", "Kemrup", "Lostav", "Mirdak", "Nolber", "Pastig", "Rumdel"]


def told(*names: str, language: str = "en", **more: object) -> Draft:
    return replace(draft(f"he saw {', '.join(names)}", language=language), **more)  # type: ignore[arg-type] # fields


def shared(old: Draft, new: Draft, hours: float = 1) -> float:
    found = translation(Text(new), [known(old, hours=hours)], NOW)
    return found[0] if found else 0.0


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("abcde", "abcde", 1.0),
        ("abcd", "abcd", 0.0),  # four tell nothing
        ("abcdefghij", "abcdeklmno", 0.5),
        ("abcdefghijx", "abcdeklmnop", 5 / 11),
        ("abcdefghij", "vabwcxdye", 5 / 9),
        ("abcde", "abced", 0.0),  # five in common, four in order
        ("abcdef", "abcdfe", 5 / 6),
        ("aaaaaa", "aaaaaa", 0.0),
        ("", "", 0.0),
    ],
)
def test_what_counts_is_the_order_of_five_at_least(one: str, other: str, share: float) -> None:
    assert ordered(list(one), list(other)) == share


@pytest.mark.parametrize(("count", "share"), [(5, 0.5), (4, 0.0)])
def test_half_of_the_names_make_a_translation(count: int, share: float) -> None:
    old = told(*NAMES)
    others = ["Sigvor", "Tamlek", "Ubdrin", "Vokmas", "Zelpon", "Baldrim"]
    assert shared(old, told(*NAMES[:count], *others[: 10 - count], language="es")) == share


@pytest.mark.parametrize(
    ("here", "there", "links"),
    [("en", "es", True), ("en-GB", "EN", False), ("", "es", False), ("en", "", False)],
)
def test_a_translation_is_in_another_language_and_both_are_known(
    here: str, there: str, *, links: bool
) -> None:
    assert (shared(told(*NAMES, language=here), told(*NAMES, language=there)) > 0) is links


@pytest.mark.parametrize(
    ("old", "new", "links"),
    [
        (("31", "42"), ("31", "42"), True),
        (("31", "42"), ("31", "53"), True),
        (("31", "42"), ("64", "53"), False),
        (("31", "42", "75"), ("31", "53", "86"), False),
        (("31",), ("42",), True),
        (("31",), ("42", "53", "64"), True),
        (("31", "42"), ("64", "53", "75"), False),
    ],
)
def test_from_two_figures_on_half_of_them_are_the_same(
    old: tuple[str, ...], new: tuple[str, ...], *, links: bool
) -> None:
    assert (shared(told(*NAMES, *old), told(*NAMES, *new, language="es")) > 0) is links


@pytest.mark.parametrize(("hours", "links"), [(48, True), (48.01, False), (-48, True), (-48.01, False)])
def test_a_translation_comes_within_two_days(hours: float, *, links: bool) -> None:
    old, new = told(*NAMES), told(*NAMES, language="es")
    at = NOW - timedelta(hours=hours)
    assert (shared(old, new, hours=hours) > 0) is links
    assert (shared(replace(old, published=at), new, hours=1000) > 0) is links
    assert (shared(replace(old, published=NOW), replace(new, published=at), hours=1000) > 0) is links
    assert (shared(replace(old, published=at), replace(new, published=NOW)) > 0) is links


def test_the_likest_is_the_story_and_of_two_as_like_the_one_of_higher_id() -> None:
    new = told(*NAMES, language="es")
    less, more = told(*NAMES[:7], "Sigvor", "Tamlek", "Zelpon"), told(*NAMES)
    for stories in ([known(less, "s9"), known(more, "s1")], [known(more, "s1"), known(less, "s9")]):
        found = translation(Text(new), stories, NOW)
        assert found is not None
        assert (found[0], found[1].story.id) == (1.0, "s1")
    twins = [known(more, "s1"), known(more, "s2")]
    assert [translation(Text(new), order, NOW)[1].story.id for order in (twins, twins[::-1])] == ["s2", "s2"]  # type: ignore[index] # found
    assert translation(Text(new), [], NOW) is None
