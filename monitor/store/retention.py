"""Removes what is older than it is kept. Each removal is one small script, safe to repeat and to interrupt."""

from typing import Any, Final

from monitor.store import keys
from monitor.store.codec import text
from monitor.store.connection import Call, Connection

PAGE: Final = 200  # stories in one round trip


async def prune_stories(
    connection: Connection, partitions: int, horizon: int, keep_versions: int, limit: int
) -> int:
    """Remove stories neither changed nor shown since `horizon` (ms), and versions beyond `keep_versions`.

    Args:
        connection: the store.
        partitions: how many there are.
        horizon: milliseconds since 1970.
        keep_versions: versions kept of one story, besides the anchors they need.
        limit: most stories of each partition.

    Returns:
        How many stories and versions went.
    """
    gone = 0
    for partition in range(partitions):
        gone += await _prune_versions(connection, partition, keep_versions, limit)
        gone += await _prune_old(connection, partition, horizon, limit)
    return gone


async def _prune_old(connection: Connection, partition: int, horizon: int, limit: int) -> int:
    """Remove at most `limit` stories; those that are old but still shown stay, and are passed over."""
    gone = stay = 0
    recent = keys.RECENT.at(partition)
    while gone < limit:
        page = min(PAGE, limit - gone)
        old = await connection.command(
            "ZRANGE", recent, "-inf", f"({horizon}", "BYSCORE", "LIMIT", stay, page
        )
        if not old:
            break
        went = sum(await connection.scripts([_story_call(partition, text(one), horizon) for one in old]))
        gone += went
        stay += len(old) - went
    return gone


def _story_call(partition: int, story: str, horizon: int) -> Call:
    rows = (keys.STORY, keys.VERSIONS, keys.RECENT, keys.SKETCHES, keys.OVERLONG, keys.CLUSTER)
    return Call("prune_story", [row.at(partition, story) for row in rows], (story, horizon))


async def _prune_versions(connection: Connection, partition: int, keep_versions: int, limit: int) -> int:
    overlong = keys.OVERLONG.at(partition)
    stories = [text(one) for one in await connection.command("SRANDMEMBER", overlong, limit)]
    gone: list[Any] = await connection.scripts(
        [
            Call(
                "prune_versions",
                [keys.STORY.at(partition, one), keys.VERSIONS.at(partition, one), overlong],
                (one, keep_versions),
            )
            for one in stories
        ]
    )
    return sum(gone)


async def prune_alerts(connection: Connection, partitions: int, horizon: int, limit: int) -> int:
    """Remove alerts made before `horizon` (ms) with their deliveries, unless one still waits; return how many."""
    gone = 0
    for partition in range(partitions):
        old = await connection.command(
            "ZRANGE", keys.ALERTS.at(partition), "-inf", f"({horizon}", "BYSCORE", "LIMIT", 0, limit
        )
        fields = await connection.commands([("HKEYS", keys.ALERT.at(partition, text(one))) for one in old])
        calls = [_alert_call(partition, text(one), names) for one, names in zip(old, fields, strict=True)]
        gone += sum(await connection.scripts(calls))
    return gone


def _alert_call(partition: int, alert: str, fields: list[bytes]) -> Call:
    deliveries = [text(field)[2:] for field in fields if field.startswith(b"d:")]
    rows = (keys.ALERTS, keys.DELIVERIES, keys.FAILED, keys.DELIVERIES_DUE)
    named = [keys.DELIVERY.at(partition, one) for one in deliveries]
    return Call(
        "prune_alert",
        [keys.ALERT.at(partition, alert), *(row.at(partition) for row in rows), *named],
        (alert, *deliveries),
    )
