"""Small changes of Python source, found in its syntax tree and made in its text: lines stay where they are."""

import ast
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bench.mutants.mutant import Mutant

Change = tuple[int, int, bytes, str]  # start, end, after, kind

COMPARISONS = {
    b"<": b"<=", b"<=": b"<", b">": b">=", b">=": b">", b"==": b"!=", b"!=": b"==",
    b"in": b"not in", b"not in": b"in", b"is": b"is not", b"is not": b"is",
}  # fmt: skip
COMPARISON = re.compile(rb"\bnot\s+in\b|\bis\s+not\b|\bin\b|\bis\b|[<>=!]=|[<>]")
JUNCTION = re.compile(rb"\band\b|\bor\b")
COMMENT = re.compile(rb"#[^\n]*")
ARITHMETIC: dict[type[ast.operator], tuple[bytes, bytes]] = {
    ast.Add: (b"+", b"-"),
    ast.Sub: (b"-", b"+"),
    ast.Mult: (b"*", b"/"),
    ast.Div: (b"/", b"*"),
}
TWINS = {"min": b"max", "max": b"min", "any": b"all", "all": b"any"}
# Arguments that cannot be swapped, or can without a difference.
UNSWAPPED = {"isinstance", "issubclass", "getattr", "hasattr", "setattr", "min", "max"}
LOGS = {"log", "_log", "logger", "LOG"}  # what is said in a log line is no promise
NOTHING = {"str": b'""', "bytes": b'b""', "tuple": b"()", "list": b"[]", "dict": b"{}", "set": b"set()"}
NUDGE = 0.1  # of a fraction: far enough that a figure tested at its edge shows it


def mutants_of(file: str, source: bytes) -> Iterator[Mutant]:
    """Yield every change we know how to make, some of which do not stand."""
    for reach, (start, end, after, kind) in _Finder(source).changes():
        yield Mutant(file, source, start, end, after, kind, reach)


def stands(mutant: Mutant) -> bool:
    """Return whether the changed file is still Python."""
    try:
        ast.parse(mutant.mutated)
    except SyntaxError:
        return False
    return True


