"""The description of the JSON API (OpenAPI 3.1), kept by hand; a test holds it against the routes and answers."""

from typing import Any, Final

from monitor.model.alert import DeliveryState
from monitor.model.change import FactKind, Kind, Op
from monitor.model.feed import FeedState
from monitor.model.story import FurnitureKind, PubStatus
from monitor.model.watch import Priority, Reason
from monitor.web.schemas import (
    boolean,
    choice,
    integer,
    list_of,
    maybe,
    moment,
    number,
    record,
    reference,
    text,
)

_FEED = {"agency": text(), "feed": text(), "guid": text(), "url": text()}
_PAIR = record({"old": text(), "new": text()})

_STORY = _FEED | {
    "id": text("Tells the partition by its first two characters."),
    "headline": text(),
    "language": text("BCP 47, empty when unknown."),
    "version": integer("The newest."),
    "first_seen": moment(),
    "version_seen": moment("When the newest version was seen."),
    "pub_status": choice(PubStatus),
    "cluster": text("The id of the story that leads the cluster."),
    "page": text("Empty when the service has no public address."),
}

_CHANGE = {
    "from": integer(),
    "to": integer(),
    "kinds": list_of(choice(Kind)),
    "summary": text("One plain sentence."),
    "headline": _PAIR,
    "facts": list_of(reference("Fact")),
    "added": list_of(text("A sentence.")),
    "removed": list_of(text("A sentence.")),
}

_MENTION = {
    "field": text("headline, body or subject"),
    "paragraph": maybe(integer("From 0; null outside the body.")),
    "start": integer("In code points of the paragraph."),
    "end": integer(),
    "text": text("Exactly the slice from start to end."),
    "matcher": text(),
    "snippet": text(),
}

SCHEMAS: Final[dict[str, Any]] = {
    "Error": record({"error": text("One plain sentence.")}),
    "Fact": record(
        {
            "kind": choice(FactKind),
            "old": text(),
            "new": text(),
            "paragraph": maybe(integer("From 0; null in the headline.")),
        }
    ),
    "Told": record(
        {"watchlist": text(), "watch": text(), "receivers": list_of(text()), "version": integer()}
    ),
    "Story": record(
        _STORY
        | {
            "copy_of": text("The story this one copies, empty when none."),
            "copy_share": number("Share of this text that stands there, 0 to 1."),
            "told": list_of(reference("Told")),
        },
        extra=True,
    ),
    "AlsoIn": record(
        {"agency": text(), "feed": text(), "url": text(), "copy": boolean(), "carries_the_error": boolean()},
        # Of one that carries the error also `corrected` (when) and, in a story, `uncorrected_for` (seconds).
        extra=True,
    ),
    "Change": record(_CHANGE | {"material": boolean("False when only cosmetic.")}, extra=True),
    "Diff": record(
        _CHANGE
        | {
            "material": boolean(),
            "story": text(),
            "page": text(),
            "blocks": list_of(
                record(
                    {
                        "op": choice(Op),
                        "old_paragraph": maybe(integer("From 0, -1 is the headline.")),
                        "new_paragraph": maybe(integer()),
                        "pieces": list_of(record({"op": choice(Op), "text": text()})),
                    }
                )
            ),
        }
    ),
    "Version": record(
        _FEED
        | {
            "story": text(),
            "number": integer(),
            "first_seen": moment(),
            "headline": text(),
            "paragraphs": list_of(text("The copy alone.")),
            "furniture": list_of(record({"kind": choice(FurnitureKind), "text": text()})),
            "markers": list_of(record({"name": text(), "text": text(), "number": maybe(integer())})),
            "slugline": text(),
            "by": text(),
            "dateline": text(),
            "located": text(),
            "language": text(),
            "urgency": maybe(integer("1 highest, 9 lowest.")),
            "pub_status": choice(PubStatus),
            "agency_version": maybe(integer("As the agency counts.")),
            "ed_note": text(),
            "embargoed": maybe(moment()),
            "published": maybe(moment()),
            "updated": maybe(moment()),
            "date_note": text(),
            "subjects": list_of(record({"scheme": text(), "code": text(), "name": text()})),
            "previous": list_of(text()),
            "diff": maybe(reference("Change")),
        },
        extra=True,
    ),
    "Delivery": record(
        {
            "id": text("The webhook-id."),
            "alert": text(),
            "receiver": text(),
            "state": choice(DeliveryState),
            "attempts": integer(),
            "created": moment(),
            "last_attempt": maybe(moment()),
            "next_attempt": maybe(moment()),
            "detail": text(),
            "type": text(),
            "story": text(),
            "headline": text(),
            "watch": text(),
        },
        extra=True,
    ),
    "Alert": record(
        {
            "id": text(),
            "type": text(", ".join(f"story.{reason.value}" for reason in Reason)),
            "reason": text("One sentence a person can read."),
            "priority": choice(Priority),
            "created": moment(),
            "watch": record({"watchlist": text(), "name": text(), "kind": text()}),
            "story": record(_STORY | {"urgency": maybe(integer()), "ed_note": text()}, extra=True),
            "mentions": list_of(record(_MENTION, extra=True)),
            "change": maybe(record(_CHANGE | {"page": text()})),
            "also_in": list_of(reference("AlsoIn")),
            "deliveries": list_of(reference("Delivery")),
        }
    ),
    "Feed": record(
        {
            "id": text(),
            "url": text("Without user, password and the values of its query."),
            "state": text("Its health in one word; the rest stands in `health`."),
            "agency": text(),
            "every": number("Seconds."),
            "cron": maybe(text()),
            "full_text": boolean(),
            "tags": list_of(text()),
            "health": record(
                {
                    "state": choice(FeedState),
                    "detail": text(),
                    "last_attempt": maybe(moment()),
                    "last_success": maybe(moment()),
                    "last_new": maybe(moment()),
                    "next_due": maybe(moment()),
                    "failures": integer("In a row."),
                    "entries": integer(),
                    "title": text(),
                    "format": text(),
                    "moved_to": text(),
                },
                extra=True,
            ),
        },
        extra=True,
    ),
    "Watchlist": record(
        {
            "name": text(),
            "people": list_of(record({"name": text(), "aliases": list_of(text())}, extra=True)),
            "topics": list_of(record({"name": text()}, extra=True)),
            "priority": choice(Priority),
            "feeds": list_of(text()),
            "on": list_of(choice(Reason)),
            "notify": list_of(text()),
        },
        extra=True,
    ),
}

