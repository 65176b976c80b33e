"""Who is told of a new version, and why: mentions + diff + routes + what was told before → alerts.

Pure: the same news gives the same alerts with the same ids, however often it is asked (a crash between
commit and answer asks twice).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase

from monitor.model.alert import Addressee, Alert, AlsoIn, ChangeRef, Route, SeenMention, StoryRef
from monitor.model.change import Diff, Kind
from monitor.model.feed import Feed
from monitor.model.ids import stable_id
from monitor.model.story import Story, Told, Version
from monitor.model.watch import Mention, Reason, WatchKey, Watchlist

SNIPPET = 60  # code points kept on each side of a mention: about two lines of a mail
MENTIONS = 20  # per alert; a name that stands forty times needs no forty proofs


@dataclass(frozen=True, slots=True)
class News:
    """Everything routing knows of one new version.

    Attributes:
        feed: where it was seen.
        story: the head as it will stand.
        version: the new version; its `diff` is None at version 1.
        mentions: in this version, `before` in the version before it.
        told: who was told of this story or its cluster.
        elsewhere: watches for which another story of the cluster has spoken already.
        also_in: the other stories of the cluster.
        quiet: stored without alerts (first sight of a feed, or too old).
        follows: a copy that only follows the story it copies.
    """

    feed: Feed
    story: Story
    version: Version
    mentions: tuple[Mention, ...] = ()
    before: tuple[Mention, ...] = ()
    told: tuple[Told, ...] = ()
    elsewhere: frozenset[WatchKey] = frozenset()
    also_in: tuple[AlsoIn, ...] = ()
    quiet: bool = False
    follows: bool = False


def alerts_of(
    news: News, watchlists: Mapping[str, Watchlist], routes: Route, now: datetime
) -> tuple[Alert, ...]:
    """Return the alerts this version deserves, at most one per watch.

    Args:
        news: the version and what is known round it.
        watchlists: by name, as they are now.
        routes: the root of the route tree.
        now: aware UTC; becomes `Alert.created`.
    """
    here, before = _by_watch(news.mentions), _by_watch(news.before)
    told = _told_by_watch(news.told)
    alerts = []
    for key in sorted({*here, *before, *told}, key=lambda key: (key.watchlist, key.watch)):
        watchlist = watchlists.get(key.watchlist)
        reason = _reason(
            news, here=key in here, before=key in before, told=key in told, elsewhere=key in news.elsewhere
        )
        if reason is None or watchlist is None or reason not in watchlist.on:
            continue
        if key not in told and not covers(watchlist, news.feed):
            continue
        addressees = _addressees(news, watchlist, key, reason, routes, told.get(key, ()))
        alerts.append(_alert(news, watchlist, key, reason, here.get(key, ()), addressees, now))
    return tuple(alerts)


def silence_of(news: News) -> str:
    """Say in a clause why nobody is told of a version that raised no alert."""
    diff, rendition = news.version.diff, news.version.rendition
    if not (news.mentions or news.before or news.told):
        return "no watch stands in it"
    if news.follows:
        return "it only follows what another story of its cluster has said"
    if rendition:
        return "it is the same story shown in full, and no watch stands in the longer text alone"
    if diff is not None and not diff.material:
        return "nothing but its form changed"
    if {mention.key for mention in news.mentions} <= news.elsewhere:
        return "another story of its cluster told it before"
    return "no watchlist that covers the feed asks to be told of this"


def told_after(story: Story, alerts: Sequence[Alert]) -> tuple[Told, ...]:
    """Return `story.told` with what these alerts will tell added."""
    told = {(entry.watchlist, entry.watch): entry for entry in story.told}
    for alert in alerts:
        key = (alert.watchlist, alert.watch)
        known = told.get(key)
        receivers = dict.fromkeys(
            (*(known.receivers if known else ()), *(a.receiver for a in alert.addressees))
        )
        first = known.version if known else alert.story.version
        told[key] = Told(alert.watchlist, alert.watch, tuple(receivers), first)
    return tuple(told.values())


def covers(watchlist: Watchlist, feed: Feed) -> bool:
    """Return whether the watchlist watches this feed: an id pattern ("efe-*") or a tag ("tag:wire")."""
    if not watchlist.feeds:
        return True
    names = (feed.id, *(f"tag:{tag}" for tag in feed.tags))
    return any(fnmatchcase(name, pattern) for pattern in watchlist.feeds for name in names)


def addressees_of(route: Route, labels: Mapping[str, str]) -> tuple[Addressee, ...]:
    """Walk the route tree as Alertmanager does: the first child that matches, more where it says continue."""
    found = {entry.receiver: entry for entry in reversed(tuple(_walk(route, labels, None, 0.0)))}
    return tuple(reversed(found.values()))


def _walk(route: Route, labels: Mapping[str, str], receiver: str | None, wait: float) -> Iterator[Addressee]:
    receiver = route.receiver if route.receiver is not None else receiver
    wait = route.group_wait if route.group_wait is not None else wait
    taken = False
    for child in route.routes:
        if all(labels.get(name, "") in accepted for name, accepted in child.match):
            taken = True
            yield from _walk(child, labels, receiver, wait)
            if not child.continue_:
                break
    if not taken and receiver is not None:
        yield Addressee(receiver, wait)


def _reason(news: News, *, here: bool, before: bool, told: bool, elsewhere: bool) -> Reason | None:
    """Return why this watch is told, None to keep silent. The first line that holds decides.

    A watch whose mention stood in neither version, and which was never told, has no part in the news.
    """
    diff = news.version.diff
    if news.quiet or news.follows:
        return None
    if diff is None:
        return Reason.FIRST_MENTION if here and not elsewhere and not told else None
    if news.version.rendition:  # nothing changed: only what the shorter form did not mention is new
        return Reason.FIRST_MENTION if here and not (before or told or elsewhere) else None
    if not diff.material:
        return None
    touched = here or before or told
    table = (
        (Kind.RETRACTION in diff.kinds and touched, Reason.RETRACTION),
        (Kind.CORRECTION in diff.kinds and touched, Reason.CORRECTION),
        (here and not before and not told, None if elsewhere else Reason.FIRST_MENTION),
        (here, Reason.UPDATE),
        (before, Reason.MENTION_REMOVED),
    )
    return next((reason for holds, reason in table if holds), None)


def _addressees(
    news: News, watchlist: Watchlist, key: WatchKey, reason: Reason, routes: Route, told: tuple[str, ...]
) -> tuple[Addressee, ...]:
    """Return who gets it: the watchlist's own receivers, else the routes; what mends goes to all who were told."""
    labels = {
        "priority": watchlist.priority.value,
        "watchlist": key.watchlist,
        "watch": key.watch,
        "kind": kind_of(watchlist, key),
        "agency": news.story.agency,
        "feed": news.feed.id,
        "reason": reason.value,
    }
    if watchlist.notify:
        chosen = tuple(Addressee(receiver, routes.group_wait or 0.0) for receiver in watchlist.notify)
    else:
        chosen = addressees_of(routes, labels)
    if reason.corrective:
        have = {addressee.receiver for addressee in chosen}
        chosen += tuple(Addressee(receiver) for receiver in told if receiver not in have)
    return chosen


