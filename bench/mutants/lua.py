"""Small changes of the store's scripts. A script has no strings that hold operators: its words are enough."""

import re
from collections.abc import Iterator

from bench.mutants.mutant import Mutant

SWAPS = {
    b"==": b"~=", b"~=": b"==", b"<=": b"<", b">=": b">", b"<": b"<=", b">": b">=",
    b" and ": b" or ", b" or ": b" and ", b" + ": b" - ", b" - ": b" + ", b"not ": b"",
}  # fmt: skip
NAMES = {
    b"==": "comparison", b"~=": "comparison", b"<=": "comparison", b">=": "comparison",
    b"<": "comparison", b">": "comparison", b" and ": "and / or", b" or ": "and / or",
    b" + ": "arithmetic", b" - ": "arithmetic", b"not ": "not dropped",
}  # fmt: skip
QUIET = re.compile(rb"--[^\n]*|#!lua[^\n]*|'[^'\n]*'|\"[^\"\n]*\"")  # comments, the flags, strings
OPERATOR = re.compile(rb"==|~=|<=|>=|<|>|\band\b|\bor\b| [+-] |\bnot ")
NUMBER = re.compile(rb"(?<![\w.])\d+\b")
STATEMENT = re.compile(rb"^(?!local |return |end|else|for |while |--|#)\S.*?[)}\w\]']$|^if .* end$")


def mutants_of(file: str, source: bytes) -> Iterator[Mutant]:
    """Yield the changes: an operator, a number one up and one down, a statement of one line left out."""
    bare = QUIET.sub(lambda found: b"\0" * len(found[0]), source)
    for found in OPERATOR.finditer(bare):
        word = b" " + found[0] + b" " if found[0] in {b"and", b"or"} else found[0]
        after = SWAPS[word].strip() if found[0] in {b"and", b"or"} else SWAPS[word]
        yield Mutant(file, source, found.start(), found.end(), after, NAMES[word])
    for found in NUMBER.finditer(bare):
        for value in (int(found[0]) + 1, int(found[0]) - 1):
            yield Mutant(file, source, found.start(), found.end(), b"%d" % value, "constant")
    start = 0
    for line in source.splitlines(keepends=True):
        inner = line.strip()
        if STATEMENT.match(inner) and not inner.endswith((b"then", b"do")) and b"function" not in inner:
            at = start + line.index(inner)
            yield Mutant(file, source, at, at + len(inner), b"", "statement dropped")
        start += len(line)
