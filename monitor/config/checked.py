"""A block of YAML against a pydantic model: the value, or every problem with its place and the nearest right key."""

import difflib
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, SecretStr, ValidationError
from pydantic_core import ErrorDetails

from monitor.config import tree
from monitor.config.environment import Environment
from monitor.config.tree import Node, Place, Refused, Scalar, Sequence
from monitor.config.values import read_duration
from monitor.model.errors import Problem

M = TypeVar("M", bound=BaseModel)
Loc = tuple[int | str, ...]

NOT_YET: dict[str, frozenset[str]] = {
    "RouteEntry": frozenset({"group_by", "repeat_interval"}),
}
"""Keys of docs/interface.md by model, which a later release brings: refused with a word, never quietly ignored."""

_WANTED = {
    "string_type": "text is wanted",
    "tuple_type": "a list is wanted",
    "list_type": "a list is wanted",
    "dict_type": "a block of keys is wanted",
    "model_type": "a block of keys is wanted",
    "model_attributes_type": "a block of keys is wanted",
    "path_type": "a path is wanted",
}
_KINDS = {
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "a block of keys",
}
_QUOTABLE = (bool, int, float)


@dataclass(slots=True)
class Checker:
    """Checks blocks one after the other and gathers what is wrong with any of them."""

    environment: Environment
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    _settled: set[tuple[str, int, int]] = field(default_factory=set)

    def report(self, problem: Problem) -> None:
        """Add a problem, without secrets."""
        if (problem.file, problem.line, problem.column) not in self._settled:
            self.problems.append(self.environment.clean(problem))

    def warn(self, place: Place, sentence: str) -> None:
        """Add a warning: what stands there is allowed and hardly does what is meant."""
        warning = self.environment.clean(place.problem(sentence))
        self.warnings.append(str(warning))

    def refuse_secrets(self, root: Node) -> None:
        """Report each secret written into a file; nothing more is said of its place."""
        found = list(self.environment.literal_secrets(root))
        self.problems.extend(found)
        self._settled.update((problem.file, problem.line, problem.column) for problem in found)

    def check(self, model: type[M], node: Node) -> M | None:
        """Return the block as a model, None when something is wrong with it (reported)."""
        plain = _Plain(self, model)
        data = plain.convert(node, ())
        if plain.failed:
            return None
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                self.report(_problem(model, details, plain))
            return None
        finally:
            plain.release()


class _Plain:
    """Turns a tree into plain values, remembering where each stood."""

    def __init__(self, checker: Checker, model: type[BaseModel]) -> None:
        self.checker = checker
        self.model = model
        self.places: dict[Loc, Place] = {}
        self.keys: dict[Loc, Place] = {}
        self.failed = False

    def release(self) -> None:
        """Forget all places step by step: a large watchlist has some 100,000 (tree.release)."""
        for places in (self.places, self.keys):
            while places:
                places.popitem()

    def convert(self, node: Node, loc: Loc) -> Any:
        """Return a node's value; a value that cannot be brought in is reported and None."""
        self.places[loc] = node.place
        if isinstance(node, Scalar):
            return self.scalar(node)
        if isinstance(node, Sequence):
            return [self.convert(item, (*loc, at)) for at, item in enumerate(node.items)]
        return dict(self.entries(node, loc))

    def scalar(self, node: Scalar) -> Any:
        if "${" not in node.text:
            return node.value
        try:
            return self.checker.environment.fill(node)
        except Refused as refused:
            self.fail(refused.problem)
            return None

    def entries(self, node: tree.Mapping, loc: Loc) -> Iterator[tuple[str, Any]]:
        for entry in node.entries:
            if tree.is_null(entry.node):
                continue
            target = self.from_file(entry.key, node) if not loc else ""
            self.keys[*loc, target or entry.key] = entry.place
            if target:
                yield target, self.read_files(entry.node, (target,))
            else:
                value = self.convert(entry.node, (*loc, entry.key))
                yield entry.key, self.duration(entry.key, value) if not loc else value

    def from_file(self, key: str, node: tree.Mapping) -> str:
        """Return the field that a `*_file` key fills, "" when the key is none."""
        target = key.removesuffix("_file")
        known = fields_of(self.model)
        if target == key or key in known or target not in known:
            return ""
        if node.get(target) is not None:
            self.fail(node.key_place(key).problem(f"{key} and {target} both stand here", "keep one of them"))
        return target

    def duration(self, key: str, value: Any) -> Any:
        """Return seconds where a receiver's field is a plain float and a duration was written."""
        known = fields_of(self.model).get(key)
        if known is float and isinstance(value, str):
            try:
                return read_duration(value)
            except ValueError:
                return value
        return value

    def read_files(self, node: Node, loc: Loc) -> Any:
        self.places[loc] = node.place
        if isinstance(node, Sequence):
            return [self.read_files(item, (*loc, at)) for at, item in enumerate(node.items)]
        try:
            if isinstance(node, Scalar):
                return self.checker.environment.secret_file(node)
            self.fail(node.place.problem("the path of a file is wanted"))
        except Refused as refused:
            self.fail(refused.problem)
        return None

    def fail(self, problem: Problem) -> None:
        self.failed = True
        self.checker.report(problem)

    def place(self, loc: Loc) -> Place:
        """Return where a value stands; of one inside a value, where that stands."""
        return self.places[self.known(loc)]

    def known(self, loc: Loc) -> Loc:
        """Return the part of a place that stands in the file; pydantic adds steps of its own to unions."""
        while loc not in self.places:
            loc = loc[:-1]
        return loc


