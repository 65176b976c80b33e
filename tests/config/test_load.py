from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from monitor.config.environment import Environment
from monitor.config.load import Config, config_files, load
from monitor.config.tree import Place, Refused, Scalar
from monitor.model.alert import Route
from monitor.model.errors import ConfigError
from monitor.model.watch import Person, Priority, Reason, SurnameRule, Topic, Watchlist
from monitor.notify.webhook import WebhookSettings

SHIPPED = Path(__file__).parents[2] / "config"
KEY = "whsec_" + "QUJD" * 8
Folder = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    def write(files: Mapping[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return tmp_path

    return write


def refused(directory: Path, environ: Mapping[str, str] | None = None) -> str:
    with pytest.raises(ConfigError) as error:
        load(directory, environ or {})
    return str(error.value).replace(f"{directory}/", "")


def test_shipped_config_loads_without_an_environment() -> None:
    config = load(SHIPPED, {})

    assert config.warnings == ("no receivers are configured: alerts are stored and shown, nobody is told",)
    assert len(config.feeds) > 50
    assert [watchlist.name for watchlist in config.watchlists] == ["Diplomacy", "Disasters"]
    assert config.files == config_files(SHIPPED)


def test_shipped_feeds_are_polite_and_tagged() -> None:
    feeds = load(SHIPPED, {}).feeds

    assert all(feed.every >= 120 for feed in feeds)
    assert all(len(feed.tags) >= 3 for feed in feeds)
    assert {"europe", "asia", "middle-east", "americas", "africa", "world"} == {
        feed.tags[0] for feed in feeds
    }


def test_sister_feeds_share_their_agency() -> None:
    agencies = {feed.id: feed.agency for feed in load(SHIPPED, {}).feeds}

    assert "tass" == agencies["tass-en"] == agencies["tass-ru"]


def test_a_watchlist_says_what_it_says(folder: Folder) -> None:
    text = """
watchlist: Talks
priority: high
feeds: ["tag:wire"]
on: [correction]
notify: [desk]
people:
  - Ada Brandt
  - name: Theresa May
    aliases: [Theresa Mary May]
    surname: with_context
    context: [Downing Street]
    not: [May Day]
topics:
  - truce
  - {name: Kursk, all: [Kursk], any: [troops, recapture*], none: [football]}
receivers: [{name: desk, webhook: {url: "https://desk.example/hook"}}]
"""
    config = load(folder({"watchlists/a.yaml": text}), {})

    assert config.watchlists == (
        Watchlist(
            name="Talks",
            people=(
                Person("Ada Brandt"),
                Person(
                    "Theresa May",
                    aliases=("Theresa Mary May",),
                    surname=SurnameRule.WITH_CONTEXT,
                    context=("Downing Street",),
                    not_=("May Day",),
                ),
            ),
            topics=(
                Topic("truce", any=("truce",)),
                Topic("Kursk", any=("troops", "recapture*"), all=("Kursk",), none=("football",)),
            ),
            priority=Priority.HIGH,
            feeds=("tag:wire",),
            on=(Reason.CORRECTION,),
            notify=("desk",),
        ),
    )
    assert load(folder({"watchlists/a.yaml": "watchlist: x\n"}), {}).watchlists[0].on == (
        Reason.FIRST_MENTION,
        Reason.UPDATE,
        Reason.CORRECTION,
        Reason.RETRACTION,
    )


def test_feeds_get_id_agency_and_rhythm(folder: Folder) -> None:
    text = """
poll: {every: 40s, at_most_every: 10s}
feeds:
  - {url: "https://www.agency.example/feed.xml", every: 1s}
  - {url: "https://agency.example/sport/feed.xml?l=en", tags: [wire]}
  - {url: "http://127.0.0.1:8123/a", agency: mine, cron: "*/5 6-22 * * *"}
  - {url: "https://efe.com/feed/", id: efe-es}
  - {url: "https://agency.example/other", id: agency.example-feed.xml}
"""
    feeds = load(folder({"feeds/a.yaml": text}), {}).feeds

    assert [(feed.id, feed.agency, feed.every) for feed in feeds] == [
        ("agency.example", "agency.example", 10.0),
        ("agency.example-sport-feed.xml-l-en", "agency.example-sport-feed.xml-l-en", 40.0),
        ("127.0.0.1", "mine", 40.0),
        ("efe-es", "efe", 40.0),
        ("agency.example-feed.xml", "agency.example-feed.xml", 40.0),
    ]
    assert feeds[2].cron == "*/5 6-22 * * *"


def test_every_second_is_possible_where_it_is_allowed(folder: Folder) -> None:
    text = "poll: {at_most_every: 1s}\nfeeds: [{url: 'https://agency.example/', every: 1s}]"

    assert load(folder({"wirewatch.yaml": text}), {}).feeds[0].every == 1.0


def test_a_general_pace_below_the_floor_is_meant(folder: Folder) -> None:
    feeds = "feeds: [{url: 'https://agency.example/'}, {url: 'https://agency.example/b', every: 1s}]"

    quick = load(folder({"wirewatch.yaml": f"poll: {{every: 2s}}\n{feeds}"}), {}).feeds
    slow = load(folder({"wirewatch.yaml": f"poll: {{every: 2s, at_most_every: 9s}}\n{feeds}"}), {}).feeds

    assert [feed.every for feed in quick] == [2.0, 2.0]
    assert [feed.every for feed in slow] == [9.0, 9.0]


def test_keys_may_stand_in_any_file(folder: Folder) -> None:
    directory = folder(
        {
            "receivers/all.yaml": "log: {level: debug}\nfeeds: [{url: 'https://agency.example/'}]\nwatchlist: A\n",
            "feeds/b.yaml": "receivers: [{name: desk, webhook: {url: 'https://desk.example/'}}]\npoll: {every: 5m}",
            "watchlists/deep/er/c.yaml": "watchlist: B\nfeeds: [agency.example]\npoll: {timeout: 5s}",
            "watchlists/.hidden.yaml": "nonsense",
            "feeds/notes.txt": "nonsense",
        }
    )
    config = load(directory, {})

    assert (
        config.settings.log.level,
        config.settings.poll.every,
        config.settings.poll.timeout,
    ) == ("debug", 300.0, 5.0)
    assert {"A", "B"} == {watchlist.name for watchlist in config.watchlists}
    assert config.routes == Route(receiver="desk")
    assert len(config.files) == 3


def test_the_same_setting_in_two_files_is_told(folder: Folder) -> None:
    directory = folder({"wirewatch.yaml": "poll: {every: 5m}", "feeds/a.yaml": "poll:\n  every: 6m"})

    assert refused(directory) == "feeds/a.yaml:2:3: poll.every twice; it stands in wirewatch.yaml, line 1 too"


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert "no config stands here" in refused(tmp_path)
    assert "no config stands here" in refused(tmp_path / "missing")


def test_a_file_that_is_no_text_is_told(folder: Folder) -> None:
    directory = folder({"feeds/a.yaml": ""})
    (directory / "feeds/a.yaml").write_bytes(b"feeds: \xff\xfe")

    assert refused(directory) == "feeds/a.yaml:0:0: not UTF-8 (byte 7); save it as UTF-8"


def test_the_environment_fills_in_and_overrides(folder: Folder) -> None:
    text = "poll: {every: '${EVERY:-3m}', user_agent: '$${x}'}\nweb: {token: '${TOKEN}'}\nstore: {url: '${STORE}'}"
    environ = {
        "TOKEN": "canary-token",
        "STORE": "redis://u:canary-pass@store.example",
        "WIREWATCH__POLL__PER_HOST": "4",
        "WIREWATCH__POLL__ALLOW_PRIVATE": "10.0.0.0/8, 127.0.0.0/8",
        "WIREWATCH__LOG__LEVEL": "warning",
    }
    config = load(folder({"wirewatch.yaml": text}), environ)

    assert (
        config.settings.poll.every,
        config.settings.poll.user_agent,
        config.settings.poll.per_host,
    ) == (180.0, "${x}", 4)
    assert config.settings.poll.allow_private == ("10.0.0.0/8", "127.0.0.0/8")
    assert config.settings.log.level == "warning"
    assert config.settings.web.token == SecretStr("canary-token")
    assert config.settings.store.url == "redis://u:canary-pass@store.example"
    assert "canary" not in repr(config)


def test_an_override_that_fits_nothing_is_told(folder: Folder) -> None:
    environ = {"WIREWATCH__POLL__EVRY": "1", "WIREWATCH__X": "1", "WIREWATCH__POLL__PER_HOST": "canary"}
    said = refused(folder({"wirewatch.yaml": ""}), environ)

    assert said.splitlines() == [
        "environment WIREWATCH__POLL__EVRY:0:0: no setting is named poll.evry; did you mean every?",
        "environment WIREWATCH__POLL__PER_HOST:0:0: per_host: a whole number is wanted",
        "environment WIREWATCH__X:0:0: no setting is named x.; the sections are store, poll, web, review, log",
    ]


def test_secrets_come_from_files_also_several_and_are_watched(folder: Folder) -> None:
    text = "receivers: [{name: desk, webhook: {url: 'https://desk.example/', secret_file: [new, old]}}]"
    directory = folder({"receivers/a.yaml": text, "new": f"{KEY}\n", "old": KEY.replace("QUJD", "REVG")})
    config = load(directory, {})
    settings = config.receivers[0].settings

    assert isinstance(settings, WebhookSettings)
    assert len(settings.keys()) == 2
    assert config.files == (directory / "receivers/a.yaml", directory / "new", directory / "old")
    assert "QUJD" not in repr(config)


def test_a_bad_secret_is_never_repeated(folder: Folder) -> None:
    text = """
receivers: [{name: desk, webhook: {url: '${HOOK}', secret_file: key, allow_private: ['${NET}']}}]
log: {level: '${LEVEL}'}
"""
    environ = {"HOOK": "ftp://canary-hook", "LEVEL": "canary-level", "NET": "canary-net"}
    with pytest.raises(ConfigError) as error:
        load(folder({"receivers/a.yaml": text, "key": "canary-secret"}), environ)

    assert "canary" not in f"{error.value} {error.value!r} {error.value.problems!r}"
    assert len(error.value.problems) == 4
    assert "'***' is no network" in str(error.value)


def test_a_token_is_a_must_beyond_loopback(folder: Folder) -> None:
    directory = folder({"wirewatch.yaml": "web: {listen: 0.0.0.0:8080}", "token": "canary-token"})

    assert refused(directory).startswith("wirewatch.yaml:1:1: web.listen is not a loopback address")
    assert load(directory, {"WIREWATCH__WEB__TOKEN_FILE": "token"}).settings.web.token == SecretStr(
        "canary-token"
    )
    for listen in ("127.0.0.1:1", "[::1]:80", "localhost:8080"):
        assert load(directory, {"WIREWATCH__WEB__LISTEN": listen}).settings.web.listen == listen


def test_a_secret_is_given_once(folder: Folder) -> None:
    directory = folder(
        {"wirewatch.yaml": "web:\n  token: ${TOKEN}\n  token_file: token\n", "token": "from file"}
    )
    environ = {"TOKEN": "from variable", "WIREWATCH__WEB__TOKEN_FILE": "token"}

    assert "wirewatch.yaml:3:3: token_file and token both stand here" in refused(directory, {"TOKEN": "x"})
    assert load(directory, environ).settings.web.token == SecretStr("from file")


def test_a_receivers_timeout_is_a_duration(folder: Folder) -> None:
    text = "receivers: [{name: desk, webhook: {url: 'https://desk.example/', timeout: 5s}}]"
    settings = load(folder({"receivers/a.yaml": text}), {}).receivers[0].settings

    assert isinstance(settings, WebhookSettings)
    assert settings.timeout == 5.0


def test_warnings_tell_what_is_hardly_meant(folder: Folder) -> None:
    text = """
watchlist: A
feeds: ["tag:none", "agency*"]
feds: &x
"""
    assert "an anchor" in refused(folder({"wirewatch.yaml": text}))
    directory = folder(
        {
            "wirewatch.yaml": "feeds:\n  - {url: 'https://agency.example/', full_text: true}\n"
            "  - {url: 'https://agency.example/', id: twin}\n",
            "watchlists/a.yaml": "watchlist: A\non: []\nfeeds: ['tag:none', 'agency*']\n",
            "receivers/a.yaml": "receivers:\n  - {name: a, webhook: {url: 'https://desk.example/'}}\n"
            "  - {name: b, webhook: {url: 'https://desk.example/'}}\n",
        }
    )
    assert load(directory, {}).warnings == (
        "feeds agency.example and twin have the same url",
        "watchlist A watches nobody and nothing",
        "watchlist A has an empty on: and never raises an alert",
        "watchlist A: no feed is meant by tag:none",
        "no routes are configured, and nobody is told of watchlist A",
        "receiver a: the webhook has no secret, so its receiver cannot tell our alerts from a forgery",
        "receiver b: the webhook has no secret, so its receiver cannot tell our alerts from a forgery",
    )


def test_routes_become_a_tree(folder: Folder) -> None:
    text = """
receivers: [{name: desk, webhook: {url: "https://desk.example/"}}]
routes:
  receiver: desk
  group_wait: 60s
  routes:
    - {match: {priority: [urgent, high], watchlist: A}, continue: true}
"""
    below = Route(match=(("priority", ("urgent", "high")), ("watchlist", ("A",))), continue_=True)

    assert load(folder({"a": "", "wirewatch.yaml": text}), {}).routes == Route(
        "desk", group_wait=60.0, routes=(below,)
    )


def fill(text: str) -> str:
    environment = Environment(Path(), {"A": "1", "EMPTY": ""})
    try:
        return environment.fill(Scalar(text, plain=True, place=Place("x", 1, 1)))
    except Refused:
        return "refused"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a${A}b${A}", "a1b1"),
        ("${B:-x}${EMPTY:-y}${B:-}", "xy"),
        ("$${A} $A $", "${A} $A $"),
        ("${B}", "refused"),
        ("${}", "refused"),
        ("${A", "refused"),
        ("${A B}", "refused"),
        ("${EMPTY}", "refused"),
    ],
)
def test_variables(text: str, expected: str) -> None:
    assert expected == fill(text)


