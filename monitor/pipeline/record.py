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
from monitor.identity.decide import Identity, Known
from monitor.identity.keys import content_hash, story_digest
from monitor.identity.similar import Sketch, sketch_of
from monitor.model.alert import Alert
from monitor.model.change import Diff, Kind
from monitor.model.errors import StoreError
from monitor.model.feed import Feed, FeedRecord
from monitor.model.story import Draft, Story, Version
from monitor.model.watch import Mention
from monitor.pipeline import health
from monitor.pipeline.company import Company, company_of
from monitor.pipeline.identify import Identifier
from monitor.pipeline.rendition import (
    another_rendition,
    beside_page,
    brings_less,
    corrected_by,
    counts_at_once,
    keep_last_text,
    newer,
    only_shortens,
    page_hand,
    shown_in_full,
)
from monitor.pipeline.rules import Rules
from monitor.routing import News, alerts_of, told_after
from monitor.store.store import Store
from monitor.store.stories import Commit, Committed, Sighting
from monitor.telemetry import Event, Log, Metrics

TRIES = 5  # commits of one entry before giving way to whoever keeps changing the story
HASHES = 50  # content hashes a head remembers: as many as versions are kept by default


class Took(StrEnum):
    """What became of an entry."""

    UNCHANGED = "unchanged"
    NEW = "new"
    VERSION = "version"
    HELD = "held"
    PAGE = "page"  # changed, but its story is read from its page: that is asked now


@dataclass(frozen=True, slots=True)
class Sight:
    """A draft as one feed shows it: its identity keys in order of trust, and what is known under them."""

    draft: Draft
    keys: tuple[str, ...]
    content_hash: str
    sighting: Sighting | None
    owners: tuple[str, ...] = ()  # every story that owns one of the keys
    page: bool = False  # read from the story's page, not from an entry

    def hand(self, feed: Feed) -> str:
        """Return the name under which this feed is remembered to have shown it."""
        return page_hand(feed.id) if self.page else feed.id


