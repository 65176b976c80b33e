"""Sketches and the index over them."""

from array import array
from dataclasses import replace
from struct import Struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.identity.buckets import RecentBuckets
from monitor.identity.similar import Sketch, SketchIndex, containment, sketch_of
from monitor.model.story import Draft

WORDS = st.lists(st.sampled_from([f"word{n}" for n in range(400)]), max_size=500)


def draft(headline: str, *paragraphs: str) -> Draft:
    return Draft("north", "f", "g", "", headline, paragraphs)


def long_text(name: str, words: int) -> str:
    return " ".join(f"{name}{n}" for n in range(words))


@given(WORDS, st.text(max_size=50))
def test_bytes_give_the_sketch_back(words: list[str], headline: str) -> None:
    sketch = sketch_of(draft(headline, " ".join(words)))
    assert sketch == Sketch.from_bytes(sketch.to_bytes())


@pytest.mark.parametrize(
    "data", [b"", b"x", b"\x01" * 10, b"\x09" + sketch_of(draft("a b c d")).to_bytes()[1:]]
)
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="sketch"):
        Sketch.from_bytes(data)


@pytest.mark.parametrize("words", [100, 600, 6000, 60_000])
def test_a_sketch_is_small_and_holds_enough(words: int) -> None:
    sketch = sketch_of(draft("Truce holds in Norvik", long_text("w", words)))
    assert 24 <= len(sketch.marks) <= 100
    assert len(sketch.to_bytes()) < 600


def test_a_short_text_keeps_every_shingle() -> None:
    sketch = sketch_of(draft("", "one two three four five six"))
    assert sketch.every == 1
    assert len(sketch.marks) == 4


def test_containment_tells_part_from_whole() -> None:
    whole = sketch_of(draft("", long_text("w", 600)))
    part = sketch_of(draft("", long_text("w", 300)))
    assert containment(part, whole) > 0.9
    assert 0.3 < containment(whole, part) < 0.7
    assert containment(sketch_of(draft("", long_text("x", 300))), whole) == 0


def test_the_index_finds_the_story_and_ranks_it_first() -> None:
    index = SketchIndex()
    text = long_text("w", 600)
    index.add("a", sketch_of(draft("One", text)))
    index.add("b", sketch_of(draft("Two", long_text("w", 200) + " " + long_text("y", 400))))
    index.add("c", sketch_of(draft("Three", long_text("z", 600))))
    found = index.alike(sketch_of(draft("Other head", text)))
    assert [like.story for like in found] == ["a", "b"]
    assert found[0].contained == 1
    assert len(index.alike(sketch_of(draft("Other head", text)), limit=1)) == 1


def test_a_new_version_replaces_the_sketch() -> None:
    index = SketchIndex()
    index.add("a", sketch_of(draft("One", long_text("w", 300))))
    index.add("a", sketch_of(draft("One", long_text("z", 300))))
    assert index.alike(sketch_of(draft("x", long_text("w", 300)))) == ()
    assert index.alike(sketch_of(draft("x", long_text("z", 300))))[0].story == "a"
    assert len(index) == 1


def test_a_discarded_story_leaves_nothing_behind() -> None:
    index = SketchIndex()
    for story in ("a", "b", "c"):
        index.add(story, sketch_of(draft("One", long_text("w", 300))))
    for story in ("a", "b", "c", "unknown"):
        index.discard(story)
    assert len(index) == 0


def test_the_forty_first_copy_is_still_found() -> None:
    index = SketchIndex()
    sketch = sketch_of(draft("One", long_text("w", 300)))
    for number in range(30 + 10):
        index.add(f"s{number:02}", sketch)
    assert index.alike(sketch)


def test_a_line_that_everybody_carries_makes_nobody_alike() -> None:
    index = SketchIndex()
    line = "reported by the staff of the north agency in norvik"
    for number in range(4 * 30):
        index.add(f"s{number:02}", sketch_of(draft("", long_text(f"w{number}x", 100), line)))
    found = index.alike(sketch_of(draft("", long_text("new", 100), line)))
    assert all(max(like.contained, like.contains) < 0.2 for like in found)


def test_a_flash_is_found_by_its_headline() -> None:
    index = SketchIndex()
    index.add("a", sketch_of(draft("Premier says he backs truce but sees gaps")))
    found = index.alike(sketch_of(draft("Premier says he backs truce but sees gaps", long_text("w", 600))))
    assert [like.story for like in found] == ["a"]


def test_the_own_agencys_story_is_found_among_a_hundred_copies() -> None:
    index = SketchIndex()
    text = long_text("w", 300)
    index.add("own", sketch_of(draft("Truce holds in Norvik tonight", text)))
    for number in range(100):
        index.add(f"copy{number:03}", sketch_of(replace(draft("Truce", text), agency=f"outlet{number}")))
    found = index.alike(sketch_of(draft("Truce holds in Norvik tonight", text)))
    assert "own" in {like.story for like in found}


def test_a_translation_is_found_by_its_names() -> None:
    index = SketchIndex()
    english = "In Norvik, Anna Holm and Lars Berg met Ivo Petrov near Lissa over 2400 crowns."
    spanish = "Lars Berg e Ivo Petrov se reunieron en Norvik con Anna Holm, cerca de Lissa, por 2400 coronas."
    index.add("en", sketch_of(replace(draft("Talks", english), language="en")))
    index.add("other", sketch_of(replace(draft("Talks", english), language="en", agency="south")))
    [like] = index.alike(sketch_of(replace(draft("Reunión", spanish), language="es")))
    assert like.story == "en"
    assert like.anchors > 0.5


def test_the_first_layout_is_still_read() -> None:
    sketch = sketch_of(draft("a b c d", "one two three four five"))
    marks = (*sketch.marks, *sketch.headline)
    head = Struct("<BHBBI").pack(1, sketch.every, len(sketch.marks), len(sketch.headline), sketch.words)
    old = Sketch.from_bytes(head + array("I", marks).tobytes())
    assert (old.marks, old.headline, old.agency) == (sketch.marks, sketch.headline, 0)


def test_rings_grow_and_keep_what_was_filed() -> None:
    rings = RecentBuckets()
    for number in range(1, 30_000):
        rings.add(number, [number * 16 + at * 2**22 for at in range(10)])
    found = sum(
        rings.look_up([number * 16 + at * 2**22 for at in range(10)])[number] >= 5
        for number in range(1, 30_000, 100)
    )
    assert found >= 297


NOUNS = [f"noun{number}" for number in range(20)]
SENTENCES = st.lists(st.sampled_from(NOUNS), min_size=6, max_size=60).map(" ".join)


@given(st.lists(SENTENCES, min_size=1, max_size=8), SENTENCES, st.integers(0, 7))
def test_strangers_told_by_shared_rings_alone_are_strangers_by_measure(
    known: list[str], shown: str, copied: int
) -> None:
    """What is passed over unmeasured is never worth a look."""
    index, sketches = SketchIndex(), {}
    texts = [*known, f"{known[copied % len(known)]} {shown}"]
    for number, text in enumerate(texts):
        sketches[str(number)] = sketch_of(draft(f"Headline {number % 3} of the day", text))
        index.add(str(number), sketches[str(number)])
    asked = sketch_of(draft("Headline 1 of the day", shown))
    found = {like.story for like in index.alike(asked, limit=50)}
    worth = {
        story
        for story, sketch in sketches.items()
        if max(containment(asked, sketch), containment(sketch, asked)) >= 0.2
        and len(set(asked.keys) & set(sketch.keys)) >= 2
    }
    assert worth <= found