@pytest.mark.parametrize(("size", "taken"), [(65_536, True), (65_537, False)])
def test_a_secret_file_is_read_up_to_64_kb(folder: Folder, size: int, *, taken: bool) -> None:
    directory = folder({"wirewatch.yaml": "web: {token_file: token}\n", "token": "x" * size})

    if taken:
        token = load(directory, {}).settings.web.token
        assert token is not None
        assert len(token.get_secret_value()) == 65_536
    else:
        assert "the file is empty or larger than 64 kB" in refused(directory)


VOCABULARY = """
watchlist people topics feeds url id name any poll every receivers webhook routes match receiver web token
12 true ~ 5m x https://a.example/ ${A} NO secret_file
"""
WORDS = st.sampled_from(VOCABULARY.split())
TREES = st.recursive(
    WORDS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(st.tuples(WORDS, inner), max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
        )
    ),
    max_leaves=12,
)


def outcome(directory: Path, text: str) -> Config | ConfigError:
    (directory / "wirewatch.yaml").write_text(text, encoding="utf-8")
    try:
        return load(directory, {})
    except ConfigError as error:
        return error


@given(
    text=st.lists(st.tuples(WORDS, TREES), max_size=4).map(
        lambda rows: "".join(f"{k}: {v}\n" for k, v in rows)
    )
)
def test_any_soup_of_keys_is_refused_with_its_places_or_taken(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("config")
    result = outcome(folder, text)

    if isinstance(result, ConfigError):
        places = [(problem.file, problem.line) for problem in result.problems]
        assert places
        assert {file for file, _ in places} == {str(folder / "wirewatch.yaml")}
        assert all(0 <= line <= text.count("\n") + 1 for _, line in places)
        assert all(problem.message for problem in result.problems)
    else:
        assert result.files == (folder / "wirewatch.yaml",)


NAMES = st.lists(
    st.sampled_from(["Ada Brandt", "Ilya Marsh", "Oleg Sawyer", "Karin Lind", "Marta Quist"]), unique=True
)
EVERY = {"90s": 90.0, "5m": 300.0, "2h": 7200.0, "61s": 61.0}


@given(
    feeds=st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True), st.sampled_from(sorted(EVERY))
    ),
    people=NAMES,
    topics=st.lists(st.sampled_from(["truce", "ferry", "harbour"]), unique=True),
    name=st.sampled_from(["Talks", "12", "yes", "Ägypten: ein Überblick"]),
)
def test_any_good_config_is_what_it_says(
    feeds: dict[str, str],
    people: list[str],
    topics: list[str],
    name: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    rows = "".join(
        f"  - {{id: '{feed}', url: 'https://a.example/{feed}', every: {every}}}\n"
        for feed, every in feeds.items()
    )
    said = f"watchlist: '{name}'\npeople: {people}\ntopics: {topics}\nfeeds:\n{rows or '  []'}\n"

    config = outcome(tmp_path_factory.mktemp("config"), said)

    assert isinstance(config, Config), config
    assert {feed.id: feed.every for feed in config.feeds} == {
        id_: EVERY[every] for id_, every in feeds.items()
    }
    assert {feed.url for feed in config.feeds} == {f"https://a.example/{feed}" for feed in feeds}
    (watchlist,) = config.watchlists
    assert watchlist.name == name
    assert [person.name for person in watchlist.people] == people
    assert [topic.name for topic in watchlist.topics] == topics
