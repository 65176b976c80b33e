"""The garbage collector rests while much is compiled, and no longer."""

import gc
from collections.abc import Iterator

import pytest

from monitor.match.compile import compile_watchlists, no_collections
from monitor.model.watch import Person, Watchlist

MANY = [Watchlist("Names", people=tuple(Person(f"Ada Nr{number}x") for number in range(1001)))]


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    gc.enable()
    yield
    gc.unfreeze()
    gc.enable()


def test_it_runs_again_when_a_large_watchlist_is_compiled() -> None:
    assert len(compile_watchlists(MANY).mentions("Ada Nr7x left", [])) == 1
    assert gc.isenabled()


def test_it_rests_meanwhile_and_runs_again_even_when_something_breaks() -> None:
    seen = []

    def compiling() -> None:
        with no_collections():
            seen.append(gc.isenabled())
            raise KeyError

    with pytest.raises(KeyError):
        compiling()
    assert (seen, gc.isenabled()) == ([False], True)


def test_it_stays_off_where_it_was_off() -> None:
    with no_collections():
        compile_watchlists(MANY)
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_was_made_is_never_walked_through_again() -> None:
    gc.unfreeze()
    compile_watchlists(MANY)
    assert gc.get_freeze_count() > 10_000
