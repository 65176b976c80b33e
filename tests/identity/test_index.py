"""The sample that is kept of a text, and what is found by it, to the figure."""

from collections.abc import Iterable
from dataclasses import replace
from zlib import crc32

import pytest

from monitor.identity.buckets import RING, RecentBuckets
from monitor.identity.similar import Likeness, SketchIndex
from monitor.identity.sketch import Sketch, base_language, containment, sketch_of
from tests.identity.made import draft, text, words

MARKS = tuple(range(16, 16 * 33, 16))  # 32 of them, all divisible by 16


def sketch(marks: Iterable[int] = MARKS, every: int = 16, size: int = 600, **more: object) -> Sketch:
    plain = Sketch(every, tuple(marks), (), size)
    return replace(plain, **more)  # type: ignore[arg-type] # fields by name


def sampled(hashes: set[int]) -> tuple[int, int]:
    """How a set of shingles would be thinned, by the words of ENGINES.md: `every`, and how many are left."""
    every = 16
    while every > 1 and sum(not one % every for one in hashes) < 24:
        every //= 2
    while sum(not one % every for one in hashes) > 96:
        every *= 2
    return every, sum(not one % every for one in hashes)


@pytest.mark.parametrize(
    "count", [5, 24, 30, 60, 100, 150, 200, 300, 400, 600, 1200, 1700, 3000, 6000, 17_000]
)
def test_a_text_is_thinned_until_24_to_96_marks_are_left(count: int) -> None:
    body = words("c", count)
    hashes = {crc32(f"{' '.join(body[at : at + 3])} ".encode()) & 0x3FFFFFFF for at in range(count - 2)}
    made = sketch_of(draft(text(body)))
    assert (made.every, len(made.marks)) == sampled(hashes)
    assert made.marks == tuple(sorted(one for one in hashes if not one % made.every))
    assert made.words == count


def test_a_sketch_keeps_twenty_shingles_of_the_headline_and_32_names() -> None:
    names = " and ".join(f"Bor{a}{b}ak" for a in "bdfgkl" for b in "mnprstvz")
    made = sketch_of(draft(f"He met {names}.", text(words("h", 40)), language="EN-gb"))
    assert (len(made.headline), len(made.anchors)) == (20, 32)
    assert made.anchors == tuple(sorted(made.anchors))
    assert (made.agency, made.language) == (crc32(b"north"), "en")
    assert sketch_of(draft(())).headline == ()
    alone = sketch_of(draft((), text(words("h", 9))))
    assert (alone.words, alone.marks, alone.every) == (0, alone.headline, 1)


def test_only_the_first_two_letters_of_a_language_tag_count() -> None:
    assert [base_language(tag) for tag in ("pt-BR", "PT", "é!", "12", "", "e")] == [
        "pt",
        "pt",
        "",
        "",
        "",
        "e",
    ]


def test_a_name_in_the_headline_counts_though_it_opens_it() -> None:
    assert len(sketch_of(draft("it was so", "Bormak speaks")).anchors) == 1


@pytest.mark.parametrize("size", [0, 1, 255])
def test_bytes_of_a_sketch_are_read_as_they_were_written_and_no_others(size: int) -> None:
    whole = sketch(MARKS[:size], headline=(1, 2), anchors=(3,), agency=7, language="en", size=65_000)
    data = whole.to_bytes()
    assert len(data) == 16 + 4 * (len(whole.marks) + 3)
    assert Sketch.from_bytes(data) == whole
    for wrong in (data[:-1], data + b"\0\0\0\0", data[:15], b""):
        with pytest.raises(ValueError, match="not a sketch"):
            Sketch.from_bytes(wrong)
    with pytest.raises(ValueError, match="its length is wrong"):
        Sketch.from_bytes(replace(whole, every=0).to_bytes())


