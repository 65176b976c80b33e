"""A document's entries on their way into the store: gather, decide, commit.

    gather: who owns the keys → the stories that may matter → their clusters      (reads, a constant number)
    decide: each entry in turn, by a pure function, on what is known so far       (recording/decide.py)
    commit: everything in one pipeline, compare-and-set per story                 (writes)

Round trips of one document, whatever its entries: 1 for keys; 1 for the stories that own them or are like them, 1 more
where a key was reused; 3 for clusters, where there are any; 2 for the commit. A document that brings only new stories
takes 2.

One document at a time is gathered, decided and committed (a lock): two feeds that bring the same copy in the same
second must see one another, and what was decided on must not change while it is written. The lock is this process's;
another replica's commit in between is refused by the store's compare-and-set (`CONFLICT`, or `MOVED` when a key found
another owner), and the entries concerned, and those that were decided on top of them, are gathered and decided again.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from monitor.clock import Clock
from monitor.identity.known import Known
from monitor.identity.similar import Likeness, Sketch
from monitor.model.errors import StoreError
from monitor.model.story import Story, Version
from monitor.pipeline.identifier import Identifier
from monitor.recording.decide import HOLD, decide, id_of_new, needs_likeness
from monitor.recording.intents import (
    AskPage,
    Begin,
    EntryOutcome,
    Hold,
    Intent,
    Leave,
    MarkSeen,
    NextVersion,
    Recorded,
)
from monitor.recording.observation import Observation
from monitor.recording.rules import RulesInUse
from monitor.recording.state import KeyOwner, Member, State, members_of, owner_of, with_version
from monitor.store.codec import Anchor
from monitor.store.store import Store
from monitor.store.stories import Commit, Committed, Loaded, Mark
from monitor.telemetry import Event, Log, Metrics

TRIES = 5  # commits of one entry before giving way to whoever keeps changing the story


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is known of a document's entries.

    Attributes:
        state: What all decisions share.
        owners: By place of the observation, who owns each of its keys.
        alike: By place, the stories whose text is like it, where the text must tell whose story it is.
        anchors: By story, what its next delta is made against.
        before: By story that the index was told to expect another text of, the one it knows; None: no such story.
    """

    state: State
    owners: Mapping[int, tuple[KeyOwner | None, ...]]
    alike: Mapping[int, tuple[Likeness, ...]]
    anchors: Mapping[str, Anchor]
    before: Mapping[str, Sketch | None]


