"""Regular expressions that run in linear time (RE2): no pattern of a watch can stall the service.

A pattern looks at the text as it stands, paragraph by paragraph; capitals count unless it says `(?i)`. All
patterns together are one automaton of RE2 (a Set), which tells in one pass per paragraph which of them stand
there: 6 µs for 3 kB, whether one pattern or a thousand.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import pairwise
from typing import Any

from monitor.match.found import Counted, Found
from monitor.match.literals import Hits, Literals
from monitor.match.text import StoryText
from monitor.model.watch import Topic, WatchKey, Watchlist

PATTERN = "pattern"
_MEMORY = 64 * 2**20
"""Bytes that RE2 may use for a set; its default of 8 MiB gave up at 5,000 patterns."""

_TOGETHER = 256  # patterns of one set


@cache
def _engine() -> Any:
    """Return RE2, imported when the first pattern is met: 3 MB of a process that most configs have no use for."""
    return import_module("re2")


def _options(memory: int = _MEMORY) -> Any:
    options = _engine().Options()
    options.log_errors = False  # what is wrong is told by the config, not on standard error
    options.max_mem = memory
    return options


def complaint(pattern: str) -> str:
    """Return what is wrong with a pattern, "" when it can be used."""
    try:
        compiled = _engine().compile(pattern, _options(8 * 2**20))
    except _engine().error as error:
        said = error.args[0] if error.args else ""
        return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return "it matches a text without characters" if compiled.search("") else ""


_NOT_FIXED = re.compile(
    r"\\[pP]\{\^?\w+\}|\\x\{\w+\}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{[\d,]*\}|\(\?[^:)]*[:)]|\w[?*]"
)
"""What in a pattern stands for no letter of its own: escapes, classes, counts, flags, a letter that may be missing."""

_FIXED = re.compile(r"[^\W_]{2}")


def unanchored(watchlists: Sequence[Watchlist]) -> Iterator[tuple[WatchKey, str]]:
    r"""Yield the topics whose pattern holds nothing fixed, and a sentence that says so: they may fire on anything.

    RE2 itself tells whether every match has three characters in a row that are always the same; two letters in
    each branch, as in `(SU|AF)\d+`, are taken for fixed too.
    """
    for watchlist in watchlists:
        for topic in watchlist.topics:
            if topic.pattern and _is_free(topic.pattern) and not _has_letters(topic.pattern):
                sentence = (
                    f"the pattern of {topic.name} ({watchlist.name}) has no two letters that stand in every match: "
                    "it is tried at every place of every story, and may fire on many"
                )
                yield WatchKey(watchlist.name, topic.name), sentence


def _is_free(pattern: str) -> bool:
    """Whether RE2 knows of no fixed text that a match must have."""
    known = _engine().Filter()
    known.Add(pattern, _options())
    known.Compile()
    return bool(known.Match("", potential=True))


def _has_letters(pattern: str) -> bool:
    branches = _NOT_FIXED.sub(" ", pattern).split("|")
    return all(_FIXED.search(branch) for branch in branches)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern compiled: its number."""

    pattern: str
    triggers: tuple[int, ...]

    def find(self, text: StoryText, hits: Hits) -> list[Found] | None:  # noqa: ARG002 - the shape of every condition
        """Return where it matches, None where it does not."""
        return [Found(*span, PATTERN, Counted.ORIGINAL) for span in hits.get(self.triggers[0], ())] or None

    def why_not(self, text: StoryText, hits: Hits) -> str:  # noqa: ARG002 - the shape of every condition
        """Return that it matches nothing."""
        return f"wants a match of {self.pattern}, and there is none"


class Patterns:
    """All patterns of all watches. Immutable after it is made."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = [_engine().compile(pattern, _options()) for pattern in patterns]
        self._sets = [_set(patterns[at : at + _TOGETHER]) for at in range(0, len(patterns), _TOGETHER)]

    def __len__(self) -> int:
        return len(self._patterns)

    def hits(self, text: StoryText) -> Hits:
        """Return which patterns match where; spans count characters of the original text."""
        hits: Hits = {}
        for start, after in pairwise((*text.starts, len(text.original))):
            part = text.original[start : after - 1]
            for at, together in enumerate(self._sets):
                for inside in together.Match(part) or ():
                    self._add(hits, at * _TOGETHER + inside, part, start)
        return hits

    def _add(self, hits: Hits, number: int, part: str, start: int) -> None:
        for match in self._patterns[number].finditer(part):
            low, high = match.span()
            if high > low:
                hits.setdefault(-2 - 2 * number, []).append((start + low, start + high))


def _set(patterns: Sequence[str]) -> Any:
    together = _engine().Set.SearchSet(_options())
    for pattern in patterns:
        together.Add(pattern)
    together.Compile()
    return together


def compile_pattern(topic: Topic, literals: Literals) -> Pattern | None:
    """Return the condition of a topic's `pattern`."""
    return Pattern(topic.pattern, (literals.add_pattern(topic.pattern),)) if topic.pattern else None