def kind_of(watchlist: Watchlist, key: WatchKey) -> str:
    """Return "person" or "topic"."""
    return "person" if any(person.name == key.watch for person in watchlist.people) else "topic"


def _alert(
    news: News,
    watchlist: Watchlist,
    key: WatchKey,
    reason: Reason,
    mentions: tuple[Mention, ...],
    addressees: tuple[Addressee, ...],
    now: datetime,
) -> Alert:
    return Alert(
        id=stable_id(
            news.story.id, str(news.version.number), key.watchlist, key.watch, reason.value, size=12
        ),
        type=f"story.{reason.value}",
        reason=reason,
        sentence=_sentence(news, key, reason),
        priority=watchlist.priority,
        watchlist=key.watchlist,
        watch=key.watch,
        watch_kind=kind_of(watchlist, key),
        created=now,
        story=_story_ref(news),
        mentions=tuple(_seen(mention, news.version) for mention in mentions[:MENTIONS]),
        change=_change_ref(news.version),
        also_in=news.also_in,
        addressees=addressees,
    )


def _sentence(news: News, key: WatchKey, reason: Reason) -> str:
    """Return the one sentence a person reads first, at three in the morning too."""
    diff, number = news.version.diff, news.version.number
    change = diff.summary.rstrip(".").removeprefix("Corrected: ") if diff else ""
    agency = news.story.agency
    sentences = {
        Reason.FIRST_MENTION: (
            f"{key.watch} is mentioned in the full text of a story of {agency}"
            if news.version.rendition
            else f"{key.watch} appears in version {number} of a story of {agency}"
            if diff
            else f"{key.watch} is mentioned in a new story of {agency}"
        ),
        Reason.UPDATE: f"{agency} changed a story that mentions {key.watch}: {change}",
        Reason.CORRECTION: f"{agency} corrected a story about {key.watch}: {change}",
        Reason.RETRACTION: f"{agency} withdrew a story about {key.watch}. {change}",
        Reason.MENTION_REMOVED: f"{key.watch} is no longer mentioned in a story of {agency}: {change}",
    }
    return f"{sentences[reason]}."