class Recorder:
    """Records what feeds and pages show. A document is judged by the rules it began with."""

    def __init__(
        self, *, clock: Clock, store: Store, identifier: Identifier, rules: RulesInUse, metrics: Metrics
    ) -> None:
        self.rules = rules
        self.raised: Callable[[], None] = lambda: None  # called when alerts were committed
        self._clock = clock
        self._store = store
        self._identifier = identifier
        self._metrics = metrics
        self._turn = asyncio.Lock()
        self._log = Log(loop="poll")

    async def record(self, observations: Sequence[Observation]) -> list[Recorded]:
        """Record what one document shows, the oldest entry first; returns what became of each.

        An entry that breaks us is logged, held back like a suspect one, and loses no other.

        Raises:
            StoreError: something could not be committed; what was committed before is safe, and is found so when the
                document is recorded again.
        """
        if not observations:
            return []
        done: dict[int, Recorded] = {}
        async with self._turn:
            for _ in range(TRIES):
                places = [at for at in range(len(observations)) if at not in done]
                if not places:
                    return [done[at] for at in range(len(observations))]
                done.update(await self._record_once(observations, places))
        if len(done) == len(observations):
            return [done[at] for at in range(len(observations))]
        raise StoreError(f"{len(observations) - len(done)} entries: still in conflict after {TRIES} tries")

    async def explain(self, observations: Sequence[Observation]) -> list[Intent | None]:
        """Return what would be done about each observation, without doing it; None for one that breaks us."""
        if not observations:
            return []
        async with self._turn:
            places = range(len(observations))
            gathered = await self._gather(observations, places, renew=False)
            intents = self._decide(observations, places, gathered)
            self._identifier.put_back(gathered.before)
        return [intents.get(at) for at in places]

    async def _record_once(
        self, observations: Sequence[Observation], places: Sequence[int]
    ) -> dict[int, Recorded]:
        """Gather, decide and commit once. Those in conflict are missing in what is returned."""
        gathered = await self._gather(observations, places)
        kept: set[str] = set()
        try:
            intents = self._decide(observations, places, gathered)
            done = await self._carry_out(observations, intents, gathered, kept)
        finally:  # what was expected and did not come must not be taken for a story
            self._identifier.put_back({s: was for s, was in gathered.before.items() if s not in kept})
        for at in places:
            if at not in intents:  # it broke us
                had_its_turns = observations[at].held >= HOLD
                done[at] = Recorded(EntryOutcome.UNCHANGED if had_its_turns else EntryOutcome.HELD)
        return done

    # gather

    async def _gather(
        self, observations: Sequence[Observation], places: Sequence[int], *, renew: bool = True
    ) -> Gathered:
        """Ask the store, in a constant number of round trips, for all that the decisions may depend on."""
        stories, pages = self._store.stories, self._store.pages
        owners = await self._owners(observations, places, renew=renew)
        changed = [at for at in places if not _shown_before(observations[at], owners[at])]
        owning = tuple(dict.fromkeys(one.story for at in changed for one in owners[at] if one))
        loaded = await stories.load(owning)
        prefix = self._store.id_prefix(observations[places[0]].draft.agency)
        alike, before = self._look_alike(observations, changed, owners, loaded, prefix)
        likely = {like.story for likes in alike.values() for like in likes} - loaded.keys() - before.keys()
        found = await stories.load(tuple(likely))
        self._identifier.forget(likely - found.keys())  # retention has taken them
        clusters, loaded = await self._clusters(loaded | found)
        state = State(
            rules=self.rules.now,
            stories={one: each.known for one, each in loaded.items()},
            clusters=clusters,
            pages=await pages.known([one for one, each in loaded.items() if each.known.story.paged]),
            id_prefix=prefix,
        )
        return Gathered(state, owners, alike, {one: each.anchor for one, each in loaded.items()}, before)

    async def _owners(
        self, observations: Sequence[Observation], places: Sequence[int], *, renew: bool
    ) -> dict[int, tuple[KeyOwner | None, ...]]:
        """Return by place who owns each of an observation's keys. One source shows them all: one round trip."""
        first = observations[places[0]]
        flat = [key for at in places for key in observations[at].keys]
        found = iter(await self._store.stories.look_up(first.draft.agency, first.source, flat, renew=renew))
        return {at: tuple(next(found) for _ in observations[at].keys) for at in places}

    def _look_alike(
        self,
        observations: Sequence[Observation],
        places: Iterable[int],
        owners: Mapping[int, tuple[KeyOwner | None, ...]],
        loaded: Mapping[str, Loaded],
        prefix: str,
    ) -> tuple[dict[int, tuple[Likeness, ...]], dict[str, Sketch | None]]:
        """Ask the index for stories alike, where the text must tell, and let it expect each entry's text.

        The expectation lets the entries of one document find one another though none is committed yet.
        """
        alike: dict[int, tuple[Likeness, ...]] = {}
        before: dict[str, Sketch | None] = {}
        for at in places:
            shown = observations[at]
            owner = owner_of(owners[at])
            known = loaded[owner.story].known if owner and owner.story in loaded else None
            story = known.story.id if known else id_of_new(shown, prefix)
            if needs_likeness(shown, known):
                alike[at] = self._identifier.alike(shown.sketch)
                story = id_of_new(shown, prefix)
            if not shown.page:  # a page begins no story, and no entry of its document is like it
                before.setdefault(story, self._identifier.expect(story, shown.sketch))
        return alike, before

    async def _clusters(
        self, loaded: Mapping[str, Loaded]
    ) -> tuple[dict[str, tuple[Member, ...]], dict[str, Loaded]]:
        """Return the clusters of these stories, and all that was loaded by then.

        Three round trips at most: leaders not known yet, their followers, what was put right among them.
        """
        stories = self._store.stories
        leaders = {one.known.story.cluster or name for name, one in loaded.items()}
        every = dict(loaded)
        every |= await stories.load([one for one in leaders if one not in every])
        followers = {one for leader in leaders & every.keys() for one in every[leader].followers}
        every |= await stories.load([one for one in followers if one not in every])
        members: dict[str, list[Known]] = {leader: [] for leader in leaders}
        for one in every.values():
            members.get(one.known.story.cluster or one.known.story.id, []).append(one.known)
        corrections = await stories.corrections([one.story for some in members.values() for one in some])
        return {leader: members_of(leader, some, corrections) for leader, some in members.items()}, every

    # decide

    def _decide(
        self, observations: Sequence[Observation], places: Iterable[int], gathered: Gathered
    ) -> dict[int, Intent]:
        """Decide in turn, each on what is known so far. One that breaks us is logged and left out."""
        intents: dict[int, Intent] = {}
        state, now = gathered.state, self._clock.now()
        for at in places:
            shown = observations[at]
            known = replace(state, owners=gathered.owners[at], alike=gathered.alike.get(at, ()))
            try:
                intent = decide(shown, known, now)
            except Exception:  # noqa: BLE001 - the top of the loop over entries
                self._log.failure(Event.LOOP_FAILED, feed=shown.feed.id, guid=shown.draft.guid)
                continue
            intents[at] = intent
            if isinstance(intent, Begin | NextVersion):
                state = with_version(state, intent.story, intent.version)
        return intents

    # commit

    async def _carry_out(
        self,
        observations: Sequence[Observation],
        intents: Mapping[int, Intent],
        gathered: Gathered,
        kept: set[str],
    ) -> dict[int, Recorded]:
        """Commit what was decided; `kept` is filled with the stories whose new text is in the store."""
        commits = {
            at: commit
            for at, intent in intents.items()
            if (commit := commit_of(observations[at], intent, gathered.owners[at]))
        }
        replies = await self._store.stories.commit_all(list(commits.values()), gathered.anchors)
        done: dict[int, Recorded] = {}
        failed: StoreError | None = None
        for at, reply in zip(commits, replies, strict=True):
            intent = intents[at]
            if isinstance(reply, StoreError):
                failed = failed or reply
            elif reply in {Committed.OK, Committed.SAME}:
                done[at] = self._committed(observations[at], intent, reply, kept)
        if failed is not None:
            raise failed
        await self._mark(observations, intents, gathered)
        for at, intent in intents.items():
            if at not in commits:
                done[at] = Recorded(_OUTCOMES[type(intent)], story_in(intent))
                self._log_silence(observations[at], intent)
        return done

    def _committed(self, shown: Observation, intent: Intent, reply: Committed, kept: set[str]) -> Recorded:
        """Tell what was committed. A text that another hand committed first, or this one before, is no news."""
        story = story_in(intent)
        kept.add(story)
        if reply is Committed.SAME or isinstance(intent, MarkSeen):
            return Recorded(EntryOutcome.UNCHANGED, story)
        if isinstance(
            intent, NextVersion
        ):  # a kill keeps the last text, and one joined by its text had another id
            self._identifier.expect(story, intent.sketch)
        if isinstance(intent, Begin | NextVersion):
            self._identifier.committed(intent.story)
        self._log_version(shown, intent)
        return Recorded(_OUTCOMES[type(intent)], story)

    async def _mark(
        self, observations: Sequence[Observation], intents: Mapping[int, Intent], gathered: Gathered
    ) -> None:
        """Remember what makes no version, and why; have pages asked. At most three round trips, mostly none."""
        marks, turns, notes = [], [], []
        for at, intent in intents.items():
            shown = observations[at]
            if isinstance(intent, AskPage) or (isinstance(intent, MarkSeen) and intent.head is None):
                source = (shown.draft.agency, shown.source)
                marks.append(Mark(*source, intent.story, shown.keys, intent.seen, intent.reason))
            if isinstance(intent, AskPage):
                turns.append((gathered.state.pages[intent.story], shown.feed.id, intent.url))
            if isinstance(intent, Hold):
                notes.append((intent.story, intent.reason))
        await self._store.stories.mark_seen(marks)
        await self._store.pages.turn_all(turns)
        await self._store.stories.note(observations[0].source, notes)

    def _log_version(self, shown: Observation, intent: Intent) -> None:
        if not isinstance(intent, Begin | NextVersion):
            return
        story, diff = intent.story, intent.version.diff
        if isinstance(intent, Begin) and intent.warning:
            self._log.warning(Event.STORY_WARNING, feed=shown.feed.id, story=story.id, warning=intent.warning)
        self._metrics.versions.inc()
        self._log.info(
            Event.STORY_VERSION if diff else Event.STORY_NEW,
            feed=shown.feed.id,
            story=story.id,
            version=story.version,
            headline=story.headline,
            kinds=[kind.value for kind in diff.kinds] if diff else [],
            copy_of=story.copy_of,
            why=intent.reason,
            silence=intent.silence,
        )
        for alert in intent.alerts:
            self._metrics.alerts.labels(alert.reason.value).inc()
            self._log.info(
                Event.ALERT_RAISED, alert=alert.id, type=alert.type, watch=alert.watch, story=story.id
            )
        if intent.alerts:
            self.raised()

    def _log_silence(self, shown: Observation, intent: Intent) -> None:
        """Say why there is no version: a suspect entry to whoever operates the service, the rest to who debugs it."""
        said = {"feed": shown.feed.id, "story": story_in(intent), "reason": intent.reason}
        if isinstance(intent, Hold):
            self._log.warning(Event.ENTRY_HELD, **said)
        elif not isinstance(intent, Leave):
            self._log.debug(Event.ENTRY_SEEN, **said)


