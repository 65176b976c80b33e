"""Commits: how many a second the real embedded server takes, and what a story weighs there."""

import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import uvloop
from redis.asyncio import Redis

from bench.figure import Baseline, Figure
from bench.words import MORNING, Writer, draft_of
from monitor.clock import SystemClock
from monitor.identity.keys import content_hash, identity_keys, story_digest
from monitor.identity.similar import sketch_of
from monitor.model.alert import Addressee, Alert, StoryRef
from monitor.model.story import Story, Version
from monitor.model.watch import Priority, Reason
from monitor.store.address import open_socket
from monitor.store.codec import to_json
from monitor.store.store import Store, StoreOptions, open_store
from monitor.store.stories import Commit, Committed

WORDS = 500
AGENCIES = 40


def measure(*, quick: bool) -> list[Figure]:
    """Return commits per second without and with an alert, and bytes per story in memory and on disk."""
    return uvloop.run(_measure(100 if quick else 2000))


async def _measure(count: int) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="ww-bench-") as name:
        store = await open_store(StoreOptions(data_dir=Path(name)), SystemClock())
        if store.server is None:
            raise AssertionError("the embedded server was asked for")
        client = open_socket(str(store.server.socket))
        try:
            return await _figures(store, client, Path(name), count)
        finally:
            await client.aclose()
            await store.close()


async def _figures(store: Store, client: Redis, folder: Path, count: int) -> list[Figure]:
    writer = Writer(41)
    plain = [_commit(store, writer, number) for number in range(count)]
    blobs = [to_json(commit.version) for commit in plain]
    weight = sum(map(len, blobs)) / count
    before, written = await _used(client), _on_disk(folder)
    each = await _commits(store, plain)
    held, disk = (await _used(client) - before) / count, (_on_disk(folder) - written) / count
    told = [_with_alert(_commit(store, writer, count + number)) for number in range(count)]
    with_alert = await _commits(store, told)
    bare = await _sets(client, blobs)
    baseline = Baseline("plain SET of the same blob", 1 / bare)
    blob = Baseline("the version as JSON", weight)
    return [
        Figure("store", "commits, one by one", 1 / each, "1/s", baseline, f"{WORDS} words"),
        Figure("store", "commits, each with an alert", 1 / with_alert, "1/s", baseline),
        Figure("store", "memory per story", held, "B", blob, "with head, keys, sketch, journal"),
        Figure("store", "append-only file per story", disk, "B", blob),
    ]


async def _commits(store: Store, commits: list[Commit]) -> float:
    """Return the median seconds of one commit."""
    taken = []
    for commit in commits:
        began = perf_counter()
        done = await store.stories.commit(commit)
        taken.append(perf_counter() - began)
        if done is not Committed.OK:
            raise AssertionError(done)
    return median(taken)


async def _sets(client: Redis, blobs: list[bytes]) -> float:
    taken = []
    for number, blob in enumerate(blobs):
        began = perf_counter()
        await client.set(f"bench:{number}", blob)
        taken.append(perf_counter() - began)
    return median(taken)


async def _used(client: Redis) -> int:
    memory: dict[str, Any] = await client.info("memory")
    return int(memory["used_memory"])


def _on_disk(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*.aof"))


def _commit(store: Store, writer: Writer, number: int) -> Commit:
    """Return version 1 of a new story."""
    draft = draft_of(writer.copy(WORDS), f"story-{number}", f"agency{number % AGENCIES}")
    digest = content_hash(draft)
    story = Story(
        id=store.story_id(draft.agency, story_digest(draft, digest)),
        agency=draft.agency,
        feed=draft.feed,
        guid=draft.guid,
        url=draft.url,
        headline=draft.headline,
        version=1,
        content_hash=digest,
        first_seen=MORNING,
        version_seen=MORNING,
        language="en",
        hashes=(digest,),
    )
    head = replace(story, cluster=story.id)
    version = Version(story.id, 1, MORNING, digest, draft)
    sketch = sketch_of(draft).to_bytes()
    return Commit(head, version, 0, "", draft.feed, identity_keys(draft), sketch)


def _with_alert(commit: Commit) -> Commit:
    story = commit.story
    told = StoryRef(
        id=story.id,
        agency=story.agency,
        feed=story.feed,
        guid=story.guid,
        url=story.url,
        headline=story.headline,
        language=story.language,
        version=1,
        first_seen=MORNING,
        version_seen=MORNING,
        cluster=story.cluster,
    )
    alert = Alert(
        id=f"alert-{story.id}",
        type="story.first_mention",
        reason=Reason.FIRST_MENTION,
        sentence="The agency names Ilse Marrow.",
        priority=Priority.NORMAL,
        watchlist="Bench",
        watch="Ilse Marrow",
        watch_kind="person",
        created=MORNING,
        story=told,
        addressees=(Addressee("desk"),),
    )
    return replace(commit, alerts=(alert,))
