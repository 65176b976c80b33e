"""How the watches do: which stand in too many of the day's stories, and which have not fired for long.

After start, after each reload and once a day the stories of the last day go through the watchlists in use, a few
at a time, in a thread, so that the loops have their turn between two handfuls; a reload meanwhile begins anew.
What comes of it is told to people and changes nothing.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from hashlib import blake2b

from monitor.clock import Clock
from monitor.config.settings import ReviewSettings
from monitor.model.errors import StoreError
from monitor.model.feed import Feed
from monitor.model.story import Story, Version
from monitor.model.warning import WarningKind, WatchWarning
from monitor.model.watch import Person, Topic, WatchKey
from monitor.pipeline.replay import changed_since
from monitor.pipeline.rules import release, running_of
from monitor.recording.rules import Rules
from monitor.routing import covers
from monitor.store.store import Store
from monitor.store.watches import WatchRecord
from monitor.telemetry import Event, Log, Metrics

DAY = timedelta(days=1)
HANDFUL = 16  # stories matched in one go: 4 ms at 250 µs each
MOST = 2000  # stories matched in one review, spread over the day: a share of 5 % is then known to 1 %
MOST_SAID = 20  # warnings logged one by one; of a list of thousands most names are seldom in the news

_REMEDIES = {
    "person": "its name may be a common one: see surname, context and not",
    "topic": "narrow it with all, none or near",
}


@dataclass(slots=True)
class _Seen:
    """What a review saw. `looked_at` counts a watchlist's stories, `fired` those that a watch stood in."""

    looked_at: Counter[str] = field(default_factory=Counter)
    fired: Counter[WatchKey] = field(default_factory=Counter)
    last: dict[WatchKey, datetime] = field(default_factory=dict)

    def at(self, key: WatchKey, moment: datetime) -> None:
        """Remember that a watch fired at `moment`."""
        self.last[key] = max(moment, self.last.get(key, moment))


@dataclass(frozen=True, slots=True)
class _Findings:
    """What came of a review: warnings, the records to be written, and the watches that are no more."""

    warnings: tuple[WatchWarning, ...]
    changed: Mapping[WatchKey, WatchRecord]
    gone: tuple[WatchKey, ...]


