"""Entry to Draft: furniture labelled, markers read, copy left alone, a second reading changing nothing."""

import html
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.agencies.table import AGENCIES, GENERIC
from monitor.model.agency import Agency
from monitor.model.feed import Entry, Feed
from monitor.model.story import Draft, FurnitureKind, PubStatus
from monitor.wire.text import draft_of

NOW = datetime(2025, 3, 14, 8, 0, tzinfo=UTC)
FEED = Feed(id="north", url="http://north.example/feed", agency="north")
LONG = "The ferry company said on Friday that the crossing would stay closed until the wind had dropped."
ALSO = "Passengers waited in the hall of the harbour, where the town had put up beds and a kitchen for them."


def draft(
    *paragraphs: str,
    headline: str = "Ferry stays in harbour",
    style: Agency = GENERIC,
    published: str = "",
    updated: str = "",
    ed_note: str = "",
) -> Draft:
    body = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    entry = Entry(
        guid="g", headline=headline, body=body, published=published, updated=updated, ed_note=ed_note
    )
    return draft_of(entry, FEED, style, "en", NOW)


def kinds(made: Draft) -> list[tuple[FurnitureKind, str]]:
    return [(item.kind, item.text) for item in made.furniture]


@pytest.mark.parametrize(
    ("line", "located"),
    [
        ("VELDEN (Norwire) - ", "VELDEN"),
        ("Velden, Mar 14 (NOR).— ", "Velden"),
        ("Nueva Velden, 14 mar (NOR).- ", "Nueva Velden"),
        ("VELDEN, Osterland, 14 March 2025 (Norwire) — ", "VELDEN, Osterland"),
        ("San Pedro de la Velda (NOR) – ", "San Pedro de la Velda"),
        ("VELDEN, March 14 - ", "VELDEN"),
    ],
)
def test_a_dateline_is_taken_off(line: str, located: str) -> None:
    made = draft(line + LONG, ALSO)
    assert made.paragraphs == (LONG, ALSO)
    assert made.dateline == line.strip()
    assert made.located == located
    assert kinds(made) == [(FurnitureKind.DATELINE, line.strip())]


@pytest.mark.parametrize(
    "text",
    [
        "He told the news agency (NOR) on Friday that the crossing was closed.",
        "The company (Veldline) - which owns the ferry - said nothing.",
        "Velden won 3 - 2 on Friday.",
        "In March 2025 (the month of the storm) the ferry stayed in harbour.",
        "Police killed two people, and the minister withdrew his remark.",
        "UPDATE: markets rally after the crossing opens",
        "The arms embargo was lifted on Friday.",
        "(Adds up to 5) he said.",
        "The report has been withdrawn by the ministry, which corrected its figures.",
        "Correction of the coast line will take years.",
        "The EPA/state plan was withdrawn.",
        "Its owner is a carmaker (Volta/Ampere).",
        "The report was drafted by two members (Anna Berg/EPP).",
        "The ferry runs between Velden/Oster and Norden.",
        "She read more books than anyone.",
        "Share prices fell.",
        "FILE sharing is up.",
        "By Friday Velden had no power.",
        "The withdrawn story of a ferry killed the mood.",
        "Editors said the paper was closing.",
        "An earlier version of the plan was dropped.",
        "The story was withdrawn from sale in every bookshop of the town.",
        "This article of the treaty was withdrawn from the draft.",
        "Updated figures showed 5 dead.",
        "Published in March 2025, the book sold well.",
        "The study titled Waves of the North has been retracted by its authors.",
        "Clarification was sought.",
        "(c) The accuracy of the figures is for the harbour to judge.",
        "The text was amended by parliament on Friday.",
        "An earlier version of the report was leaked.",
        "The report was corrected twice, the ministry said.",
    ],
)
def test_ordinary_copy_declares_nothing(text: str) -> None:
    for style in (GENERIC, *AGENCIES.values()):
        made = draft(text, LONG, text, style=style)
        assert made.paragraphs == (text, LONG, text)
        assert made.furniture == ()
        assert made.markers == ()
        assert made.pub_status is PubStatus.USABLE


