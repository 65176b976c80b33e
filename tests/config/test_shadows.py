"""A shadowed watch is told with both places; and what is told is true of every text."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.config.load import load
from monitor.config.shadows import covers, shadows_of
from monitor.config.tree import Place
from monitor.match.compile import compile_watchlists
from monitor.match.literals import phrase
from monitor.model.alert import Route
from monitor.model.warning import WarningKind
from monitor.model.watch import Near, Person, Reason, SurnameRule, Topic, WatchKey, Watchlist, Where

QUAKE = Topic("Quake", any=("quake", "earthquake*"))


ROUTE = Route("desk")


def names_of(watchlist: Watchlist) -> list[str]:
    return [*(one.name for one in watchlist.people), *(one.name for one in watchlist.topics)]


def shadowed(*watchlists: Watchlist, routes: Route = ROUTE) -> list[tuple[str, str]]:
    """The names of shadowed watches, each with the one the sentence names."""
    names = [(one.name, name) for one in watchlists for name in names_of(one)]
    places = {WatchKey(*name): Place(f"{name[1]}.yaml", 1, 1) for name in names}
    found = shadows_of(watchlists, routes, places)
    assert all(warning.kind is WarningKind.SHADOWED for _, warning in found)
    assert [place.file for place, _ in found] == [f"{warning.watch}.yaml" for _, warning in found]
    return [
        (warning.watch, next(name for _, name in names if f"{name}.yaml" in warning.sentence))
        for _, warning in found
    ]


def in_one_list(*topics: Topic) -> bool:
    """Whether the first of the topics is shadowed by the second, in a watchlist of both."""
    return (topics[0].name, topics[1].name) in shadowed(Watchlist("Mine", topics=topics))


def test_both_places_are_told(tmp_path: Path) -> None:
    text = """\
watchlist: Disasters
people:
  - Karin Brandt
topics:
  - name: Big quake
    any: [earthquake]
  - {name: Quake, any: [quake, earthquake*]}
  - tremor
