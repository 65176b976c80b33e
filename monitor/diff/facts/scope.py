"""What two whole texts tell about the words in one sentence of them."""

import re
from collections.abc import Sequence
from functools import cached_property

from monitor.diff.raw import folded

# A capital inside a sentence: Latin, Greek and Cyrillic. What stands before it is asked last, which is fastest.
_CAPITAL = re.compile(
    r"[A-Z\u00c0-\u00de\u0141\u015a\u017b\u0391-\u03a9\u0400-\u042f](?<=[\w,;)] .)[^\W\d_]+"
)


def names_in(text: str) -> frozenset[str]:
    """The words that a text capitalises inside its sentences, in lower case."""
    return frozenset(map(str.casefold, _CAPITAL.findall(text)))


class Scope:
    """What the two whole texts tell about a word, worked out only when asked for."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old, self._new = old, new

    @cached_property
    def folded(self) -> tuple[str, str]:
        """The words of both texts in lower case, to find a sentence or quote in."""
        return folded(" ".join(self._old)), folded(" ".join(self._new))

    @cached_property
    def names(self) -> frozenset[str]:
        """The words either text capitalises inside its sentences."""
        return names_in(self._text)

    @cached_property
    def _text(self) -> str:
        return "\n".join((*self._old, *self._new))

    def writes_small(self, word: str) -> bool:
        """Whether either text writes this word small somewhere."""
        text, at = self._text, -1
        while (at := text.find(word, at + 1)) >= 0:
            after = text[at + len(word) : at + len(word) + 1]
            if not (at and text[at - 1].isalnum()) and not after.isalnum():
                return True
        return False

    @cached_property
    def cased(self) -> tuple[str, str]:
        """Both texts in small letters: the cheapest place to look a word up in."""
        return "\n".join(self._old).casefold(), "\n".join(self._new).casefold()

    @cached_property
    def said(self) -> frozenset[str]:
        """The words that stand in either text."""
        return frozenset("".join(self.folded).split())

    @cached_property
    def known(self) -> frozenset[str]:
        """The words that stand in both texts."""
        old, new = self.folded
        return frozenset(old.split()) & frozenset(new.split())
