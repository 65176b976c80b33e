"""The forms in which a withdrawal, a correction, an update and a mere touch-up reach a feed."""

from typing import Any

import pytest

from tests.pipeline.test_day import CAPTION, HEADLINE, NEW, TALKS, swap
from tests.servers.house import House

CORRECTED = swap("Daniel Brandt", "Karin Brandt")
MORE = "The council will meet again on Sunday, its leader said."


@pytest.fixture
async def talks(house: House) -> House:
    house.agency.publish("wire", house.item("w-1", HEADLINE, *TALKS, link="https://meridian.example/1"))
    assert await house.turn() == NEW
    return house


async def show(house: House, guid: str, title: str, paragraphs: tuple[str, ...]) -> list[tuple[str, str]]:
    """Show the story so, in place (w-1) or as an entry of its own, and return what was told."""
    if guid == "w-1":
        house.agency.rewrite("wire", guid, title=title, paragraphs=paragraphs)
    else:
        house.agency.publish("wire", house.item(guid, title, *paragraphs))
    told = await house.turn()
    assert await house.turn() == []  # told once
    return told


@pytest.mark.parametrize(
    ("guid", "title", "paragraphs"),
    [
        ("w-1", f"STORY WITHDRAWN-{HEADLINE}", ()),
        ("w-1", f"KILL: {HEADLINE}", ()),
        ("w-1", f"WITHDRAWN: {HEADLINE}", TALKS),
        ("w-1", HEADLINE, ("This story has been withdrawn.",)),
        ("w-1", HEADLINE, ("This story has been retracted because its source could not be verified.",)),
        ("w-1", "STORY WITHDRAWN", ("Meridian has withdrawn its story on talks in Port Almas.",)),
        ("w-1", f"RETRACTED: {HEADLINE}", ("Meridian retracts this story.",)),
        ("w-1", f"RETRACTION: {HEADLINE}", TALKS),
        ("w-1", f"KILL-{HEADLINE}", ("Please kill this story. A kill is mandatory.",)),
        ("w-1", f"{HEADLINE} (WITHDRAWN)", ("The agency has withdrawn this story.",)),
        ("w-1", f"STORY REMOVED: {HEADLINE}", ("Meridian withdrew this story.",)),
        ("w-1", HEADLINE, ("EDITORS: Meridian is killing this story. A kill is mandatory.",)),
        ("w-1", HEADLINE, ("ADVISORY: The story has been withdrawn.", *TALKS)),
        ("w-9", f"STORY WITHDRAWN-{HEADLINE}", ("The story is withdrawn.",)),
        ("w-9", f"WITHDRAWN-{HEADLINE}", TALKS),
        ("w-9", f"KILL: {HEADLINE}", ()),
    ],
)
async def test_a_withdrawal_is_told_as_one(
    talks: House, guid: str, title: str, paragraphs: tuple[str, ...]
) -> None:
    told = await show(talks, guid, title, paragraphs)
    assert told == [("retraction", "Ceasefire"), ("retraction", "Ilya Marsh")]


@pytest.mark.parametrize(
    ("guid", "title", "paragraphs"),
    [
        ("w-1", f"CORRECTED-{HEADLINE}", CORRECTED),
        ("w-1", f"CORRECTED: {HEADLINE}", CORRECTED),
        ("w-1", f"CORRECTION: {HEADLINE}", CORRECTED),
        ("w-1", f"Correction: {HEADLINE}", CORRECTED),
        ("w-1", f"CORRECTED (OFFICIAL)-{HEADLINE}", CORRECTED),
        ("w-1", HEADLINE, ("(Corrects name in first paragraph)", *CORRECTED)),
        (
            "w-1",
            HEADLINE,
            (*CORRECTED, "Correction: An earlier version of this story gave the wrong first name."),
        ),
        (
            "w-1",
            HEADLINE,
            (*CORRECTED, "This story has been corrected to show that the envoy is Karin Brandt."),
        ),
        ("w-1", HEADLINE, ("Eds: CORRECTS: envoy's first name.", *CORRECTED)),
        ("w-1", HEADLINE, ("CORRECTS envoy's first name, para 1", *CORRECTED)),
        ("w-1", HEADLINE, ("Editor's note: This article has been corrected.", *CORRECTED)),
        ("w-1", f"{HEADLINE} (corrected)", CORRECTED),
        ("w-1", HEADLINE, (*CORRECTED, "(This version CORRECTS the envoy's first name.)")),
        ("w-9", f"CORRECTED-{HEADLINE}", CORRECTED),
        ("w-9", HEADLINE, ("(Corrects name in first paragraph)", *CORRECTED)),
    ],
)
async def test_a_declared_correction_is_told_as_one(
    talks: House, guid: str, title: str, paragraphs: tuple[str, ...]
) -> None:
    told = await show(talks, guid, title, paragraphs)
    assert told == [("correction", name) for name in ("Ceasefire", "Ilya Marsh", "Karin Brandt")]


