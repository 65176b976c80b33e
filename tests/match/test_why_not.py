"""Why a watch that one expected to fire does not: one sentence, about the condition that failed."""

import pytest

from monitor.match.compile import compile_watchlists
from monitor.match.explain import why_not
from monitor.model.feed import Subject
from monitor.model.watch import Near, Person, SurnameRule, Topic, Watchlist, Where

ADA = Person("Ada Brandt", not_=("Ada Brandt Prize",))


@pytest.mark.parametrize(
    ("watch", "text", "said"),
    [
        (ADA, "Ada Brandt came.", ""),
        (ADA, "Nobody came.", "is not named there: neither the full name, nor an alias, nor the surname"),
        (
            ADA,
            "Brandt came.",
            "stands there as “Brandt” alone, and a lone surname counts only after the full name",
        ),
        (ADA, "Max Brandt came.", "stands there with a different first name: “Max Brandt”"),
        (ADA, "The Ada Brandt Prize", "stands there as “Ada Brandt” inside one of the watch's `not` phrases"),
        (ADA, "Photo: Ada Brandt", "in a credit or byline"),
        (ADA, "Ada Brandt airport", "in the name of a thing"),
        (ADA, "Ada Brandt Jr. came.", "with a suffix the watch's name does not have"),
        (ADA, "ada brandt", "only inside other words or without capitals"),
        (Person("Ada Brandt", surname=SurnameRule.NEVER), "Brandt", "(surname: never)"),
        (
            Person("Ada Brandt", surname=SurnameRule.WITH_CONTEXT, context=("envoy",)),
            "Brandt came.",
            "none of the context words stands in its paragraph",
        ),
        (
            Person("Ada Brandt", fields=(Where.HEADLINE,)),
            "Ada Brandt",
            "outside of what the watch looks at (headline)",
        ),
        (Topic("T", any=("fog", "mist")), "Sun.", "wants one of its terms, and none stands there: fog, mist"),
        (Topic("T", all=("fog", "port")), "Fog.", "wants all of its terms, and “port” does not stand there"),
        (
            Topic("T", any=("fog",), none=("port*",)),
            "Fog in ports.",
            "must not hold “port*”, and “ports” stands there",
        ),
        (Topic("T", near=Near(1, ("fog", "port"))), "Fog", "and “port” does not stand there"),
        (Topic("T", near=Near(1, ("fog", "port"))), "Fog a b c port", "within 1 words in one sentence"),
        (Topic("T", query="fog AND (port OR bay)"), "fog", "this part does not hold: (“port” OR “bay”)"),
        (Topic("T", query="fog AND NOT port"), "fog port", "this part does not hold: NOT “port”"),
        (Topic("T", pattern="A+1"), "A", "wants a match of A+1, and there is none"),
        (Topic("T", subjects=("medtop:1",)), "x", "wants a subject of medtop:1 in the item's metadata"),
        (
            Topic("T", any=("fog",), fields=(Where.HEADLINE,)),
            "fog",
            "it would hold outside of what the watch looks at",
        ),
    ],
)
def test_why_not(watch: Person | Topic, text: str, said: str) -> None:
    answer = why_not(watch, "", [text])
    people, topics = ((watch,), ()) if isinstance(watch, Person) else ((), (watch,))
    fires = compile_watchlists([Watchlist("W", people=people, topics=topics)]).mentions("", [text])

    assert said in answer
    assert bool(fires) is (answer == "")
    if answer:
        assert answer.startswith(f"{watch.name} ")
        assert answer.endswith(".")


def test_language_and_subjects_are_asked_too() -> None:
    topic = Topic("T", subjects=("medtop:1",), language=("en",))

    assert why_not(topic, "", ["x"], [Subject("medtop", "1")], "en") == ""
    assert why_not(topic, "", ["x"], [Subject("medtop", "1")], "es") == (
        "T is watched in stories in en only, and this one is in es."
    )
