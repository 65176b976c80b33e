"""Model values as plain JSON, under the names of docs/interface.md. None may hold a secret (docs/promises.md P18)."""

import dataclasses
import re
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from monitor.model.alert import Alert, AlsoIn, ChangeRef, Delivery, SeenMention, StoryRef
from monitor.model.change import Block, Diff, Fact
from monitor.model.feed import Feed, FeedRecord
from monitor.model.story import Story, Version
from monitor.model.watch import Mention, Watchlist
from monitor.render.wording import diff_page, instant, story_page

Json = dict[str, Any]

HIDDEN = "…"
_QUERY_VALUE = re.compile(r"(?<==)[^&;]+")


def plain(value: object) -> Any:
    """Return any model value as JSON: dataclasses by field name, enums by value, times as `instant`."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return instant(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        # `not_` and `continue_` dodge Python's keywords; the outside knows them by the words themselves.
        return {
            field.name.rstrip("_"): plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value


def without_secrets(url: str) -> str:
    """Return a configured URL fit to be shown: no user, no password, no values in its query."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return HIDDEN
    query = _QUERY_VALUE.sub(HIDDEN, parts.query) if "=" in parts.query else HIDDEN if parts.query else ""
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query=query, fragment="").geturl()


def story_json(story: Story, public_url: str) -> Json:
    """Return the head of a story."""
    shape: Json = plain(story)
    del shape["hashes"], shape["content_hash"]
    return shape | {"page": story_page(public_url, story.id)}


def version_json(version: Version) -> Json:
    """Return one version with all its fields; `diff` is against the version before, null at the first kept."""
    shape: Json = plain(version.draft)
    previous = version.number - 1
    return shape | {
        "story": version.story,
        "number": version.number,
        "first_seen": instant(version.first_seen),
        "diff": version.diff and change_json(version.diff, previous, version.number),
    }


def change_json(diff: Diff, old: int, new: int) -> Json:
    """Return a diff without its blocks: `change` of the webhook, and whether it is material."""
    return {
        "from": old,
        "to": new,
        "kinds": plain(diff.kinds),
        "summary": diff.summary,
        "material": diff.material,
        "headline": {"old": diff.old_headline, "new": diff.new_headline},
        "facts": [_fact(fact) for fact in diff.facts],
        "added": list(diff.added),
        "removed": list(diff.removed),
    }


def diff_json(diff: Diff, story: str, old: int, new: int, public_url: str) -> Json:
    """Return a diff whole. Its blocks joined give both texts: paragraph -1 is the headline."""
    return change_json(diff, old, new) | {
        "story": story,
        "blocks": [_block(block) for block in diff.blocks],
        "page": diff_page(public_url, story, old, new),
    }


def mention_json(mention: Mention) -> Json:
    """Return a mention; `paragraph` is null outside the body."""
    shape: Json = plain(mention)
    return shape | {"paragraph": mention.paragraph if mention.field == "body" else None}


def alert_json(alert: Alert, deliveries: tuple[Delivery, ...], public_url: str) -> Json:
    """Return an alert with what became of it. `reason` is the sentence, as in the webhook."""
    return {
        "id": alert.id,
        "type": alert.type,
        "reason": alert.sentence,
        "priority": alert.priority.value,
        "created": instant(alert.created),
        "watch": {"watchlist": alert.watchlist, "name": alert.watch, "kind": alert.watch_kind},
        "story": _story_ref(alert.story, public_url),
        "mentions": [_seen(seen) for seen in alert.mentions],
        "change": alert.change and _change_ref(alert.change, alert.story.id, public_url),
        "also_in": [also_in_json(other) for other in alert.also_in],
        "deliveries": [delivery_json(delivery) for delivery in deliveries],
    }


def also_in_json(other: AlsoIn) -> Json:
    """Return another story of the cluster."""
    shape: Json = plain(other)
    if not other.carries_the_error:
        del shape["corrected"]
    return shape


def delivery_json(delivery: Delivery) -> Json:
    """Return a delivery."""
    shape: Json = plain(delivery)
    return shape


def feed_json(feed: Feed, record: FeedRecord | None) -> Json:
    """Return a feed as configured, with its health. Headers may hold tokens and stay inside."""
    shape: Json = plain(feed)
    del shape["headers"], shape["allow_private"]
    health: Json = plain(record or FeedRecord(feed=feed.id))
    for inner in ("feed", "validators", "body_hash", "moved_times", "held"):
        del health[inner]
    health["moved_to"] = without_secrets(health["moved_to"]) if health["moved_to"] else ""
    return shape | {"url": without_secrets(feed.url), "state": health["state"], "health": health}


def watchlist_json(watchlist: Watchlist) -> Json:
    """Return a watchlist as loaded. Receivers are named, never described."""
    shape: Json = plain(watchlist)
    return shape


def _story_ref(story: StoryRef, public_url: str) -> Json:
    shape: Json = plain(story)
    return shape | {"page": story_page(public_url, story.id)}


def _seen(seen: SeenMention) -> Json:
    shape = mention_json(seen.mention)
    del shape["watchlist"], shape["watch"]
    return shape | {"snippet": seen.snippet}


def _change_ref(change: ChangeRef, story: str, public_url: str) -> Json:
    return {
        "from": change.from_version,
        "to": change.to_version,
        "kinds": plain(change.kinds),
        "summary": change.summary,
        "headline": {"old": change.old_headline, "new": change.new_headline},
        "facts": [_fact(fact) for fact in change.facts],
        "added": list(change.added),
        "removed": list(change.removed),
        "page": diff_page(public_url, story, change.from_version, change.to_version),
    }


def _fact(fact: Fact) -> Json:
    shape: Json = plain(fact)
    return shape


def _block(block: Block) -> Json:
    shape: Json = plain(block)
    return shape
