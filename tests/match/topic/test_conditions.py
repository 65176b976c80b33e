"""The conditions of a topic, one by one and together."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.match.compile import compile_watchlists
from monitor.match.explain import explain, why_not
from monitor.match.literals import Literals
from monitor.match.topic.pattern import complaint as pattern_complaint
from monitor.match.topic.pattern import unanchored
from monitor.match.topic.query import BadQuery, parse_query
from monitor.match.topic.query import complaint as query_complaint
from monitor.model.alert import Route
from monitor.model.feed import Feed, Subject
from monitor.model.story import Draft, Story, Version
from monitor.model.watch import Mention, Near, Person, SurnameRule, Topic, WatchKey, Watchlist, Where
from monitor.routing import News, alerts_of


def found(
    topic: Topic | Person,
    *paragraphs: str,
    headline: str = "",
    subjects: tuple[Subject, ...] = (),
    language: str = "",
) -> list[Mention]:
    people = (topic,) if isinstance(topic, Person) else ()
    topics = (topic,) if isinstance(topic, Topic) else ()
    matcher = compile_watchlists([Watchlist("W", people=people, topics=topics)])
    return list(matcher.mentions(headline, paragraphs, subjects, language))


def texts(topic: Topic | Person, *paragraphs: str, headline: str = "", language: str = "") -> list[str]:
    return [mention.text for mention in found(topic, *paragraphs, headline=headline, language=language)]


ENVOY = Topic("Envoy and palace", near=Near(3, ("envoy*", "palace")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy left the palace.", ["envoy left the palace"]),
        ("The palace sent three new envoys.", ["palace sent three new envoys"]),
        ("The palace sent one two three four envoys.", []),
        ("An envoy came. The palace was shut.", []),
        ("An envoy, e.g. of the palace", ["envoy, e.g. of the palace"]),
        ("The envoy (Mr. Brandt's palace)", ["envoy (Mr. Brandt's palace"]),
        ("Envoy of the U.S. Palace", ["Envoy of the U.S. Palace"]),
        ("The envoy came! Palace gates", []),
        ("envoy palace envoy palace", ["envoy palace", "envoy palace"]),
        ("envoy one two three four envoy palace", ["envoy palace"]),
        ("envoy", []),
    ],
)
def test_near(text: str, expected: list[str]) -> None:
    assert expected == texts(ENVOY, text)


def test_near_does_not_cross_paragraphs_and_takes_several_terms() -> None:
    three = Topic("Three", near=Near(1, ("ada", "bo", "cy")))

    assert texts(ENVOY, "The envoy", "palace") == []
    assert texts(three, "cy x ada bo, and bo cy") == ["cy x ada bo"]
    assert texts(three, "ada x y bo cy") == []
    assert texts(Topic("Inner", near=Near(5, ("central bank", "bank"))), "The central bank rose.") == []


def test_near_in_a_script_without_spaces_counts_two_characters_as_a_word() -> None:
    topic = Topic("特使", near=Near(3, ("特使", "宫殿")))

    assert texts(topic, "特使昨天离开宫殿。") == ["特使昨天离开宫殿"]
    assert texts(topic, "特使到了。宫殿关门。") == []


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("strike*", "Two strikes.", ["strikes"]),
        (
            "(sanction* OR embargo) AND (bank OR fund) AND NOT sport",
            "An embargo on a bank",
            ["embargo", "bank"],
        ),
        ("(sanction* OR embargo) AND bank AND NOT sport", "An embargo on a sport bank", []),
        ("port strike", "A strike in port", ["strike", "port"]),
        ("port strike", "A strike", []),
        ("port strike OR fog", "Fog", ["Fog"]),
        ("port strike OR fog", "A port", []),
        ("fog OR port strike", "A port", []),
        ("fog OR port AND strike", "A port", []),
        ("(fog OR port) strike", "fog strike", ["fog", "strike"]),
        ("fog NOT port", "fog in port", []),
        ("fog -port", "fog in port", []),
        ("+fog port", "fog", []),
        ('"general strike"', "A strike, general", []),
        ('"general strike"', "A general strike", ["general strike"]),
        ('"port strike"~2', "strike in the port", ["strike in the port"]),
        ('"port strike"~1', "strike in the port", []),
        ("walk-out", "A walk out", ["walk out"]),
        ("fog AND NOT (port OR bay)", "fog in a bay", []),
        ("fog AND NOT (port AND bay)", "fog in a bay", ["fog"]),
    ],
)
def test_query(query: str, text: str, expected: list[str]) -> None:
    assert expected == texts(Topic("Q", query=query), text)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("NOT fog", "holds for nearly every text"),
        ("fog OR NOT port", "holds for nearly every text"),
        ("(fog", "cannot be read: unexpected end"),
        ('"fog', "cannot be read: illegal character"),
        ("fog and port", "write AND, or put it in quotes"),
        ("fog && port", "write AND, OR and NOT as words"),
        ("f*g", "at the end of a word only"),
        ("title:fog", "(searchfield) is not taken here"),
        ("fog~2", "(fuzzy) is not taken here"),
        ('"fog port"~.', "a number is wanted after ~"),
        ('"fog port"~1.2.3', "a number is wanted after ~"),
        ("fog^.", "a number is wanted after ~"),
        ("[a TO b]", "(range) is not taken here"),
        ("f*", "too little to find"),
        ("(" * 80 + "fog" + ")" * 80, "nested too deep"),
        ("fog " * 2000, "4,000 characters"),
    ],
)
def test_queries_that_are_refused(query: str, said: str) -> None:
    assert said in query_complaint(query)


QUERY_PARTS = st.sampled_from(
    [
        "fog",
        '"fog port"~.',
        "^",
        "~",
        "[",
        "/",
        "port*",
        '"a b"',
        "AND",
        "OR",
        "NOT",
        "(",
        ")",
        "-",
        "+",
        "~2",
        " ",
    ]
)


@given(st.lists(QUERY_PARTS, max_size=12).map(" ".join) | st.text(max_size=20))
def test_any_query_is_used_or_refused(query: str) -> None:
    topic, text = Topic("Q", query=query), "Fog in port, a b."
    said = query_complaint(query)
    if said:
        assert said == said.strip().rstrip(".!")
        assert "\n" not in said or "\n" in query
        with pytest.raises(BadQuery) as refused:
            parse_query(query, Literals())
        assert str(refused.value) == said
    elif query:
        mentions = found(topic, text)
        assert found(topic, "\u2026", headline="?") == []  # it needs one of its words
        assert all(text[one.start : one.end] == one.text for one in mentions)
        assert {one.matcher for one in mentions} <= {"query"}
        assert bool(mentions) is (why_not(topic, "", [text]) == "")


FOLDED_WORDS = ("fog", "port", "bay")
TREES = st.recursive(
    st.sampled_from(FOLDED_WORDS),
    lambda inner: st.tuples(inner, st.sampled_from(["AND", "OR", "AND NOT"]), inner).map(
        lambda row: f"({' '.join(row)})"
    ),
    max_leaves=6,
)


@given(TREES, st.sets(st.sampled_from(FOLDED_WORDS), min_size=1))
def test_a_query_means_what_it_says_in_logic(query: str, words: set[str]) -> None:
    expression = query.replace("AND NOT", "and not").replace("AND", "and").replace("OR", "or")
    expected = eval(expression, {word: word in words for word in FOLDED_WORDS})  # noqa: S307 - our own words
    if not query_complaint(query):
        assert bool(expected) is bool(found(Topic("Q", query=query), " ".join(sorted(words))))


FLIGHT = Topic("Flights", pattern=r"\b(SU|AF)\d{3,4}\b")


def test_pattern_looks_at_the_text_as_it_stands() -> None:
    body = "Straße: flight SU123, af123, AF12 and é AF9999."

    assert [(mention.text, mention.matcher) for mention in found(FLIGHT, body)] == [
        ("SU123", "pattern"),
        ("AF9999", "pattern"),
    ]
    assert texts(Topic("Any case", pattern="(?i)af12$"), "AF12", "x af12") == ["AF12", "af12"]
    assert texts(Topic("Begins", pattern="^Flash"), "A Flash", "Flash!", headline="Flash: x") == ["Flash"] * 2


def test_no_pattern_takes_more_than_linear_time() -> None:
    evil = Topic("Evil", pattern=r"(a+)+$x|(a|a)*b")

    assert texts(evil, "a" * 20_000 + "!") == []


def test_many_patterns_are_told_apart() -> None:
    topics = tuple(Topic(f"P{at}", pattern=rf"\bK{at}\b") for at in range(600))
    matcher = compile_watchlists([Watchlist("W", topics=topics)])

    assert [mention.watch for mention in matcher.mentions("K5", ["K599 K1000", "K256"])] == [
        "P5",
        "P599",
        "P256",
    ]


@pytest.mark.parametrize("pattern", ["(a", "(?=a)", "a*", "", r"(a)\1"])
def test_patterns_that_are_refused(pattern: str) -> None:
    assert pattern_complaint(pattern)


@pytest.mark.parametrize(
    ("pattern", "free"),
    [
        (r"\b(SU|AF)\d{3,4}\b", False),
        (r"\d+ (dead|killed)", False),
        ("(?i)af12", False),
        (r"[Aa]bc\d", False),
        ("习近?平", False),
        (r"[A-Z]{2}\d+", True),
        (r"\d+", True),
        (r"a\d", True),
        (r"fog|[0-9]+", True),
        (r"(?s).x?y*", True),
        (r"\pL{4}", True),
        (r"[]ab\]cd]\d", True),
    ],
)
def test_a_pattern_without_fixed_text_is_told(pattern: str, free: bool) -> None:  # noqa: FBT001 - the expected value
    topics = (Topic("Fog", any=("fog",)), Topic("P", pattern=pattern))
    told = list(unanchored([Watchlist("W", topics=topics)]))

    assert [key for key, _ in told] == [WatchKey("W", "P")] * free
    assert all("the pattern of P (W) has no two letters" in sentence for _, sentence in told)


CONFLICT = Topic("Conflict", subjects=("medtop:16000000", "medtop:200*", "Politics"))


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (Subject("medtop", "16000000"), "medtop:16000000"),
        (Subject("", "medtop:16000000"), "medtop:16000000"),
        (Subject("medtop", "20000065", "war"), "medtop:20000065"),
        (Subject("", "politics"), "politics"),
        (Subject("x", "17", "POLITICS"), "x:17"),
    ],
)
def test_subjects(subject: Subject, text: str) -> None:
    here = found(CONFLICT, "x", subjects=(Subject("", "other"), subject))

    assert here == [Mention(-2, 0, len(text), text, "W", "Conflict", "subject", "subject")]


def test_other_subjects_are_not_taken() -> None:
    other = (Subject("medtop", "160000001"), Subject("subj", "16000000"), Subject("", "Political"))

    assert found(CONFLICT, "medtop:16000000 politics", subjects=other) == []


def test_all_conditions_of_a_topic_hold_together() -> None:
    topic = Topic(
        "All", any=("fog",), query="port OR bay", pattern="[A-Z]{2}1", near=Near(1, ("fog", "horn"))
    )

    assert sorted(texts(topic, "A fog horn in the bay, SU1.")) == ["SU1", "bay", "fog horn"]
    for text in (
        "A fog horn in the bay.",
        "A fog horn, SU1.",
        "Fog in the bay, horn far off in the night, SU1.",
    ):
        assert texts(topic, text) == []


def test_none_beside_another_condition() -> None:
    topic = Topic("None", none=("football",), pattern="SU1")

    assert texts(topic, "SU1") == ["SU1"]
    assert texts(topic, "SU1 football") == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ((), ["fog", "fog", "fog"]),
        ((Where.HEADLINE,), ["fog"]),
        ((Where.LEAD,), ["fog"]),
        ((Where.BODY,), ["fog", "fog"]),
        ((Where.HEADLINE, Where.LEAD), ["fog", "fog"]),
        ((Where.HEADLINE, Where.BODY), ["fog", "fog", "fog"]),
    ],
)
@pytest.mark.parametrize("way", ["any", "pattern", "person"])
def test_fields(fields: tuple[Where, ...], expected: list[str], way: str) -> None:
    watch: Topic | Person = Topic("F", any=("fog",), fields=fields)
    if way == "pattern":
        watch = Topic("F", pattern="fog", fields=fields)
    if way == "person":
        watch = Person("fog", fields=fields)

    assert expected == texts(watch, "fog", "fog", headline="fog")


def test_conditions_look_at_the_fields_only_but_a_full_name_counts_anywhere() -> None:
    topic = Topic("F", any=("fog",), none=("port",), fields=(Where.HEADLINE,))
    person = Person("Ada Brandt", fields=(Where.HEADLINE,))

    assert texts(topic, "port", headline="fog") == ["fog"]
    assert texts(person, "Ada Brandt left.", headline="Brandt leaves") == ["Brandt"]


@pytest.mark.parametrize(
    ("language", "fires"),
    [
        ("en", True),
        ("en-GB", True),
        ("EN_us", True),
        ("", True),
        ("es", False),
        ("eng", False),
        ("pt-BR", True),
        ("pt", False),
    ],
)
def test_language(language: str, fires: bool) -> None:  # noqa: FBT001 - the expected value
    topic = Topic("L", any=("fog",), language=("en", "pt-BR"))
    person = Person("Ada Brandt", surname=SurnameRule.NEVER, language=("en", "pt-br"))

    assert fires is bool(texts(topic, "fog", language=language))
    assert fires is bool(texts(person, "Ada Brandt", language=language))


def test_topics_that_cannot_fire_are_not_asked() -> None:
    topics = (Topic("Q", query="fog AND (port OR bay)"), Topic("N", near=Near(2, ("fog", "lighthouse"))))
    matcher = compile_watchlists([Watchlist("W", topics=topics)])
    triggers = [
        {matcher._automaton._literals[number].text for number in entry.compiled.triggers}
        for entry in matcher._entries
    ]

    assert triggers == [{"fog"}, {"lighthouse"}]


def test_a_subject_is_its_own_snippet_in_an_alert() -> None:
    now = datetime(2025, 3, 14, 6, tzinfo=UTC)
    draft = Draft("a", "a-en", "g", "", "Headline", ("Body",), subjects=(Subject("medtop", "16000000"),))
    watchlist = Watchlist("W", topics=(CONFLICT,))
    mentions = compile_watchlists([watchlist]).mentions("Headline", ["Body"], draft.subjects)
    story = Story("00x", "a", "a-en", "g", "", "Headline", 1, "h", now, now)
    news = News(Feed("a-en", "https://a.example", "a"), story, Version("00x", 1, now, "h", draft), mentions)

    (alert,) = alerts_of(news, {"W": watchlist}, Route("desk"), now)

    assert [(seen.snippet, seen.snippet_start) for seen in alert.mentions] == [("medtop:16000000", 0)]
    assert explain(mentions[0]) == (
        "“medtop:16000000” among the item's subjects is a mention of Conflict (W): "
        "it is one of the subjects the watch asks for."
    )