_LIMIT = ("limit", integer("Most items."))
_ID = ("id", text())

# path, method, summary, parameters of the query, status and schema of the answer
_ROWS: Final = (
    (
        "/stories",
        "get",
        "Stories, newest version first",
        (_LIMIT, ("before", text("A time, or `next` of an earlier answer.")), ("q", text("Words to find."))),
        record({"stories": list_of(reference("Story")), "next": maybe(text())}),
    ),
    ("/stories/{id}", "get", "A story with its newest version and its cluster", (), reference("Story")),
    (
        "/stories/{id}/versions",
        "get",
        "All kept versions of a story, oldest first",
        (),
        record({"versions": list_of(reference("Version"))}),
    ),
    (
        "/stories/{id}/diff",
        "get",
        "What changed between two kept versions; the newest two by default",
        (("from", integer()), ("to", integer())),
        reference("Diff"),
    ),
    (
        "/alerts",
        "get",
        "The newest alerts with their deliveries",
        (_LIMIT,),
        record({"alerts": list_of(reference("Alert"))}),
    ),
    ("/alerts/{id}", "get", "One alert with its deliveries", (), reference("Alert")),
    (
        "/deliveries",
        "get",
        "The newest deliveries",
        (_LIMIT, ("failed", text("1: those given up alone."))),
        record({"deliveries": list_of(reference("Delivery"))}),
    ),
    (
        "/deliveries/{id}/redeliver",
        "post",
        "Make a delivery due now, under the same id",
        (),
        reference("Delivery"),
    ),
    ("/feeds", "get", "Feeds and their health", (), record({"feeds": list_of(reference("Feed"))})),
    (
        "/watchlists",
        "get",
        "Watchlists in use",
        (),
        record({"watchlists": list_of(reference("Watchlist"))}),
    ),
    ("/events", "get", "Committed versions as server-sent events named `version`", (), None),
    ("/openapi.json", "get", "This description", (), {"type": "object"}),
)


def _operation(path: str, method: str, summary: str, query: tuple[Any, ...], schema: Any) -> dict[str, Any]:
    places = (("path", _ID),) if "{id}" in path else ()
    parameters = [*places, *(("query", parameter) for parameter in query)]
    content = {"application/json": {"schema": schema}} if schema else {"text/event-stream": {}}
    return {
        "summary": summary,
        "parameters": [
            {"name": name, "in": place, "required": place == "path", "schema": kind}
            for place, (name, kind) in parameters
        ],
        "responses": {
            "202" if method == "post" else "200": {"description": summary, "content": content},
            "default": {
                "description": "Refused, and why",
                "content": {"application/json": {"schema": reference("Error")}},
            },
        },
    }


def _paths() -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for path, method, summary, query, schema in _ROWS:
        paths.setdefault(path, {})[method] = _operation(path, method, summary, query, schema)
    return paths


DOCUMENT: Final[dict[str, Any]] = {
    "openapi": "3.1.0",
    "info": {"title": "Wirewatch", "version": "1", "description": "Times are RFC 3339 in UTC."},
    "servers": [{"url": "/api/v1"}],
    "security": [{}, {"token": []}],
    "paths": _paths(),
    "components": {
        "schemas": SCHEMAS,
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
    },
}
