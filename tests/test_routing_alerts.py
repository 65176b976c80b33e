"""The alert as a whole: what a receiver is told, to the last field."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.model.alert import Addressee, Alert, AlsoIn, ChangeRef, Route, SeenMention, StoryRef
from monitor.model.change import Block, Diff, Fact, FactKind, Kind, Op, Piece
from monitor.model.feed import Feed
from monitor.model.story import Draft, PubStatus, Story, Told, Version
from monitor.model.watch import Mention, Person, Priority, Reason, Topic, WatchKey, Watchlist
from monitor.routing import News, alerts_of, told_after

FIRST = datetime(2025, 3, 14, 6, 0, tzinfo=UTC)
SEEN = datetime(2025, 3, 14, 7, 0, tzinfo=UTC)
NOW = datetime(2025, 3, 14, 8, 0, tzinfo=UTC)
FEED = Feed(id="wire-en", url="https://agency.example/f", agency="agency", tags=("wire",))
TEXT = "President Ilya Marsh spoke of a truce."
LISTS = {
    "Strait": Watchlist(
        "Strait",
        people=(Person("Ilya Marsh"), Person("Karin Brandt")),
        topics=(Topic("Truce", any=("truce",)),),
        priority=Priority.HIGH,
        on=tuple(Reason),
    ),
    "Names": Watchlist("Names", people=(Person("Ilya Marsh"),), notify=("night", "mail"), on=tuple(Reason)),
}
BLOCKS = (
    Block(Op.EQUAL, (Piece(Op.EQUAL, "Marsh speaks"),), -1, -1),
    Block(Op.CHANGED, (Piece(Op.REMOVED, "9"), Piece(Op.ADDED, "90")), 0, 0),
)
DIFF = Diff(
    (Kind.UPDATE,),
    "Corrected: Number 9 → 90 in paragraph 1.",
    (Fact(FactKind.NUMBER, "9", "90", 0),),
    BLOCKS,
    ("A sentence more.",),
    ("A sentence less.",),
    "Marsh speaks",
    "Marsh speaks again",
)
DRAFT = Draft(
    "agency",
    "wire-en",
    "guid",
    "https://agency.example/1",
    "Marsh speaks again",
    (TEXT,),
    language="en",
    pub_status=PubStatus.WITHHELD,
    urgency=4,
    ed_note="Corrects the number.",
)


def mention(watch: str = "Ilya Marsh", watchlist: str = "Strait", text: str = TEXT, at: int = 0) -> Mention:
    word = watch if watch in text else "truce"
    start = text.index(word)
    return Mention(at, start, start + len(word), word, watchlist, watch, "body", "full name")


def news(diff: Diff | None = DIFF, **more: object) -> News:
    number = 1 if diff is None else 3
    story = Story(
        "03aa", "agency", "elsewhere", "old", "old", "old", number, "h", FIRST, FIRST, cluster="07bb"
    )
    version = Version("03aa", number, SEEN, "h", DRAFT, diff, rendition=bool(more.pop("rendition", False)))
    return News(FEED, story, version, **more)  # type: ignore[arg-type] # fields


def alerts(item: News, route: Route = Route("desk", group_wait=30)) -> tuple[Alert, ...]:  # noqa: B008 - frozen
    return alerts_of(item, LISTS, route, NOW)


def test_an_alert_carries_all_that_is_known_of_the_story_and_the_change() -> None:
    also = (AlsoIn("other", "other-en", "https://other.example/1", copy=True),)
    item = news(mentions=(mention(),), before=(mention(),), also_in=also)

    (alert,) = alerts(item)

    assert alert == Alert(
        id="bb1c64057f120f845eb9b625",
        type="story.update",
        reason=Reason.UPDATE,
        sentence="agency changed a story that mentions Ilya Marsh: Number 9 → 90 in paragraph 1.",
        priority=Priority.HIGH,
        watchlist="Strait",
        watch="Ilya Marsh",
        watch_kind="person",
        created=NOW,
        story=StoryRef(
            id="03aa",
            agency="agency",
            feed="wire-en",
            guid="guid",
            url="https://agency.example/1",
            headline="Marsh speaks again",
            language="en",
            version=3,
            first_seen=FIRST,
            version_seen=SEEN,
            cluster="07bb",
            pub_status=PubStatus.WITHHELD,
            urgency=4,
            ed_note="Corrects the number.",
        ),
        mentions=(SeenMention(mention(), TEXT, 0),),
        change=ChangeRef(
            from_version=2,
            to_version=3,
            kinds=(Kind.UPDATE,),
            summary="Corrected: Number 9 → 90 in paragraph 1.",
            facts=(Fact(FactKind.NUMBER, "9", "90", 0),),
            old_headline="Marsh speaks",
            new_headline="Marsh speaks again",
            added=("A sentence more.",),
            removed=("A sentence less.",),
            blocks=BLOCKS[1:],
        ),
        also_in=also,
        addressees=(Addressee("desk", 30),),
    )


@pytest.mark.parametrize(
    ("kinds", "more", "sentence"),
    [
        (None, {}, "Ilya Marsh is mentioned in a new story of agency."),
        ((Kind.UPDATE,), {}, "Ilya Marsh appears in version 3 of a story of agency."),
        (
            (Kind.COSMETIC,),
            {"rendition": True},
            "Ilya Marsh is mentioned in the full text of a story of agency.",
        ),
        (
            (Kind.CORRECTION,),
            {},
            "agency corrected a story about Ilya Marsh: Number 9 → 90 in paragraph 1.",
        ),
        (
            (Kind.RETRACTION,),
            {},
            "agency withdrew a story about Ilya Marsh. Number 9 → 90 in paragraph 1.",
        ),
    ],
)
def test_the_first_sentence_says_what_happened(
    kinds: tuple[Kind, ...] | None, more: dict[str, bool], sentence: str
) -> None:
    diff = replace(DIFF, kinds=kinds) if kinds else None
    (alert,) = alerts(news(diff, mentions=(mention(),), **more))
    assert alert.sentence == sentence


def test_a_mention_that_is_gone_is_told_as_gone() -> None:
    (alert,) = alerts(news(before=(mention(),)))
    assert alert.sentence == (
        "Ilya Marsh is no longer mentioned in a story of agency: Number 9 → 90 in paragraph 1."
    )
    assert alert.mentions == ()


@pytest.mark.parametrize(
    "more",
    [
        {"before": (mention(),)},
        {"told": (Told("Strait", "Ilya Marsh", ("desk",), 1),)},
        {"elsewhere": frozenset({WatchKey("Strait", "Ilya Marsh")})},
        {"mentions": ()},
    ],
    ids=["mentioned before", "told before", "told elsewhere", "not mentioned"],
)
def test_the_full_text_tells_only_what_the_short_form_did_not(more: dict[str, object]) -> None:
    cosmetic = replace(DIFF, kinds=(Kind.COSMETIC,))
    seen: dict[str, object] = {"mentions": (mention(),), "rendition": True}
    assert alerts(news(cosmetic, **seen | more)) == ()
    (alert,) = alerts(news(cosmetic, **seen))
    assert (alert.reason, alert.change) == (Reason.FIRST_MENTION, None)


def test_a_watch_is_told_of_once_where_another_story_of_the_cluster_spoke_of_it() -> None:
    elsewhere = frozenset({WatchKey("Strait", "Ilya Marsh")})
    assert alerts(news(mentions=(mention(),), elsewhere=elsewhere)) == ()
    (alert,) = alerts(news(mentions=(mention(),), before=(mention(),), elsewhere=elsewhere))
    assert alert.reason is Reason.UPDATE


def test_each_watch_gets_its_alert_sorted_by_watchlist_and_watch() -> None:
    item = news(
        None,
        mentions=(mention("Truce"), mention(), mention(watchlist="Names"), mention("Gone", "Deleted")),
    )
    found = alerts(item)
    assert [(alert.watchlist, alert.watch, alert.watch_kind) for alert in found] == [
        ("Names", "Ilya Marsh", "person"),
        ("Strait", "Ilya Marsh", "person"),
        ("Strait", "Truce", "topic"),
    ]
    assert len({alert.id for alert in found}) == 3


def test_a_watchlists_own_receivers_wait_as_the_root_of_the_routes_says() -> None:
    item = news(None, mentions=(mention(watchlist="Names"),))
    assert alerts(item)[0].addressees == (Addressee("night", 30), Addressee("mail", 30))
    assert alerts(item, Route("desk"))[0].addressees == (Addressee("night", 0), Addressee("mail", 0))


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("priority", "high"),
        ("watchlist", "Strait"),
        ("watch", "Ilya Marsh"),
        ("kind", "person"),
        ("agency", "agency"),
        ("feed", "wire-en"),
        ("reason", "first_mention"),
    ],
)
def test_a_route_may_ask_for_each_label_of_an_alert(label: str, value: str) -> None:
    tree = Route("desk", routes=(Route("chosen", ((label, (value,)),)),))
    other = Route("desk", routes=(Route("chosen", ((label, ("other",)),)),))
    item = news(None, mentions=(mention(),))
    assert [one.receiver for one in alerts(item, tree)[0].addressees] == ["chosen"]
    assert [one.receiver for one in alerts(item, other)[0].addressees] == ["desk"]


@pytest.mark.parametrize(
    ("kind", "receivers"),
    [(Kind.UPDATE, ["desk"]), (Kind.CORRECTION, ["desk", "mail"]), (Kind.RETRACTION, ["desk", "mail"])],
)
def test_what_mends_goes_at_once_to_all_who_were_told_and_an_update_to_the_routes_alone(
    kind: Kind, receivers: list[str]
) -> None:
    told = (Told("Strait", "Ilya Marsh", ("mail", "desk"), 1), Told("Strait", "Truce", ("night",), 1))
    diff = replace(DIFF, kinds=(kind,))
    found = alerts(news(diff, mentions=(mention(),), before=(mention(),), told=told))
    (alert,) = (one for one in found if one.watch == "Ilya Marsh")
    assert [one.receiver for one in alert.addressees] == receivers
    assert [one.group_wait for one in alert.addressees] == [30, 0][: len(receivers)]


def test_who_was_told_by_two_stories_of_the_cluster_is_told_once() -> None:
    told = (Told("Strait", "Truce", ("mail",), 1), Told("Strait", "Truce", ("night", "mail"), 1))
    (alert,) = alerts(news(replace(DIFF, kinds=(Kind.RETRACTION,)), told=told))
    assert [one.receiver for one in alert.addressees] == ["desk", "mail", "night"]


def test_an_alert_shows_twenty_mentions_the_first_in_reading_order() -> None:
    places = tuple(replace(mention(), start=at, end=at + 1) for at in reversed(range(25)))
    (alert,) = alerts(news(None, mentions=places))
    assert [seen.mention.start for seen in alert.mentions] == list(range(20))


def snippet(text: str, start: int, end: int, **fields: object) -> tuple[str, int]:
    found = replace(mention(), start=start, end=end, text=text[start:end], **fields)  # type: ignore[arg-type] # fields
    item = news(None, mentions=(found,))
    item = replace(
        item,
        version=replace(item.version, draft=replace(DRAFT, headline=f"H {text}", paragraphs=("no", text))),
    )
    (alert,) = alerts(item)
    return alert.mentions[0].snippet, alert.mentions[0].snippet_start


def test_a_snippet_is_sixty_characters_on_each_side_cut_at_words() -> None:
    text = f"{'abcd ' * 20}MARSH{' efgh' * 20}"  # MARSH stands at 100
    assert snippet(text, 100, 105, paragraph=1) == (f"{'abcd ' * 11}MARSH{' efgh' * 11}", 45)
    near = f"{'abcd ' * 12}MARSH{' efgh' * 12}"
    assert snippet(near, 60, 65, paragraph=1) == (near, 0)
    longer = f"x{near}y"
    assert snippet(longer, 61, 66, paragraph=1) == (f"{'abcd ' * 11}MARSH{' efgh' * 11}", 6)


def test_a_snippet_of_one_long_word_is_cut_inside_it() -> None:
    text = f"{'a' * 100}MARSH{'b' * 100}"
    assert snippet(text, 100, 105, paragraph=1) == (f"{'a' * 60}MARSH{'b' * 60}", 40)


def test_a_space_at_the_cut_is_left_out() -> None:
    text = f"{'a' * 39} {'b' * 60}MARSH{'c' * 59} {'d' * 40}"
    assert snippet(text, 100, 105, paragraph=1) == (f"{'b' * 60}MARSH{'c' * 59}", 40)
    text = f"{'a' * 40} {'b' * 59}MARSH{'c' * 60} {'d' * 40}"
    assert snippet(text, 100, 105, paragraph=1) == (f"{'b' * 59}MARSH{'c' * 60}", 41)


def test_a_mention_in_the_headline_is_cut_from_the_headline() -> None:
    assert snippet("MARSH speaks", 2, 7, paragraph=-1) == ("H MARSH speaks", 0)


def test_a_subject_is_its_own_snippet() -> None:
    found = replace(mention(), paragraph=-2, start=0, end=5, text="11002000", field="subject")
    (alert,) = alerts(news(None, mentions=(found,)))
    assert alert.mentions == (SeenMention(found, "11002000", 0),)


def test_who_was_told_is_added_to_what_was_known_with_the_first_version() -> None:
    story = replace(
        news().story,
        told=(Told("Strait", "Truce", ("mail",), 1), Told("Strait", "Ilya Marsh", ("mail",), 2)),
    )
    made = alerts(news(mentions=(mention(), mention(watchlist="Names"))))
    assert told_after(story, made) == (
        Told("Strait", "Truce", ("mail",), 1),
        Told("Strait", "Ilya Marsh", ("mail", "desk"), 2),
        Told("Names", "Ilya Marsh", ("night", "mail"), 3),
    )


def test_a_route_without_a_receiver_inherits_it_with_its_wait() -> None:
    tree = Route(
        "root",
        group_wait=60,
        routes=(
            Route(None, (("kind", ("person",)),), group_wait=5, continue_=True, routes=(Route("deep"),)),
            Route(None, (("kind", ("person",)),)),
            Route("deep", (("kind", ("person",)),)),
        ),
    )
    (alert,) = alerts(news(None, mentions=(mention(),)), tree)
    assert alert.addressees == (Addressee("deep", 5), Addressee("root", 60))


def test_nobody_is_addressed_where_no_route_names_a_receiver() -> None:
    (alert,) = alerts(news(None, mentions=(mention(),)), Route(None))
    assert alert.addressees == ()


def test_the_same_receiver_by_two_routes_is_told_once_as_the_first_says() -> None:
    tree = Route("root", routes=(Route("desk", group_wait=5, continue_=True), Route("desk", group_wait=9)))
    (alert,) = alerts(news(None, mentions=(mention(),)), tree)
    assert alert.addressees == (Addressee("desk", 5),)


def test_a_route_that_names_no_wait_waits_for_nothing() -> None:
    (alert,) = alerts(news(None, mentions=(mention(),)), Route("desk"))
    assert alert.addressees == (Addressee("desk", 0),)
