"""What is remembered of a document's items: bytes and back, within bounds."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.model.seen import SeenItems, key_mark

ZERO = datetime(1970, 1, 1, tzinfo=UTC)
NOON = datetime(2025, 3, 14, 12, tzinfo=UTC)
ITEMS = st.dictionaries(
    st.binary(min_size=8, max_size=8), st.lists(st.binary(min_size=4, max_size=4), max_size=4).map(tuple)
)


@given(ITEMS, st.integers(1, 10**12))
def test_it_comes_back_from_its_bytes(marks: dict[bytes, tuple[bytes, ...]], since: int) -> None:
    seen = SeenItems(marks, ZERO + timedelta(milliseconds=since))
    assert SeenItems.from_bytes(seen.to_bytes(), ZERO) == seen


@given(ITEMS.filter(bool), st.integers(1, 20))
def test_bytes_that_were_cut_short_are_nothing_seen(marks: dict[bytes, tuple[bytes, ...]], cut: int) -> None:
    blob = SeenItems(marks, NOON).to_bytes()
    found = SeenItems.from_bytes(blob[: max(0, len(blob) - cut)], ZERO).marks
    assert found.keys() < marks.keys() or found == {}


def test_another_layout_is_nothing_seen() -> None:
    blob = SeenItems({b"12345678": ()}, NOON).to_bytes()
    assert SeenItems.from_bytes(b"\x02" + blob[1:], ZERO) == SeenItems()
    assert SeenItems.from_bytes(b"", ZERO) == SeenItems()


def test_thirty_items_with_two_keys_each_take_half_a_kilobyte() -> None:
    marks = {
        number.to_bytes(8, "big"): (key_mark(f"g:{number}"), key_mark(f"u:{number}")) for number in range(30)
    }
    assert len(SeenItems(marks, NOON).to_bytes()) == 9 + 30 * 17


def test_of_a_document_without_end_six_hundred_items_are_remembered() -> None:
    marks = {number.to_bytes(8, "big"): () for number in range(1000)}
    kept = SeenItems.from_bytes(SeenItems(marks, NOON).to_bytes(), ZERO).marks
    assert list(kept) == [number.to_bytes(8, "big") for number in range(600)]
