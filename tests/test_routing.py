from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.alert import Addressee, Alert, Route
from monitor.model.change import Diff, Kind
from monitor.model.feed import Feed
from monitor.model.story import Draft, Story, Told, Version
from monitor.model.watch import Mention, Person, Priority, Reason, Topic, WatchKey, Watchlist
from monitor.routing import News, addressees_of, alerts_of, covers, told_after

NOW = datetime(2025, 3, 14, 6, 0, tzinfo=UTC)
FEED = Feed(id="wire-en", url="https://agency.example/f", agency="agency", tags=("wire",))
TEXT = "President Ilya Marsh spoke of a truce."
PERSON = WatchKey("Strait", "Ilya Marsh")
EVERY = tuple(Reason)


def watchlist(**changes: object) -> Watchlist:
    fields = {
        "name": "Strait",
        "people": (Person("Ilya Marsh"),),
        "topics": (Topic("Truce", any=("truce",)),),
    }
    return Watchlist(**(fields | changes))  # type: ignore[arg-type] # fields by name


def mention(key: WatchKey = PERSON) -> Mention:
    start = TEXT.index("Ilya Marsh")
    return Mention(0, start, start + 10, "Ilya Marsh", key.watchlist, key.watch, "body", "full name")


def news(*kinds: Kind, **more: object) -> News:
    number = 2 if kinds else 1
    diff = Diff(kinds, "One word changed.") if kinds else None
    draft = Draft("agency", "wire-en", "g", "u", "Marsh speaks", (TEXT,))
    story = Story("s", "agency", "wire-en", "g", "u", "Marsh speaks", number, "h", NOW, NOW, cluster="s")
    return News(FEED, story, Version("s", number, NOW, "h", draft, diff), **more)  # type: ignore[arg-type] # fields


def reasons(item: News, **changes: object) -> list[Reason]:
    return [alert.reason for alert in alerts_of(item, {"Strait": watchlist(**changes)}, Route("desk"), NOW)]


HERE, TOLD = (mention(),), (Told("Strait", "Ilya Marsh", ("desk",), 1),)


@pytest.mark.parametrize(
    ("kinds", "more", "expected"),
    [
        ((), {"mentions": HERE}, [Reason.FIRST_MENTION]),
        ((), {}, []),
        ((), {"mentions": HERE, "quiet": True}, []),
        ((), {"mentions": HERE, "elsewhere": frozenset({PERSON})}, []),
        ((), {"mentions": HERE, "told": TOLD}, []),
        ((Kind.COSMETIC,), {"mentions": HERE, "before": HERE, "told": TOLD}, []),
        ((Kind.UPDATE,), {"mentions": HERE, "before": HERE, "told": TOLD}, [Reason.UPDATE]),
        ((Kind.UPDATE,), {"mentions": HERE, "before": HERE}, [Reason.UPDATE]),
        ((Kind.UPDATE,), {"mentions": HERE}, [Reason.FIRST_MENTION]),
        ((Kind.UPDATE,), {"before": HERE, "told": TOLD}, [Reason.MENTION_REMOVED]),
        ((Kind.UPDATE,), {"told": TOLD}, []),
        ((Kind.UPDATE,), {"mentions": HERE, "before": HERE, "told": TOLD, "follows": True}, []),
        ((Kind.UPDATE, Kind.CORRECTION), {"mentions": HERE}, [Reason.CORRECTION]),
        ((Kind.CORRECTION,), {"told": TOLD}, [Reason.CORRECTION]),
        ((Kind.CORRECTION, Kind.RETRACTION), {"told": TOLD}, [Reason.RETRACTION]),
        ((Kind.RETRACTION,), {"before": HERE}, [Reason.RETRACTION]),
        ((Kind.RETRACTION,), {}, []),
    ],
)
def test_the_reason_follows_from_what_was_and_is_there(
    kinds: tuple[Kind, ...], more: dict[str, object], expected: list[Reason]
) -> None:
    assert reasons(news(*kinds, **more), on=EVERY) == expected


def test_a_watch_is_told_only_what_it_asked_for() -> None:
    assert reasons(news(mentions=HERE), on=(Reason.CORRECTION,)) == []
    assert reasons(news(Kind.UPDATE, before=HERE)) == []  # mention_removed is not asked for by default


@pytest.mark.parametrize(
    ("patterns", "covered"),
    [
        ((), True),
        (("wire-*",), True),
        (("tag:wire",), True),
        (("tag:w*",), True),
        (("other", "tag:x"), False),
    ],
)
def test_a_watchlist_covers_feeds_by_id_and_tag(patterns: tuple[str, ...], *, covered: bool) -> None:
    assert covers(watchlist(feeds=patterns), FEED) is covered
    assert (reasons(news(mentions=HERE), feeds=patterns) != []) is covered


