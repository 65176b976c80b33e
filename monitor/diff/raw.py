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
    """All tokens of a text in reading order."""
    return [
        Raw(found.lastgroup or "", found[0], found[0].casefold(), found.start(), found.end())
        for found in _TOKEN.finditer(text)
    ]


def linked(text: str, one: Raw, other: Raw) -> bool:
    """Whether nothing but white space or a hyphen stands between two tokens."""
    return other.start - one.end <= 1 and _LINK.fullmatch(text, one.end, other.start) is not None


def folded(text: str) -> str:
    """The words of a text in lower case with single spaces between and round them: the cheap comparison."""
    return f" {' '.join(_FOLDED.findall(text.casefold()))} "
