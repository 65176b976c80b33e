"""Stories: who owns which identity key, heads, versions, clusters, sketches, and the one commit."""

import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from monitor.clock import Clock
from monitor.identity.known import Known
from monitor.model.alert import Alert
from monitor.model.errors import StoreError, StoreMismatch
from monitor.model.story import Story, Version
from monitor.recording.state import KeyOwner
from monitor.store import keys
from monitor.store.codec import (
    Anchor,
    base_of,
    decode_version,
    encode_version,
    from_json,
    from_ms,
    text,
    to_json,
    to_ms,
)
from monitor.store.connection import Call, Connection
from monitor.store.retention import prune_stories

SCAN_BATCH: Final = 500
MOST_FOUND: Final = 20
RENEWAL: Final = 6 * 3600.0  # seconds; a key still shown is written anew this often, not at every poll
UNPROVEN: Final = (
    3 * 86_400.0
)  # seconds; what a key lives that came without a version, until it is seen again


@dataclass(frozen=True, slots=True)
class Loaded:
    """A story as a decision needs it.

    Attributes:
        known: Its head and newest version.
        anchor: The version that the next delta is made against: its number and blob.
        followers: The ids of the stories whose cluster it leads; those that never came to be are among them.
    """

    known: Known
    anchor: Anchor
    followers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Why what a source showed of a story last made no version."""

    at: datetime
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Mark:
    """That a source shows a story with this content hash under these identity keys, and why that is no version."""

    agency: str
    source: str
    story: str
    keys: tuple[str, ...]
    seen: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Commit:
    """One change of a story, with everything that must be kept together with it.

    `story` is the head as it will be. `version` None changes the head alone. `expected_version` and
    `expected_hash` are of the head as it was read (0 and "" for a new story). `keys` are identity keys, those of
    other stories only if these are named in `taken_from` (a reused guid). `seen` is the content hash that the source
    showed, "" for that of `story`.
    """

    story: Story
    version: Version | None
    expected_version: int
    expected_hash: str
    source: str
    keys: tuple[str, ...]
    sketch: bytes
    alerts: tuple[Alert, ...] = ()
    taken_from: tuple[str, ...] = ()
    seen: str = ""


class Committed(StrEnum):
    """What became of a commit."""

    OK = "OK"
    SAME = "SAME"  # it was already there: a retry, or the same text again
    CONFLICT = "CONFLICT"  # the story has moved on: read it again, decide again
    MOVED = "MOVED"  # an identity key belongs to another story: look up again, decide again


class StoryStore:
    """Everything kept of stories."""

    def __init__(
        self, connection: Connection, clock: Clock, partitions: int, keep: float, keep_versions: int
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._partitions = partitions
        self._keep = keep
        self._keep_versions = keep_versions

    async def look_up(
        self, agency: str, source: str, names: Sequence[str], *, renew: bool = True
    ) -> tuple[KeyOwner | None, ...]:
        """Return who owns each of the agency's identity keys `names`, in order. One round trip, however many.

        Args:
            agency: whose keys they are.
            source: who shows them.
            names: the keys.
            renew: keys that are still shown live on; False to look and touch nothing.
        """
        if not names:
            return ()
        now, lifetime = self._now_and_lifetime()
        renewal = round(RENEWAL * 1000) if renew else 2 * lifetime
        found = await self._connection.script(
            "look_up",
            self._identity_keys(agency, names),
            (source, now, lifetime, renewal, keys.STORY.at(self._agency(agency))),
        )
        return tuple(KeyOwner(text(known[0]), text(known[1])) if known else None for known in found)

    async def mark_seen(self, marks: Sequence[Mark]) -> None:
        """Remember what was shown without a new version. One round trip; a script per agency and source."""
        now, lifetime = self._now_and_lifetime()
        together: dict[tuple[str, str], list[Mark]] = {}
        for mark in marks:
            together.setdefault((mark.agency, mark.source), []).append(mark)
        calls = []
        for (agency, source), some in together.items():
            pairs = [(key, mark) for mark in some for key in mark.keys]
            partition = self._agency(agency)
            heads = [keys.STORY.at(partition, mark.story) for _, mark in pairs]
            words = [word for _, m in pairs for word in (m.story, m.seen, self._note(source, m.reason))]
            named = self._identity_keys(agency, [key for key, _ in pairs])
            args = (source, now, min(lifetime, round(UNPROVEN * 1000)), *words)
            calls.append(Call("mark_seen", [*named, *heads], args))
        await self._connection.scripts(calls)

    async def note(self, source: str, reasons: Sequence[tuple[str, str]]) -> None:
        """Remember of stories why what was shown of them last made no version: (story, reason) each."""
        await self._connection.scripts(
            [
                Call("note", self._version_keys(one)[:1], (self._note(source, reason),))
                for one, reason in reasons
            ]
        )

    async def last_note(self, story_id: str) -> Note | None:
        """Return why what was shown of a story last made no version; None when that never happened."""
        blob = await self._connection.command("HGET", self._version_keys(story_id)[0], "note")
        return from_json(blob, Note) if blob else None

    def _note(self, source: str, reason: str) -> bytes:
        return to_json(Note(self._clock.now(), source, reason)) if reason else b""

    async def load(self, ids: Sequence[str]) -> dict[str, Loaded]:
        """Return what a decision needs of the stories `ids`; those that are gone are left out. One round trip."""
        rows = (keys.STORY, keys.VERSIONS, keys.CLUSTER)
        calls = [Call("read_story", [row.at(self._of(one), one) for row in rows]) for one in ids]
        found = await self._connection.scripts(calls)
        return {one: _loaded(*reply) for one, reply in zip(ids, found, strict=True) if reply}

    async def get(self, ids: Sequence[str]) -> tuple[Story | None, ...]:
        """Return the heads of the stories `ids`, in order, None for what is not there. One round trip."""
        blobs = await self._connection.commands(
            [("HGET", keys.STORY.at(self._of(one), one), "head") for one in ids]
        )
        return tuple(from_json(blob, Story) if blob else None for blob in blobs)

    async def version(self, story_id: str, number: int | None = None) -> Version | None:
        """Return one version of a story, the newest by default; None when it is not (or no longer) kept."""
        found = await self._connection.script("read_version", self._version_keys(story_id), (number or "",))
        return decode_version(found[0], found[1] or None) if found else None

    async def newest(self, ids: Sequence[str]) -> tuple[Version | None, ...]:
        """Return the newest versions of the stories `ids`, in order, None for what is not there. One round trip."""
        calls = [Call("read_version", self._version_keys(one), ("",)) for one in ids]
        found = await self._connection.scripts(calls)
        return tuple(decode_version(one[0], one[1] or None) if one else None for one in found)

    async def versions(self, story_id: str) -> tuple[Version, ...]:
        """Return all versions of a story that are kept, oldest first."""
        fields: dict[bytes, bytes] = await self._connection.command(
            "HGETALL", self._version_keys(story_id)[1]
        )
        blobs = {int(field): blob for field, blob in fields.items() if field.isdigit()}
        return tuple(decode_version(blobs[n], blobs.get(base_of(blobs[n]))) for n in sorted(blobs))

    async def corrections(self, stories: Sequence[Story]) -> dict[str, tuple[Version, ...]]:
        """Return by story the kept versions that put something right, oldest first. One round trip."""
        asked = [(story.id, number) for story in stories for number in story.corrected]
        calls = [Call("read_version", self._version_keys(one), (number,)) for one, number in asked]
        found: dict[str, tuple[Version, ...]] = {story.id: () for story in stories}
        for (one, _), reply in zip(asked, await self._connection.scripts(calls), strict=True):
            if reply:
                found[one] += (decode_version(reply[0], reply[1] or None),)
        return found

    async def recent(self, limit: int, before: datetime | None = None) -> tuple[Story, ...]:
        """Return at most `limit` stories of all agencies, those with the newest version first."""
        top = "+inf" if before is None else f"({to_ms(before)}"
        ask = (top, "-inf", "BYSCORE", "REV", "LIMIT", 0, limit, "WITHSCORES")
        replies = await self._connection.commands(
            [("ZRANGE", keys.RECENT.at(p), *ask) for p in range(self._partitions)]
        )
        ranked = sorted(
            ((float(score), text(one)) for reply in replies for one, score in reply), reverse=True
        )
        return _present(await self.get([one for _, one in ranked[:limit]]))

    async def oldest(self) -> datetime | None:
        """Return when the story that changed least recently got its newest version; None in an empty store."""
        replies = await self._connection.commands(
            [("ZRANGE", keys.RECENT.at(p), 0, 0, "WITHSCORES") for p in range(self._partitions)]
        )
        scores = [float(score) for reply in replies for _, score in reply]
        return from_ms(min(scores)) if scores else None

    async def find(self, prefix: str) -> tuple[str, ...]:
        """Return at most 20 story ids that start with `prefix`, sorted."""
        pattern = re.sub(r"([*?\[\]\\^-])", r"\\\1", prefix) + "*"
        found: set[str] = set()
        for partition in range(self._partitions):
            async for one, _ in self._scan("ZSCAN", keys.RECENT.at(partition), pattern):
                found.add(text(one))
        return tuple(sorted(found)[:MOST_FOUND])

    async def cluster(self, cluster_id: str) -> tuple[Story, ...]:
        """Return the stories of a cluster, its leader first, then by first_seen."""
        members = await self._connection.command(
            "SMEMBERS", keys.CLUSTER.at(self._of(cluster_id), cluster_id)
        )
        heads = _present(
            await self.get([cluster_id, *(text(one) for one in members if text(one) != cluster_id)])
        )
        of_it = [head for head in heads if cluster_id in {head.id, head.cluster}]
        return tuple(sorted(of_it, key=lambda head: (head.id != cluster_id, head.first_seen)))

    async def sketches(self) -> AsyncIterator[tuple[str, bytes]]:
        """Yield story id and sketch of every story. One that changes meanwhile may come twice."""
        for partition in range(self._partitions):
            async for one, sketch in self._scan("HSCAN", keys.SKETCHES.at(partition)):
                yield text(one), sketch

    async def sketch(self, ids: Sequence[str]) -> tuple[bytes | None, ...]:
        """Return the sketches of the stories `ids`, in order, None for what is not there. One round trip."""
        if not ids:
            return ()
        asked = [("HGET", keys.SKETCHES.at(self._of(one)), one) for one in ids]
        return tuple(await self._connection.commands(asked))

    async def commit(self, commit: Commit) -> Committed:
        """Keep one change, or say why not; never a part of it."""
        known = await self.load([commit.story.id]) if commit.expected_version else {}
        anchors = {one: loaded.anchor for one, loaded in known.items()}
        (done,) = await self.commit_all([commit], anchors)
        if isinstance(done, StoreError):
            raise done
        return done

    async def commit_all(
        self, commits: Sequence[Commit], anchors: Mapping[str, Anchor]
    ) -> list[Committed | StoreError]:
        """Keep changes, each whole or not at all, in their order; say of each what became of it. Two round trips.

        Membership in a cluster led from another partition cannot be in the same script. It is written before: a
        member that never comes to be is passed over by `cluster`, one that is forgotten would be lost.

        Args:
            commits: several may be of one story: each then expects the one before it.
            anchors: by story, what its next delta is made against (`Loaded.anchor`).

        Raises:
            StoreError: none could be tried.
        """
        follow = [one.story for one in commits if one.story.cluster not in {"", one.story.id}]
        await self._connection.commands(
            [("SADD", keys.CLUSTER.at(self._of(one.cluster), one.cluster), one.id) for one in follow]
        )
        at, calls = dict(anchors), []
        for commit in commits:
            blob, number = b"", 0
            if commit.version is not None:
                blob, number = encode_version(commit.version, at.get(commit.story.id))
                if number == commit.version.number:
                    at[commit.story.id] = (number, blob)
            calls.append(Call("commit", self._commit_keys(commit), self._commit_args(commit, blob, number)))
        replies = await self._connection.each_script(calls)
        return [one if isinstance(one, StoreError) else Committed(text(one)) for one in replies]

    async def prune(self, limit: int = 500) -> int:
        """Remove stories not changed or shown for `keep`, and versions beyond `keep_versions`; return how many."""
        horizon = to_ms(self._clock.now()) - round(self._keep * 1000)
        return await prune_stories(self._connection, self._partitions, horizon, self._keep_versions, limit)

    def _commit_keys(self, commit: Commit) -> list[str]:
        story = commit.story
        partition = self._agency(story.agency)
        if partition != self._of(story.id):
            raise StoreMismatch(
                f"story {story.id} is not in the partition of {story.agency}: use Store.story_id"
            )
        rows = (keys.RECENT, keys.SKETCHES, keys.OVERLONG, keys.OUTBOX, keys.JOURNAL, keys.ALERTS)
        return [
            *self._version_keys(story.id),
            *(row.at(partition) for row in rows),
            *self._identity_keys(story.agency, commit.keys),
            *(keys.ALERT.at(partition, alert.id) for alert in commit.alerts),
        ]

    def _commit_args(self, commit: Commit, blob: bytes, anchor: int) -> list[Any]:
        story, version = commit.story, commit.version
        kinds = version.diff.kinds if version is not None and version.diff is not None else ()
        return [
            *(story.id, commit.expected_version, commit.expected_hash),
            *("" if version is None else version.number, story.content_hash, to_json(story), blob, anchor),
            *(to_ms(story.version_seen), commit.sketch, commit.source, *self._now_and_lifetime()),
            *(self._keep_versions, ",".join(kinds)),
            *(len(commit.keys), len(commit.alerts), len(commit.taken_from)),
            *(commit.seen or story.content_hash, *commit.taken_from),
            *(word for one in commit.alerts for word in (one.id, to_ms(one.created), to_json(one))),
        ]

    async def _scan(self, command: str, key: str, pattern: str = "*") -> AsyncIterator[tuple[bytes, bytes]]:
        cursor: Any = 0
        while True:
            cursor, found = await self._connection.command(
                command, key, cursor, "MATCH", pattern, "COUNT", SCAN_BATCH
            )
            for pair in found.items() if isinstance(found, dict) else found:
                yield pair
            if int(cursor) == 0:
                return

    def _now_and_lifetime(self) -> tuple[int, int]:
        return to_ms(self._clock.now()), round(self._keep * 1000)

    def _identity_keys(self, agency: str, names: Sequence[str]) -> list[str]:
        partition = self._agency(agency)
        return [keys.IDENTITY.at(partition, keys.identity_name(agency, name)) for name in names]

    def _version_keys(self, story_id: str) -> list[str]:
        partition = self._of(story_id)
        return [keys.STORY.at(partition, story_id), keys.VERSIONS.at(partition, story_id)]

    def _agency(self, agency: str) -> int:
        return keys.partition_of_agency(agency, self._partitions)

    def _of(self, story_id: str) -> int:
        return keys.partition_of_story(story_id, self._partitions)


def _loaded(head: bytes, blob: bytes, base: bytes | None, followers: Iterable[bytes]) -> Loaded:
    version = decode_version(blob, base or None)
    anchor = (base_of(blob), base) if base else (version.number, blob)
    return Loaded(Known(from_json(head, Story), version), anchor, tuple(text(one) for one in followers))


def _present(heads: Sequence[Story | None]) -> tuple[Story, ...]:
    return tuple(head for head in heads if head is not None)
