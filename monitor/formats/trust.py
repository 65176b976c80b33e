"""Whether the text of a page is the story we know: measured in shared words, in any script. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

HEADLINE: Final = 0.5  # share of the known headline's words that must stand in the page's headline or text
TEXT: Final = 0.3  # share of the known text's words that must stand there too, once it has enough of them
TELLING: Final = 6  # different words from which a text can be told from any other
SHORT: Final = 25  # words of which a page's text needs more, unless the known text is no longer itself
LITTLE: Final = 3  # letters of the words that stand in every text
LESS: Final = 0.8  # of the known text's length, below which a text is not the fuller one
_WORD: Final = re.compile(r"\w+")
_DENSE: Final = re.compile(
    r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)  # written without spaces


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded; scripts without spaces count by pairs of characters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    found: list[str] = []
    for word in _WORD.findall(folded):
        dense = _DENSE.search(word) is not None and len(word) > 1
        found += [word[at : at + 2] for at in range(len(word) - 1)] if dense else [word]
    return found


def distrust(
    known: tuple[str, Sequence[str]], found: tuple[str, Sequence[str]], *, declared: bool = False
) -> str | None:
    """Return why a page's text is not to be taken for the story, None when it may be.

    Args:
        known: headline and paragraphs of the story as we have it.
        found: those of the page.
        declared: the page declares a correction or withdrawal, so its text may be short and need share none.
    """
    text = words_of("\n".join(found[1]))
    title, before = _telling(words_of(known[0])), words_of("\n".join(known[1]))
    if title and _share(title, {*words_of(found[0]), *text}) < HEADLINE:
        return "its headline's words do not stand there"
    if declared:
        return None
    if len(text) < min(SHORT, len(before) or SHORT):
        return f"it holds no more than {len(text)} words"
    wanted = _telling(before) if len(_telling(before)) >= TELLING else title
    if wanted and _share(wanted, set(text)) < TEXT:
        return "its text shares too few words with what is known of the story"
    return None


def says_less(known: Sequence[str], found: Sequence[str]) -> bool:
    """Tell whether a text lacks a good part of the known one, so that it is not the fuller of the two."""
    before = words_of("\n".join(known))
    return len(words_of("\n".join(found))) < LESS * len(before)


def _telling(words: list[str]) -> set[str]:
    """Leave out the short words that stand in every text, unless the text has no others."""
    return set(
        [word for word in words if len(word) > LITTLE or _DENSE.search(word) or word.isdigit()] or words
    )


def _share(wanted: set[str], here: set[str]) -> float:
    return len(wanted & here) / len(wanted)