def test_samples_are_compared_on_the_coarser_of_the_two() -> None:
    fine, coarse = sketch(range(8, 8 * 9, 8), every=8), sketch((16, 32, 160), every=16)
    assert containment(fine, coarse) == 2 / 4  # 16, 32, 48, 64 of it count
    assert containment(coarse, fine) == 2 / 3
    assert containment(sketch((8,), every=8), coarse) == 0.0
    assert containment(sketch(()), coarse) == 0.0


def test_a_headline_alone_is_sought_in_headline_and_copy() -> None:
    flash = sketch((5, 6, 7, 8), every=1, size=0, headline=(5, 6, 7, 8))
    story = sketch((6, 16), every=1, headline=(5, 99))
    assert containment(flash, story) == 2 / 4
    assert containment(story, flash) == 1 / 2
    assert containment(flash, sketch((6, 16), every=16, headline=(5, 99))) == 1 / 4


def index(*stories: tuple[str, Sketch]) -> SketchIndex:
    made = SketchIndex()
    for name, one in stories:
        made.add(name, one)
    return made


def test_a_story_needs_two_marks_in_common_and_a_text_of_one_mark_that_one() -> None:
    made = index(("two", sketch((16, 32, 480))), ("one", sketch((16, 496))))
    assert made.alike(sketch((16, 32, 48))) == (Likeness("two", 2 / 3, 2 / 3, same_headline=True),)
    assert {like.story for like in made.alike(sketch((16,)))} == {"two", "one"}


def test_the_likest_come_first_either_way_and_of_as_like_ones_the_lower_id() -> None:
    made = index(
        ("b", sketch(MARKS[:16])),
        ("a", sketch(MARKS[:16])),
        ("whole", sketch((*MARKS, *range(1600, 1600 + 16 * 32, 16)))),
        ("less", sketch((*MARKS[:8], *range(3200, 3200 + 16 * 8, 16)))),
    )
    assert made.alike(sketch()) == (
        Likeness("a", 0.5, 1.0, same_headline=True),
        Likeness("b", 0.5, 1.0, same_headline=True),
        Likeness("whole", 1.0, 0.5, same_headline=True),
        Likeness("less", 0.25, 0.5, same_headline=True),
    )
    assert [like.story for like in made.alike(sketch(), limit=2)] == ["a", "b"]


def test_half_of_the_places_and_one_are_the_agencys_own() -> None:
    half = (*MARKS[:16], *range(1600, 1600 + 16 * 16, 16))
    own, other = sketch(half, agency=5), sketch(agency=9)
    made = index(*((f"own{n}", own) for n in range(4)), *((f"other{n}", other) for n in range(6)))
    found = [like.story for like in made.alike(sketch(agency=5), limit=5)]
    assert found == ["other0", "other1", "own0", "own1", "own2"]
    assert [like.story for like in made.alike(sketch(agency=5), limit=4)] == [
        "other0",
        "other1",
        "own0",
        "own1",
    ]
    nobodys = index(*((f"own{n}", sketch(half)) for n in range(4)), *((f"x{n}", sketch()) for n in range(6)))
    assert [like.story for like in nobodys.alike(sketch(), limit=4)] == ["x0", "x1", "x2", "x3"]


def test_so_many_are_measured_as_are_asked_for_twice_and_a_ring_more_where_it_is_crowded() -> None:
    many = [(f"s{n:02}", sketch()) for n in range(12)]
    best = ("best", sketch((*MARKS, *range(1600, 1600 + 16 * 8, 16))))
    crowded = index(best, *many).alike(sketch((*MARKS, *range(1600, 1600 + 16 * 8, 16))), limit=1)
    assert [like.story for like in crowded] == ["best"]
    full = index(*((f"s{n:02}", sketch()) for n in range(40)))
    assert [like.story for like in full.alike(sketch(), limit=1)] == [
        "s24"
    ]  # of the newest sixteen in a ring


def named(anchors: Iterable[int], language: str = "en", size: int = 600, agency: int = 5) -> Sketch:
    return sketch((16 * 777,), size=size, anchors=tuple(anchors), language=language, agency=agency)


