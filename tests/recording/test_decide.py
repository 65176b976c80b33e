"""What becomes of an observation: a table of cases, without a store."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from monitor.identity.keys import content_hash
from monitor.identity.similar import Likeness
from monitor.model.change import Kind
from monitor.model.page import PageRecord
from monitor.model.story import Furniture, FurnitureKind, PubStatus, Told
from monitor.recording.cluster import context_of
from monitor.recording.decide import decide, needs_likeness
from monitor.recording.intents import AskPage, Begin, Hold, Intent, Leave, MarkSeen, NextVersion
from monitor.recording.observation import Observation
from monitor.recording.state import KeyOwner, Member, State, owner_of, with_version
from tests.recording.shown import (
    NOW,
    PAGED,
    RULES,
    SISTER,
    TEXT,
    corrected,
    draft,
    killed,
    known,
    observation,
    state,
    swapped,
)
from tests.servers.clock import MORNING

MORE = (*TEXT, "Rain is forecast for the night.")
LESS = TEXT[:1]
OTHER_NUMBER = swapped("nine people", "ninety people")
OLD_TEXT = draft(*TEXT[:3])
READ_FROM_PAGE = known(paged="paged")
TEASER = known(draft(*TEXT[:2]))
PAGE = PageRecord("00story", "paged", "https://wire.example/w-1", MORNING)


def page(*paragraphs: str) -> Observation:
    return observation(draft(*paragraphs), PAGED, page=True)


CASES = [
    ("nothing is known", observation(), state(), Begin, "nothing known is like it"),
    (
        "the same again",
        observation(),
        state(known()),
        Leave,
        "it is shown as it was shown before",
    ),
    (
        "another source, the same text",
        observation(feed=SISTER),
        state(known(), seen=""),
        MarkSeen,
        "it says what the story's newest version says",
    ),
    ("more text", observation(draft(*MORE)), state(known()), NextVersion, "the same guid in the same agency"),
    (
        "a sister feed shows a summary of it",
        observation(draft(*LESS), SISTER),
        state(known(), seen=""),
        MarkSeen,
        "it shows the story shorter or longer, with the same facts",
    ),
    (
        "a sister feed has another number",
        observation(draft(*OTHER_NUMBER), SISTER),
        state(known(), seen=""),
        NextVersion,
        "the same guid in the same agency",
    ),
    (
        "a sister feed shows an older version",
        observation(OLD_TEXT, SISTER),
        state(known(hashes=(content_hash(OLD_TEXT), content_hash(draft()))), seen=""),
        MarkSeen,
        "this id or feed shows it for the first time, in an older version",
    ),
    (
        "its own feed shows an older version again",
        observation(OLD_TEXT),
        state(known(hashes=(content_hash(OLD_TEXT), content_hash(draft())))),
        Hold,
        "it shows an older version again",
    ),
    (
        "and does so for three polls",
        observation(OLD_TEXT, held=3),
        state(known(hashes=(content_hash(OLD_TEXT), content_hash(draft())))),
        NextVersion,
        "the same guid in the same agency",
    ),
    ("most of its text is gone", observation(draft(*LESS)), state(known()), Hold, ""),
    ("and was at two polls before", observation(draft(*LESS), held=2), state(known()), Hold, ""),
    ("and was at three", observation(draft(*LESS), held=3), state(known()), MarkSeen, ""),
    ("it is withdrawn", observation(killed(draft())), state(known()), NextVersion, ""),
    ("its page, and the story went meanwhile", page(*MORE), state(), Leave, "its story is gone"),
    (
        "its page shows it in full",
        page(*MORE),
        state(TEASER, seen=""),
        NextVersion,
        "its page shows it in full",
    ),
    (
        "its page brings less",
        page(*LESS),
        state(known(), seen=""),
        MarkSeen,
        "its page brings less than its entry, which is believed",
    ),
    (
        "its page says the same",
        page(*TEXT),
        state(known(), seen=""),
        MarkSeen,
        "its page says what its entry says",
    ),
    ("its page changed", page(*MORE), state(READ_FROM_PAGE), NextVersion, "its page changed"),
    (
        "its entry changed, and its page is watched",
        observation(draft(*OTHER_NUMBER)),
        state(READ_FROM_PAGE, pages={"00story": PAGE}),
        AskPage,
        "its story is read from its page, which is asked now",
    ),
    (
        "its entry declares a correction, and its page is watched",
        observation(corrected(draft(*OTHER_NUMBER))),
        state(READ_FROM_PAGE, pages={"00story": PAGE}),
        NextVersion,
        "what its entry declares counts at once",
    ),
    (
        "a sister feed shows what its page shows",
        observation(feed=SISTER),
        state(READ_FROM_PAGE, seen="", pages={"00story": PAGE}),
        MarkSeen,
        "it says what the story's newest version says",
    ),
    (
        "its entry changed, and its page fails",
        observation(draft(*OTHER_NUMBER)),
        state(READ_FROM_PAGE, pages={"00story": replace(PAGE, failures=1)}),
        NextVersion,
        "what its entry declares counts at once",
    ),
]


@pytest.mark.parametrize(
    ("shown", "given", "kind", "reason"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_what_becomes_of_it(shown: Observation, given: State, kind: type[Intent], reason: str) -> None:
    intent = decide(shown, given, NOW)
    assert type(intent) is kind
    assert intent.reason
    assert intent.reason == (reason or intent.reason)


def told_of(intent: Intent) -> list[tuple[str, str]]:
    assert isinstance(intent, Begin | NextVersion)
    return [(alert.watch, alert.reason.value) for alert in intent.alerts]


def test_a_new_story_is_told_in_the_intent_that_begins_it() -> None:
    intent = decide(observation(), state(id_prefix="0b"), NOW)
    assert told_of(intent) == [("Karin Brandt", "first_mention")]
    assert isinstance(intent, Begin)
    assert (intent.story.id[:2], intent.story.version, intent.story.cluster) == ("0b", 1, intent.story.id)
    assert intent.story.told == (Told("Strait", "Karin Brandt", ("desk",), 1),)
    assert (intent.silence, intent.version.first_seen) == ("", NOW)


@pytest.mark.parametrize(
    ("age", "first_poll", "silence"),
    [
        (timedelta(hours=2), True, ""),
        (
            timedelta(hours=2, seconds=1),
            True,
            "it stood in the feed's first document, and is not dated within poll.first_poll_alerts",
        ),
        (timedelta(hours=48), False, ""),
        (timedelta(hours=48, seconds=1), False, "it is dated longer ago than poll.alert_max_age"),
        (None, False, ""),
        (None, True, "it stood in the feed's first document, and is not dated within poll.first_poll_alerts"),
    ],
)
def test_first_sight(age: timedelta | None, silence: str, *, first_poll: bool) -> None:
    text = replace(draft(), published=NOW - age if age is not None else None)
    intent = decide(observation(text, first_poll=first_poll), state(), NOW)
    assert isinstance(intent, Begin)
    assert (intent.silence, intent.version.quiet, bool(intent.alerts)) == (
        silence,
        bool(silence),
        not silence,
    )


def test_an_update_that_says_nothing_new_of_a_watch_says_why_nobody_is_told() -> None:
    text = draft(*swapped("Karin Brandt", "The mayor"))
    changed = replace(text, paragraphs=(*text.paragraphs, "Rain is forecast."))
    intent = decide(observation(changed), state(known(text)), NOW)
    assert isinstance(intent, NextVersion)
    assert (intent.alerts, intent.silence) == ((), "no watch stands in it")


def test_a_cosmetic_edit_is_a_version_that_tells_nobody() -> None:
    intent = decide(observation(draft(*swapped("Friday", "Friday,"))), state(known()), NOW)
    assert isinstance(intent, NextVersion)
    assert intent.version.diff is not None
    assert intent.version.diff.kinds == (Kind.COSMETIC,)
    assert (intent.alerts, intent.silence) == ((), "nothing but its form changed")


def test_a_withdrawal_keeps_the_last_text_and_says_who_withdrew_it() -> None:
    intent = decide(observation(killed(draft()), SISTER), state(known()), NOW)
    assert isinstance(intent, NextVersion)
    assert intent.version.draft.paragraphs == TEXT
    assert intent.version.draft.feed == "wire-world"
    assert (intent.story.pub_status, intent.story.corrected) == (PubStatus.CANCELED, (2,))
    assert told_of(intent) == [("Karin Brandt", "retraction")]


def test_a_version_expects_the_head_that_was_read() -> None:
    owned = known(version=7)
    intent = decide(observation(draft(*MORE)), state(owned), NOW)
    assert isinstance(intent, NextVersion)
    assert (intent.expected, intent.story.version) == ((7, owned.story.content_hash), 8)
    assert intent.seen == content_hash(draft(*MORE))


def test_an_entry_joined_with_its_pages_text_is_remembered_as_it_was_shown() -> None:
    entry = corrected(draft(*LESS))
    intent = decide(observation(entry), state(READ_FROM_PAGE, pages={"00story": PAGE}), NOW)
    assert isinstance(intent, NextVersion)
    assert (intent.seen, intent.version.draft.paragraphs) == (content_hash(entry), TEXT)
    assert intent.seen != intent.version.content_hash


def test_a_story_hashes_are_kept_for_fifty_versions() -> None:
    owned = known(hashes=tuple(f"h{number}" for number in range(50)))
    intent = decide(observation(draft(*MORE)), state(owned), NOW)
    assert isinstance(intent, NextVersion)
    assert (len(intent.story.hashes), intent.story.hashes[0], intent.story.hashes[-1]) == (
        50,
        "h1",
        content_hash(draft(*MORE)),
    )


def other(agency: str = "outlet", **more: Any) -> Member:
    """The same copy at another agency, told before."""
    one = known(draft(guid="o-1"), id="01other", agency=agency, feed="wire-world", cluster="01other", **more)
    return Member(one.story, one.latest)


def test_a_copy_joins_its_cluster_and_tells_nobody_again() -> None:
    there = other(told=(Told("Strait", "Karin Brandt", ("desk",), 1),))
    knows = state(
        alike=(Likeness("01other", 1.0, 1.0),),
        stories={"01other": known(there.latest.draft, id="01other", agency="outlet", cluster="01other")},
        clusters={"01other": (there,)},
    )
    intent = decide(observation(), knows, NOW)
    assert isinstance(intent, Begin)
    assert (intent.story.cluster, intent.story.copy_of, intent.alerts) == ("01other", "01other", ())
    assert intent.silence == "another story of its cluster told it before"


def test_a_change_that_another_story_of_the_cluster_has_said_tells_nobody() -> None:
    there = other()
    there = replace(there, latest=replace(there.latest, draft=draft(*MORE, guid="o-1")))
    owned = known(cluster="01other", copy_of="01other", copy_share=1.0)
    intent = decide(observation(draft(*MORE)), state(owned, clusters={"01other": (there,)}), NOW)
    assert isinstance(intent, NextVersion)
    assert (intent.alerts, intent.silence) == (
        (),
        "it only follows what another story of its cluster has said",
    )


def test_a_correction_reaches_whoever_was_told_through_a_copy() -> None:
    there = other(told=(Told("Strait", "Karin Brandt", ("night desk",), 1),))
    owned = known(cluster="01other", copy_of="01other", copy_share=1.0)
    shown = observation(corrected(draft(*swapped("Karin", "Karen"))))
    intent = decide(shown, state(owned, clusters={"01other": (there,)}), NOW)
    assert isinstance(intent, NextVersion)
    (alert,) = intent.alerts
    assert alert.reason.value == "correction"
    assert {one.receiver for one in alert.addressees} == {"desk", "night desk"}
    assert [(one.carries_the_error, one.corrected) for one in alert.also_in] == [(True, NOW)]


def test_a_document_s_second_entry_is_decided_on_its_first() -> None:
    given = state()
    first = decide(observation(), given, NOW)
    assert isinstance(first, Begin)
    after = with_version(given, first.story, first.version)
    owner = KeyOwner(first.story.id, "")
    second = decide(observation(draft(*MORE)), replace(after, owners=(owner,)), NOW)
    assert isinstance(second, NextVersion)
    assert (second.story.id, second.story.version, second.expected) == (
        first.story.id,
        2,
        (1, first.story.content_hash),
    )


def test_only_where_no_key_tells_the_text_must() -> None:
    assert needs_likeness(observation(), None)
    assert not needs_likeness(observation(draft(*MORE)), known())
    another = draft("Parliament passed the budget.", "The vote was 51 to 48.", headline="Budget passes")
    assert needs_likeness(observation(another), known())
    assert needs_likeness(page(*MORE), TEASER)
    assert not needs_likeness(page(*MORE), READ_FROM_PAGE)
    assert not needs_likeness(page(*MORE), known(copy_of="01other"))


def test_the_same_question_has_the_same_answer() -> None:
    shown, given = observation(draft(*MORE)), state(known())
    assert decide(shown, given, NOW) == decide(shown, given, NOW)
    assert given == state(known())
    assert RULES.mentions(draft())


def test_a_page_that_shows_whose_copy_it_is_joins_that_cluster() -> None:
    there = other()
    knows = state(
        TEASER,
        seen="",
        alike=(Likeness("01other", 1.0, 1.0),),
        clusters={"00story": (Member(TEASER.story, TEASER.latest),)},
    )
    there_known = known(there.latest.draft, id="01other", agency="outlet", cluster="01leads")
    knows = replace(knows, stories={**knows.stories, "01other": there_known})
    intent = decide(page(*TEXT), knows, NOW)
    assert isinstance(intent, NextVersion)
    assert (intent.story.cluster, intent.story.copy_of, intent.story.paged) == ("01leads", "01leads", "paged")
    assert intent.story.copy_share == 1.0
    assert intent.version.cluster == "01leads"


@pytest.mark.parametrize(("share", "copy"), [(0.5, True), (0.49, False)])
def test_half_of_a_text_makes_a_copy(share: float, *, copy: bool) -> None:
    there = other(copy_of="02third", copy_share=share)
    context = context_of(RULES, known(draft(*MORE)).latest, (), (there,))
    assert [one.copy for one in context.also_in] == [copy]


def test_a_stories_own_corrections_are_told_from_its_clusters() -> None:
    mine = replace(known().latest, number=2)
    theirs = replace(other().latest, number=3)
    members = (Member(known().story, known().latest, (mine,)), replace(other(), corrections=(theirs,)))
    given = state(known(), clusters={"00story": members})
    assert given.corrections_of(known().story) == (mine,)
    assert [one.story.id for one in given.others_of(known().story)] == ["01other"]


@pytest.mark.parametrize(
    ("owners", "owner"),
    [
        ((None, None), None),
        ((None, KeyOwner("a", "")), KeyOwner("a", "")),
        ((KeyOwner("a", ""), KeyOwner("a", "x")), KeyOwner("a", "x")),
        ((KeyOwner("a", ""), KeyOwner("b", "x")), KeyOwner("a", "")),
        ((KeyOwner("a", "x"), KeyOwner("b", "y")), KeyOwner("a", "x")),
    ],
)
def test_the_most_trusted_key_says_whose_it_is_and_any_of_its_keys_what_was_shown(
    owners: tuple[KeyOwner | None, ...], owner: KeyOwner | None
) -> None:
    assert owner_of(owners) == owner


def test_a_first_page_that_declares_a_correction_is_told_as_one() -> None:
    shown = observation(corrected(draft(*TEXT)), PAGED, page=True)
    intent = decide(shown, state(TEASER, seen=""), NOW)
    assert isinstance(intent, NextVersion)
    assert (intent.version.rendition, intent.story.paged) == (False, "paged")
    assert told_of(intent) == [("Karin Brandt", "correction")]


def test_a_first_page_is_a_rendition_from_which_the_story_is_read_from_then_on() -> None:
    intent = decide(page(*MORE), state(TEASER, seen=""), NOW)
    assert isinstance(intent, NextVersion)
    assert (intent.version.rendition, intent.story.paged) == (True, "paged")


def test_a_new_story_is_in_the_state_and_language_of_its_entry() -> None:
    text = replace(draft(), pub_status=PubStatus.WITHHELD, language="fr", headline="Navire")
    intent = decide(observation(text), state(), NOW)
    assert isinstance(intent, Begin)
    story = intent.story
    assert (story.pub_status, story.language, story.headline) == (PubStatus.WITHHELD, "fr", "Navire")
    assert (story.guid, story.url, story.feed, story.agency) == (text.guid, text.url, "wire", "wire")
    assert (story.first_seen, story.version_seen, story.hashes) == (NOW, NOW, (content_hash(text),))


def test_what_is_marked_seen_or_asked_names_story_and_what_was_shown() -> None:
    entry = observation(draft(*OTHER_NUMBER))
    asked = decide(entry, state(READ_FROM_PAGE, pages={"00story": PAGE}), NOW)
    assert isinstance(asked, AskPage)
    assert (asked.story, asked.seen, asked.url) == ("00story", entry.content_hash, "https://wire.example/w-1")
    for given in (state(known(), seen=""), state(READ_FROM_PAGE, seen="", pages={"00story": PAGE})):
        seen = decide(observation(feed=SISTER), given, NOW)
        assert isinstance(seen, MarkSeen)
        assert (seen.story, seen.seen) == ("00story", content_hash(draft()))


def test_a_revert_that_the_agency_dates_later_is_believed_at_once() -> None:
    early, late = MORNING, MORNING + timedelta(minutes=5)
    reverted = replace(OLD_TEXT, updated=late)
    hashes = (content_hash(OLD_TEXT), content_hash(draft()))
    for dated, kind in ((early, NextVersion), (late, Hold), (None, Hold)):
        latest = known(replace(draft(), updated=dated), hashes=hashes)
        assert type(decide(observation(reverted), state(latest), NOW)) is kind
    undated = known(replace(draft(), updated=early), hashes=hashes)
    assert type(decide(observation(OLD_TEXT), state(undated), NOW)) is Hold


def test_a_kill_is_dated_by_the_kill_else_by_the_story() -> None:
    dated = replace(killed(draft()), updated=NOW)
    for shown, when in ((dated, NOW), (replace(dated, updated=None), MORNING)):
        intent = decide(observation(shown), state(known(replace(draft(), updated=MORNING))), NOW)
        assert isinstance(intent, NextVersion)
        assert (intent.version.draft.updated, intent.version.draft.ed_note) == (
            when,
            "The story is withdrawn.",
        )


def test_a_feed_that_is_no_longer_configured_has_its_name_and_agency_and_no_tags() -> None:
    gone = RULES.feed("gone", "wire")
    assert (gone.id, gone.url, gone.agency, gone.tags) == ("gone", "", "wire", ())
    assert RULES.feed("paged", "wire") is PAGED
    assert observation().held == 0


def test_a_first_page_of_what_stood_in_the_first_document_is_as_quiet_as_its_entry() -> None:
    shown = replace(page(*MORE), first_poll=True, draft=replace(draft(*MORE), published=None))
    intent = decide(shown, state(TEASER, seen=""), NOW)
    assert isinstance(intent, NextVersion)
    assert (intent.version.quiet, intent.alerts) == (True, ())
    assert intent.silence.startswith("it stood in the feed's first document")


def test_what_is_committed_as_a_correction_is_known_as_one_to_the_next_entry() -> None:
    given = state(known(), clusters={"00story": (Member(known().story, known().latest),)})
    for text, count in ((corrected(draft(*swapped("Karin", "Karen"))), 1), (draft(*MORE), 0)):
        intent = decide(observation(text), given, NOW)
        assert isinstance(intent, NextVersion)
        after = with_version(given, intent.story, intent.version)
        assert len(after.corrections_of(intent.story)) == count


def test_an_entry_joined_with_its_pages_text_keeps_the_pages_furniture() -> None:
    caption = Furniture(FurnitureKind.CAPTION, "The ferry off Alder")
    on_page = known(replace(draft(), furniture=(caption,)), paged="paged")
    entry = corrected(draft(*LESS))
    intent = decide(observation(entry), state(on_page, pages={"00story": PAGE}), NOW)
    assert isinstance(intent, NextVersion)
    assert intent.version.draft.furniture == (caption,)
