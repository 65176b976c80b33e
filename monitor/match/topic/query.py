"""Boolean queries in Lucene's syntax: `(sanction* OR embargo) AND "central bank" AND NOT sport`.

`NOT` goes before `AND` before `OR`; words next to each other mean `AND` (docs/interface.md). Words and phrases are
the same literals as in `any:`; `"a b"~3` is `near`. Which literals a text must hold is worked out when the
query is compiled: a query that cannot hold is never evaluated.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from luqum.exceptions import IllegalCharacterError, ParseSyntaxError
from luqum.thread import parse
from luqum.tree import (
    AndOperation,
    Group,
    Item,
    Not,
    OrOperation,
    Phrase,
    Plus,
    Prohibit,
    Proximity,
    UnknownOperation,
    Word,
)

from monitor.match.fold import fold_term
from monitor.match.found import Found, drop_inner
from monitor.match.literals import Hits, Literals, phrase
from monitor.match.text import StoryText
from monitor.match.topic.near import NearTerms, compile_terms
from monitor.model.watch import Near, Topic

QUERY = "query"
MAX_LENGTH = 4000
"""Characters of a query; one of a desk's longest has 900."""

_MAX_DEPTH = 50
_FARTHEST = 100  # words between two terms; sentences are seldom longer
_NOT_WORDS = frozenset({"and", "or", "not"})
_SIGNS = frozenset({"&&", "||", "!"})


class BadQuery(ValueError):  # noqa: N818 - named for the thing met
    """A query that cannot be used; the message says why, and ends without a full stop."""


@dataclass(frozen=True, slots=True)
class _Term:
    number: int
    text: str

    def needs(self) -> tuple[int, ...]:
        return (self.number,)

    def holds(self, text: StoryText, hits: Hits) -> bool:  # noqa: ARG002 - the shape of every node
        return self.number in hits

    def places(self, text: StoryText, hits: Hits) -> Iterator[Found]:  # noqa: ARG002 - the shape of every node
        return (Found(*span, QUERY) for span in hits.get(self.number, ()))


@dataclass(frozen=True, slots=True)
class _Close:
    near: NearTerms
    text: str

    def needs(self) -> tuple[int, ...]:
        return self.near.triggers

    def holds(self, text: StoryText, hits: Hits) -> bool:
        return self.near.find(text, hits) is not None

    def places(self, text: StoryText, hits: Hits) -> Iterator[Found]:
        return (Found(place.start, place.end, QUERY) for place in self.near.find(text, hits) or ())


@dataclass(frozen=True, slots=True)
class _Not:
    inner: "_Node"

    @property
    def text(self) -> str:
        return f"NOT {self.inner.text}"

    def needs(self) -> tuple[int, ...]:
        return ()

    def holds(self, text: StoryText, hits: Hits) -> bool:
        return not self.inner.holds(text, hits)

    def places(self, text: StoryText, hits: Hits) -> Iterator[Found]:  # noqa: ARG002 - the shape of every node
        return iter(())


@dataclass(frozen=True, slots=True)
class _And:
    parts: tuple["_Node", ...]

    @property
    def text(self) -> str:
        return " AND ".join(part.text for part in self.parts)

    def needs(self) -> tuple[int, ...]:
        """The needs of the part that has the fewest: that one must hold whatever the others do."""
        return min(filter(None, (part.needs() for part in self.parts)), key=len, default=())

    def holds(self, text: StoryText, hits: Hits) -> bool:
        return all(part.holds(text, hits) for part in self.parts)

    def places(self, text: StoryText, hits: Hits) -> Iterator[Found]:
        return (place for part in self.parts for place in part.places(text, hits))


@dataclass(frozen=True, slots=True)
class _Or:
    parts: tuple["_Node", ...]

    @property
    def text(self) -> str:
        return f"({' OR '.join(part.text for part in self.parts)})"

    def needs(self) -> tuple[int, ...]:
        """The needs of all parts; none, where one part needs nothing."""
        each = [part.needs() for part in self.parts]
        return tuple(number for needs in each for number in needs) if all(each) else ()

    def holds(self, text: StoryText, hits: Hits) -> bool:
        return any(part.holds(text, hits) for part in self.parts)

    def places(self, text: StoryText, hits: Hits) -> Iterator[Found]:
        return (place for part in self.parts if part.holds(text, hits) for place in part.places(text, hits))


_Node = _Term | _Close | _Not | _And | _Or


@dataclass(frozen=True, slots=True)
class Query:
    """A query compiled."""

    root: _Node
    triggers: tuple[int, ...]

    def find(self, text: StoryText, hits: Hits) -> list[Found] | None:
        """Return the places of its words that are not under a NOT, None where the query does not hold."""
        return drop_inner(list(self.root.places(text, hits))) if self.root.holds(text, hits) else None

    def why_not(self, text: StoryText, hits: Hits) -> str:
        """Return the first part that does not hold."""
        parts = self.root.parts if isinstance(self.root, _And) else (self.root,)
        failing = next((part for part in parts if not part.holds(text, hits)), self.root)
        return f"has a query of which this part does not hold: {failing.text}"


