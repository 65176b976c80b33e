import pytest

from monitor.match.compile import compile_watchlists
from monitor.model.watch import Topic, Watchlist


def found(topic: Topic, *paragraphs: str, headline: str = "") -> list[str]:
    matcher = compile_watchlists([Watchlist("W", topics=(topic,))])
    return [mention.text for mention in matcher.mentions(headline, paragraphs)]


KURSK = Topic("Kursk", any=("fighting", "troops", "recapture*"), all=("Kursk",), none=("football",))


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("Fighting in Kursk.", ["Fighting", "Kursk"]),
        ("Kursk was recaptured; Kursk.", ["Kursk", "recaptured", "Kursk"]),
        ("Kursk is calm.", []),
        ("Fighting elsewhere.", []),
        ("Troops at a football match in Kursk.", []),
        ("The Kurskaya troops", []),
    ],
)
def test_any_all_none(text: str, texts: list[str]) -> None:
    assert texts == found(KURSK, text)


def test_conditions_hold_over_the_whole_story() -> None:
    assert found(KURSK, "Nothing.", "Troops came.", headline="Kursk") == ["Kursk", "Troops"]
    assert found(KURSK, "Troops came.", "Football was played.", headline="Kursk") == []


def test_all_wants_every_term() -> None:
    topic = Topic("x", all=("envoy", "palace"))

    assert found(topic, "The envoy left the palace.") == ["envoy", "palace"]
    assert found(topic, "The envoy left.") == []
    assert found(topic, "The palace burns.") == []


@pytest.mark.parametrize(
    ("term", "text", "texts"),
    [
        ("cease-fire", "A cease fire, a cease-\nfire.", ["cease fire", "cease-\nfire"]),
        ("alto el fuego", "Un alto. El fuego", []),
        ("alto el fuego", "ALTO EL FUEGO", ["ALTO EL FUEGO"]),
        ("truce", "The truce’s end; truces", ["truce"]),
        ("перемири*", "О перемирии говорят", ["перемирии"]),
        ("停火", "双方同意停火协议", ["停火"]),
        ("Überschwemmung*", "ÜBERSCHWEMMUNGEN, Uberschwemmung", ["ÜBERSCHWEMMUNGEN", "Uberschwemmung"]),
        ("US", "Tell us the US view. Us too.", ["US"]),
        ("NATO", "NATO and Nato", ["NATO", "Nato"]),
        ("C++", "In C++ or C", ["C++"]),
        ("زلزال", "ضرب زلزال والزلزال", ["زلزال", "زلزال"]),
        ("sismo", "microsismo, sismología", []),
        ("sismo", "un séismo no, un sismo sí", ["sismo"]),
    ],
)
def test_terms(term: str, text: str, texts: list[str]) -> None:
    assert texts == found(Topic("x", any=(term,)), text)


def test_a_longer_term_takes_the_shorter_ones_place() -> None:
    assert found(Topic("x", any=("central bank", "bank", "ban*")), "The central bank.") == ["central bank"]


@pytest.mark.parametrize(
    ("term", "text", "texts"),
    [
        ("U.S. Steel", "the U.S. Steel mill, US Steel, U S Steel", ["U.S. Steel"]),
        ("truce", "总统truce说, x-truce, truce", ["truce", "truce", "truce"]),
        ("truce", "untruce, truce7, 7truce", []),
        ("truce", "(truce)'truce'", ["truce", "truce"]),
        ("alto el fuego", "alto. el fuego", []),
        ("alto el fuego", "alto.el fuego", []),
        ("C++", "in C+", []),
        ("C++", "in C++", ["C++"]),
        ("C++", "in C++ too, and C", ["C++"]),
        ("alto el fuego", "alto el\nfuego", ["alto el\nfuego"]),
        ("停火", "双方停火了truce停火", ["停火", "停火"]),
    ],
)
def test_where_a_term_begins(term: str, text: str, texts: list[str]) -> None:
    assert texts == found(Topic("T", any=(term,)), text)


def test_terms_spelled_alike_are_told_apart() -> None:
    topics = tuple(Topic(term, any=(term,)) for term in ("US", "us"))
    matcher = compile_watchlists([Watchlist("W", topics=topics)])

    assert [mention.watch for mention in matcher.mentions("", ["The US, us."])] == ["US", "us", "us"]
