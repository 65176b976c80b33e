"""A matcher that is let go of is gone; one that somebody still uses goes on."""

from weakref import ref

from monitor.match.compile import Matcher, compile_watchlists
from monitor.match.release import release
from monitor.model.watch import Person, Topic, Watchlist


def matcher() -> Matcher:
    topics = (Topic("Fog", any=("fog", "mist")), Topic("Flight", pattern="SU1"))
    return compile_watchlists(
        [Watchlist("W", people=(Person("Ada Brandt", ("Adda Brandt",)),), topics=topics)]
    )


def test_what_is_let_go_of_is_gone() -> None:
    last = [matcher()]
    gone = ref(last[0]._patterns)

    release(last)

    assert last == []
    assert gone() is None


def test_a_matcher_that_is_still_used_goes_on() -> None:
    used = matcher()

    release([used])

    assert [mention.watch for mention in used.mentions("Fog", ["Ada Brandt on SU1"])] == [
        "Fog",
        "Ada Brandt",
        "Flight",
    ]
