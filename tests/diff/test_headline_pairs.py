"""Headline pairs by the hundred: what is told and what is not (issue 3, "How it is judged")."""

import pytest

from monitor.diff.judge import judge
from monitor.model.story import Draft
from tests.diff.hard_headlines import COSMETIC, MATERIAL
from tests.diff.headline_pairs import Score, score

ROUNDS = 60  # about 500 pairs of each kind


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    return score(ROUNDS)


@pytest.mark.parametrize("material", [True, False])
def test_pairs_are_judged_right(scores: list[Score], *, material: bool) -> None:
    chosen = [one for one in scores if one.material is material]
    count, right = sum(one.count for one in chosen), sum(one.right for one in chosen)
    assert count >= 400
    assert right / count >= 0.99, [one.wrong for one in chosen if one.wrong]


def test_no_sort_of_change_or_noise_is_left_out(scores: list[Score]) -> None:
    for one in scores:
        assert one.right / one.count >= 0.9, one


def _draft(headline: str) -> Draft:
    return Draft("north", "north-en", "g", "", headline, (), language="en")


@pytest.mark.parametrize(("old", "new"), [*COSMETIC, *((new, old) for old, new in COSMETIC)])
def test_hard_noise_says_nothing(old: str, new: str) -> None:
    assert not judge(_draft(old), _draft(new)).material


@pytest.mark.parametrize(("old", "new"), [*MATERIAL, *((new, old) for old, new in MATERIAL)])
def test_a_hard_change_is_told(old: str, new: str) -> None:
    assert judge(_draft(old), _draft(new)).material