def fields_of(model: type[BaseModel]) -> dict[str, Any]:
    """Return a model's keys as they stand in YAML, with their types."""
    return {known.alias or name: known.annotation for name, known in model.model_fields.items()}


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif typing.get_origin(annotation) is not None or isinstance(annotation, types.UnionType):
        for part in typing.get_args(annotation):
            yield from _models_in(part)


def _model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel]:
    """Return the model that a place inside a model is checked against."""
    for step in loc:
        if isinstance(step, str):
            model = next(_models_in(fields_of(model).get(step)), model)
    return model


def nearest(word: str, words: typing.Iterable[str]) -> str:
    """Return "did you mean …?" for the most similar of some words, "" where none is."""
    close = difflib.get_close_matches(word.lower(), list(words), n=1, cutoff=0.6)
    return f"did you mean {close[0]}?" if close else ""


def _unknown_key(model: type[BaseModel], loc: Loc, plain: _Plain) -> Problem:
    key, at = str(loc[-1]), _model_at(model, loc[:-1])
    place = plain.keys.get(loc) or plain.place(loc)
    if key in NOT_YET.get(at.__name__, ()):
        return place.problem(f"{key} is not supported yet", "it comes in a later release; leave it out")
    known = [name for name, kind in fields_of(at).items() if not _is_secret(kind)]
    files = [f"{name}_file" for name, kind in fields_of(at).items() if _is_secret(kind)]
    return place.problem(
        f"unknown key {key}",
        nearest(key, [*known, *files]) or f"the keys here are {', '.join([*known, *files])}",
    )


def _is_secret(annotation: Any) -> bool:
    return annotation is SecretStr or any(map(_is_secret, typing.get_args(annotation)))


def _problem(model: type[BaseModel], details: ErrorDetails, plain: _Plain) -> Problem:
    """Return one of pydantic's complaints in our words. What was given is never repeated."""
    loc, kind = details["loc"], details["type"]
    if kind == "extra_forbidden":
        return _unknown_key(model, loc, plain)
    place = plain.place(loc)
    key = next((str(step) for step in reversed(plain.known(loc)) if isinstance(step, str)), "")
    if kind == "missing":
        return place.problem(f"{loc[-1]} is missing")
    prefix = f"{key}: " if key else ""
    if kind == "too_short":
        return place.problem(f"{prefix}at least {details['ctx']['min_length']} wanted here")
    if kind in _WANTED:
        given = details["input"]
        remedy = "put it in quotes" if kind == "string_type" and isinstance(given, _QUOTABLE) else ""
        return place.problem(f"{prefix}{_WANTED[kind]}, not {_KINDS.get(type(given), 'this')}", remedy)
    if kind in {"enum", "literal_error"}:
        return place.problem(f"{prefix}one of {details['ctx']['expected']} is wanted", _near_value(details))
    return place.problem(prefix + details["msg"].removeprefix("Value error, "))


def _near_value(details: ErrorDetails) -> str:
    given = details["input"]
    words = details["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
    return nearest(given, words) if isinstance(given, str) else ""
