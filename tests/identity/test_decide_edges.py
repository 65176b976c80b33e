"""The decision's figures, each at its edge, and what it says of itself."""

from dataclasses import replace
from typing import Any

import pytest

from monitor.identity.decide import Identity, Known, decide, follows
from monitor.identity.known import Text
from monitor.identity.similar import Likeness
from monitor.model.story import Draft, Marker, MarkerName
from tests.identity.made import NOW, draft, known, text, words


def alike(*stories: Known, contained: float = 1.0, contains: float = 1.0) -> list[tuple[Known, Likeness]]:
    return [(one, Likeness(one.story.id, contained, contains)) for one in stories]


def judged(new: Draft, *stories: Known, sighted: Known | None = None) -> Identity:
    return decide(new, sighted, alike(*stories), NOW)


def halves(shared: int, mine: int, theirs: int) -> tuple[str, str]:
    """An old and a new text with so many words in common at the end, and so many of their own before."""
    common = words("c", shared)
    return text(words("m", mine), common), text(words("t", theirs), common)


# A key that is known

ADDRESS = "https://a.example/1"
BODY = text(words("c", 30))


@pytest.mark.parametrize(
    ("mine", "theirs", "why"),
    [
        (
            {"guid": "g", "url": ADDRESS},
            {"guid": "g", "url": ADDRESS},
            "the same guid in the same agency",
        ),
        ({"guid": "g-2", "url": ADDRESS}, {"url": ADDRESS}, "the same address in the same agency"),
        ({"guid": "g-2", "previous": ("g",)}, {"guid": "g"}, "the agency links it to an earlier id"),
        ({"guid": "g-2"}, {"guid": "g"}, "a key seen before in the same agency"),
    ],
)
def test_a_known_key_says_which_it_is(mine: dict[str, Any], theirs: dict[str, Any], why: str) -> None:
    found = judged(draft(BODY, **mine), sighted=known(draft(BODY, **theirs), cluster="s0"))
    assert found == Identity("s1", "s0", "", 0.0, why)


def test_a_story_without_a_cluster_leads_its_own() -> None:
    assert judged(draft(BODY), sighted=known(draft(BODY), cluster="")).cluster == "s1"


def test_the_share_of_a_copy_is_worked_out_anew_where_its_leader_is_at_hand() -> None:
    old, new = halves(52, 50, 50)
    leader, other = known(draft(old), "lead"), known(draft(new), "other")
    copy = known(draft(old, agency="coast"), "s2", cluster="lead", copy_of="lead", copy_share=0.9)
    edited = draft(new, agency="coast", guid="n-1")
    assert judged(edited, leader, other, sighted=copy).copy_share == 0.5
    assert judged(edited, other, leader, sighted=copy) == Identity(
        "s2", "lead", "lead", 0.5, "the same guid in the same agency"
    )
    assert judged(edited, other, sighted=copy).copy_share == 0.9


def reused(new: Draft, old: Draft) -> bool:
    found = decide(replace(new, guid="g"), known(replace(old, guid="g")), (), NOW)
    assert (found.story is None) is bool(found.warning)
    return found.story is None


def test_a_guid_is_reused_when_less_than_a_tenth_of_either_text_stands_in_the_other() -> None:
    for shared, is_reused in ((12, False), (11, True)):
        old, new = halves(shared, 102 - shared, 102 - shared)
        matter = " ".join(words("h", 9))
        assert reused(draft(new, "w x"), draft(old, matter)) is is_reused
    brief, long = text(words("c", 12)), text(words("t", 190), words("c", 12))
    assert not reused(draft(brief), draft(long))
    assert not reused(draft(long), draft(brief))


def scattered(shared: int, own: int, name: str) -> str:
    """Content words of which so many are common, no three of them in a row."""
    common, mine = words("c", shared), words(name, own)
    return " ".join(
        word for pair in zip(mine, [*common, *[""] * (own - shared)], strict=True) for word in pair
    )


def test_a_guid_is_reused_when_the_headlines_are_unlike_and_the_matter_too() -> None:
    three = ("alder birch cedar", "alder dogwood elm")  # a third
    half = ("alder birch", "alder dogwood")
    near = (scattered(17, 33, "m"), scattered(17, 33, "t"))  # 17 of 50 words: 34 %
    far = (scattered(16, 34, "m"), scattered(16, 34, "t"))
    assert reused(draft(far[1], three[1]), draft(far[0], three[0]))
    assert not reused(draft(far[1], half[1]), draft(far[0], half[0]))
    assert not reused(draft(near[1]), draft(near[0]))
    assert reused(draft(far[1]), draft(far[0]))


def test_a_reused_guid_is_told_in_one_sentence() -> None:
    old, new = text(words("m", 50)), text(words("t", 50))
    sighted = known(draft(old, "Storm over port", guid="g"))
    found = judged(draft(new, "Court jails mayor", guid="g"), sighted, sighted=sighted)
    said = 'guid reused: \'g\' named "Storm over port" and now names "Court jails mayor"'
    assert found == Identity(None, why=said, warning=said)
    nameless = known(draft(old, "Storm over port", guid="", url=ADDRESS))
    found = judged(draft(new, "Court jails mayor", guid="", url=ADDRESS), sighted=nameless)
    assert found.warning.startswith(f"guid reused: '{ADDRESS}' named")


