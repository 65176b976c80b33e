"""Shingles: stable hashes of three words, whatever the letters."""

from zlib import crc32

import pytest

from monitor.identity.known import overlap
from monitor.identity.words import content_words, fold, share, shingle_hashes


@pytest.mark.parametrize("words", [["a", "bc", "def", "g", "hi"], ["é", "東京", "b", "ñandú", "🙂", "x"]])
def test_a_shingle_is_three_words_with_spaces_behind_them(words: list[str]) -> None:
    triples = (f"{' '.join(words[at : at + 3])} " for at in range(len(words) - 2))
    assert shingle_hashes(words) == {crc32(triple.encode()) & 0x3FFFFFFF for triple in triples}


def test_fewer_words_are_one_shingle() -> None:
    assert shingle_hashes([]) == set()
    assert shingle_hashes(["é", "b"]) == {crc32("é b ".encode()) & 0x3FFFFFFF}


def test_scripts_without_spaces_are_cut_into_letters() -> None:
    assert fold("Der Zug 42, 東京へ!") == ["der", "zug", "42", "東", "京", "へ"]
    assert fold("CAFE\u0301") == ["café"]


def test_content_words_are_neither_frequent_nor_single_letters() -> None:
    assert content_words("The storm of x 9 at Port") == {"storm", "9", "port"}


def test_shares_are_of_the_part_or_of_the_smaller() -> None:
    assert share(frozenset("abcd"), frozenset("abx")) == 0.5
    assert share(frozenset(), frozenset("a")) == 0.0
    assert overlap(frozenset("abcd"), frozenset("abx")) == 2 / 3
    assert overlap(frozenset(), frozenset("a")) == overlap(frozenset("a"), frozenset()) == 0.0