def _story_ref(news: News) -> StoryRef:
    story, draft = news.story, news.version.draft
    return StoryRef(
        id=story.id,
        agency=story.agency,
        feed=news.feed.id,
        guid=draft.guid,
        url=draft.url,
        headline=draft.headline,
        language=draft.language,
        version=news.version.number,
        first_seen=story.first_seen,
        version_seen=news.version.first_seen,
        cluster=story.cluster,
        pub_status=draft.pub_status,
        urgency=draft.urgency,
        ed_note=draft.ed_note,
    )


def _change_ref(version: Version) -> ChangeRef | None:
    diff: Diff | None = version.diff
    if diff is None or version.rendition:
        return None
    return ChangeRef(
        from_version=version.number - 1,
        to_version=version.number,
        kinds=diff.kinds,
        summary=diff.summary,
        facts=diff.facts,
        old_headline=diff.old_headline,
        new_headline=diff.new_headline,
        added=diff.added,
        removed=diff.removed,
        blocks=diff.changed,
    )


def _seen(mention: Mention, version: Version) -> SeenMention:
    """Cut the words round a mention, at word ends where there are any."""
    draft = version.draft
    if mention.field == "subject":  # stands in the metadata: it is its own snippet
        return SeenMention(mention, mention.text, 0)
    text = draft.headline if mention.paragraph < 0 else draft.paragraphs[mention.paragraph]
    start = max(0, mention.start - SNIPPET)
    end = min(len(text), mention.end + SNIPPET)
    if start:
        space = text.find(" ", start, mention.start)
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", mention.end, end)
        end = space if space >= 0 else end
    return SeenMention(mention, text[start:end], start)


def _by_watch(mentions: Iterable[Mention]) -> dict[WatchKey, tuple[Mention, ...]]:
    found: dict[WatchKey, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.key, []).append(mention)
    return {key: tuple(sorted(places)) for key, places in found.items()}


def _told_by_watch(told: Iterable[Told]) -> dict[WatchKey, tuple[str, ...]]:
    found: dict[WatchKey, dict[str, None]] = {}
    for entry in told:
        found.setdefault(WatchKey(entry.watchlist, entry.watch), {}).update(dict.fromkeys(entry.receivers))
    return {key: tuple(receivers) for key, receivers in found.items()}
