"""A notification as the JSON body of a webhook (docs/interface.md, 'The webhook')."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from monitor.model.alert import Alert, ChangeRef, Notification, SeenMention, ServiceEvent
from monitor.model.watch import Mention
from monitor.render.clean import clip
from monitor.render.wording import diff_page, instant, story_page

LIMIT = 20_000
"""Bytes a body stays below (docs/interface.md; Standard Webhooks recommends the same and links for the rest)."""

_MOST_ALERTS = 64
"""Alerts of a digest worth building: the thinnest is some 350 bytes, so that more never fit."""

Json = dict[str, Any]


def payload(notification: Notification) -> bytes:
    """Return the body: one alert under its own type, several as a digest, else the service's own event.

    Returns:
        UTF-8 JSON below `LIMIT` bytes; where the whole would be larger, thin: `"thin": true` in `data`,
        first without added and removed sentences and snippets, then without mentions, with every link.

    Raises:
        ValueError: the notification holds neither alerts nor a service event.
    """
    if notification.service is not None:
        event = notification.service
        return service_payload(event.type, event.at, _event_data(event))
    if not notification.alerts:
        raise ValueError("a notification holds alerts or a service event; this one holds neither")
    data = [_alert(alert, notification.public_url) for alert in notification.alerts[:_MOST_ALERTS]]
    if len(data) == len(notification.alerts):
        whole = _encode(_envelope(notification, data))
        if len(whole) < LIMIT:
            return whole
    return _thin(notification, data)


def service_payload(type_: str, timestamp: datetime, data: Json) -> bytes:
    """Return the body of one of the service's own events: feed.down, feed.recovered, receiver.disabled, test.

    Texts are cut to 1,000 code points, and to 200 where the body would not stay below `LIMIT`.
    """
    bodies = (
        _encode({"type": type_, "timestamp": instant(timestamp), "data": _cut(data, limit)})
        for limit in (1_000, 200)
    )
    return next(
        (body for body in bodies if len(body) < LIMIT),
        _encode({"type": type_, "timestamp": instant(timestamp), "data": {}}),
    )


def _cut(data: Json, limit: int) -> Json:
    return {name: clip(value, limit) if isinstance(value, str) else value for name, value in data.items()}


def _event_data(event: ServiceEvent) -> Json:
    return {"subject": event.subject, "text": event.text, **dict(event.data)}


def _envelope(notification: Notification, data: list[Json]) -> Json:
    first = notification.alerts[0]
    if len(data) == 1:
        return {"type": first.type, "timestamp": instant(first.created), "data": data[0]}
    latest = max(alert.created for alert in notification.alerts)
    return {"type": "alerts.digest", "timestamp": instant(latest), "data": {"alerts": data}}


def _alert(alert: Alert, public_url: str) -> Json:
    data: Json = {
        "alert": {"id": alert.id, "reason": alert.sentence, "priority": alert.priority.value},
        "watch": {"watchlist": alert.watchlist, "name": alert.watch, "kind": alert.watch_kind},
        "story": _story(alert, public_url),
        "mentions": [_mention(seen) for seen in alert.mentions],
    }
    if alert.change is not None:
        data["change"] = _change(alert.change, alert, public_url)
    data["also_in"] = [
        {
            "agency": other.agency,
            "feed": other.feed,
            "url": other.url,
            "copy": other.copy,
            "carries_the_error": other.carries_the_error,
            **({"corrected": instant(other.corrected)} if other.corrected else {}),
        }
        for other in alert.also_in
    ]
    return data


def _story(alert: Alert, public_url: str) -> Json:
    story = alert.story
    return {
        "id": story.id,
        "agency": story.agency,
        "feed": story.feed,
        "guid": story.guid,
        "url": story.url,
        "headline": story.headline,
        "language": story.language,
        "version": story.version,
        "first_seen": instant(story.first_seen),
        "version_seen": instant(story.version_seen),
        "pub_status": story.pub_status.value,
        "urgency": story.urgency,
        "ed_note": story.ed_note,
        "page": story_page(public_url, story.id),
    }


def _mention(seen: SeenMention) -> Json:
    mention = seen.mention
    return {
        "field": mention.field,
        "paragraph": _paragraph(mention),
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "snippet": seen.snippet,
        "matcher": mention.matcher,
    }


def _paragraph(mention: Mention) -> int | None:
    """Return the paragraph from 0; outside the body there is none, and -1 would slice the last one."""
    return mention.paragraph if mention.field == "body" else None


def _change(change: ChangeRef, alert: Alert, public_url: str) -> Json:
    return {
        "from": change.from_version,
        "to": change.to_version,
        "kinds": [kind.value for kind in change.kinds],
        "summary": change.summary,
        "headline": {
            "old": change.old_headline or alert.story.headline,
            "new": change.new_headline or alert.story.headline,
        },
        "facts": [
            {"kind": fact.kind.value, "old": fact.old, "new": fact.new, "paragraph": fact.paragraph}
            for fact in change.facts
        ],
        "added": list(change.added),
        "removed": list(change.removed),
        "page": diff_page(public_url, alert.story.id, change.from_version, change.to_version),
    }


def _encode(body: Json) -> bytes:
    # A lone surrogate in feed text cannot be UTF-8; it becomes "?" and the alert still arrives.
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _thin(notification: Notification, data: list[Json]) -> bytes:
    """Drop the least needed first, step by step, until the body is small enough."""
    for step in _STEPS:
        for one in data:
            step(one)
            one["thin"] = True
        body = _encode(_envelope(notification, data))
        if len(body) < LIMIT and len(data) == len(notification.alerts):
            return body
    return _shortened(notification, data)


def _shortened(notification: Notification, data: list[Json]) -> bytes:
    """Keep as many alerts of a digest as fit and say how many were left out; the page has them all."""
    kept = len(data)
    while True:
        body = _envelope(notification, data)
        if len(data) > 1:
            left_out = len(notification.alerts) - kept
            body["data"] = {"alerts": data[:kept], "thin": True, "left_out": left_out}
        encoded = _encode(body)
        if len(encoded) < LIMIT or kept == 1:
            return encoded
        kept = max(kept * 7 // 8, 1)


def _drop_sentences(data: Json) -> None:
    for mention in data["mentions"]:
        mention["snippet"] = ""
    if "change" in data:
        data["change"].update(added=[], removed=[])


def _drop_mentions(data: Json) -> None:
    data["mentions"] = []


def _drop_lists(data: Json) -> None:
    data["also_in"] = []
    if "change" in data:
        data["change"]["facts"] = []


def _clip_texts(limit: int) -> Callable[[Json], None]:
    """Return a step that cuts texts to `limit` code points and leaves out links that are longer.

    A cut link would lead elsewhere; pages of our own are short and stay.
    """

    def step(data: Json) -> None:
        for part in (data["alert"], data["watch"], data["story"], data.get("change", {})):
            for name, value in part.items():
                if isinstance(value, str) and name not in _WHOLE:
                    part[name] = clip(value, limit)
        if len(data["story"]["url"]) > 4 * limit:
            data["story"]["url"] = ""
        if "change" in data:
            headline = data["change"]["headline"]
            data["change"]["headline"] = {name: clip(text, limit) for name, text in headline.items()}

    return step


_WHOLE = frozenset({"id", "page", "url", "first_seen", "version_seen", "pub_status", "priority", "kind"})

_STEPS: tuple[Callable[[Json], None], ...] = (
    _drop_sentences,
    _drop_mentions,
    _drop_lists,
    _clip_texts(400),
    _clip_texts(80),
)
