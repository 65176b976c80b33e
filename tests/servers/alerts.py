"""Alerts to render and send: an invented agency, an invented council, a toll that was corrected."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from monitor.model.alert import Alert, AlsoIn, ChangeRef, Notification, SeenMention, StoryRef
from monitor.model.change import Block, Fact, FactKind, Kind, Op, Piece
from monitor.model.watch import Mention, Priority, Reason

SEEN = datetime(2025, 3, 14, 7, 30, 12, tzinfo=UTC)
PARAGRAPH = "The ferry pilot, Ilse Marrow, told the harbour board that 90 people were rescued off Port Alder."

COPY = AlsoIn("isleherald", "isleherald-en", "https://isle.example/f", copy=True, carries_the_error=True)


def mention(text: str = "Ilse Marrow", paragraph: int = 2, source: str = PARAGRAPH) -> SeenMention:
    start = source.index(text)
    found = Mention(paragraph, start, start + len(text), text, "Harbour", "Ilse Marrow", "body", "full name")
    return SeenMention(found, source[4:], 4)


def change(**fields: Any) -> ChangeRef:
    pieces = (
        Piece(Op.EQUAL, "The harbour board said "),
        Piece(Op.REMOVED, "9"),
        Piece(Op.ADDED, "90"),
        Piece(Op.EQUAL, " people were rescued."),
    )
    values: dict[str, Any] = {
        "from_version": 1,
        "to_version": 2,
        "kinds": (Kind.CORRECTION,),
        "summary": "Number 9 → 90 in paragraph 1",
        "facts": (Fact(FactKind.NUMBER, "9", "90", 0),),
        "old_headline": "Ferry aground off Port Alder",
        "new_headline": "Ferry aground off Port Alder, 90 rescued",
        "added": ("The harbour board said 90 people were rescued.",),
        "removed": ("The harbour board said 9 people were rescued.",),
        "blocks": (Block(Op.CHANGED, pieces, 0, 0),),
    }
    return ChangeRef(**values | fields)


def story(**fields: Any) -> StoryRef:
    values: dict[str, Any] = {
        "id": "03aa51",
        "agency": "coastwire",
        "feed": "coastwire-en",
        "guid": "tag:coastwire.example,2025:ferry",
        "url": "https://coastwire.example/ferry",
        "headline": "Ferry aground off Port Alder, 90 rescued",
        "language": "en",
        "version": 2,
        "first_seen": datetime(2025, 3, 14, 7, 0, tzinfo=UTC),
        "version_seen": SEEN,
        "cluster": "03aa51",
        "urgency": 4,
        "ed_note": "Corrects the number of people rescued.",
    }
    return StoryRef(**values | fields)


def alert(**fields: Any) -> Alert:
    values: dict[str, Any] = {
        "id": "a1",
        "type": "story.correction",
        "reason": Reason.CORRECTION,
        "sentence": "Coastwire corrected a story that names Ilse Marrow: 9 became 90.",
        "priority": Priority.HIGH,
        "watchlist": "Harbour",
        "watch": "Ilse Marrow",
        "watch_kind": "person",
        "created": SEEN,
        "story": story(),
        "mentions": (mention(),),
        "change": change(),
        "also_in": (COPY,),
    }
    return Alert(**values | fields)


def first_mention(**fields: Any) -> Alert:
    values: dict[str, Any] = {
        "id": "a0",
        "type": "story.first_mention",
        "reason": Reason.FIRST_MENTION,
        "sentence": "Coastwire names Ilse Marrow.",
        "change": None,
        "story": story(version=1, headline="Ferry aground off Port Alder"),
    }
    return alert(**values | fields)


def notification(*alerts: Alert, **fields: Any) -> Notification:
    made = Notification("n1", "desk", alerts or (alert(),), "http://watch.example:8080/")
    return replace(made, **fields)