@pytest.mark.parametrize(
    "headline",
    [
        "UPDATE: markets rally", "Police killed two people", "Minister withdraws remark",
        "Corrected figures show growth",
        "Kill switch for cars debated", "Embargo on arms lifted", "Repeat offender jailed", "REPEAT offender jailed",
        "Flash floods hit Velden", "Urgent: is not what they said", "Withdrawn troops return", "EMBARGO lifted",
        "Update on ferry: still closed", "Retracted landing gear blamed", "Lead in water worries Velden",
        "FLASH floods hit Velden", "Leaders meet in Velden", "KILLING of whales stops", "Breaking: a study of waves",
        "Kill or cure: the ferry plan", "(Not) the end of the ferry", "Zusammenfassung der Lage in Velden",
        "Lead time of 2nd lead pipe grows", "Urgente reforma del puerto",
    ],
)  # fmt: skip
def test_an_ordinary_headline_declares_nothing(headline: str) -> None:
    for style in (GENERIC, *AGENCIES.values()):
        made = draft(LONG, headline=headline, style=style)
        assert made.headline == headline
        assert made.markers == ()


@pytest.mark.parametrize(
    ("headline", "rest", "names"),
    [
        ("UPDATE 2-Ferry sails", "Ferry sails", [("update", 2)]),
        ("WRAPUP 3-Ferry sails", "Ferry sails", [("update", 3)]),
        ("UPDATE 11 - Ferry sails", "Ferry sails", [("update", 11)]),
        ("CORRECTED-Ferry sails", "Ferry sails", [("correction", None)]),
        ("CORRECTED (OFFICIAL)-Ferry sails", "Ferry sails", [("correction", None)]),
        ("CORRECTED-UPDATE 1-Ferry sails", "Ferry sails", [("correction", None), ("update", 1)]),
        ("CORRECTION: Ferry sails", "Ferry sails", [("correction", None)]),
        ("Correction: Ferry sails", "Ferry sails", [("correction", None)]),
        ("Ferry sails (CORRECTED)", "Ferry sails", [("correction", None)]),
        ("REFILE-Ferry sails", "Ferry sails", [("refile", None)]),
        ("RPT-Ferry sails", "Ferry sails", [("repeat", None)]),
        ("WITHDRAWN-Ferry sails", "Ferry sails", [("kill", None)]),
        ("KILL: Ferry sails", "Ferry sails", [("kill", None)]),
        ("RETRACTION: Ferry sails", "Ferry sails", [("kill", None)]),
        ("STORY WITHDRAWN - Ferry sails", "Ferry sails", [("kill", None)]),
        ("STORY WITHDRAWN", "STORY WITHDRAWN", [("kill", None)]),
        ("ALERT - Ferry sails", "Ferry sails", [("flash", None)]),
    ],
)
def test_headline_markers_are_taken_off(
    headline: str, rest: str, names: list[tuple[str, int | None]]
) -> None:
    made = draft(LONG, headline=headline)
    assert made.headline == rest
    assert [(marker.name, marker.number) for marker in made.markers] == names


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("(Corrects name of the captain in paragraph 2)", "correction"),
        ("(In March 13 story, corrects spelling of the ferry's name in last paragraph)", "correction"),
        ("Correction: the captain's name is Berg, not Borg.", "correction"),
        ("This story has been corrected to say that the captain is Anna Berg.", "correction"),
        ("An earlier version of this story misspelled the captain's name.", "correction"),
        ("An earlier version of this article said two ferries sailed.", "correction"),
        ("(This version corrects the name of the captain)", "correction"),
        ("Eds: CORRECTS: spelling of captain's name.", "correction"),
        ("(Adds quotes, background)", "update"),
        ("(Updates with passengers ashore)", "update"),
        ("Eds: UPDATES: with comment of the town.", "update"),
        ("This article has been updated.", "update"),
        ("Editors: pictures will follow.", "advisory"),
        ("This story has been withdrawn.", "kill"),
        ("This story is withdrawn: there was no ferry.", "kill"),
        ("This article has been retracted.", "kill"),
        ("EDITORS' NOTE: This story has been withdrawn.", "kill"),
        ("The March 13 story headlined “Ferry sinks” is withdrawn. There will be no substitute.", "kill"),
        ("We have withdrawn this story.", "kill"),
        ("This story has been updated to correct the captain's name.", "correction"),
        ("Correction, March 14: the captain is Anna Berg.", "correction"),
        ("Editor’s note: An earlier version of this article misspelled the captain's name.", "correction"),
        (
            "This story was first published on March 13. It was updated on March 14 to correct the name.",
            "correction",
        ),
        ("Clarification: the ferry is leased.", "advisory"),
    ],
)
def test_a_note_is_labelled_at_either_end(note: str, name: str) -> None:
    for made in (draft(note, LONG, ALSO, ALSO, ALSO, LONG), draft(LONG, ALSO, LONG, ALSO, LONG, note)):
        assert (FurnitureKind.NOTE, note) in kinds(made)
        assert note not in made.paragraphs
        assert [marker.name for marker in made.markers] == [name]
        assert made.pub_status is (PubStatus.CANCELED if name == "kill" else PubStatus.USABLE)


