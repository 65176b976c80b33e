"""One small change of one file, and how a run chooses among thousands of them."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

LONGEST = 140  # characters of a line that are shown


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change: `source[start:end]` becomes `after`. Offsets are bytes.

    Attributes:
        file: from the root of the tree, with slashes.
        kind: what sort of change, in a word or two.
        reach: the line on which the function round it begins, 0 outside of any.
    """

    file: str
    source: bytes
    start: int
    end: int
    after: bytes
    kind: str
    reach: int = 0

    @property
    def mutated(self) -> bytes:
        """The whole file after the change."""
        return self.source[: self.start] + self.after + self.source[self.end :]

    @property
    def line(self) -> int:
        """The line on which the change begins, from 1."""
        return self.source.count(b"\n", 0, self.start) + 1

    @property
    def was(self) -> str:
        """The changed lines as they were, as one line without its indentation."""
        return _flat(self.source, self.start, self.end)

    @property
    def becomes(self) -> str:
        """The same lines after the change."""
        return _flat(self.mutated, self.start, self.start + len(self.after))

    @property
    def diff(self) -> str:
        """The change in one line."""
        return f"{self.was[:LONGEST]}  →  {self.becomes[:LONGEST]}"


def _flat(source: bytes, start: int, end: int) -> str:
    first = source.rfind(b"\n", 0, start) + 1
    last = source.find(b"\n", end)
    return " ".join(source[first : last if last >= 0 else len(source)].decode().split())


def in_order(mutants: Iterable[Mutant], seed: int) -> Iterator[Mutant]:
    """Yield each change once, in an order that hangs on the seed and on each change alone.

    An edit elsewhere moves nothing: the first hundred of today are the first hundred of tomorrow, save for the
    lines that were edited.
    """
    seen: dict[str, count[int]] = {}
    ranked: dict[bytes, Mutant] = {}
    for mutant in dict.fromkeys(mutants):
        words = "\x1f".join((str(seed), mutant.file, mutant.was, mutant.becomes))
        nth = next(seen.setdefault(words, count()))
        ranked[hashlib.blake2b(f"{words}\x1f{nth}".encode()).digest()] = mutant
    return (ranked[rank] for rank in sorted(ranked))
