"""Shingles: stable hashes of three words, whatever the letters."""

from zlib import crc32

import pytest

from monitor.identity.words import shingle_hashes


@pytest.mark.parametrize("words", [["a", "bc", "def", "g", "hi"], ["é", "東京", "b", "ñandú", "🙂", "x"]])
def test_a_shingle_is_three_words_with_spaces_behind_them(words: list[str]) -> None:
    triples = (f"{' '.join(words[at : at + 3])} " for at in range(len(words) - 2))
    assert shingle_hashes(words) == {crc32(triple.encode()) & 0x3FFFFFFF for triple in triples}


def test_fewer_words_are_one_shingle() -> None:
    assert shingle_hashes([]) == set()
    assert shingle_hashes(["é", "b"]) == {crc32("é b ".encode()) & 0x3FFFFFFF}