class _Finder:
    """Walks one tree; knows where each line begins, and the function it is in."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.begins = [0]
        for line in source.splitlines(keepends=True):
            self.begins.append(self.begins[-1] + len(line))

    def changes(self) -> Iterator[tuple[int, Change]]:
        return self._walk(ast.parse(self.source), 0, "")

    def _walk(self, node: ast.AST, reach: int, returns: str) -> Iterator[tuple[int, Change]]:
        if isinstance(node, (ast.JoinedStr, ast.arg)):  # positions in f-strings lie before 3.12
            return
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            reach = min(node.lineno, *(one.lineno for one in node.decorator_list), node.lineno)
            returns = ast.unparse(node.returns) if node.returns else ""
        yield from ((reach, change) for change in self._here(node, returns))
        for name, value in ast.iter_fields(node):
            if name in {"annotation", "returns", "decorator_list", "bases"}:
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST) and not _type_only(child):
                    yield from self._walk(child, reach, returns)

    def _here(self, node: ast.AST, returns: str) -> Iterator[Change]:
        match node:
            case ast.Return(value=ast.expr() as value):
                yield from self._return(value, returns)
            case ast.If() | ast.IfExp():
                yield from self._negated(node.test)
            case ast.comprehension():
                for test in node.ifs:
                    yield from self._negated(test)
            case ast.stmt() if _droppable(node):
                yield (*self._span(node), b"pass", "statement dropped")
            case ast.expr():
                yield from self._of_expression(node)

    def _of_expression(self, node: ast.expr) -> Iterator[Change]:
        match node:
            case ast.Compare():
                yield from self._between(
                    [node.left, *node.comparators], COMPARISON, COMPARISONS, "comparison"
                )
            case ast.BoolOp():
                yield from self._between(node.values, JUNCTION, {b"and": b"or", b"or": b"and"}, "and / or")
            case ast.UnaryOp(op=ast.Not()):
                yield from self._without(node, rb"not\s*", "not dropped")
            case ast.Await():
                yield from self._without(node, rb"await\s*", "await dropped")
            case ast.Constant():
                yield from self._constant(node)
            case ast.BinOp():
                yield from self._arithmetic(node)
            case ast.Call():
                yield from self._call(node)

    def _span(self, node: ast.expr | ast.stmt | ast.keyword) -> tuple[int, int]:
        assert node.end_lineno is not None  # noqa: S101 - parsed from text, so it has a place
        assert node.end_col_offset is not None  # noqa: S101
        return (
            self.begins[node.lineno - 1] + node.col_offset,
            self.begins[node.end_lineno - 1] + node.end_col_offset,
        )

    def _text(self, node: ast.expr) -> bytes:
        start, end = self._span(node)
        return self.source[start:end]

    def _between(
        self, operands: Sequence[ast.expr], pattern: re.Pattern[bytes], table: dict[bytes, bytes], kind: str
    ) -> Iterator[Change]:
        """Change each operator: it stands between two operands, with brackets and comments perhaps."""
        for left, right in pairwise(operands):
            start, end = self._span(left)[1], self._span(right)[0]
            gap = COMMENT.sub(lambda found: b" " * len(found[0]), self.source[start:end])
            if found := pattern.search(gap):
                after = table[b" ".join(found[0].split())]
                yield start + found.start(), start + found.end(), after, kind

    def _without(self, node: ast.expr, word: bytes, kind: str) -> Iterator[Change]:
        start, end = self._span(node)
        if found := re.compile(word).match(self.source, start, end):
            yield start, found.end(), b"", kind

    def _constant(self, node: ast.Constant) -> Iterator[Change]:
        match node.value:
            case bool():
                yield (*self._span(node), str(not node.value).encode(), "constant")
            case int():
                for value in (node.value + 1, node.value - 1):
                    yield (*self._span(node), str(value).encode(), "constant")
            case float():
                for nudged in (node.value * (1 + NUDGE) or 1.0, node.value * (1 - NUDGE) or -1.0):
                    yield (*self._span(node), repr(round(nudged, 9)).encode(), "constant")

    def _arithmetic(self, node: ast.BinOp) -> Iterator[Change]:
        literal = (ast.JoinedStr, ast.Tuple, ast.List, ast.ListComp)
        for side in (node.left, node.right):
            if isinstance(side, literal) or (
                isinstance(side, ast.Constant) and isinstance(side.value, (str, bytes))
            ):
                return
        if type(node.op) in ARITHMETIC:
            old, new = ARITHMETIC[type(node.op)]
            yield from self._between(
                [node.left, node.right], re.compile(re.escape(old)), {old: new}, "arithmetic"
            )

    def _call(self, node: ast.Call) -> Iterator[Change]:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in TWINS:
            yield (*self._span(node.func), TWINS[name], "min / max")
        if name not in UNSWAPPED:
            yield from self._swapped(node.args)
        parts: list[ast.expr | ast.keyword] = sorted((*node.args, *node.keywords), key=self._span)
        for number, part in enumerate(parts):
            start, end = self._span(part)
            if isinstance(part, ast.keyword) and part.arg is not None:
                if number:
                    start = self._span(parts[number - 1])[1]
                elif len(parts) > 1:
                    end = self._span(parts[1])[0]
                yield start, end, b"", "keyword dropped"

    def _swapped(self, args: Sequence[ast.expr]) -> Iterator[Change]:
        for left, right in pairwise(args):
            if isinstance(left, ast.Starred) or isinstance(right, ast.Starred):
                continue
            (start, middle), (after, end) = self._span(left), self._span(right)
            swapped = self._text(right) + self.source[middle:after] + self._text(left)
            if swapped != self.source[start:end]:
                yield start, end, swapped, "arguments swapped"

    def _return(self, value: ast.expr, returns: str) -> Iterator[Change]:
        text = self._text(value)
        if returns == "bool":
            after = b"not (" + text + b")"
        elif returns in {"int", "float"}:
            after = b"(" + text + b") + 1"
        else:
            after = NOTHING.get(returns.partition("[")[0], b"None")
        if text != after and not (isinstance(value, ast.Constant) and value.value is None):
            yield (*self._span(value), after, "return value")

    def _negated(self, test: ast.expr) -> Iterator[Change]:
        """Turn a condition round, where its operators do not already let us."""
        compared = isinstance(test, ast.Compare) and len(test.comparators) == 1
        if not (compared or (isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not))):
            yield (*self._span(test), b"not (" + self._text(test) + b")", "condition")


def _type_only(node: ast.AST) -> bool:
    """Return whether this says something to the type checker only, or names what a module shows."""
    match node:
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__" | "__slots__")]):
            return True
        case ast.Subscript(value=ast.Name(id="Literal" | "Annotated")):
            return True
    return False


def _droppable(node: ast.stmt) -> bool:
    match node:
        case ast.Expr(value=ast.Call() as call) | ast.Expr(value=ast.Await(value=ast.Call() as call)):
            return _root(call) not in LOGS
        case ast.Assign(targets=[target]):
            return isinstance(target, (ast.Attribute, ast.Subscript))
    return isinstance(node, (ast.AugAssign, ast.Delete, ast.Raise, ast.Continue, ast.Break))


def _root(node: ast.expr) -> str:
    """Return the first name of `a.b(c).d(e)`."""
    while isinstance(node, (ast.Call, ast.Attribute)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""