def by_names(old: Sketch, new: Sketch) -> float:
    """How alike by names an index finds the two, 0 when not at all."""
    found = index(("old", old)).alike(replace(new, marks=(16 * 888,)))
    return found[0].anchors if found else 0.0


@pytest.mark.parametrize(
    ("old", "new", "share"),
    [
        (named(range(100, 110)), named(range(107, 117), "es"), 0.3),
        (named(range(100, 111)), named(range(108, 119), "es"), 0.0),  # 3 of 11
        (named(range(100, 104)), named(range(102, 130), "es"), 0.5),
        (named(range(100, 103)), named(range(101, 130), "es"), 2 / 3),
        (named(range(100, 110)), named(range(104, 114)), 0.6),
        (named(range(100, 110)), named(range(105, 115)), 0.0),  # the same language
        (named(range(100, 110)), named(range(107, 117), ""), 0.0),  # language not known
        (named(range(100, 110), size=40), named(range(107, 117)), 0.3),  # a flash and its story
        (named(range(100, 110), size=41), named(range(107, 117)), 0.0),
        (named(range(100, 110), size=40), named(range(107, 117), size=40), 0.0),
        (named(range(100, 110), size=40), named(range(107, 117), size=41), 0.3),
        (named((100, 101), size=40), named(range(100, 110)), 1.0),
        (named((100, 102), size=40), named(range(101, 110)), 0.0),  # one name in common
        (named(range(100, 110)), named(range(107, 117), "es", agency=9), 0.0),
    ],
)
def test_names_tell_a_translation_or_the_story_of_a_flash(old: Sketch, new: Sketch, share: float) -> None:
    assert by_names(old, new) == share


def test_three_are_told_by_names_the_likeliest_first_and_none_twice() -> None:
    made = index(
        *((f"s{n}", named(range(100, 104 + n))) for n in range(5)),
        ("marked", replace(named(range(100, 112)), marks=(16, 32))),
    )
    found = made.alike(replace(named(range(100, 112), "es"), marks=(16, 32)))
    assert [like.story for like in found] == ["marked", "s0", "s1", "s2"]
    assert [like.anchors for like in found] == [0.0, 1.0, 1.0, 1.0]
    other = index(*((f"s{n}", named((*range(100, 104 + n), *range(200, 210)))) for n in range(5)))
    found = other.alike(replace(named(range(100, 120), "es"), marks=(16 * 888,)))
    assert [like.story for like in found] == ["s4", "s3", "s2"]


def test_a_story_filed_again_or_forgotten_is_found_no_more_as_it_was() -> None:
    made = index(("a", sketch(MARKS[:16])), ("b", sketch(MARKS[16:])))
    made.add("a", sketch(MARKS[16:]))
    assert made.alike(sketch(MARKS[:16])) == ()
    assert len(made) == 2
    made.discard("a")
    made.discard("a")
    assert [like.story for like in made.alike(sketch(MARKS[16:]))] == ["b"]
    assert len(made) == 1


# RecentBuckets


def test_a_ring_keeps_the_newest_sixteen() -> None:
    assert RING == 16
    rings = RecentBuckets()
    for number in range(1, 21):
        rings.add(number, [7])
    assert sorted(rings.look_up([7])) == list(range(5, 21))
    assert rings.look_up([7, 7])[20] == 2
    assert rings.look_up([8]) == {}


@pytest.mark.parametrize(("largest", "doubled"), [(2**15, 2), (2**14, 1), (2**16, 2)])
def test_the_rings_are_doubled_when_three_quarters_are_full_and_as_long_as_they_may(
    largest: int, doubled: int
) -> None:
    rings = RecentBuckets(largest)
    places = 16 * 2**14
    rings.add(1, range(places * 3 // 4))
    assert len(rings._places) == places
    rings.add(2, [5])
    assert len(rings._places) == places * doubled
    assert len(rings._next) == 2**14 * doubled
    assert rings.look_up([5])[2] == 1
    assert rings.look_up([5])[1] == 15
    rings.add(3, [5])
    assert rings.look_up([5])[3] == 1
