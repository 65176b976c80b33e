"""The starter pack: not loaded unless copied, whole, and silent where it should be."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.config.load import config_files, load, load_watchlist
from monitor.match.compile import Matcher, compile_watchlists
from monitor.match.person.kin import surname_of
from monitor.model.errors import ConfigError
from monitor.model.watch import Person, Topic, Watchlist
from tests.store.samples import COPY
from tests.web.room import FIRST

SHIPPED = Path(__file__).parents[2] / "config"
EXAMPLES = SHIPPED / "watchlists" / "examples"
FILES = ("heads-of-state", "foreign-ministers", "institutions")
LISTS = {name: load_watchlist(EXAMPLES / f"{name}.yaml") for name in FILES}
PEOPLE: tuple[Person, ...] = tuple(person for watchlist in LISTS.values() for person in watchlist.people)
TOPICS: tuple[Topic, ...] = LISTS["institutions"].topics
GOLD = Path(__file__).parents[1] / "match" / "gold"
NATO = ("NATO said so.", "A Nato-led force", "L'OTAN a dit", "В НАТО сообщили", "北约表示")
NOT_NATO = ("Nato a Roma nel 1950.", "he is nato", "DONATO SPOKE")


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return compile_watchlists(tuple(LISTS.values()))


def fired(matcher: Matcher, *paragraphs: str) -> set[str]:
    return {mention.watch for mention in matcher.mentions("", paragraphs)}


def test_nothing_of_it_is_loaded_where_it_lies() -> None:
    assert not [path for path in config_files(SHIPPED) if "examples" in path.parts]
    assert sorted(path.stem for path in EXAMPLES.glob("*.yaml")) == sorted(FILES)


def test_it_is_taken_as_it_is_once_copied(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "watchlists", ignore=shutil.ignore_patterns("README.md"))

    config = load(tmp_path, {})

    assert len(config.watchlists) == len(FILES)
    assert config.warnings == (
        "no feeds are configured: nothing is polled",
        "no receivers are configured: alerts are stored and shown, nobody is told",
    )


def test_it_is_of_some_use() -> None:
    sizes = {name: len(watchlist.people) + len(watchlist.topics) for name, watchlist in LISTS.items()}

    assert sizes["heads-of-state"] >= 60
    assert sizes["foreign-ministers"] >= 30
    assert sizes["institutions"] >= 40


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.name)
def test_a_person_is_found_by_each_name_and_nobody_else_is(matcher: Matcher, person: Person) -> None:
    for name in (person.name, *person.aliases):
        assert fired(matcher, f"{name} 2025.") == {person.name}, name


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_an_institution_is_found_by_each_name(matcher: Matcher, topic: Topic) -> None:
    for term in topic.any:
        assert topic.name in fired(matcher, f"{term.removesuffix('*')} 2025."), term


@pytest.mark.parametrize(
    ("text", "found"), [(text, True) for text in NATO] + [(text, False) for text in NOT_NATO]
)
def test_an_acronym_that_is_a_word_keeps_its_capitals(matcher: Matcher, text: str, *, found: bool) -> None:
    assert ("NATO" in fired(matcher, text)) is found


def test_a_surname_alone_is_nobody(matcher: Matcher) -> None:
    for person in PEOPLE:
        surname = surname_of(person.name) or person.name.split()[-1]
        assert not fired(matcher, f"The minister, {surname}, said no. {surname} then left."), surname


def test_nobody_is_taken_for_another_whose_full_name_stands_there(matcher: Matcher) -> None:
    for person in PEOPLE:
        others = [f"For {surname_of(one.name)} it was late." for one in PEOPLE if surname_of(one.name)]
        assert fired(matcher, f"{person.name} came first.", *others) == {person.name}


def quiet_texts() -> Iterator[str]:
    """The hard negatives of the gold set, in sixteen and more languages: names and words that mean nobody watched."""
    for path in sorted(GOLD.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        yield from (line for line in lines if line and "[[" not in line and not line.startswith("#"))


def test_people_are_not_found_where_others_are_meant(matcher: Matcher) -> None:
    names = {person.name for person in PEOPLE}
    found = {text: fired(matcher, *text.split(" || ")) & names for text in quiet_texts()}

    assert {text: watches for text, watches in found.items() if watches} == {}
    assert len(found) > 100


def test_news_of_an_invented_harbour_concerns_none_of_them(matcher: Matcher) -> None:
    assert fired(matcher, *FIRST, *COPY) == set()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("feeds: []\n", "no watchlist stands here; it begins with watchlist: and a name"),
        ("watchlist: A\npeople: [{nam: B}]\n", "unknown key nam; did you mean name?"),
    ],
)
def test_what_is_no_watchlist_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text)
    with pytest.raises(ConfigError) as error:
        load_watchlist(path)

    assert said in str(error.value)


def test_a_watchlist_by_itself_may_notify_whom_it_likes(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("watchlist: A\nnotify: [desk]\npeople: [Karin Brandt]\n")

    assert load_watchlist(path) == Watchlist("A", people=(Person("Karin Brandt"),), notify=("desk",))
