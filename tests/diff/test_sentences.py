"""Where sentences end, and which became which."""

import pytest

from monitor.diff.align import align
from monitor.diff.kind import is_note
from monitor.diff.sentences import sentences_of, split_sentences


@pytest.mark.parametrize(
    ("paragraph", "count"),
    [
        ("Who came? Nobody did! So it goes… Well.", 4),
        ("One. Two. Three.", 3),
        ("Mr. Holm came at 5 p.m. on Friday. He left.", 2),
        ("東京で会談。合意した！詳細は不明？", 3),
        ("A line\nand another", 2),
        ("No end", 1),
        ("", 1),
    ],
)
def test_split(paragraph: str, count: int) -> None:
    parts = split_sentences(paragraph)
    assert len(parts) == count
    assert "".join(parts) == paragraph


def test_sentences_without_spaces_find_what_they_became() -> None:
    old = sentences_of(("代表団は金曜日に北京へ到着した。", "船長は港で九人を救助したと述べた。"))
    new = sentences_of(("船長は港で十人を救助したと述べた。", "代表団は木曜日に北京へ到着した。"))
    alignment = align(old, new)
    assert alignment.changed == ((0, 1), (1, 0))


@pytest.mark.parametrize(
    "sentence",
    [
        "Correction: the ferry carried nine people.",
        "Corrects the name in the second para.",
        "An earlier version of this story gave another name.",
        "Earlier versions of this story said nine.",
        "A previous version of this article named the wrong port.",
        "Previous versions of this report said nine.",
        "This story has been corrected to say Friday.",
        "(In March 14 story, corrects the name)",
        "In item of Friday, corrects the port.",
    ],
)
def test_a_correction_note(sentence: str) -> None:
    assert is_note(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["In Norvik the minister corrects his speech.", "This story moved the town.", "An envoy came.", "…"],
)
def test_no_correction_note(sentence: str) -> None:
    assert not is_note(sentence)
