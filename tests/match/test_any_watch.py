"""Whatever stands in a watchlist's file: it is refused with its place, or compiled and asked like any other."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config.load import Config, load
from monitor.match.compile import compile_watchlists
from monitor.match.explain import explain, why_not
from monitor.match.topic.pattern import unanchored
from monitor.model.errors import ConfigError
from monitor.model.watch import Mention, Person, Topic, Watchlist

ODD = "ab AB*'.-–·\"()[]{}|\\^$?+~:/!&#,°ßéİı的中ב ا👩\u0301\u00ad\u200b\u202e\t\n"
PLAIN = (
    "fog",
    "Fog",
    "Ada Brandt",
    "Brandt",
    "fog*",
    "US",
    "C++",
    "О’Нил",
    "习近平",
    "de la Cruz",
    "cease-fire",
    "X.Y.",
)
WORDS = (*PLAIN, "-", "*", "**", "'")
SYNTAX = (
    "AND",
    "OR",
    "NOT",
    "(",
    ")",
    '"fog port"~2',
    "\\b",
    "\\d+",
    "(?i)",
    "[a",
    "a{2,",
    "(?P<n>x)",
    "fog~",
    "^2",
    "a:b",
)
HOSTILE = st.one_of(
    st.sampled_from(WORDS),
    st.text(alphabet=ODD, max_size=6),
    st.lists(st.sampled_from((*WORDS, *SYNTAX)), max_size=5).map(" ".join),
    st.text(max_size=4),
)
TERM = st.sampled_from(
    (True,) * 11 + (False,)
).flatmap(  # one word in twelve: else hardly a file would be taken
    lambda plain: st.sampled_from(PLAIN) if plain else HOSTILE
)
TERMS = st.lists(TERM, min_size=1, max_size=3)
WHERE = {
    "fields": st.lists(st.sampled_from(["headline", "lead", "body"]), max_size=2),
    "language": st.lists(st.sampled_from(["en", "pt-BR", "xx"]), max_size=2),
}
PERSON = st.fixed_dictionaries(
    {"name": TERM},
    optional={
        "aliases": TERMS,
        "surname": st.sampled_from(["never", "after_full_name", "with_context", "always"]),
        "context": TERMS,
        "not": TERMS,
        "different_first_name": st.booleans(),
        **WHERE,
    },
)
NEAR = st.fixed_dictionaries({"within": st.integers(0, 101), "terms": st.lists(TERM, min_size=2, max_size=4)})
TOPIC = st.fixed_dictionaries(
    {"name": TERM, "any": TERMS},
    optional={
        "all": TERMS, "none": TERMS, "near": NEAR, "query": TERM, "pattern": TERM, "subjects": TERMS,
        **WHERE,
    },
)  # fmt: skip
FILE = st.fixed_dictionaries(
    {
        "watchlist": st.just("Any"),
        "people": st.lists(PERSON, max_size=1),
        "topics": st.lists(TOPIC, min_size=1, max_size=2),
    }
)
TEXTS = st.lists(TERM, min_size=1, max_size=6).map(" ".join)


def is_exact(mention: Mention, headline: str, body: str) -> bool:
    """Whether the slice that a mention speaks of is its text."""
    whole = {-1: headline, 0: body}.get(mention.paragraph, mention.text)
    return bool(mention.text) and whole[mention.start : mention.end] == mention.text


def asked(watchlists: tuple[Watchlist, ...], headline: str, body: str) -> None:
    """Ask every watch in every way there is, and see that the answers agree."""
    mentions = compile_watchlists(watchlists).mentions(headline, [body])
    assert all(is_exact(mention, headline, body) for mention in mentions)
    assert all(mention.watch in explain(mention) for mention in mentions)
    fired = {mention.key for mention in mentions}
    for watchlist in watchlists:
        watches: list[Person | Topic] = [*watchlist.people, *watchlist.topics]
        for watch in watches:
            silent = (watchlist.name, watch.name) not in {(key.watchlist, key.watch) for key in fired}
            told = why_not(watch, headline, [body])
            assert bool(told) is silent or "different first name" in told, told
    assert {key.watch for key, _ in unanchored(watchlists)} <= {
        topic.name for watchlist in watchlists for topic in watchlist.topics if topic.pattern
    }


def outcome(directory: Path) -> Config | ConfigError:
    try:
        return load(directory, {})
    except ConfigError as error:
        return error


@settings(max_examples=150, deadline=None)
@given(file=FILE, headline=TEXTS, body=TEXTS)
def test_a_watchlist_is_refused_with_its_place_or_asked(
    file: dict[str, object], headline: str, body: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path: Path = tmp_path_factory.mktemp("config") / "watchlists/any.yaml"
    path.parent.mkdir()
    path.write_text(json.dumps(file, indent=1, ensure_ascii=True), encoding="utf-8")
    config = outcome(path.parents[1])
    if isinstance(config, ConfigError):
        assert config.problems
        for problem in config.problems:
            assert problem.file == str(path)
            assert problem.line >= 1
            assert problem.column >= 1
            assert problem.message
    else:
        asked(config.watchlists, headline, body)