def test_an_editors_note_field_declares_a_correction() -> None:
    made = draft(LONG, ed_note="CORRECTS captain's first name, para 2")
    assert [marker.name for marker in made.markers] == ["correction"]
    assert made.ed_note == "CORRECTS captain's first name, para 2"


@pytest.mark.parametrize(
    "caption",
    [
        "The ferry in Velden harbour, 14 March 2025. NORWIRE/MARTA LINDQVIST /POOL",
        "The ferry in Velden harbour, 14 March 2025. NOR-ALP/MARTA LINDQVIST",
        "The ferry in Velden harbour (Photo by Marta Lindqvist)",
        "The ferry in Velden harbour. Photo: Marta Lindqvist",
        "The ferry in Velden harbour. (Marta Lindqvist/Pool via NORWIRE)",
        "The ferry. NORWIRE/HARBOUR OFFICE HANDOUT -- MANDATORY CREDIT -- HANDOUT EDITORIAL USE ONLY/NO SALES",
        "The ferry in Velden harbour. NORWIRE/Marta Lindqvist",
        "The ferry in Velden harbour. Marta Lindqvist/Norwire",
        "The ferry in Velden harbour. (Marta Lindqvist/Norwire)",
        "The ferry in Velden harbour © Marta Lindqvist",
        "FILE PHOTO: The ferry in Velden harbour",
        "FILE - The ferry in Velden harbour on March 14, 2025.",
    ],
)
def test_a_caption_is_labelled_wherever_it_stands_and_as_often(caption: str) -> None:
    made = draft(caption, LONG, caption, ALSO)
    assert made.paragraphs == (LONG, ALSO)
    assert [text for kind, text in kinds(made) if kind is FurnitureKind.CAPTION] == [caption, caption]


@pytest.mark.parametrize(
    ("last", "kept", "sign_off", "agency"),
    [
        (f"{ALSO} EFE mos-sk", ALSO, "EFE mos-sk", "efe"),
        (f"{ALSO} EFE", ALSO, "EFE", "efe"),
        (f"{ALSO} hh/ph/ts", ALSO, "hh/ph/ts", "afp"),
        (f"{ALSO} dpa hm bs wjh", ALSO, "dpa hm bs wjh", "dpa"),
        (f"{ALSO} ==Kyodo", ALSO, "==Kyodo", "kyodo"),
        (
            f"{ALSO} (Reporting by Jo Lind; Editing by Per Dahl)",
            ALSO,
            "(Reporting by Jo Lind; Editing by Per Dahl)",
            "reuters",
        ),
        (f"{ALSO} NOR ab-cd", ALSO, "NOR ab-cd", ""),
    ],
)
def test_a_sign_off_is_split_off_the_last_paragraph(last: str, kept: str, sign_off: str, agency: str) -> None:
    made = draft(LONG, last, style=AGENCIES.get(agency, GENERIC))
    assert made.paragraphs == (LONG, kept)
    assert kinds(made) == [(FurnitureKind.SIGN_OFF, sign_off)]


