"""One JSON Schema for every file of the config folder: editors complete and check from it.

It knows names and types. What needs more than one key (a topic without terms) or more than one file (a
receiver nobody named) only `wirewatch check` sees.
"""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from monitor.config.entries import FeedEntry, MatchEntry, RouteEntry, WatchlistEntry
from monitor.config.settings import SECTIONS
from monitor.notify.table import NOTIFIERS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_BARE = {"PersonEntry": "a person's name", "TopicEntry": "a term"}
"""Entries that may be written as text alone."""


def json_schema() -> dict[str, Any]:
    """Return the schema of a config file, ready for `json.dumps`; a new dict each time."""
    models: list[type[BaseModel]] = [FeedEntry, WatchlistEntry, RouteEntry, *SECTIONS.values()]
    models += [kind.settings for kind in NOTIFIERS.values()]
    found, shared = models_json_schema([(model, "validation") for model in models], by_alias=True)
    definitions = shared["$defs"]
    for definition in definitions.values():
        _finish(definition)
    refs = {model.__name__: reference for (model, _), reference in found.items()}
    return {
        "$schema": DIALECT,
        "title": "Wirewatch config",
        "type": "object",
        "additionalProperties": False,
        "properties": _properties(refs, definitions),
        "$defs": definitions,
    }


def _properties(refs: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """Return what may stand at the top of a file. `feeds` is a list of feeds, or of a watchlist's patterns."""
    watchlist = definitions[WatchlistEntry.__name__]["properties"]
    patterns = watchlist["feeds"]["items"]
    return {
        **{name: _or_nothing(refs[model.__name__]) for name, model in SECTIONS.items()},
        **{name: _or_nothing(schema) for name, schema in watchlist.items()},
        "feeds": _or_nothing({"type": "array", "items": {"anyOf": [refs[FeedEntry.__name__], patterns]}}),
        "receivers": _or_nothing({"type": "array", "items": _receiver(refs)}),
        "routes": _or_nothing(refs[RouteEntry.__name__]),
    }


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    """A key without a value is the same as no key."""
    return {"anyOf": [schema, {"type": "null"}]}


def _receiver(refs: dict[str, Any]) -> dict[str, Any]:
    kinds = {name: refs[kind.settings.__name__] for name, kind in NOTIFIERS.items()}
    networks = {"type": "array", "items": {"type": "string"}, "description": "networks, like 10.20.0.0/16"}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["name"],
        "properties": {"name": {"type": "string"}, "allow_private": networks, **kinds},
        "oneOf": [{"required": [name]} for name in kinds],
    }


def _finish(definition: dict[str, Any]) -> None:
    """Say in a model's schema what the reader adds to it: `*_file` keys, entries written as text alone."""
    properties = definition.get("properties", {})
    for name in [name for name, schema in properties.items() if _is_secret(schema)]:
        path = {"type": "string", "description": f"the file that holds {name}"}
        properties[f"{name}_file"] = {"anyOf": [path, {"type": "array", "items": path}]}
    if definition.get("title") == MatchEntry.__name__:
        for name, schema in properties.items():
            properties[name] = {"anyOf": [schema, schema["items"]]}  # one value is a list of one
    for schema in properties.values():
        items = schema.get("items", {})
        bare = _BARE.get(items.get("$ref", "").rpartition("/")[2])
        if bare:
            schema["items"] = {"anyOf": [items, {"type": "string", "description": bare}]}


def _is_secret(schema: Any) -> bool:
    if isinstance(schema, dict):
        return schema.get("format") == "password" or any(map(_is_secret, schema.get("anyOf", ())))
    return False
