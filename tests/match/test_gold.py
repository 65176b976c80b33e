"""The gold set: every sentence of it, and that its score can fall."""

import pytest

from monitor.match.compile import Matcher, compile_watchlists
from monitor.model.watch import Person, Watchlist
from tests.match.gold.score import FOLDER, Sentence, gold_matcher, score, sentences

GOLD = tuple(sentences())
MATCHER = gold_matcher()
BLIND = tuple(
    (f"{folder}/{sentence.source}", matcher, sentence)
    for folder in ("blind1", "blind2", "blind3")
    for matcher in (gold_matcher(FOLDER / folder),)
    for sentence in sentences(FOLDER / folder)
)
"""Written and committed before they were measured, since mended for (docs/decisions/0012)."""


def test_it_is_large_and_in_many_languages_and_half_of_it_is_hard() -> None:
    assert len(GOLD) >= 400
    assert len({sentence.source.partition(".")[0] for sentence in GOLD}) == 20
    assert sum(not sentence.marks for sentence in GOLD) >= 120


@pytest.mark.parametrize("sentence", GOLD, ids=lambda sentence: sentence.source)
def test_sentence(sentence: Sentence) -> None:
    mentions = MATCHER.mentions(sentence.headline, [sentence.body])
    found = {(mention.paragraph, mention.start, mention.end): mention.watch for mention in mentions}

    assert found == {place: watch or found.get(place) for place, watch in sentence.marks.items()}


@pytest.mark.parametrize(("matcher", "sentence"), [row[1:] for row in BLIND], ids=[row[0] for row in BLIND])
def test_sentence_written_blind(matcher: Matcher, sentence: Sentence) -> None:
    mentions = matcher.mentions(sentence.headline, [sentence.body])
    found = {(mention.paragraph, mention.start, mention.end): mention.watch for mention in mentions}

    assert found == {place: watch or found.get(place) for place, watch in sentence.marks.items()}
    for mention in mentions:
        part = sentence.body if mention.paragraph >= 0 else sentence.headline
        assert part[mention.start : mention.end] == mention.text


def test_the_score_counts_what_is_missed_and_what_is_wrong() -> None:
    blind = compile_watchlists([Watchlist("W", people=(Person("Roger Stone"), Person("Donald Trump")))])
    scored = score(blind)

    assert (score().recall, score().precision) == (1.0, 1.0)
    assert scored.recall < 0.2
    assert scored.precision < 1.0
    assert any("Roger Stone" in sentence for sentence in scored.wrong)
