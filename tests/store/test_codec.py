from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.change import Block, Diff, Fact, FactKind, Kind, Op, Piece
from monitor.model.errors import StoreMismatch
from monitor.model.feed import FeedRecord, Subject
from monitor.model.story import Furniture, FurnitureKind, Marker, MarkerName, Story, Version
from monitor.store.codec import (
    base_of,
    decode_version,
    encode_version,
    from_json,
    from_ms,
    to_json,
    to_ms,
)
from tests.servers.clock import MORNING
from tests.store.samples import COPY, draft

OLDEST = datetime(1990, 1, 1)  # noqa: DTZ001 - Hypothesis adds the zone
NEWEST = datetime(2200, 1, 1)  # noqa: DTZ001 - Hypothesis adds the zone
moments = st.datetimes(min_value=OLDEST, max_value=NEWEST, timezones=st.just(UTC))
names = st.text(max_size=12)
drafts = st.builds(
    lambda paragraphs, headline, furniture, marker, when: replace(
        draft(),
        paragraphs=tuple(paragraphs),
        headline=headline,
        furniture=tuple(furniture),
        markers=(marker,),
        subjects=(Subject("medtop", "16000000"),),
        published=when,
    ),
    st.lists(st.text(max_size=80), max_size=6),
    st.text(max_size=40),
    st.lists(st.builds(Furniture, st.sampled_from(FurnitureKind), names), max_size=3),
    st.builds(Marker, st.sampled_from(MarkerName), names, st.none() | st.integers(1, 99)),
    st.none() | moments,
)
diffs = st.builds(
    Diff,
    st.lists(st.sampled_from(Kind), min_size=1, max_size=3).map(tuple),
    names,
    st.lists(
        st.builds(Fact, st.sampled_from(FactKind), names, names, st.none() | st.integers(0, 9)), max_size=3
    ).map(tuple),
    st.lists(
        st.builds(
            Block,
            st.sampled_from(Op),
            st.lists(st.builds(Piece, st.sampled_from(Op), names), max_size=3).map(tuple),
        ),
        max_size=4,
    ).map(tuple),
)
versions = st.builds(Version, names, st.integers(1, 500), moments, names, drafts, st.none() | diffs)


@given(versions, versions)
def test_a_version_comes_back_from_its_blob(anchor: Version, later: Version) -> None:
    whole, number = encode_version(anchor, None)
    assert (number, base_of(whole), decode_version(whole, None)) == (anchor.number, 0, anchor)
    blob, _ = encode_version(later, (number, whole))
    assert base_of(blob) in {0, anchor.number}
    assert decode_version(blob, whole) == later


@given(versions, st.data())
def test_a_damaged_delta_is_never_read_as_another_text(version: Version, data: st.DataObject) -> None:
    first = replace(version, draft=replace(version.draft, paragraphs=COPY))
    later = replace(first, number=version.number + 1)
    whole, number = encode_version(first, None)
    blob, base = encode_version(later, (number, whole))
    assert base == number
    place = data.draw(st.integers(5, len(blob) - 1))  # past codec byte and base number
    damaged = blob[:place] + bytes([blob[place] ^ data.draw(st.integers(1, 255))]) + blob[place + 1 :]
    try:
        read = decode_version(damaged, whole)
    except StoreMismatch:
        return
    assert read == later  # a padding bit, or another place of the anchor that holds the same words


def version(number: int, paragraphs: tuple[str, ...]) -> Version:
    return Version("06abc", number, MORNING, f"h{number}", replace(draft(number), paragraphs=paragraphs))


def test_a_corrected_number_costs_a_fraction_of_the_text() -> None:
    whole, number = encode_version(version(1, COPY * 5), None)
    blob, anchor = encode_version(version(2, (*COPY * 4, *COPY[:2], "Ten were hurt.")), (number, whole))
    assert anchor == 1
    assert len(blob) * 5 < len(whole)


def test_a_text_grown_foreign_becomes_its_own_anchor() -> None:
    whole, number = encode_version(version(1, COPY), None)
    foreign = tuple(hex(3 ** (200 + n)) for n in range(12))
    blob, anchor = encode_version(version(2, foreign), (number, whole))
    assert (anchor, base_of(blob)) == (2, 0)
    third, anchor = encode_version(version(3, (*foreign, "One line more.")), (2, blob))
    assert (anchor, base_of(third)) == (2, 2)


@pytest.mark.parametrize("wrong", [None, b"", b"J", b"Z\0\0\0\1xx", b'J\0\0\0\0{"story":"another"}'])
def test_a_missing_or_wrong_anchor_is_told_not_read(wrong: bytes | None) -> None:
    whole, number = encode_version(version(1, COPY * 5), None)
    blob, _ = encode_version(version(2, COPY * 5), (number, whole))
    with pytest.raises(StoreMismatch):
        decode_version(blob, wrong)


@pytest.mark.parametrize("blob", [b"", b"J", b"J\0\0\0\0{", b"J\0\0\0\0[1]", b"X\0\0\0\0{}", b"Z\0\0\0\0{}"])
def test_a_blob_that_is_no_version_is_told_not_read(blob: bytes) -> None:
    with pytest.raises(StoreMismatch):
        decode_version(blob, None)


def test_a_record_written_before_a_field_was_added_is_read() -> None:
    assert from_json(b'{"feed":"norden-en"}', FeedRecord) == FeedRecord("norden-en")


def test_what_is_stored_of_another_kind_is_told() -> None:
    with pytest.raises(StoreMismatch, match="Story"):
        from_json(to_json(FeedRecord("norden-en")), Story)


def test_a_delta_cut_short_is_told_not_read() -> None:
    whole, number = encode_version(version(1, COPY), None)
    blob, _ = encode_version(version(2, COPY), (number, whole))
    for length in range(len(blob)):
        with pytest.raises(StoreMismatch):
            decode_version(blob[:length], whole)


def test_a_lone_surrogate_costs_one_character_and_no_story() -> None:
    broken = version(1, ("Harbour \ud800 closed", "whole 🚢"))
    blob, _ = encode_version(broken, None)
    assert decode_version(blob, None) == version(1, ("Harbour \ufffd closed", "whole 🚢"))


@given(moments)
def test_a_moment_survives_to_the_millisecond(moment: datetime) -> None:
    back = from_ms(to_ms(moment))
    assert 0 <= (moment - back).total_seconds() < 0.001
    assert back == from_ms(str(to_ms(moment)).encode())


def test_a_version_that_an_earlier_release_stored_is_read() -> None:
    """Before 0.2 a marker might have no name, and a version said neither its cluster nor whether it was quiet."""
    one = replace(version(1, COPY), draft=replace(draft(1), markers=(Marker(MarkerName.KILL, "BC-EU--"),)))
    blob, _ = encode_version(one, None)
    older = blob.replace(b'"name":"kill"', b'"name":""').replace(b',"quiet":false,"cluster":""', b"")
    assert len(older) < len(blob) - 20
    read = decode_version(older, None)
    assert (read.draft.markers[0].name, read.quiet, read.cluster) == (MarkerName.NOTHING, False, "")