@pytest.mark.parametrize(
    ("title", "paragraphs"),
    [
        (f"UPDATE 2-{HEADLINE}", (*TALKS, MORE)),
        ("UPDATE 1-Islanders name terms for talks in Port Almas", (*TALKS[:3], MORE, *TALKS[3:])),
        ("WRAPUP 3-Envoy brings ceasefire plan to Port Almas", (*TALKS, MORE, "Nine ships wait.")),
        (f"UPDATE 2-{HEADLINE}", swap("least 9", "least 14")),
        (
            f"UPDATE 3-{HEADLINE}",
            (TALKS[0], MORE, "The ministry raised the number of hurt to 14.", *TALKS[2:4]),
        ),
    ],
)
async def test_an_update_under_a_new_guid_is_told_as_one(
    talks: House, title: str, paragraphs: tuple[str, ...]
) -> None:
    told = await show(talks, "w-9", title, paragraphs)
    assert told == [("update", "Ceasefire"), ("update", "Ilya Marsh")]
    assert [story.version for story in await talks.stories()] == [2]


@pytest.mark.parametrize(
    "changes",
    [
        {"title": f"{HEADLINE} - Meridian"},
        {"title": f"{HEADLINE}."},
        {"title": HEADLINE.replace("9", "nine")},
        {"title": HEADLINE.upper()},
        {"paragraphs": tuple(f"{paragraph}  " for paragraph in TALKS)},
        {"paragraphs": (f"{TALKS[0]} {TALKS[1]}", *TALKS[2:])},
        {"paragraphs": (*TALKS[:2], *reversed(TALKS[2:]))},
        {"paragraphs": swap("at least 9 people", "at least nine people")},
        {"paragraphs": tuple(paragraph.replace("-", "–") for paragraph in TALKS)},
        {"paragraphs": swap("the morning boats", "the mornng boats")},
        {"paragraphs": (*TALKS, "Share this article on Facebook")},
        {"paragraphs": (*TALKS, "Read more: Ferry news")},
        {"paragraphs": (*TALKS, "(Reporting by Jane Doe; Editing by John Roe)")},
        {"paragraphs": (*TALKS, "© 2025 Meridian Press Agency. All rights reserved.")},
        {"paragraphs": (*TALKS, "Last updated: 14 March 2025 06:02")},
        {"paragraphs": (*TALKS, "jd/rk")},
        {"paragraphs": ("By Jane Doe", *TALKS)},
        {"paragraphs": (CAPTION, *TALKS, CAPTION)},
        {"author": "Jane Doe"},
        {"link": "https://meridian.example/1?utm_source=rss"},
        {"html": "<br><br>".join(TALKS)},
        {"html": "".join(f"<div><span>{paragraph}</span></div>" for paragraph in TALKS)},
        {"html": "".join(f"<p><b>{p}</b>&nbsp;</p>" for p in TALKS) + '<img src="https://t.example/p.gif">'},
    ],
)
async def test_a_touch_up_tells_nobody(talks: House, changes: dict[str, Any]) -> None:
    talks.agency.rewrite("wire", "w-1", **changes)
    assert await talks.turn() == []
    assert await talks.turn() == []
