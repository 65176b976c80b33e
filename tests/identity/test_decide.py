"""Which story a draft is: by key, by marker, by text; and whose copy."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.identity.decide import Identity, Known, decide, follows
from monitor.identity.keys import content_hash
from monitor.identity.similar import Likeness, SketchIndex, sketch_of
from monitor.model.story import Draft, Marker, MarkerName, PubStatus, Story, Version

NOW = datetime(2025, 3, 14, 12, tzinfo=UTC)

TALKS = (
    (
        "The government of Rovia and rebels from the Taldea valley agreed on Friday to silence their guns for thirty "
        "days, the first pause since the war over the river dams began four years ago."
    ),
    (
        "Chief negotiator Anna Holm told reporters in Norvik that both sides would open the two bridges at Lissa to "
        "lorries carrying flour and medicine before the weekend."
    ),
    (
        "“Nobody trusts anybody yet, but everybody is tired,” Holm said after eleven hours of talks in the old customs "
        "house."
    ),
    (
        "Rebel commander Ivo Petrov confirmed the deal in a short statement and said his fighters would leave the "
        "northern bank by Sunday noon."
    ),
    (
        "The pause does not cover the mines in the south, where shelling went on through the night and hospitals "
        "reported a dozen wounded."
    ),
    (
        "Aid groups said the bridges were the only way to reach some forty villages cut off since the floods of last "
        "autumn."
    ),
)
OWN_ACCOUNT = (
    "A month without shooting: that is what mediators brought out of a customs house by the harbour on Friday night.",
    (
        "Rovia's delegation left by the back door and did not speak to the press, while the valley's men posed for "
        "pictures on the stairs."
    ),
    "“Nobody trusts anybody yet, but everybody is tired,” said Anna Holm, who led the negotiations.",
    "People in the border town lit candles on the quay, though most doubted that the calm would last until Easter.",
    (
        "Economists put the cost of four years of fighting at a fifth of the country's yearly income and warned that "
        "rebuilding the dams alone would take ten years."
    ),
    "Neighbouring Keldia offered to send observers, an offer the valley welcomed and the capital left unanswered.",
)
COURT = (
    (
        "A court in Westmark sentenced the former head of the port authority to six years in prison for taking bribes "
        "from two shipping firms."
    ),
    "Judge Clara Voss said the accused had sold mooring rights below price and hidden the money in a boat house.",
    "His lawyer announced an appeal and called the verdict a surprise to everyone who had followed the hearings.",
)
FOLLOW_UP = (
    "The first lorries with flour crossed the eastern bridge at Lissa on Saturday morning under a grey sky.",
    (
        "Drivers waited for hours at a checkpoint where soldiers searched every sack, and one of them said he had not "
        "seen his sister on the other side for two years."
    ),
    "Doctors at the Lissa clinic hoped that insulin would arrive with the second convoy on Monday.",
    (
        "The pause does not cover the mines in the south, where shelling went on through the night and hospitals "
        "reported a dozen wounded."
    ),
)


def draft(
    headline: str, paragraphs: Sequence[str], agency: str = "north", guid: str = "n-1", **more: Any
) -> Draft:
    plain = Draft(agency, f"{agency}-en", guid, "", headline, tuple(paragraphs), language="en")
    return replace(plain, **more)


def known(latest: Draft, story: str = "s1", hours: float = 1, **more: str) -> Known:
    seen = NOW - timedelta(hours=hours)
    mark = content_hash(latest)
    head = Story(
        story, latest.agency, latest.feed, latest.guid, latest.url, latest.headline, 1, mark, seen, seen
    )
    head = replace(head, cluster=more.get("cluster", story), copy_of=more.get("copy_of", ""))
    return Known(head, Version(story, 1, seen, mark, latest))


def identify(new: Draft, *stories: Known, sighted: Known | None = None) -> Identity:
    """As the pipeline does: candidates come out of the index."""
    index = SketchIndex()
    by_id = {one.story.id: one for one in stories}
    for one in stories:
        index.add(one.story.id, sketch_of(one.latest.draft))
    alike = [(by_id[like.story], like) for like in index.alike(sketch_of(new))]
    return decide(new, sighted, alike, NOW)


LEADER = known(draft("Rovia and rebels agree on thirty-day truce", TALKS))


# By key


def test_a_seen_guid_is_the_same_story_whatever_the_edit() -> None:
    edited = draft("Rovia, rebels silence guns for a month", (TALKS[0], *TALKS[2:]))
    found = identify(edited, LEADER, sighted=LEADER)
    assert (found.story, found.cluster, found.warning) == ("s1", "s1", "")
    assert found.why == "the same guid in the same agency"


def test_a_reused_guid_is_a_new_story_with_a_warning() -> None:
    found = identify(draft("Port chief jailed for six years", COURT), LEADER, sighted=LEADER)
    assert found.story is None
    assert found.warning.startswith("guid reused")


def test_a_text_that_keeps_a_paragraph_is_no_reuse() -> None:
    museum = (
        "A whale skeleton found by divers went on show at the maritime museum, where schoolchildren painted its ribs.",
        "Curators glued plaster over cracks and hung lamps above glass cases full of harpoons, compasses and maps.",
    )
    found = identify(
        draft("Port chief jailed for six years", (*COURT, *museum, TALKS[0])), LEADER, sighted=LEADER
    )
    assert (found.story, found.warning) == ("s1", "")


@pytest.mark.parametrize(
    "emptied",
    [
        draft("Story withdrawn", (), markers=(Marker(MarkerName.KILL, "KILL"),)),
        draft("Story withdrawn", ("The agency withdraws this item.",), pub_status=PubStatus.CANCELED),
        draft("Access denied", ()),
    ],
)
def test_a_kill_or_an_empty_text_is_no_reuse(emptied: Draft) -> None:
    assert identify(emptied, LEADER, sighted=LEADER).story == "s1"


def test_a_flash_grown_to_a_full_story_under_its_guid_is_the_same() -> None:
    flash = known(draft("Rovia and rebels agree on truce: negotiator", ()))
    assert identify(draft("Guns fall silent in Rovia after truce deal", TALKS), sighted=flash).story == "s1"


def test_a_link_to_an_earlier_id_is_the_same_story() -> None:
    linked = draft("Port chief jailed for six years", COURT, guid="n-9", previous=("n-1",))
    assert identify(linked, LEADER, sighted=LEADER).story == "s1"
    assert decide(linked, None, [(LEADER, Likeness("s1", 0.0, 0.0))], NOW).story == "s1"


# The same agency under a new id


def test_regenerated_guids_bring_nothing_new() -> None:
    found = identify(replace(LEADER.latest.draft, guid="rebuilt-1"), LEADER)
    assert found.story == "s1"
    assert "100%" in found.why


def test_a_marked_update_under_a_new_id_joins() -> None:
    new = draft(
        "Rovia truce opens bridges",
        (*TALKS[:4], *FOLLOW_UP[:3]),
        guid="n-2",
        markers=(Marker(MarkerName.UPDATE, "UPDATE 2-", 2),),
    )
    assert identify(new, LEADER).story == "s1"


def test_an_unmarked_update_soon_after_under_an_agreeing_headline_joins() -> None:
    new = draft("Rovia and rebels agree on truce, bridges to open", (*TALKS[:4], *FOLLOW_UP[:3]), guid="n-2")
    assert identify(new, LEADER).story == "s1"
    assert identify(new, known(LEADER.latest.draft, hours=100)).story is None


def test_a_lead_joins_its_flash_under_the_same_headline() -> None:
    flash = known(draft("Rovia and rebels agree on thirty-day truce", ()))
    lead = draft(
        "Rovia and rebels agree on thirty-day truce",
        TALKS,
        guid="n-2",
        markers=(Marker(MarkerName.LEAD, "LEAD"),),
    )
    assert identify(lead, flash).story == "s1"


def test_a_silent_name_fix_under_a_new_guid_joins() -> None:
    fixed = tuple(paragraph.replace("Ivo Petrov", "Milan Petrov") for paragraph in TALKS)
    assert (
        identify(draft("Rovia and rebels agree on thirty-day truce", fixed, guid="n-2"), LEADER).story == "s1"
    )


def test_a_follow_up_that_shares_background_stays_apart() -> None:
    found = identify(draft("First flour crosses Lissa bridge", FOLLOW_UP, guid="n-2"), LEADER)
    assert (found.story, found.cluster, found.copy_of) == (None, "", "")


def test_a_round_up_that_swallows_a_story_is_not_its_next_version() -> None:
    brief = known(draft("Port chief jailed for six years", COURT))
    round_up = draft("Friday's news at a glance", (*TALKS, *OWN_ACCOUNT, *FOLLOW_UP, *COURT), guid="n-5")
    assert identify(round_up, brief).story is None


def test_a_long_story_with_one_figure_changed_is_an_update_not_a_template() -> None:
    old = draft(
        "Talks end war after 9 attempts", (*TALKS, "It was the 9th attempt, and 9 envoys had a hand in it.")
    )
    new = draft(
        "Talks end war after 14 attempts", (*TALKS, "It was the 9th attempt, and 14 envoys had a hand in it.")
    )
    assert identify(replace(new, guid="n-2"), known(old)).story == "s1"
    assert identify(replace(new, guid="n-2"), known(old, hours=100)).story is None


def test_a_flash_and_its_story_in_other_words_are_one() -> None:
    flash = known(draft("Holm says Rovia and rebels agree on truce", (), urgency=1))
    lead = draft(
        "Rovia, rebels agree on thirty-day truce, negotiator Holm says", TALKS, guid="n-2", urgency=2
    )
    assert identify(lead, flash).story == "s1"
    assert identify(draft("Port chief jailed for six years", COURT, guid="n-2"), flash).story is None


# Periodic templates


def prices(day: int, month: str, first: str, second: str) -> Draft:
    return draft(
        f"Reserve prices at Norvik grain exchange, {month} {day}",
        (
            (
                f"Following are the reserve prices set at the Norvik grain exchange on {month} {day} for delivery "
                "within thirty days, in crowns per tonne:"
            ),
            f"Milling wheat {first}, feed wheat {second}, barley 188.20.",
            "Prices exclude transport and storage. The next auction takes place in the main hall of the exchange.",
        ),
        guid=f"prices-{month}-{day}",
    )


def quake(size: str, place: str, day: str) -> Draft:
    return draft(
        f"Magnitude {size} earthquake strikes {place}",
        (
            f"An earthquake of magnitude {size} struck {place} on {day}, the Seismological Institute said.",
            (
                "There were no immediate reports of damage or casualties. The institute measures tremors in the whole "
                "of the mountain range and publishes a notice for each above magnitude four."
            ),
        ),
        guid=f"quake-{place}-{day}",
    )


TEMPLATES = [
    (prices(13, "March", "214.50", "201.75"), prices(14, "March", "215.10", "201.25")),
    (quake("4.9", "northern Taldea", "Thursday"), quake("5.2", "eastern Keldia", "Friday")),
    (quake("4.9", "northern Taldea", "Thursday"), quake("5.2", "northern Taldea", "Friday")),
]


@pytest.mark.parametrize(("old", "new"), TEMPLATES)
def test_the_next_issue_of_a_template_is_a_new_story(old: Draft, new: Draft) -> None:
    found = identify(new, known(old, hours=24))
    assert (found.story, found.copy_of) == (None, "")


@pytest.mark.parametrize(("old", "new"), TEMPLATES)
def test_nor_is_it_a_copy_in_another_agency(old: Draft, new: Draft) -> None:
    found = identify(replace(new, agency="coast"), known(old, hours=24))
    assert (found.cluster, found.copy_of) == ("", "")


def test_a_marked_corrected_notice_joins_its_own_issue() -> None:
    issues = [known(prices(day, "March", "214.50", f"20{day}.75"), story=f"s{day}") for day in (12, 13, 14)]
    corrected = replace(
        prices(13, "March", "219.50", "2013.75"),
        guid="again",
        markers=(Marker(MarkerName.CORRECTION, "CORRECTED"),),
    )
    assert identify(corrected, *issues).story == "s13"


def test_a_marked_notice_whose_issue_is_unknown_joins_no_other() -> None:
    corrected = replace(
        prices(15, "March", "219.50", "203.10"),
        guid="again",
        markers=(Marker(MarkerName.CORRECTION, "CORRECTED"),),
    )
    assert identify(corrected, known(prices(13, "March", "214.50", "201.75"))).story is None


def test_regenerated_guids_of_a_notice_bring_nothing_new() -> None:
    notice = prices(13, "March", "214.50", "201.75")
    assert identify(replace(notice, guid="rebuilt"), known(notice)).story == "s1"


# Other agencies


def test_a_copy_with_its_own_headline_is_a_copy() -> None:
    found = identify(draft("Calm at last on the river", TALKS, agency="coast"), LEADER)
    assert (found.story, found.cluster, found.copy_of, found.copy_share) == (None, "s1", "s1", 1.0)


def test_a_copy_with_much_added_is_still_a_copy() -> None:
    found = identify(
        draft("Calm at last", (OWN_ACCOUNT[0], *TALKS, *OWN_ACCOUNT[3:]), agency="coast"), LEADER
    )
    assert found.copy_of == "s1"
    assert 0.5 < found.copy_share < 0.8


def test_a_partial_copy_joins_with_its_share() -> None:
    found = identify(draft("Bridges to open", (*TALKS[:3], OWN_ACCOUNT[3]), agency="coast"), LEADER)
    assert found.copy_of == "s1"
    assert "partial copy" in found.why


def test_an_uncorrected_copy_of_a_corrected_story_is_a_copy() -> None:
    fixed = tuple(paragraph.replace("Ivo Petrov", "Milan Petrov") for paragraph in TALKS)
    found = identify(draft("Calm at last", TALKS, agency="coast"), known(draft("Truce", fixed)))
    assert found.copy_of == "s1"


def test_a_copy_of_a_copy_names_the_leader() -> None:
    first = known(draft("Calm at last", TALKS, agency="coast"), story="s2", cluster="s1", copy_of="s1")
    found = identify(draft("Truce holds", TALKS, agency="west"), first)
    assert (found.cluster, found.copy_of) == ("s1", "s1")


def test_two_accounts_of_one_event_stay_apart() -> None:
    found = identify(draft("A month without shooting", OWN_ACCOUNT, agency="coast"), LEADER)
    assert (found.cluster, found.copy_of) == ("", "")


def test_a_reused_guid_may_still_be_a_copy() -> None:
    mine = known(draft("Port chief jailed for six years", COURT, agency="coast"), story="s7")
    found = identify(draft("Calm at last", TALKS, agency="coast"), LEADER, mine, sighted=mine)
    assert found.copy_of == "s1"
    assert found.warning.startswith("guid reused")


def test_every_decision_says_why() -> None:
    for found in (identify(LEADER.latest.draft), identify(LEADER.latest.draft, LEADER, sighted=LEADER)):
        assert found.why


# Translations

ENGLISH = draft(
    "Holm jails Petrov in Norvik",
    (
        "In Norvik, judge Anna Holm sent Ivo Petrov to prison for 12 years over 2,400 crowns found near Lissa.",
        "His lawyer, Lars Berg, told the Taldea Post that 31 witnesses had lied.",
    ),
)
SPANISH = replace(
    ENGLISH,
    guid="n-2",
    headline="Holm encarcela a Petrov en Norvik",
    paragraphs=(
        "En Norvik, la jueza Anna Holm envió a Ivo Petrov a prisión 12 años por 2.400 coronas halladas cerca de Lissa.",
        "Su abogado, Lars Berg, dijo al Taldea Post que 31 testigos habían mentido.",
    ),
    language="es",
)


def test_a_translation_is_linked_and_not_merged() -> None:
    found = identify(SPANISH, known(ENGLISH))
    assert (found.story, found.cluster, found.copy_of, found.translation_of) == (None, "s1", "", "s1")
    assert found.why.startswith("a translation")


@pytest.mark.parametrize(
    "other",
    [
        replace(SPANISH, agency="coast"),
        replace(SPANISH, language=""),
        replace(
            SPANISH,
            paragraphs=tuple(
                text.replace("2.400", "77").replace("31", "18").replace("12", "44")
                for text in SPANISH.paragraphs
            ),
        ),
    ],
)
def test_another_agency_no_language_or_other_figures_are_no_translation(other: Draft) -> None:
    assert identify(other, known(ENGLISH)).translation_of == ""


# Catching up


def test_a_copy_that_only_caught_up_brings_no_news() -> None:
    leader = LEADER.latest.draft
    assert follows([TALKS[3]], leader)
    assert follows(
        ["Chief negotiator Anna Holm told reporters in Norvik that both sides would open the two bridges"],
        leader,
    )
    assert follows([], leader)
    assert follows(
        ['"Nobody trusts anybody yet, but everybody is tired", Holm said after eleven hours'], leader
    )
    assert not follows([TALKS[3], OWN_ACCOUNT[0]], leader)
    assert not follows([TALKS[3].replace("Ivo", "Milan")], leader)