"""
    (tmp_path / "watchlists").mkdir()
    path = tmp_path / "watchlists/a.yaml"
    path.write_text(text)

    config = load(tmp_path, {})

    assert [shadow.watch for shadow in config.shadows] == ["Big quake"]
    assert config.warnings[0] == (
        f"{path}:5:11: Big quake (Disasters) is shadowed: whatever it fires on, Quake (Disasters, {path}:7:12) "
        "fires on too and tells the same receivers"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Topic("a", any=("quake",)), QUAKE),
        (Topic("a", any=("Earthquakes", "quake zone")), QUAKE),
        (Topic("a", any=("earthquake rel*",)), QUAKE),
        (Topic("a", all=("quake", "harbour")), QUAKE),
        (Topic("a", any=("harbour", "mole"), all=("the quake",)), QUAKE),
        (Topic("a", near=Near(3, ("quake", "harbour"))), QUAKE),
        (Topic("a", any=("quake",), pattern="[0-9]+"), QUAKE),
        (Topic("a", any=("quake",), fields=(Where.LEAD,)), replace(QUAKE, fields=(Where.BODY,))),
        (Topic("a", any=("quake",), language=("de",)), replace(QUAKE, language=("de", "en"))),
        (Topic("a", any=("quake",), none=("football",)), replace(QUAKE, none=("football match",))),
        (Topic("a", all=("quake", "mole", "harbour")), Topic("b", all=("harbour", "mole"))),
        (Topic("a", near=Near(3, ("quake", "mole"))), Topic("b", near=Near(5, ("mole", "Quake")))),
        (Topic("a", any=("WHO chief",)), Topic("b", any=("chief",))),
        (Topic("a", query="quake AND mole", any=("harbour",)), Topic("b", query="quake AND mole")),
        (Topic("a", subjects=("medtop:16000001",)), Topic("b", subjects=("medtop:16*",))),
        (Topic("a", any=("停火协议",)), Topic("b", any=("停火*",))),
    ],
)
def test_what_follows_is_shadowed(one: Topic, other: Topic) -> None:
    assert in_one_list(one, other)
    assert not in_one_list(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Topic("a", any=("quake", "tremor")), QUAKE),
        (Topic("a", any=("quakes",)), Topic("b", any=("quake",))),
        (Topic("a", any=("quake*",)), Topic("b", any=("quake",))),
        (Topic("a", any=("who",)), Topic("b", any=("WHO",))),
        (Topic("a", any=("quake",)), replace(QUAKE, none=("football",))),
        (Topic("a", any=("quake",), none=("football match",)), replace(QUAKE, none=("football",))),
        (Topic("a", any=("quake",)), replace(QUAKE, fields=(Where.HEADLINE,))),
        (
            Topic("a", any=("quake",), none=("mole",), fields=(Where.HEADLINE,)),
            replace(QUAKE, none=("mole",)),
        ),
        (Topic("a", any=("quake",)), replace(QUAKE, language=("de",))),
        (Topic("a", near=Near(5, ("quake", "mole"))), Topic("b", near=Near(3, ("quake", "mole")))),
        (Topic("a", query="quake"), QUAKE),
        (Topic("a", pattern="quake"), QUAKE),
        (Topic("a", any=("quake",)), Topic("b", any=("quake",), all=("mole",))),
        (Topic("a", subjects=("medtop:17",)), Topic("b", subjects=("medtop:16*",))),
    ],
)
def test_what_does_not_follow_is_not(one: Topic, other: Topic) -> None:
    assert not in_one_list(one, other)


@pytest.mark.parametrize(
    ("other", "term", "does"),
    [
        ("mole", "the mole", True),
        ("mole", "the mole falls", True),
        ("mole", "mole*", False),
        ("mole", "moles fall", False),
        ("ole", "mole fall", False),
        ("mol*", "the moles", True),
        ("ole*", "moles", False),
        ("WHO", "WHO", True),
        ("WHO", "who", False),
        ("火", "停火", True),
    ],
)
def test_a_term_covers_another_only_as_whole_words(other: str, term: str, *, does: bool) -> None:
    assert covers(phrase(other), phrase(term)) is does


BRANDT = Person("Karin Brandt", aliases=("Карин Брандт",))


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (Person("Karin Brandt"), replace(BRANDT, name="Карин Брандт", aliases=("Karin Brandt",)), True),
        (Person("Karin Brandt"), Person("The director", aliases=("Karin Brandt",)), False),
        (Person("Karin Brandt"), Person("K. Brandt"), False),
        (BRANDT, Person("Brandt", aliases=("Karin Brandt",)), False),
    ],
)
def test_persons_are_compared_whole(one: Person, other: Person, *, told: bool) -> None:
    found = shadowed(Watchlist("Mine", people=(one, other)))
    assert ((one.name, other.name) in found) is told


def person_pair(**rules: Any) -> list[tuple[str, str]]:
    """What is shadowed of the same person watched twice, the second time with other rules."""
    first = Person("Karin Brandt", aliases=("Karin M. Brandt",))
    second = replace(first, name="Karin M. Brandt", aliases=("Karin Brandt",), **rules)
    return shadowed(Watchlist("Mine", people=(first, second)))


def test_of_two_persons_the_stricter_rule_is_shadowed() -> None:
    always = person_pair(surname=SurnameRule.ALWAYS)
    never = person_pair(surname=SurnameRule.NEVER)

    assert [name for name, _ in always] == ["Karin Brandt"]
    assert [name for name, _ in never] == ["Karin M. Brandt"]
    assert [name for name, _ in person_pair(not_=("Karin Brandt Street",))] == ["Karin M. Brandt"]
    assert [name for name, _ in person_pair(different_first_name=True)] == ["Karin Brandt"]


def test_of_two_that_are_alike_the_later_is_shadowed() -> None:
    twin = replace(QUAKE, name="Tremor")

    assert shadowed(Watchlist("Mine", topics=(QUAKE, twin))) == [("Tremor", "Quake")]
    assert shadowed(Watchlist("Mine", topics=(twin, QUAKE))) == [("Quake", "Tremor")]


def test_another_watchlist_shadows_only_the_very_same() -> None:
    mine, narrow = Watchlist("Mine", topics=(QUAKE,)), replace(QUAKE, name="Narrow", any=("quake",))
    twin = replace(QUAKE, name="Twin")

    assert shadowed(mine, Watchlist("Other", topics=(twin,))) == [("Twin", "Quake")]
    assert shadowed(mine, Watchlist("Other", topics=(narrow,))) == []
    assert shadowed(mine, Watchlist("Other", topics=(twin,), feeds=("tag:wire",))) == []
    assert shadowed(mine, Watchlist("Other", topics=(twin,), on=(Reason.CORRECTION,))) == []


def test_who_is_told_decides() -> None:
    twin = replace(QUAKE, name="Twin")
    mine, other = Watchlist("Mine", topics=(QUAKE,)), Watchlist("Other", topics=(twin,))
    by_list = Route("desk", routes=(Route("mail", match=(("watchlist", ("Other",)),)),))
    by_agency = Route("desk", routes=(Route("mail", match=(("agency", ("norden",)),)),))
    by_watch = Route("desk", routes=(Route("mail", match=(("watch", ("Twin",)),)),))

    assert shadowed(mine, other, routes=by_list) == []
    assert shadowed(mine, other, routes=by_agency) == [("Twin", "Quake")]
    assert shadowed(Watchlist("Mine", topics=(QUAKE, twin)), routes=by_watch) == []
    assert shadowed(mine, replace(other, notify=("desk",))) == []
    assert shadowed(replace(mine, notify=("desk",)), replace(other, notify=("desk",))) == [("Twin", "Quake")]


WORDS = (
    "truce",
    "truces",
    "the truce",
    "WHO",
    "who",
    "mole",
    "mole truce",
    "tru*",
    "mole t*",
    "停火",
    "停",
    "停*",
    "c'est",
)
TERMS = st.lists(st.sampled_from(WORDS), max_size=2).map(tuple)
NEARS = st.none() | st.builds(
    Near, st.integers(0, 2), st.permutations(("mole", "truce", "WHO")).map(lambda p: tuple(p[:2]))
)
FIELDS = st.sampled_from([(), (Where.HEADLINE,), (Where.LEAD,), (Where.BODY,)])
TOPICS = st.builds(Topic, st.just("x"), any=TERMS, all=TERMS, none=TERMS, near=NEARS, fields=FIELDS).filter(
    lambda topic: bool(topic.any or topic.all or topic.near)
)
TEXTS = st.lists(
    st.sampled_from(
        ("truce", "Truces,", "the", "WHO", "who", "mole", "tru", "停火", "停", "x", "c’est", ".")
    ),
    max_size=6,
).map(" ".join)


@given(one=TOPICS, other=TOPICS, headline=TEXTS, paragraphs=st.lists(TEXTS, max_size=2))
@example(Topic("x", any=("tru*",)), Topic("x", any=("truce",)), "tru", [])
def test_where_a_shadowed_topic_fires_the_other_fires_too(
    one: Topic, other: Topic, headline: str, paragraphs: list[str]
) -> None:
    topics = (replace(one, name="one"), replace(other, name="other"))
    fires = {
        mention.watch
        for mention in compile_watchlists([Watchlist("Mine", topics=topics)]).mentions(headline, paragraphs)
    }

    for hidden, by in shadowed(Watchlist("Mine", topics=topics)):
        assert hidden not in fires or by in fires
