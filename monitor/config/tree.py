"""YAML read strictly into a tree that knows where everything stands.

Built from the parser's events with a stack of our own: an alias is refused before it can multiply, depth is
bounded, and no recursion can run out. Scalars follow the core schema of YAML 1.2 (§10.3.2), booleans only as
`true` and `false`: `NO`, `on` and `22:30` stay text. The events come from libyaml where PyYAML was built with it
(every wheel is): 30 times as fast as a parser in Python, with the same lines and columns.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)
from yaml.reader import ReaderError

from monitor.model.errors import Problem

MAX_DEPTH = 24
"""Levels of nesting; a route tree three deep takes eight."""

MAX_BYTES = 16 * 1024 * 1024
"""Size of one file; 100k terms take about 3 MB."""

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_LONGEST_NUMBER = 40  # digits; Python refuses to read integers of more than 4300


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands. Lines and columns count from 1."""

    file: str
    line: int = 0
    column: int = 0

    def problem(self, message: str, remedy: str = "") -> Problem:
        """Return what is wrong here."""
        return Problem(self.file, self.line, self.column, message, remedy)


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text as written; `plain` when without quotes, so that it may be a number, a boolean or nothing."""

    text: str = field(repr=False)  # may be a secret in the wrong place
    plain: bool
    place: Place

    @property
    def value(self) -> str | int | float | bool | None:
        """What the text stands for."""
        if not self.plain:
            return self.text
        if self.text in _WORDS:
            return _WORDS[self.text]
        if len(self.text) < _LONGEST_NUMBER and _INTEGER.fullmatch(self.text):
            return int(self.text) if self.text.lstrip("-+").isdigit() else int(self.text, 0)
        return float(self.text) if _FLOAT.fullmatch(self.text) else self.text


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping, where it stands, and its value."""

    key: str
    place: Place
    node: "Node"


@dataclass(frozen=True, slots=True)
class Mapping:
    """A block of keys."""

    entries: tuple[Entry, ...]
    place: Place

    def get(self, key: str) -> "Node | None":
        """Return the value of a key, None where it does not stand or stands without a value."""
        for entry in self.entries:
            if entry.key == key and not is_null(entry.node):
                return entry.node
        return None

    def key_place(self, key: str) -> Place:
        """Return where a key stands, or the mapping's own place."""
        return next((entry.place for entry in self.entries if entry.key == key), self.place)


Node = Scalar | Sequence | Mapping


def is_null(node: "Node") -> bool:
    """Whether a node is a key without a value: the same as leaving the key out."""
    return isinstance(node, Scalar) and node.value is None