def test_the_name_of_the_dateline_may_sign() -> None:
    assert draft(f"VELDEN, Mar 14 (NOR).- {LONG}", f"{ALSO} NOR").paragraphs == (LONG, ALSO)


def test_a_private_note_leaves_nowhere() -> None:
    secret = "Call the desk at extension 7"
    made = draft(
        LONG, ALSO, "The following information is not for publication", secret, style=AGENCIES["dpa"]
    )
    assert made.paragraphs == (LONG, ALSO)
    assert secret not in repr(made)
    assert "not for publication" not in repr(made)


def test_byline_share_bar_links_and_repeated_headline_are_labelled() -> None:
    made = draft(
        "Ferry stays in harbour",
        "By Anna Berg and Jo Lind",
        LONG,
        "Updated on March 14, 2025 at 10:30 GMT",
        ALSO,
        "Read more: Ferry sinks",
    )
    assert made.paragraphs == (LONG, ALSO)
    assert made.by == "Anna Berg and Jo Lind"
    assert [kind for kind, _ in kinds(made)] == [
        FurnitureKind.JUNK, FurnitureKind.BYLINE, FurnitureKind.JUNK, FurnitureKind.JUNK,
    ]  # fmt: skip


def test_subheads_need_prose_on_both_sides() -> None:
    assert draft(LONG, "Waiting for the Wind", ALSO).paragraphs == (LONG, ALSO)
    names = ("Anna Berg", "Jo Lind", "Per Dahl")
    assert draft(LONG, *names, ALSO).paragraphs == (LONG, *names, ALSO)


def test_dates_say_what_was_assumed() -> None:
    made = draft(LONG, published="2025-03-14T09:00:00Z", updated="no date")
    assert made.published == NOW
    assert made.updated is None
    assert "published: dated in the future: '2025-03-14T09:00:00Z'" in made.date_note
    assert "updated: date not understood" in made.date_note


def test_one_agencys_pattern_never_runs_on_anothers_copy() -> None:
    last = f"{ALSO} dpa hm bs wjh"
    assert draft(LONG, last, style=AGENCIES["efe"]).paragraphs == (LONG, last)
    assert draft(LONG, headline="LEAD", style=AGENCIES["reuters"]).markers == ()


lines = st.one_of(
    st.sampled_from([
        LONG, ALSO, "mos-sk", "EFE", f"{LONG} EFE", "VELDEN (NOR) - VELDEN, Mar 14 (NOR) - It rained.", "Share",
        "Read more: x",
        "(Corrects name)", "Correction: it was Berg.", "By Anna Berg", "Waiting for the Wind", "Photo: Anna Berg",
        "Square. NOR/ANNA BERG /POOL", "aa/bb", f"{ALSO} aa/bb/cc", "(Reporting by A B)", "UPDATE 2-", "FILE - x",
        "&amp;lt;p&amp;gt;", "a <b>c</b>", "STORY WITHDRAWN", "* * *",
    ]),
    st.text(max_size=80),
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(lines, max_size=8), st.sampled_from(["", *AGENCIES]))
def test_a_drafts_paragraphs_read_again_stay_what_they_are(paragraphs: list[str], agency: str) -> None:
    style = AGENCIES.get(agency, GENERIC)
    once = draft(*paragraphs, style=style)
    again = draft(*once.paragraphs, style=style)
    assert again.paragraphs == once.paragraphs
    plain = Entry(guid="g", headline=once.headline, body="\n\n".join(once.paragraphs), body_html=False)
    assert draft_of(plain, FEED, style, "en", NOW).paragraphs == once.paragraphs
