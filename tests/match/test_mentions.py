"""Whatever stands round a mention, its slice is its text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.match.compile import Matcher, compile_watchlists
from monitor.match.explain import explain
from monitor.model.watch import Mention, Person, Topic, Watchlist

NAMES = ("Steve Witkoff", "Zelenský", "习近平", "Владимир Путин", "بنيامين نتنياهو", "푸틴", "プーチン")
TERMS = ("truce", "alto el fuego", "перемири*", "停火", "großer Streit", "recapture*", "חרבות ברזל")
ODD = st.sampled_from(
    [
        "\u00ad",
        "\u200b",
        "\u0301",
        "👩‍👧",
        "ß",
        "ﬁ",
        "\u202e",
        "é",
        "が",
        " ",
        "\n",
        ". ",
        "-",
        "’s",
        "習",
        "ب",
    ]
)
PIECES = st.one_of(
    st.sampled_from(NAMES), st.sampled_from([term.rstrip("*") for term in TERMS]), ODD, st.text(max_size=4)
)
PARAGRAPHS = st.lists(st.lists(PIECES, max_size=8).map("".join), max_size=4)


def matcher() -> Matcher:
    people = (Person("Steve Witkoff", aliases=("Zelenský",)), *(Person(name) for name in NAMES[2:]))
    topics = tuple(Topic(term, any=(term,)) for term in TERMS)
    return compile_watchlists([Watchlist("All", people=people, topics=topics)])


MATCHER = matcher()


@given(PARAGRAPHS, st.lists(PIECES, max_size=5).map("".join))
def test_every_slice_is_its_mentions_text(paragraphs: list[str], headline: str) -> None:
    mentions = MATCHER.mentions(headline, paragraphs)

    for mention in mentions:
        whole = headline if mention.field == "headline" else paragraphs[mention.paragraph]
        assert mention.text == whole[mention.start : mention.end]
        assert mention.text
    assert list(mentions) == sorted(mentions)
    assert len(mentions) == len({(m.watch, m.paragraph, m.start) for m in mentions})


@given(
    st.sampled_from(["Steve Witkoff", "习近平", "停火", "truce"]),
    PARAGRAPHS,
    st.sampled_from([". ", "\n", "… ", "👩‍👧 "]),
)
def test_a_term_that_stands_alone_is_found(term: str, around: list[str], gap: str) -> None:
    mentions = MATCHER.mentions("", ["".join(around) + gap + term + gap])

    assert term in {mention.text for mention in mentions}


def test_headline_and_paragraphs_are_told_apart() -> None:
    found = compile_watchlists([Watchlist("W", topics=(Topic("Truce", any=("truce",)),))]).mentions(
        "Truce near", ["No.", "A truce."]
    )

    assert found == (
        Mention(-1, 0, 5, "Truce", "W", "Truce", "headline", "phrase"),
        Mention(1, 2, 7, "truce", "W", "Truce", "body", "phrase"),
    )


def test_no_watch_and_no_text_give_nothing() -> None:
    assert compile_watchlists([]).mentions("Headline", ["Body"]) == ()
    assert MATCHER.mentions("", []) == ()


def test_the_same_name_in_two_watchlists_is_told_to_both() -> None:
    both = compile_watchlists([Watchlist(name, people=(Person("Ada Brandt"),)) for name in "AB"])

    assert [mention.watchlist for mention in both.mentions("Ada Brandt", [])] == ["A", "B"]


@pytest.mark.parametrize(
    ("headline", "body", "beginning", "end"),
    [
        (
            "Ada Brandt wins",
            "",
            "“Ada Brandt” in the headline is a mention of Ada Brandt (W)",
            "full name stands there.",
        ),
        ("", "A truce", "“truce” in paragraph 1 is a mention of Truce (W)", "one of the watch's terms"),
    ],
)
def test_a_mention_is_explained(headline: str, body: str, beginning: str, end: str) -> None:
    watchlist = Watchlist("W", people=(Person("Ada Brandt"),), topics=(Topic("Truce", any=("truce",)),))
    mentions = compile_watchlists([watchlist]).mentions(headline, [body])

    assert len(mentions) == 1
    assert explain(mentions[0]).startswith(beginning)
    assert end in explain(mentions[0])
