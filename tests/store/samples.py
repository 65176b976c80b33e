"""Invented stories, versions and alerts, as the pipeline would hand them to the store."""

from dataclasses import replace
from datetime import datetime, timedelta

from monitor.model.alert import Alert, StoryRef
from monitor.model.change import Diff, Kind
from monitor.model.feed import Feed
from monitor.model.story import Draft, Story, Version
from monitor.model.watch import Priority, Reason
from monitor.store.outbox import Pending
from monitor.store.store import Store
from monitor.store.stories import Commit
from tests.servers.clock import MORNING

AGENCY = "norden"
FEED = Feed("norden-en", "https://norden.example/en.xml", AGENCY)
COPY = (
    "The harbour of Vellmar was closed on Friday after a ferry struck the northern mole.",
    "Nine people were taken to hospital, the port authority said, and none was in danger.",
    "Divers will look at the hull in the afternoon; traffic is led through the southern channel.",
)


def draft(number: int = 1, guid: str = "g-1") -> Draft:
    changed = f"Version {number} of the report counted {number * 7} vessels in the roads."
    headline = f"Ferry strikes mole ({number})"
    return Draft(AGENCY, FEED.id, guid, f"https://norden.example/{guid}", headline, (*COPY, changed))


def story(store: Store, number: int = 1, guid: str = "g-1", at: datetime = MORNING) -> Story:
    text = draft(number, guid)
    story_id = store.story_id(AGENCY, f"{guid}-digest")
    return Story(
        story_id,
        AGENCY,
        FEED.id,
        guid,
        text.url,
        text.headline,
        number,
        f"{guid}-h{number}",
        MORNING,
        at,
        cluster=story_id,
    )


def alert(head: Story, name: str = "a-1") -> Alert:
    ref = StoryRef(
        head.id,
        head.agency,
        head.feed,
        head.guid,
        head.url,
        head.headline,
        "en",
        head.version,
        head.first_seen,
        head.version_seen,
        head.cluster,
    )
    sentence = "The watch stands in the headline."
    return Alert(
        name,
        "story.update",
        Reason.UPDATE,
        sentence,
        Priority.HIGH,
        "Harbours",
        "Vellmar",
        "topic",
        head.version_seen,
        ref,
    )


def commit(
    store: Store,
    number: int = 1,
    guid: str = "g-1",
    alerts: tuple[Alert, ...] = (),
    keys: tuple[str, ...] | None = None,
    at: datetime = MORNING,
) -> Commit:
    """Version `number` of the story `guid`, coming after version number - 1."""
    head = story(store, number, guid, at)
    diff = Diff((Kind.UPDATE,), "A number changed.") if number > 1 else None
    before = f"{guid}-h{number - 1}" if number > 1 else ""
    version = Version(head.id, number, at, head.content_hash, draft(number, guid), diff)
    owned = (f"guid:{guid}", f"url:{head.url}") if keys is None else keys
    return Commit(head, version, number - 1, before, FEED.id, owned, bytes(range(200)), alerts)


def elsewhere(store: Store, one: Commit) -> Commit:
    """The same commit by an agency whose partition is another."""
    home = one.story.id[:2]
    agency = next(name for name in map("agency-{}".format, range(99)) if store.story_id(name, "")[:2] != home)
    assert one.version is not None
    head = replace(one.story, id=store.story_id(agency, "there"), agency=agency)
    return replace(one, story=head, version=replace(one.version, story=head.id))


def with_hash(one: Commit, content_hash: str) -> Commit:
    """The same commit with another text."""
    assert one.version is not None
    return replace(
        one,
        story=replace(one.story, content_hash=content_hash),
        version=replace(one.version, content_hash=content_hash),
    )


def pending(name: str, due: float = 0.0, group: str = "") -> Pending:
    return Pending(name, "desk", group, MORNING + timedelta(seconds=due))


async def deliver_to_desk(store: Store, *deliveries: Pending, guid: str = "g-1") -> None:
    """Commit a story with an alert and accept it as these deliveries."""
    head = story(store, 1, guid)
    await store.stories.commit(commit(store, 1, guid, (alert(head, f"a-{guid}"),)))
    (record,) = await store.outbox.read("reader", 100)
    await store.outbox.accept(record, deliveries)