def _flat(item: Item, depth: int) -> "list[list[Item]]":
    """Return what stands side by side as OR of ANDs: `a b OR c d` is `(a AND b) OR (c AND d)`.

    luqum binds words that stand next to each other more loosely than OR; we do not.
    """
    if depth > _MAX_DEPTH:
        raise BadQuery("the query is nested too deep")
    if not isinstance(item, UnknownOperation):
        return [[item]]
    rows: list[list[Item]] = [[]]
    for child in item.children:
        first, *others = child.children if isinstance(child, OrOperation) else (child,)
        rows[-1].append(first)
        rows += [[other] for other in others]
    return rows


@dataclass(frozen=True, slots=True)
class _Compiler:
    """Turns luqum's tree into ours, putting the literals into the register."""

    literals: Literals

    def node(self, item: Item, depth: int = 0) -> _Node:
        if depth > _MAX_DEPTH:
            raise BadQuery("the query is nested too deep")
        rows = _flat(item, depth)
        if len(rows) > 1 or len(rows[0]) > 1:
            return _any_of([_all_of([self.node(part, depth + 1) for part in row]) for row in rows])
        compile_item = _ITEMS.get(type(item))
        if compile_item is None:
            kind = type(item).__name__.lower()
            raise BadQuery(
                f"{str(item).strip()!r} ({kind}) is not taken here; words, phrases, AND, OR, NOT are"
            )
        return compile_item(self, item, depth + 1)

    def word(self, item: Item, depth: int) -> _Node:  # noqa: ARG002 - the shape of every item
        written = str(item.value)
        if written in _NOT_WORDS:
            raise BadQuery(f"{written} means the word; write {written.upper()}, or put it in quotes")
        if written in _SIGNS or written.startswith("!"):
            raise BadQuery("write AND, OR and NOT as words")
        return self.term(written.replace("\\", ""))

    def quoted(self, item: Item, depth: int) -> _Node:  # noqa: ARG002 - the shape of every item
        return self.term(str(item.value).strip('"').replace("\\", ""))

    def term(self, written: str) -> _Node:
        bare = written.removesuffix("*")
        if "*" in bare or "?" in bare:
            raise BadQuery(f"{written}: a * may stand at the end of a word only")
        if len(fold_term(bare)) < (2 if bare != written else 1):
            raise BadQuery(f"{written} holds too little to find")
        return _Term(self.literals.add(phrase(written)), f"“{written}”")

    def proximity(self, item: Item, depth: int) -> _Node:  # noqa: ARG002 - the shape of every item
        words = tuple(str(item.term.value).strip('"').split())
        if len(words) < 2:  # noqa: PLR2004 - one word is near nothing
            raise BadQuery(f"{item}: nearness is of two words or more")
        for word in words:
            self.term(word)
        within = min(int(item.degree), _FARTHEST)
        return _Close(compile_terms(Near(within, words), self.literals), str(item).strip())

    def negated(self, item: Item, depth: int) -> _Node:
        return _Not(self.node(item.children[0], depth))

    def inner(self, item: Item, depth: int) -> _Node:
        return self.node(item.children[0], depth)

    def each(self, item: Item, depth: int) -> _Node:
        return _all_of([self.node(child, depth) for child in item.children])

    def either(self, item: Item, depth: int) -> _Node:
        return _any_of([self.node(child, depth) for child in item.children])


_ITEMS: dict[type[Item], Callable[[_Compiler, Item, int], _Node]] = {
    Word: _Compiler.word,
    Phrase: _Compiler.quoted,
    Proximity: _Compiler.proximity,
    Not: _Compiler.negated,
    Prohibit: _Compiler.negated,
    Plus: _Compiler.inner,
    Group: _Compiler.inner,
    AndOperation: _Compiler.each,
    OrOperation: _Compiler.either,
}


def _all_of(parts: list[_Node]) -> _Node:
    return parts[0] if len(parts) == 1 else _And(tuple(parts))


def _any_of(parts: list[_Node]) -> _Node:
    return parts[0] if len(parts) == 1 else _Or(tuple(parts))


def parse_query(query: str, literals: Literals) -> Query:
    """Compile a query.

    Raises:
        BadQuery: it is none, or would hold for texts that have none of its words.
    """
    if len(query) > MAX_LENGTH:
        raise BadQuery(f"a query may have {MAX_LENGTH:,} characters at most")
    try:
        root = _Compiler(literals).node(parse(query))
    except (ParseSyntaxError, IllegalCharacterError) as error:
        said = str(error).removeprefix("Syntax error in input : ").rstrip("!.")
        raise BadQuery(f"the query cannot be read: {said[:1].lower()}{said[1:]}") from None
    except RecursionError:
        raise BadQuery("the query is nested too deep") from None
    except (ArithmeticError, ValueError) as error:
        if isinstance(error, BadQuery):
            raise
        # luqum lets decimal's complaint about "~." through (found by fuzzing).
        raise BadQuery("the query cannot be read: a number is wanted after ~ and ^") from None
    if not root.needs():
        raise BadQuery("the query holds for nearly every text; give it a word that must stand there")
    return Query(root, root.needs())


def complaint(query: str) -> str:
    """Return what is wrong with a query, "" when it can be used."""
    try:
        parse_query(query, Literals())
    except BadQuery as error:
        return str(error)
    return ""


def compile_query(topic: Topic, literals: Literals) -> Query | None:
    """Return the condition of a topic's `query`.

    Raises:
        BadQuery: the config refuses such a query before.
    """
    return parse_query(topic.query, literals) if topic.query else None
