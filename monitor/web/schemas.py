"""Words of JSON Schema (2020-12), so that the description of the API reads as a table."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

Schema = dict[str, Any]


def text(description: str = "") -> Schema:
    """Return a string."""
    return _described({"type": "string"}, description)


def integer(description: str = "") -> Schema:
    """Return a whole number."""
    return _described({"type": "integer"}, description)


def number(description: str = "") -> Schema:
    """Return a number."""
    return _described({"type": "number"}, description)


def boolean(description: str = "") -> Schema:
    """Return a yes or no."""
    return _described({"type": "boolean"}, description)


def moment(description: str = "") -> Schema:
    """Return a time, RFC 3339 in UTC."""
    return _described({"type": "string", "format": "date-time"}, description)


def choice(kind: type[StrEnum]) -> Schema:
    """Return one of the values of an enum."""
    return {"type": "string", "enum": [member.value for member in kind]}


def list_of(item: Schema) -> Schema:
    """Return an array."""
    return {"type": "array", "items": item}


def maybe(schema: Schema) -> Schema:
    """Return the schema or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def record(fields: Mapping[str, Schema], *, extra: bool = False) -> Schema:
    """Return an object that has all these fields; with `extra`, releases to come may add some."""
    return {
        "type": "object",
        "properties": dict(fields),
        "required": list(fields),
        "additionalProperties": extra,
    }


def reference(name: str) -> Schema:
    """Return a reference to a named schema of the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def _described(schema: Schema, description: str) -> Schema:
    return schema | {"description": description} if description else schema
