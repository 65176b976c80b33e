"""A text cut into words, numbers, times and signs, before anything is read into them."""

import re
from typing import NamedTuple

# Scripts written without spaces: Thai, kana, Han. Each character is a word of its own.
SINGLE = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(
    rf"""
    (?P<word> [^\W\d_{SINGLE}]+(?:['\u2019\u02bc][^\W\d_{SINGLE}]+)*(?!\.[^\W\d_]\.) | [{SINGLE}] | _ )
  | (?P<time> \d{{1,2}}(?:[:.]\d\d)?\s?[aApP]\.?[mM]\b\.? | \d{{1,2}}:\d\d(?::\d\d)?\b )
  | (?P<number> (?:(?<![\w.)])[-\u2212+](?=\d))? \d+(?:[.,\u00a0\u202f]\d+)* )
  | (?P<initials> (?:[^\W\d_]\.){{2,}} )
  | (?P<sign> [%$€£¥₽°&] )
    """,
    re.VERBOSE,
)
_new = tuple.__new__  # a named tuple by its own name costs four times as much
_LINK = re.compile(r"[\s\-\u00a0\u202f]*")
# Words, numbers whole, and the signs that change a number: these alone are what a text says.
_FOLDED = re.compile(r"[^\W\d]+|[-\u2212]?\d+(?:[.,]\d+)*|[%$€£¥₽°]")


class Raw(NamedTuple):
    """A token as the expression found it. A tuple, for a text of 6,000 words has 6,000 of them.

    `group` is word, time, number, initials or sign; `start` and `end` are code-point offsets.
    """

    group: str
    text: str
    lower: str
    start: int
    end: int


def raws_of(text: str) -> list[Raw]:
    """All tokens of a text in reading order.

    Most words are plain letters between spaces: they need no expression, which halves the time of this.
    """
    found: list[Raw] = []
    at, end = 0, len(text)
    while at < end:
        space = text.find(" ", at)
        if space < 0:
            space = end
        word = text[at:space]
        if word.isalpha() and word.isascii():
            found.append(_new(Raw, ("word", word, word.lower(), at, space)))
            at = space + 1
        else:
            at = _searched(text, at, space, found)
    return found


def _searched(text: str, at: int, space: int, found: list[Raw]) -> int:
    """Add the tokens that begin in [at:space]; returns where to go on, beyond `space` if a token reaches there."""
    while at < space:
        token = _TOKEN.search(text, at)
        if token is None:
            return len(text)
        start, end = token.span()
        if start >= space:
            return space + 1
        word = token[0]
        found.append(_new(Raw, (token.lastgroup or "", word, word.casefold(), start, end)))
        at = end
    return at if at > space else space + 1


def linked(text: str, one: Raw, other: Raw) -> bool:
    """Whether nothing but white space or a hyphen stands between two tokens."""
    return other.start - one.end <= 1 and _LINK.fullmatch(text, one.end, other.start) is not None


def folded(text: str) -> str:
    """The words of a text in lower case with single spaces between and round them: the cheap comparison."""
    return f" {' '.join(_FOLDED.findall(text.casefold()))} "
