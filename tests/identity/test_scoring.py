"""Identity keeps its promises on the measuring set (issue 3, item 5): recall, false joins, templates."""

import pytest

from tests.identity.scoring import Score, apart, chains, earthquakes, score, wikinews

ROUNDS = 10


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    return score(ROUNDS, thin=5)


def _right(scores: list[Score], *words: str, means: str) -> float:
    chosen = [one for one in scores if one.means == means and any(word in one.sort for word in words)]
    return sum(one.right for one in chosen) / sum(one.count for one in chosen)


def test_copies_briefs_and_updates_join(scores: list[Score]) -> None:
    assert _right(scores, "again", "brief", "grown", "update", "flash", means="story") >= 0.99
    assert _right(scores, "cop", means="copy") >= 0.99


def test_corrections_join(scores: list[Score]) -> None:
    assert _right(scores, "correct", means="story") >= 0.95


def test_templates_never_merge(scores: list[Score]) -> None:
    assert _right(scores, "template", means="apart") == 1


def test_strangers_stay_apart(scores: list[Score]) -> None:
    assert _right(scores, "follow-up", "rival", "next day", means="apart") >= 0.99


def test_translations_are_linked(scores: list[Score]) -> None:
    assert _right(scores, "translation", means="translation") >= 0.97


def test_real_stories_and_notices_stay_apart() -> None:
    articles, notices = wikinews(), earthquakes()
    if not articles or not notices:
        pytest.skip("the corpus is not beside this checkout")
    for one in (apart("articles", articles), apart("notices", notices)):
        assert one.right == one.count, one.wrong


def test_real_revisions_join(scores: list[Score]) -> None:
    if not any(True for _ in chains()):
        pytest.skip("the corpus is not beside this checkout")
    assert _right(scores, "real revision", means="story") >= 0.98