def test_an_emptied_killed_or_linked_text_reuses_nothing() -> None:
    old, new = text(words("m", 50)), text(words("t", 50))
    assert reused(draft(new), draft(old))
    assert not reused(draft(()), draft(old))
    assert reused(draft(new, markers=(Marker(MarkerName.CORRECTION, ""),)), draft(old))
    assert not reused(
        draft(new, markers=(Marker(MarkerName.ADVISORY, ""), Marker(MarkerName.KILL, ""))), draft(old)
    )
    linked = decide(draft(new, guid="g-2", previous=("g",)), known(draft(old, guid="g")), (), NOW)
    assert linked.story == "s1"
    own = decide(draft(new, guid="g", previous=("f",)), known(draft(old, guid="g")), (), NOW)
    assert own.story is None  # under its own guid a link to a third proves nothing
    seen = decide(draft(new, guid="g-2"), known(draft(old, guid="g")), (), NOW)
    assert seen.story is None


# Candidates

COPY = "copy: 100% of it stands in a story of north"


@pytest.mark.parametrize(
    ("contained", "contains", "looked"),
    [(0.2, 0.0, True), (0.0, 0.2, True), (0.19, 0.19, False)],
)
def test_a_candidate_is_looked_at_from_a_fifth_on_either_way(
    contained: float, contains: float, *, looked: bool
) -> None:
    new = draft(BODY, "Storm over port", agency="coast")
    for one, found in (
        (known(draft(BODY, "Port shut")), looked),
        (known(draft(BODY, "STORM, over port")), True),
    ):
        same = one.latest.draft.headline == "STORM, over port"  # the index tells it by the headlines' marks
        likely = [
            (one, replace(alike(one, contained=contained, contains=contains)[0][1], same_headline=same))
        ]
        assert (decide(new, None, likely, NOW).copy_of == "s1") is found
        own = decide(replace(new, agency="north"), None, likely, NOW)
        assert (own.story == "s1") is found


def test_a_candidate_named_by_its_anchors_is_looked_at() -> None:
    found = decide(
        draft(BODY, agency="coast"), None, [(known(draft(BODY, "x")), Likeness("s1", 0.0, 0.0, 0.01))], NOW
    )
    assert found == Identity(None, "s1", "s1", 1.0, COPY)


def test_nothing_alike_is_a_new_story() -> None:
    assert judged(draft(BODY)) == Identity(None, why="nothing known is like it")


def test_a_link_is_believed_of_the_same_agency_only_and_of_the_story_it_names() -> None:
    new = draft(text(words("t", 50)), guid="g-3", previous=("g-2",))
    others = [known(draft(text(words(name, 50)), guid=f"g-{n}"), f"s{n}") for n, name in ((1, "m"), (2, "o"))]
    assert judged(new, *others) == Identity("s2", "s2", "", 0.0, "the agency links it to an earlier id")
    assert judged(replace(new, agency="coast"), *others).story is None
    assert judged(replace(new, previous=()), *others).story is None


def test_the_nearest_story_is_continued_and_of_two_as_near_the_one_of_lower_id() -> None:
    body = words("c", 100)
    near, far = draft(text(words("m", 2), body)), draft(text(words("o", 9), body))
    new = draft(text(body))
    for order in ((0, 1), (1, 0)):
        both = (known(near, "s9"), known(far, "s1"))
        assert judged(new, *(both[at] for at in order)).story == "s9"
        both = (known(near, "s9"), known(near, "s1"))
        assert judged(new, *(both[at] for at in order)).story == "s1"


# Copies


@pytest.mark.parametrize(
    ("shared", "own", "found"),
    [
        (82, 20, (0.80, "copy: 80% of it stands in a story of north")),
        (81, 21, (0.79, "partial copy: 79% of it stands in a story of north")),
        (52, 50, (0.50, "partial copy: 50% of it stands in a story of north")),
        (51, 51, (0.0, "nothing known is like it")),
    ],
)
def test_from_half_on_it_is_a_partial_copy_and_from_four_fifths_a_copy(
    shared: int, own: int, found: tuple[float, str]
) -> None:
    old, new = halves(shared, own, own)
    judgement = judged(draft(new, agency="coast"), known(draft(old), cluster="s0"))
    assert (judgement.copy_share, judgement.why) == found
    assert judgement.copy_of == judgement.cluster == ("s0" if found[0] else "")


def test_a_brief_that_stands_whole_in_a_text_is_its_copy_and_a_text_that_holds_a_brief_too() -> None:
    brief, long = halves(52, 0, 200)
    inside = judged(draft(brief, agency="coast"), known(draft(long)))
    assert (inside.copy_share, inside.why) == (1.0, COPY)
    holds = judged(draft(long, agency="coast"), known(draft(brief)))
    assert (holds.copy_share, holds.why) == (0.2, "copy: 20% of it stands in a story of north")