class Recorder:
    """Records drafts. `rules` may be swapped at any time: each entry is judged by those it began with."""

    def __init__(
        self, *, clock: Clock, store: Store, identifier: Identifier, rules: Rules, metrics: Metrics
    ) -> None:
        self.rules = rules
        self._clock = clock
        self._store = store
        self._identifier = identifier
        self._metrics = metrics
        self._one_at_a_time = asyncio.Lock()
        self._log = Log(loop="poll")

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
            if sight.page:  # the story went while its page was read
                return Took.UNCHANGED
            return await self._begin(feed, sight, record, identity, sketch)
        if sight.page and not known.story.paged:
            return await self._first_page(feed, sight, record, known, sketch)
        if not sight.page and self._is_read_from_page(known.story):
            return await self._beside_page(feed, sight, known)
        return await self._continue(feed, sight, record, known, sketch)

    async def _identify(self, sight: Sight, sketch: Sketch) -> tuple[Identity, Known | None]:
        """Say which story the draft belongs to; `Known` is None for a new one."""
        sighted = sight.sighting.story if sight.sighting else None
        if sight.page:  # whose page it is was settled when its address was taken from the entry
            known = (await self._identifier.known([sighted]))[0] if sighted else None
            return Identity(known.story.id if known else None), known
        return await self._identifier.whose(sight.draft, sighted, sketch)

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
            translation_of=identity.translation_of,
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
        shown_otherwise = another_rendition(feed, story, diff) if sight.sighting else only_shortens(diff)
        if not own and (stale or shown_otherwise):
            return await self._saw(feed, sight, story)
        doubt = "it shows an older version again" if stale and not newer(draft, latest.draft) else None
        doubt = doubt or (None if Kind.RETRACTION in diff.kinds else suspect(latest.draft, draft))
        if doubt and record.held < health.HOLD:
            self._log.warning(Event.ENTRY_HELD, feed=feed.id, story=story.id, reason=doubt)
            return Took.HELD
        if doubt and not stale:
            return await self._saw(feed, sight, story)
        return await self._next_version(feed, sight, known, diff, sketch)

    def _is_read_from_page(self, story: Story) -> bool:
        feed = self.rules.feeds.get(story.paged)
        return feed is not None and feed.full_text

    async def _first_page(
        self, feed: Feed, sight: Sight, record: FeedRecord, known: Known, sketch: Sketch
    ) -> Took | None:
        """Let the story be read from its page from now on, unless that brings less than the entry did."""
        story, latest = known.story, known.latest
        diff = judge(latest.draft, sight.draft)
        if brings_less(latest.draft, sight.draft, diff):
            return await self._saw(feed, sight, story)
        head = await self._joined(replace(story, paged=feed.id), sight, sketch)
        if counts_at_once(latest.draft, sight.draft, diff):
            return await self._next_version(feed, sight, Known(head, latest), diff, sketch)
        if diff.material:
            quiet = self._is_quiet(sight.draft, first_poll=record.last_success is None)
            return await self._next_version(
                feed, sight, Known(head, latest), diff, sketch, rendition=True, quiet=quiet
            )
        now_paged = replace(story, paged=feed.id)
        expected = (story.version, story.content_hash)
        same = Commit(now_paged, None, *expected, sight.hand(feed), sight.keys, sketch.to_bytes())
        if await self._store.stories.commit(same) in {Committed.CONFLICT, Committed.MOVED}:
            return None
        return await self._saw(feed, sight, story)

    async def _joined(self, story: Story, sight: Sight, sketch: Sketch) -> Story:
        """Return the story in the cluster its full text is a copy of: a teaser is too short to tell."""
        if story.copy_of or len(await self._store.stories.cluster(story.cluster)) > 1:
            return story
        found = await self._identifier.copied(sight.draft, story.agency, sketch)
        if not found.copy_of:
            return story
        return replace(story, cluster=found.cluster, copy_of=found.copy_of, copy_share=found.copy_share)

    async def _beside_page(self, feed: Feed, sight: Sight, known: Known) -> Took | None:
        """Take in an entry of a story that is read from its page: what it declares counts, else the page is asked."""
        story, latest = known.story, known.latest
        draft = beside_page(latest.draft, sight.draft)
        merged = replace(sight, draft=draft, content_hash=content_hash(draft))
        if sight.content_hash == story.content_hash:
            return await self._saw(feed, sight, story)
        diff = judge(latest.draft, draft)
        page = await self._store.pages.record(story.id)
        counts = page is None or page.failures or counts_at_once(latest.draft, draft, diff)
        if not counts or merged.content_hash == story.content_hash:
            await self._store.pages.turn_to(story.id, feed.id, draft.url)
            await self._saw(feed, sight, story)
            return Took.PAGE
        took = await self._next_version(feed, merged, known, diff, sketch_of(draft))
        if took is not None:
            await self._saw(feed, sight, story)
        return took

    async def _next_version(
        self,
        feed: Feed,
        sight: Sight,
        known: Known,
        diff: Diff,
        sketch: Sketch,
        *,
        rendition: bool = False,
        quiet: bool = False,
    ) -> Took | None:
        """Commit the next version. A `rendition` is the same story shown in full: no change of it is told."""
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
            corrected=corrected_by(known.story, diff),
            hashes=(*known.story.hashes, sight.content_hash)[-HASHES:],
        )
        told = shown_in_full(diff) if rendition else diff
        version = Version(story.id, story.version, now, sight.content_hash, draft, told, rendition)
        company = await company_of(self._store, self.rules, story, version)
        news = replace(
            self._news(feed, story, version, company, quiet=quiet),
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
            feed=sight.hand(feed),
            keys=sight.keys,
            sketch=sketch.to_bytes(),
            alerts=alerts,
            taken_from=tuple(owner for owner in sight.owners if owner != story.id),
        )
        match await self._store.stories.commit(commit):
            case Committed.CONFLICT | Committed.MOVED:
                return None
            case Committed.SAME:
                self._identifier.remember(story, sketch)
                return Took.UNCHANGED
            case _:
                self._identifier.remember(story, sketch)
                self._tell(feed, news, alerts)
                return took

    async def _saw(self, feed: Feed, sight: Sight, story: Story) -> Took:
        """Remember that the feed shows the story so, without a new version."""
        seen = Sighting(story.id, sight.content_hash)
        await self._store.stories.saw(story.agency, sight.hand(feed), dict.fromkeys(sight.keys, seen))
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
