"""One entry's way from a draft to a committed version with its alerts.

    known already? → identify → version and diff → match → route → commit

Identity is decided and committed one entry at a time (a lock), so that two feeds that bring the same copy in
the same second see one another. Another replica's commit in between shows as CONFLICT: read again, decide again.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from monitor.clock import Clock
from monitor.diff.judge import judge, suspect
from monitor.identity.decide import Identity, Known, decide
from monitor.identity.keys import story_digest
from monitor.identity.similar import Likeness, Sketch, SketchIndex, sketch_of
from monitor.model.alert import Alert
from monitor.model.change import Diff, Kind
from monitor.model.errors import StoreError
from monitor.model.feed import Feed, FeedRecord
from monitor.model.story import Draft, PubStatus, Story, Version
from monitor.model.watch import Mention
from monitor.pipeline import health
from monitor.pipeline.company import Company, company_of
from monitor.pipeline.rules import Rules
from monitor.routing import News, alerts_of, told_after
from monitor.store.store import Store
from monitor.store.stories import Commit, Committed, Sighting
from monitor.telemetry import Event, Log, Metrics

TRIES = 5  # commits of one entry before giving way to whoever keeps changing the story
HASHES = 50  # content hashes a head remembers: as many as versions are kept by default
FOLLOW = 1000  # journal records taken in at once
ALIKE = 5  # stories looked at when no key is known


class Took(StrEnum):
    """What became of an entry."""

    UNCHANGED = "unchanged"
    NEW = "new"
    VERSION = "version"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Sight:
    """A draft as one feed shows it: its identity keys in order of trust, and what is known under them."""

    draft: Draft
    keys: tuple[str, ...]
    content_hash: str
    sighting: Sighting | None
    owners: tuple[str, ...] = ()  # every story that owns one of the keys


class Recorder:
    """Records drafts. `rules` may be swapped at any time: each entry is judged by those it began with."""

    def __init__(
        self, *, clock: Clock, store: Store, index: SketchIndex, rules: Rules, metrics: Metrics
    ) -> None:
        self.rules = rules
        self._clock = clock
        self._store = store
        self._index = index
        self._metrics = metrics
        self._one_at_a_time = asyncio.Lock()
        self._followed: dict[int, str] = {}
        self._log = Log(loop="poll")

    async def load(self) -> int:
        """Fill the sketch index from the store. Returns how many stories it knows."""
        count, self._followed = 0, dict(await self._store.journal.ends())
        async for story, blob in self._store.stories.sketches():
            self._index.add(story, Sketch.from_bytes(blob))
            count += 1
        return count

    async def follow(self) -> None:
        """Take in what other replicas committed since the last look, so that their stories are known here."""
        records = await self._store.journal.tail(self._followed, FOLLOW)
        self._followed = {**self._followed, **{record.partition: record.message_id for record in records}}
        stories = tuple(dict.fromkeys(record.story for record in records))
        for story, blob in zip(stories, await self._store.stories.sketch(stories), strict=True):
            if blob:
                self._index.add(story, Sketch.from_bytes(blob))

    async def record(self, feed: Feed, sight: Sight, record: FeedRecord) -> Took:
        """Record what one entry shows.

        Args:
            feed: the feed that shows it.
            sight: the draft and what is known under its keys.
            record: the feed's record before this poll (its first poll raises fewer alerts).

        Raises:
            StoreError: when the commit could not be made; nothing of it is stored then.
        """
        if sight.sighting is not None and sight.sighting.seen == sight.content_hash:
            return Took.UNCHANGED
        async with self._one_at_a_time:
            for _ in range(TRIES):
                took = await self._try(feed, sight, record)
                if took is not None:
                    return took
        raise StoreError(
            f"story {sight.draft.guid or sight.draft.url}: still in conflict after {TRIES} tries"
        )

    async def _try(self, feed: Feed, sight: Sight, record: FeedRecord) -> Took | None:
        """Decide and commit once. Returns None when another hand was faster."""
        sketch = sketch_of(sight.draft)
        identity, known = await self._identify(sight, sketch)
        if identity.warning:
            self._log.warning(
                Event.STORY_WARNING, feed=feed.id, story=identity.story, warning=identity.warning
            )
        if known is None:
            return await self._begin(feed, sight, record, identity, sketch)
        return await self._continue(feed, sight, record, known, sketch)

    async def _identify(self, sight: Sight, sketch: Sketch) -> tuple[Identity, Known | None]:
        """Say which story the draft belongs to; `Known` is None for a new one."""
        sighted = await self._known(sight.sighting.story) if sight.sighting else None
        alike: list[tuple[Known, Likeness]] = []
        for likeness in self._index.alike(sketch, ALIKE):
            known = await self._known(likeness.story)
            if known is None:
                self._index.discard(likeness.story)
            else:
                alike.append((known, likeness))
        identity = decide(sight.draft, sighted, alike, self._clock.now())
        if identity.story is None:
            return identity, None
        candidates = ([sighted] if sighted else []) + [known for known, _ in alike]
        found = next((known for known in candidates if known.story.id == identity.story), None)
        return identity, found or await self._known(identity.story)

    async def _known(self, story_id: str) -> Known | None:
        story = (await self._store.stories.get((story_id,)))[0]
        latest = await self._store.stories.version(story_id) if story else None
        return Known(story, latest) if story and latest else None

    async def _begin(
        self, feed: Feed, sight: Sight, record: FeedRecord, identity: Identity, sketch: Sketch
    ) -> Took | None:
        """Commit version 1 of a new story."""
        now, draft = self._clock.now(), sight.draft
        story_id = self._store.story_id(draft.agency, story_digest(draft, sight.content_hash))
        story = Story(
            id=story_id,
            agency=draft.agency,
            feed=feed.id,
            guid=draft.guid,
            url=draft.url,
            headline=draft.headline,
            version=1,
            content_hash=sight.content_hash,
            first_seen=now,
            version_seen=now,
            language=draft.language,
            pub_status=draft.pub_status,
            cluster=identity.cluster or story_id,
            copy_of=identity.copy_of,
            copy_share=identity.copy_share,
            hashes=(sight.content_hash,),
        )
        version = Version(story_id, 1, now, sight.content_hash, draft)
        company = await company_of(self._store, self.rules, story, version)
        quiet = self._is_quiet(draft, first_poll=record.last_success is None)
        news = self._news(feed, story, version, company, quiet=quiet)
        return await self._commit(feed, sight, news, sketch, expected=(0, ""), took=Took.NEW)

    async def _continue(
        self, feed: Feed, sight: Sight, record: FeedRecord, known: Known, sketch: Sketch
    ) -> Took | None:
        """Commit the next version of a known story, or say why there is none."""
        story, latest, draft = known.story, known.latest, sight.draft
        if sight.content_hash == story.content_hash:
            return await self._saw(feed, sight, story)
        diff = judge(latest.draft, draft)
        stale = sight.content_hash in story.hashes
        own = sight.sighting is not None and bool(sight.sighting.seen)
        if not own and (stale or _another_rendition(feed, story, sight, diff)):
            return await self._saw(feed, sight, story)
        doubt = "it shows an older version again" if stale and not _newer(draft, latest.draft) else None
        doubt = doubt or (None if Kind.RETRACTION in diff.kinds else suspect(latest.draft, draft))
        if doubt and record.held < health.HOLD:
            self._log.warning(Event.ENTRY_HELD, feed=feed.id, story=story.id, reason=doubt)
            return Took.HELD
        if doubt and not stale:
            return await self._saw(feed, sight, story)
        return await self._next_version(feed, sight, known, diff, sketch)

    async def _next_version(
        self, feed: Feed, sight: Sight, known: Known, diff: Diff, sketch: Sketch
    ) -> Took | None:
        now, before = self._clock.now(), known.latest.draft
        retracted = Kind.RETRACTION in diff.kinds
        draft = keep_last_text(before, sight.draft) if retracted else sight.draft
        story = replace(
            known.story,
            version=known.story.version + 1,
            content_hash=sight.content_hash,
            headline=draft.headline,
            guid=draft.guid,
            url=draft.url or known.story.url,
            version_seen=now,
            pub_status=draft.pub_status,
            corrected=_corrected(known.story, diff),
            hashes=(*known.story.hashes, sight.content_hash)[-HASHES:],
        )
        version = Version(story.id, story.version, now, sight.content_hash, draft, diff)
        company = await company_of(self._store, self.rules, story, version)
        news = replace(
            self._news(feed, story, version, company),
            before=self._mentions(before),
            follows=company.has_told(diff),
        )
        expected = (known.story.version, known.story.content_hash)
        kept = sketch_of(draft) if retracted else sketch
        return await self._commit(feed, sight, news, kept, expected=expected, took=Took.VERSION)

    def _news(
        self, feed: Feed, story: Story, version: Version, company: Company, *, quiet: bool = False
    ) -> News:
        draft = version.draft
        return News(
            feed=feed,
            story=story,
            version=version,
            mentions=self._mentions(draft),
            told=(*story.told, *company.told),
            elsewhere=company.spoken,
            also_in=company.also_in,
            quiet=quiet,
        )

    def _mentions(self, draft: Draft) -> tuple[Mention, ...]:
        return self.rules.matcher.mentions(draft.headline, draft.paragraphs, draft.subjects, draft.language)

    async def _commit(
        self, feed: Feed, sight: Sight, news: News, sketch: Sketch, *, expected: tuple[int, str], took: Took
    ) -> Took | None:
        alerts = alerts_of(news, self.rules.watchlists, self.rules.routes, self._clock.now())
        story = replace(news.story, told=told_after(news.story, alerts))
        commit = Commit(
            story=story,
            version=news.version,
            expected_version=expected[0],
            expected_hash=expected[1],
            feed=feed.id,
            keys=sight.keys,
            sketch=sketch.to_bytes(),
            alerts=alerts,
            taken_from=tuple(owner for owner in sight.owners if owner != story.id),
        )
        match await self._store.stories.commit(commit):
            case Committed.CONFLICT | Committed.MOVED:
                return None
            case Committed.SAME:
                self._index.add(story.id, sketch)
                return Took.UNCHANGED
            case _:
                self._index.add(story.id, sketch)
                self._tell(feed, news, alerts)
                return took

    async def _saw(self, feed: Feed, sight: Sight, story: Story) -> Took:
        """Remember that the feed shows the story so, without a new version."""
        seen = Sighting(story.id, sight.content_hash)
        await self._store.stories.saw(story.agency, feed.id, dict.fromkeys(sight.keys, seen))
        return Took.UNCHANGED

    def _is_quiet(self, draft: Draft, *, first_poll: bool) -> bool:
        """Say whether a new story is stored without alerts (INTERFACE.md, "First sight")."""
        now, dated = self._clock.now(), draft.updated or draft.published
        if dated is not None and now - dated > timedelta(seconds=self.rules.alert_max_age):
            return True
        fresh = dated is not None and now - dated <= timedelta(seconds=self.rules.first_poll_alerts)
        return first_poll and not fresh

    def _tell(self, feed: Feed, news: News, alerts: Sequence[Alert]) -> None:
        story, diff = news.story, news.version.diff
        self._metrics.versions.inc()
        self._log.info(
            Event.STORY_VERSION if diff else Event.STORY_NEW,
            feed=feed.id,
            story=story.id,
            version=story.version,
            headline=story.headline,
            kinds=[kind.value for kind in diff.kinds] if diff else [],
            copy_of=story.copy_of,
        )
        for alert in alerts:
            self._metrics.alerts.labels(alert.reason.value).inc()
            self._log.info(
                Event.ALERT_RAISED, alert=alert.id, type=alert.type, watch=alert.watch, story=story.id
            )


def keep_last_text(before: Draft, kill: Draft) -> Draft:
    """Return the version a kill makes: the last text stays, the kill's own words go to the editor's note."""
    words = " ".join(filter(None, (kill.ed_note, *kill.paragraphs))) or kill.headline
    return replace(
        before,
        guid=kill.guid,
        url=kill.url or before.url,
        markers=kill.markers,
        pub_status=PubStatus.CANCELED,
        ed_note=words,
        updated=kill.updated or before.updated,
    )


def _corrected(story: Story, diff: Diff) -> tuple[int, ...]:
    """Return the numbers of the story's corrections with the version this diff makes, when it is one."""
    mends = {Kind.CORRECTION, Kind.RETRACTION} & set(diff.kinds)
    return (*story.corrected, story.version + 1) if mends else story.corrected


def _newer(draft: Draft, than: Draft) -> bool:
    """Return whether the agency itself dates this state later than that one."""
    return draft.updated is not None and than.updated is not None and draft.updated > than.updated


def _another_rendition(feed: Feed, story: Story, sight: Sight, diff: Diff) -> bool:
    """Return whether a sister feed merely shows the story shorter or longer (a summary, a full text).

    A declared correction or a fact that differs is news wherever it is seen first.
    """
    if feed.id == story.feed or sight.sighting is None:
        return False
    declared = {Kind.CORRECTION, Kind.RETRACTION} & set(diff.kinds)
    return not declared and not any(fact.old and fact.new for fact in diff.facts)