_OUTCOMES: Mapping[type[Intent], EntryOutcome] = {
    Leave: EntryOutcome.UNCHANGED,
    MarkSeen: EntryOutcome.UNCHANGED,
    Hold: EntryOutcome.HELD,
    AskPage: EntryOutcome.PAGE,
    Begin: EntryOutcome.NEW,
    NextVersion: EntryOutcome.VERSION,
}


def commit_of(shown: Observation, intent: Intent, owners: Sequence[KeyOwner | None]) -> Commit | None:
    """Return what the store is to keep for an intent; None where it makes no version and changes no head."""
    version: Version | None
    match intent:
        case Begin(story=story, version=version, alerts=alerts, sketch=sketch):
            expected, seen = (0, ""), ""
        case NextVersion(story=story, version=version, alerts=alerts, sketch=sketch):
            expected, seen = intent.expected, intent.seen
        case MarkSeen(head=Story() as story):
            version, alerts, sketch, expected, seen = None, (), shown.sketch, intent.expected, intent.seen
        case _:
            return None
    others = dict.fromkeys(one.story for one in owners if one is not None and one.story != story.id)
    return Commit(
        story=story,
        version=version,
        expected_version=expected[0],
        expected_hash=expected[1],
        source=shown.source,
        keys=shown.keys,
        sketch=sketch.to_bytes(),
        alerts=alerts,
        taken_from=tuple(others),
        seen=seen,
    )


def story_in(intent: Intent) -> str:
    """Return the id of the story that an intent is about."""
    return intent.story.id if isinstance(intent, Begin | NextVersion) else intent.story


def _shown_before(shown: Observation, owners: Iterable[KeyOwner | None]) -> bool:
    owner = owner_of(owners)
    return owner is not None and owner.seen == shown.content_hash