@pytest.mark.parametrize(
    ("count", "own", "copies"),
    [
        (10, 0, True),  # eight shingles, all of them there
        (9, 0, False),
        (21, 1, True),  # 19 of 20
        (20, 2, False),  # 18 of 20
        (24, 2, True),  # 22 of 24
        (23, 2, False),  # 21 of 23
    ],
)
def test_a_short_text_is_a_copy_only_when_all_but_all_of_it_is_there(
    count: int, own: int, *, copies: bool
) -> None:
    short, long = halves(count, own, 100)
    assert (judged(draft(short, agency="coast"), known(draft(long))).copy_of == "s1") is copies
    assert (judged(draft(long, agency="coast"), known(draft(short))).copy_of == "s1") is copies


def test_of_several_texts_it_copies_the_one_of_which_it_has_most_then_the_first() -> None:
    body = words("c", 102)
    new = draft(text(body), agency="coast")
    part = known(draft(text(body[:70], words("m", 32))), "s1")
    most = known(draft(text(body[:90], words("m", 12))), "s2")
    assert judged(new, part, most).copy_of == judged(new, most, part).copy_of == "s2"
    holds = known(draft(text(body[:60])), "s3")  # all of it is there, yet it is a part
    within = known(draft(text(body, words("m", 60))), "s4")
    assert judged(new, holds, within).copy_of == judged(new, within, holds).copy_of == "s4"
    twins = known(draft(text(body)), "s5"), known(draft(text(body)), "s6")
    assert judged(new, *twins).copy_of == "s5"


def test_a_copy_keeps_the_warning_of_a_reused_guid() -> None:
    mine = known(draft(text(words("m", 60)), "Storm over port", agency="coast", guid="g"), "s7")
    found = judged(
        draft(BODY, "Court jails mayor", agency="coast", guid="g"), known(draft(BODY)), sighted=mine
    )
    assert (found.copy_of, found.why) == ("s1", COPY)
    assert found.warning.startswith("guid reused")


# Translations

ENGLISH = (
    "In Norvik, judge Anna Holm sent Ivo Petrov to prison for 12 years over 2,400 crowns found near Lissa."
)
SPANISH = (
    "En Norvik, la jueza Anna Holm envió a Ivo Petrov a prisión 12 años por 2.400 coronas halladas en Lissa."
)


def test_a_translation_says_how_much_stands_in_order_and_keeps_the_warning() -> None:
    mine = known(draft(text(words("m", 60)), "Storm over port", guid="g"), "s7")
    new = draft(SPANISH, guid="g", language="es")
    found = judged(new, known(draft(ENGLISH), cluster="s0"), sighted=mine)
    assert (found.story, found.cluster, found.translation_of, found.copy_of) == (None, "s0", "s1", "")
    assert found.why == "a translation: 100% of the names and numbers stand in the same order"
    assert found.warning.startswith("guid reused")
    assert judged(new, known(draft(ENGLISH), cluster="")).cluster == "s1"


# Following


def test_every_sentence_that_a_copy_added_must_stand_in_the_leader_as_whole_words() -> None:
    leader = draft(("The ferry sails at noon.", "It is cold."), "Harbour opens")
    assert follows(["The ferry sails", "Harbour opens", "…"], leader)
    assert follows([], leader)
    assert not follows(["The ferry sail"], leader)
    assert not follows(["The ferry sails", "It is warm"], leader)
    assert follows(["opens the ferry"], leader)


# What a text is, for likeness


@pytest.mark.parametrize(
    ("length", "at", "share"),
    [(100, 60, 18 / 23), (300, 100, 18 / 23), (100, 0, 1.0), (110, 80, 0.0), (300, 95, 1.0)],
)
def test_a_lead_is_looked_for_in_the_first_eighty_words_or_two_fifths(
    length: int, at: int, share: float
) -> None:
    lead, fill = words("l", 25), words("f", length - 25)
    other = text(fill[:at], lead, fill[at:])
    assert Text(draft(text(lead, words("m", 60)))).leads(Text(draft(other))) == pytest.approx(share)


def test_a_lead_is_twenty_five_words() -> None:
    body = words("l", 60)
    one = Text(draft(text(body)))
    assert one.leads(Text(draft(text(body[:25], words("x", 30))))) == 1.0
    assert one.leads(Text(draft(text(body[:24], words("x", 30))))) == 22 / 23


def test_a_text_without_copy_is_its_headline() -> None:
    alone, whole = Text(draft((), "Storm Shuts Port")), Text(draft("Ferries wait.", "Storm Shuts Port"))
    assert (alone.words, alone.body) == (("storm", "shuts", "port"), ())
    assert whole.words == whole.body == ("ferries", "wait")
    assert alone.shingles != whole.shingles
    assert (len(alone.shingles), len(whole.shingles)) == (1, 1)
    assert alone.headline == {"storm", "shuts", "port"}
    assert whole.matter == {"storm", "shuts", "port", "ferries", "wait"}