def test_who_was_told_hears_of_the_correction_whatever_feed_it_comes_by() -> None:
    told = (Told("Strait", "Ilya Marsh", ("desk", "mail"), 1),)
    (alert,) = alerts_of(
        news(Kind.CORRECTION, told=told), {"Strait": watchlist(feeds=("other",))}, Route("desk"), NOW
    )
    assert [addressee.receiver for addressee in alert.addressees] == ["desk", "mail"]


def test_the_watchlists_own_receivers_go_before_the_routes() -> None:
    (alert,) = alerts_of(news(mentions=HERE), {"Strait": watchlist(notify=("night",))}, Route("desk"), NOW)
    assert [addressee.receiver for addressee in alert.addressees] == ["night"]


def test_an_alert_made_twice_is_the_same_alert_whenever_it_is_made() -> None:
    item, lists = news(mentions=HERE), {"Strait": watchlist()}
    (now,) = alerts_of(item, lists, Route("desk"), NOW)
    (later,) = alerts_of(item, lists, Route("desk"), NOW + timedelta(hours=1))
    assert replace(later, created=NOW) == now


@given(before=st.text(alphabet="ab \n", max_size=200), after=st.text(alphabet="cd ", max_size=200))
def test_a_snippet_is_a_slice_of_its_paragraph_that_holds_the_mention(before: str, after: str) -> None:
    text, start = f"{before}Ilya Marsh{after}", len(before)
    found = Mention(0, start, start + 10, "Ilya Marsh", "Strait", "Ilya Marsh", "body", "full name")
    item = news(mentions=(found,))
    item = replace(item, version=replace(item.version, draft=replace(item.version.draft, paragraphs=(text,))))
    (alert,) = alerts_of(item, {"Strait": watchlist()}, Route("desk"), NOW)
    seen = alert.mentions[0]
    assert text[seen.snippet_start :].startswith(seen.snippet)
    assert seen.snippet[start - seen.snippet_start :].startswith("Ilya Marsh")


def test_what_is_told_is_remembered_with_its_receivers() -> None:
    story = news().story
    alerts: tuple[Alert, ...] = alerts_of(news(mentions=HERE), {"Strait": watchlist()}, Route("desk"), NOW)
    once = told_after(story, alerts)
    assert once == (Told("Strait", "Ilya Marsh", ("desk",), 1),)
    assert told_after(Story(**{**fields(story), "told": once}), alerts) == once  # type: ignore[arg-type] # fields


def fields(story: Story) -> dict[str, object]:
    return {name: getattr(story, name) for name in Story.__slots__}


TREE = Route(
    "root",
    group_wait=60,
    routes=(
        Route("urgent", (("priority", ("urgent", "high")),), group_wait=0, continue_=True),
        Route(None, (("watchlist", ("Sport",)),), routes=(Route("sport-mail", (("kind", ("topic",)),)),)),
        Route("people", (("kind", ("person",)),)),
    ),
)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ({}, [Addressee("root", 60)]),
        ({"kind": "person"}, [Addressee("people", 60)]),
        ({"kind": "person", "priority": "urgent"}, [Addressee("urgent", 0), Addressee("people", 60)]),
        ({"priority": "high"}, [Addressee("urgent", 0)]),
        ({"watchlist": "Sport", "kind": "topic"}, [Addressee("sport-mail", 60)]),
        ({"watchlist": "Sport", "kind": "person"}, [Addressee("root", 60)]),
    ],
)
def test_the_route_tree_is_walked_as_alertmanager_does(
    labels: dict[str, str], expected: list[Addressee]
) -> None:
    assert list(addressees_of(TREE, labels)) == expected


@given(
    labels=st.dictionaries(
        st.sampled_from(["priority", "watchlist", "kind"]),
        st.sampled_from(["urgent", "Sport", "person", "x"]),
    )
)
def test_a_tree_with_a_receiver_at_its_root_always_finds_somebody_and_nobody_twice(
    labels: dict[str, str],
) -> None:
    receivers = [addressee.receiver for addressee in addressees_of(TREE, labels)]
    assert receivers
    assert len(receivers) == len(set(receivers))


def test_priority_travels_with_the_alert() -> None:
    (alert,) = alerts_of(
        news(mentions=HERE), {"Strait": watchlist(priority=Priority.URGENT)}, Route("desk"), NOW
    )
    assert (alert.priority, alert.watch_kind, alert.type) == (
        Priority.URGENT,
        "person",
        "story.first_mention",
    )
