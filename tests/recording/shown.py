"""Invented observations and what is known of their story, without a store."""

from dataclasses import replace
from datetime import datetime, timedelta

from monitor.identity.keys import content_hash, identity_keys
from monitor.identity.known import Known
from monitor.match.compile import compile_watchlists
from monitor.model.alert import Route
from monitor.model.feed import Feed
from monitor.model.story import Draft, Marker, MarkerName, PubStatus, Story, Version
from monitor.model.watch import Person, Watchlist
from monitor.recording.observation import Observation
from monitor.recording.rules import Rules
from monitor.recording.state import KeyOwner, State
from tests.servers.clock import MORNING

NOW = MORNING + timedelta(hours=1)
WIRE = Feed("wire", "https://wire.example/feed.xml", "wire")
SISTER = Feed("wire-world", "https://wire.example/world.xml", "wire")
PAGED = Feed("paged", "https://wire.example/paged.xml", "wire", full_text=True)
TEXT = (
    "The strait of Alder was closed on Friday after a ferry ran aground off the northern light.",
    "Karin Brandt, the harbour master, said nine people were taken ashore and none was hurt.",
    "Divers will look at the hull in the afternoon, and traffic is led through the southern channel.",
    "The ferry carries four hundred passengers in summer and was built at Vellmar eleven years ago.",
)
WATCHLIST = Watchlist("Strait", people=(Person("Karin Brandt"),), notify=("desk",))
RULES = Rules(
    feeds={feed.id: feed for feed in (WIRE, SISTER, PAGED)},
    watchlists={"Strait": WATCHLIST},
    routes=Route(receiver="desk"),
    matcher=compile_watchlists((WATCHLIST,)),
)


def draft(*paragraphs: str, guid: str = "w-1", headline: str = "Ferry aground off Alder") -> Draft:
    return Draft(
        "wire",
        "wire",
        guid,
        f"https://wire.example/{guid}",
        headline,
        paragraphs or TEXT,
        language="en",
        published=MORNING,
    )


def observation(text: Draft | None = None, feed: Feed = WIRE, **more: object) -> Observation:
    shown = replace(text or draft(), feed=feed.id)
    plain = Observation(feed, shown, identity_keys(shown), content_hash(shown))
    return replace(plain, **more)  # type: ignore[arg-type] # fields of an observation, by name


def known(text: Draft | None = None, version: int = 1, at: datetime = MORNING, **more: object) -> Known:
    """A story whose newest version says this."""
    latest = text or draft()
    hashed = content_hash(latest)
    story = Story(
        "00story",
        "wire",
        "wire",
        latest.guid,
        latest.url,
        latest.headline,
        version,
        hashed,
        MORNING,
        at,
        language="en",
        cluster="00story",
        hashes=(hashed,),
    )
    story = replace(story, **more)  # type: ignore[arg-type] # fields of a story, by name
    return Known(story, Version(story.id, version, at, hashed, latest))


def state(owned: Known | None = None, seen: str | None = None, **more: object) -> State:
    """What is known: nothing, or that a story owns the keys, and what the source showed last ("" for never)."""
    plain = State(RULES)
    if owned is not None:
        last = owned.story.content_hash if seen is None else seen
        owner = KeyOwner(owned.story.id, last)
        plain = State(RULES, (owner, owner), {owned.story.id: owned})
    return replace(plain, **more)  # type: ignore[arg-type] # fields of a state, by name


def corrected(text: Draft) -> Draft:
    return replace(text, markers=(Marker(MarkerName.CORRECTION, "CORRECTED-"),))


def killed(text: Draft) -> Draft:
    return replace(
        text,
        paragraphs=("The story is withdrawn.",),
        markers=(Marker(MarkerName.KILL, "KILL"),),
        pub_status=PubStatus.CANCELED,
    )


def swapped(old: str, new: str) -> tuple[str, ...]:
    return tuple(paragraph.replace(old, new) for paragraph in TEXT)
