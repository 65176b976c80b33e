"""Paragraphs to sentences and back, losing nothing."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

HEADLINE = -1  # the paragraph number of a headline (model/change.py)

# Abbreviations after which a full stop ends no sentence. A wrong split costs nothing but a finer diff.
_ABBREVIATIONS = (
    "mr mrs ms dr prof gen col lt sgt capt cmdr adm sen rep gov rev st jr sr no vs etc inc ltd corp co "
    "jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n e.u a.m p.m i.e e.g approx dept "
    "sr sra d dña ee.uu núm m mme mlle bzw ca usw z.b d.h nr hr fr"
)
_NO_END = frozenset(_ABBREVIATIONS.split())
# One class first, so that the engine skips to the next mark at once. U+3002, U+FF01, U+FF1F end CJK sentences.
_END = re.compile(r"[.!?\n…\u3002\uff01\uff1f]+[\"'”\u2019»)\]\u300d\u300f]*\s*")
_FINAL = frozenset(".!?")
_OTHERS = "!?\n…\u3002\uff01\uff1f"
_WIDE = "\u3002\uff01\uff1f\n"
_new = tuple.__new__  # a named tuple by its own name costs four times as much
_LAST_WORD = re.compile(r"[^\s(\"“\u2018«]+$")


class Sentence(NamedTuple):
    """A sentence with the white space that follows it; `paragraph` counts from 0, -1 is the headline."""

    text: str
    paragraph: int

    @property
    def words(self) -> str:
        """The sentence without the white space round it."""
        return self.text.strip()


@lru_cache(maxsize=2048)  # both versions hold mostly the same paragraphs
def split_sentences(paragraph: str) -> tuple[str, ...]:
    """The sentences of a paragraph, white space kept: joined they are the paragraph again, always."""
    parts: list[str] = []
    start = 0
    last = len(paragraph) - (paragraph[-1:] in _FINAL)  # the mark that ends the paragraph splits nothing
    for end in _marks(paragraph, last):
        if not _ends(paragraph, start, end):
            continue
        parts.append(paragraph[start : end.end()])
        start = end.end()
    if start < len(paragraph) or not parts:
        parts.append(paragraph[start:])
    return tuple(parts)


def _marks(paragraph: str, last: int) -> Iterator[re.Match[str]]:
    """The marks that may end a sentence. Full stops alone, as in most paragraphs, need no expression."""
    if any(mark in paragraph for mark in _OTHERS):
        yield from _END.finditer(paragraph, 0, last)
        return
    at = paragraph.find(".", 0, last)
    while at >= 0 and (found := _END.match(paragraph, at, last)):
        yield found
        at = paragraph.find(".", found.end(), last)


def _ends(paragraph: str, start: int, end: re.Match[str]) -> bool:
    """Whether this mark ends a sentence: not after an abbreviation or initial, not before a small letter."""
    mark = end[0]
    if mark[0] in _WIDE:
        return True
    if not mark[-1].isspace():  # nor at the end, where nothing is left to split
        return False
    if mark[0] != ".":
        return True
    following = paragraph[end.end() : end.end() + 1]
    if following.islower():
        return False
    last = _LAST_WORD.search(paragraph, max(start, end.start() - 12), end.start())
    word = last[0].lower() if last else ""
    return word not in _NO_END and not (len(word) == 1 and word.isalpha())


def sentences_of(paragraphs: Sequence[str]) -> list[Sentence]:
    """All sentences of a text in reading order. An empty paragraph is one empty sentence."""
    return [
        _new(Sentence, (text, number))
        for number, paragraph in enumerate(paragraphs)
        for text in split_sentences(paragraph)
    ]
