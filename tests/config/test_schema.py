import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from monitor.config import tree
from monitor.config.load import TOP_KEYS, config_files
from monitor.config.schema import json_schema

SHIPPED = Path(__file__).parents[2] / "config"


def as_json(node: tree.Node | None) -> Any:
    if isinstance(node, tree.Scalar):
        return node.value
    if isinstance(node, tree.Sequence):
        return [as_json(item) for item in node.items]
    return {entry.key: as_json(entry.node) for entry in node.entries} if node else {}


def errors(text: str) -> Iterator[str]:
    validator = jsonschema.Draft202012Validator(json_schema())
    return (error.message for error in validator.iter_errors(as_json(tree.read_yaml(text, "x.yaml"))))


def test_schema_is_a_schema_and_json() -> None:
    schema = json.loads(json.dumps(json_schema()))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert sorted(TOP_KEYS) == sorted(schema["properties"])


@pytest.mark.parametrize("path", config_files(SHIPPED), ids=lambda path: path.name)
def test_shipped_files_satisfy_the_schema(path: Path) -> None:
    assert list(errors(path.read_text())) == []


@pytest.mark.parametrize(
    "text",
    [
        "receivers: [{name: a, webhook: {url: https://a.example, secret_file: [x, y]}}]",
        "web: {token_file: x}\npoll: {every: 5m, max_body: 10MiB}",
        "watchlist: a\nfeeds: ['tag:x']\npeople: [A B, {name: C D, not: [e]}]\ntopics: [truce]",
        "routes: {receiver: a, match: {priority: high}, routes: [{continue: true}]}",
    ],
)
def test_schema_takes_what_the_reader_takes(text: str) -> None:
    assert list(errors(text)) == []


@pytest.mark.parametrize(
    "text", ["pol: {}", "feeds: [{id: a}]", "watchlist: 1", "receivers: [{name: a}]", "log: {level: loud}"]
)
def test_schema_refuses_what_the_reader_refuses(text: str) -> None:
    assert list(errors(text))