class Reviewer:
    """Reviews the watches in use. A reload calls `use`; `warnings` is what the last review found."""

    def __init__(
        self, *, clock: Clock, store: Store, rules: Rules, limits: ReviewSettings, metrics: Metrics
    ) -> None:
        self.warnings: tuple[WatchWarning, ...] = ()
        self._clock = clock
        self._store = store
        self._metrics = metrics
        self._rules = rules
        self._limits = limits
        self._reviewed: datetime | None = None  # when the last review began
        self._due = True
        self._log = Log(loop="review")

    def use(self, rules: Rules, limits: ReviewSettings) -> None:
        """Go by other rules from now on; a review under way is given up, and one is due at once."""
        self._rules, self._limits, self._due = rules, limits, True

    async def review_if_due(self) -> bool:
        """Review when that was not done today with the rules in use. Returns whether a review was finished."""
        now = self._clock.now()
        if not self._due and self._reviewed is not None and now - self._reviewed < DAY:
            return False
        self._due = False
        held = [self._rules]
        try:
            await self._store.running.keep(running_of(self._rules))
            findings = await self._review(held, now)
        except StoreError:  # /readyz says so; asked again at the next tick
            self._due = True
            return False
        finally:
            if held[0] is not self._rules:  # a reload let go of them, and this was their last user
                await asyncio.to_thread(release, held)
        if findings is None:
            return False
        self._reviewed = now
        self._log_outcome(findings.warnings)
        return True

    async def _review(self, held: list[Rules], now: datetime) -> _Findings | None:
        """Look at the stories since the last review, at least a day's; None when a reload came between.

        The rules stand in a list and in no variable: who holds them last must let go of them in a thread.
        """
        since = min(now - DAY, self._reviewed or now)
        stories, seen = await changed_since(self._store, since), _Seen()
        for story in stories:
            for told in story.told:
                seen.at(WatchKey(told.watchlist, told.watch), story.version_seen)
        chosen = stories[:: -(-len(stories) // MOST) or 1]
        for start in range(0, len(chosen), HANDFUL):
            some = chosen[start : start + HANDFUL]
            versions = await self._store.stories.newest([story.id for story in some])
            await asyncio.to_thread(_look, held[0], seen, tuple(zip(some, versions, strict=True)), now - DAY)
            if self._due:
                return None
        records, oldest = await self._store.watches.records(), await self._store.stories.oldest()
        findings = await asyncio.to_thread(_judge, held[0], self._limits, seen, records, oldest or now, now)
        await self._store.watches.keep(findings.changed, findings.gone)
        return findings

    def _log_outcome(self, warnings: tuple[WatchWarning, ...]) -> None:
        """Log what was not found before, and put the numbers right."""
        before = {(one.kind, one.watchlist, one.watch) for one in self.warnings}
        new = [one for one in warnings if (one.kind, one.watchlist, one.watch) not in before]
        for one in new[:MOST_SAID]:
            self._log.warning(Event.WATCH_WARNING, kind=one.kind.value, warning=one.sentence)
        if len(new) > MOST_SAID:
            self._log.warning(Event.WATCH_WARNING, warning=f"and {len(new) - MOST_SAID} more of such watches")
        self.warnings = warnings
        for kind in (WarningKind.TOO_BROAD, WarningKind.NEVER_FIRED):
            count = sum(one.kind is kind for one in warnings)
            self._metrics.watch_warnings.labels(kind.value).set(count)


def _look(rules: Rules, seen: _Seen, pairs: Sequence[tuple[Story, Version | None]], today: datetime) -> None:
    """Match a handful of stories as they stand now."""
    for story, version in pairs:
        if version is None:
            continue
        draft = version.draft
        found = rules.matcher.mentions(draft.headline, draft.paragraphs, draft.subjects, draft.language)
        feed = rules.feeds.get(story.feed) or Feed(id=story.feed, url="", agency=story.agency)
        lists = {name for name, watchlist in rules.watchlists.items() if covers(watchlist, feed)}
        fired = {mention.key for mention in found if mention.watchlist in lists}
        for key in fired:
            seen.at(key, story.version_seen)
        if story.version_seen >= today:
            seen.looked_at.update(lists)
            seen.fired.update(fired)


def _judge(
    rules: Rules,
    limits: ReviewSettings,
    seen: _Seen,
    records: Mapping[WatchKey, WatchRecord],
    oldest: datetime,
    now: datetime,
) -> _Findings:
    """Return what is to be told of each watch, and what is to be remembered. `oldest`: the oldest story kept."""
    warnings: list[WatchWarning] = []
    changed: dict[WatchKey, WatchRecord] = {}
    configured: set[WatchKey] = set()
    for watchlist in rules.watchlists.values():
        watches: list[Person | Topic] = [*watchlist.people, *watchlist.topics]
        for watch in watches:
            key = WatchKey(watchlist.name, watch.name)
            configured.add(key)
            record = _record(watch, records.get(key), seen.last.get(key), now)
            if record != records.get(key):
                changed[key] = record
            said = _too_broad(key, watch, seen, limits) or _silent(key, record, oldest, now, limits)
            warnings += [said] if said else []
    return _Findings(tuple(warnings), changed, tuple(records.keys() - configured))


def _record(
    watch: Person | Topic, known: WatchRecord | None, fired: datetime | None, now: datetime
) -> WatchRecord:
    """Return the record of a watch as it is now. With other terms it is another watch, watched from now on."""
    terms = _terms(watch)
    record = known if known is not None and known.terms == terms else WatchRecord(terms, now)
    newer = fired is not None and (record.fired is None or fired > record.fired)
    return replace(record, fired=fired) if newer else record


def _terms(watch: Person | Topic) -> str:
    """Return what tells one wording of a watch from another; keys left at their default do not count."""
    said = [
        (one.name, getattr(watch, one.name))
        for one in fields(watch)
        if getattr(watch, one.name) != one.default
    ]
    return blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _too_broad(
    key: WatchKey, watch: Person | Topic, seen: _Seen, limits: ReviewSettings
) -> WatchWarning | None:
    looked_at, fired = seen.looked_at[key.watchlist], seen.fired[key]
    if looked_at < limits.at_least or fired <= limits.too_broad * looked_at:
        return None
    remedy = _REMEDIES["person" if isinstance(watch, Person) else "topic"]
    sentence = (
        f"{key.watch} ({key.watchlist}) stands in {fired} of {looked_at} stories of the last day, more than "
        f"{100 * limits.too_broad:.3g} %; {remedy}"
    )
    return WatchWarning(WarningKind.TOO_BROAD, key.watchlist, key.watch, sentence)


def _silent(
    key: WatchKey, record: WatchRecord, oldest: datetime, now: datetime, limits: ReviewSettings
) -> WatchWarning | None:
    """Return the warning of a watch that has not fired for long; nothing where the store is younger than that."""
    long_ago = now - timedelta(seconds=limits.never_fired)
    if max(record.since, record.fired or record.since, oldest) > long_ago:
        return None
    days = round(limits.never_fired / DAY.total_seconds())
    since = f"watched since {_day(record.since)}" + (
        f", last fired on {_day(record.fired)}" if record.fired else ""
    )
    sentence = f"{key.watch} ({key.watchlist}) has not fired for {days} days; {since}"
    return WatchWarning(WarningKind.NEVER_FIRED, key.watchlist, key.watch, sentence)


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"
