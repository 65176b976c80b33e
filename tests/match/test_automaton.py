"""More literals that begin alike than one engine takes: all of them are found still."""

from monitor.match.automaton import _PART
from monitor.match.compile import compile_watchlists
from monitor.model.watch import Topic, Watchlist

MANY = _PART + 1000


def test_more_literals_of_one_letter_than_an_engine_takes() -> None:
    terms = tuple(f"mark {number} sold" for number in range(MANY))
    matcher = compile_watchlists((Watchlist("Auction", topics=(Topic("Lots", any=(*terms, "hammer")),)),))
    said = f"Mark 0 sold, mark {_PART} sold, mark {MANY - 1} sold, mark {MANY} sold; the hammer fell."
    found = [mention.text for mention in matcher.mentions("", (said,))]
    assert found == ["Mark 0 sold", f"mark {_PART} sold", f"mark {MANY - 1} sold", "hammer"]