class Refused(Exception):  # noqa: N818 - carries a Problem out of the reader, never leaves this package
    """A file that cannot be read on."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(slots=True)
class _Open:
    """A collection not yet closed."""

    place: Place
    mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    seen: dict[str, Place] = field(default_factory=dict)
    key: Scalar | None = None

    def node(self) -> Node:
        """Return the collection, closed."""
        return (
            Mapping(tuple(self.entries), self.place)
            if self.mapping
            else Sequence(tuple(self.items), self.place)
        )


class _Reader:
    """Builds the tree from events."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.open: list[_Open] = []
        self.root: Node | None = None
        self.documents = 0

    def place(self, event: Event) -> Place:
        mark: Any = event.start_mark  # libyaml gives every event one
        return Place(self.file, mark.line + 1, mark.column + 1)

    def take(self, event: Event) -> None:
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise Refused(
                    self.place(event).problem("a second document begins here", "use one file for each")
                )
        elif isinstance(event, NodeEvent):
            self.start(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self.put(self.open.pop().node())

    def start(self, event: NodeEvent) -> None:
        place = self.place(event)
        self.refuse_strange(event, place)
        if isinstance(event, CollectionStartEvent):
            if len(self.open) >= MAX_DEPTH:
                raise Refused(place.problem(f"nested more than {MAX_DEPTH} deep", "check the indentation"))
            self.open.append(_Open(place, isinstance(event, MappingStartEvent)))
        elif isinstance(event, ScalarEvent):
            self.put(Scalar(event.value, event.style is None or event.style == "", place))

    def refuse_strange(self, event: NodeEvent, place: Place) -> None:
        """Refuse what makes a file mean something else than it shows."""
        if isinstance(event, AliasEvent):
            raise Refused(
                place.problem(
                    "an alias (*) is not taken", "write the value out; quote text that begins with *"
                )
            )
        if event.anchor is not None:
            raise Refused(
                place.problem("an anchor (&) is not taken", "leave it out; quote text that begins with &")
            )
        tag = getattr(event, "tag", None)
        if tag is not None and str(tag) != "!":
            raise Refused(
                place.problem("a tag (!) is not taken", "leave it out; quote text that begins with !")
            )

    def put(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        top = self.open[-1]
        if not top.mapping:
            top.items.append(node)
        elif top.key is None:
            top.key = self.key(top, node)
        else:
            top.entries.append(Entry(top.key.text, top.key.place, node))
            top.key = None

    def key(self, top: _Open, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            raise Refused(node.place.problem("a key is to be text", "quote text that holds { or ["))
        before = top.seen.setdefault(node.text, node.place)
        if before is not node.place:
            raise Refused(
                node.place.problem(f"duplicate key {node.text}", f"it stands in line {before.line} too")
            )
        return node


def _events(text: str, file: str) -> Iterator[Event]:
    """Yield the parser's events, its complaints turned into ours."""
    odd = _ODD_BREAK.search(text)
    if odd:
        place = _place_of(text, odd.start(), file)
        raise Refused(
            place.problem(f"a line break of another kind (U+{ord(odd[0]):04X}) stands here", "take it out")
        )
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        remedy = _REMEDIES.get(_char_at(text, place), "")
        raise Refused(place.problem(f"not YAML: {error.problem or error.context}", remedy)) from None
    except ReaderError:
        found = _CONTROL.search(text)
        place = _place_of(text, found.start() if found else 0, file)
        raise Refused(place.problem("a control character stands here", "take it out")) from None
    except (YAMLError, ValueError) as error:  # ValueError: a lone surrogate, which is no UTF-8
        raise Refused(Place(file).problem(f"not YAML ({type(error).__name__})")) from None


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_REMEDIES = {"\t": "indent with spaces", **dict.fromkeys("@`%", "put text that begins so in quotes")}
_ODD_BREAK = re.compile("[\x85\u2028\u2029]")  # breaks lines for libyaml, as in YAML 1.1; not in 1.2 (§5.4)
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # YAML 1.2 §5.1


def _char_at(text: str, place: Place) -> str:
    """Return the character at a place, "" where there is none."""
    line = text.split("\n", place.line)[place.line - 1 : place.line]
    return line[0][place.column - 1 : place.column] if line else ""


def _place_of(text: str, at: int, file: str) -> Place:
    return Place(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def release(nodes: list[Node]) -> None:
    """Let go of trees node by node, `nodes` among them: to free 200,000 at once holds the GIL for 50 ms."""
    while nodes:
        node = nodes.pop()
        if isinstance(node, Mapping):
            nodes.extend([entry.node for entry in node.entries])
        elif isinstance(node, Sequence):
            nodes.extend(node.items)


def read_yaml(text: str, file: str) -> Node | None:
    """Return the tree of one document, None when the text holds nothing.

    Raises:
        Refused: with the Problem, file:line:column.
    """
    reader = _Reader(file)
    for event in _events(text, file):
        reader.take(event)
    return None if reader.root is None or is_null(reader.root) else reader.root


def read_file(path: Path, shown: str) -> Node | None:
    """Return the tree of a file; `shown` is the file's name in problems.

    Raises:
        Refused: also when the file cannot be read or is not UTF-8.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Refused(Place(shown).problem("larger than 16 MiB", "split it into several files"))
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(Place(shown).problem(f"not UTF-8 (byte {error.start})", "save it as UTF-8")) from None
    except OSError as error:
        raise Refused(Place(shown).problem(f"cannot be read: {error.strerror}")) from None
    return read_yaml(text, shown)
