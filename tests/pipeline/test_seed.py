"""The story that started it all, read where it lies (../shared/seed) and never copied."""

from pathlib import Path

import pytest

from monitor.model.story import FurnitureKind, Version
from tests.servers.house import House

SEED = Path(__file__).parents[2] / "../shared/seed"
WATCHLIST = """\
watchlist: Talks
people: [Vladimir Putin, Donald Trump, Dmitry Peskov, Steve Witkoff, Maxim Shemetov]
"""

pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="../shared/seed is not beside this checkout")


def seed() -> tuple[str, tuple[str, ...]]:
    """The headline and the paragraphs as the page shows them, captions first."""
    text = next(SEED.glob("*.txt")).read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    headline = lines[1]
    return headline, (lines[0], *lines[2:])


async def latest(house: House) -> Version:
    story = await house.story("efe-1")
    version = await house.app.store.stories.version(story.id)
    assert version is not None
    return version


@pytest.fixture(params=["told by its copy", "configured"])
async def served(request: pytest.FixtureRequest, house: House) -> House:
    """A house that watches the people of the seed's story, and has been told of it."""
    agency = ", agency: efe" if request.param == "configured" else ""
    house.write(
        watchlists__strait=WATCHLIST,
        feeds__feeds=f"feeds: [{{id: wire, url: {house.agency.url}/wire.xml{agency}}}]",
    )
    assert await house.app.reload(house.folder, house.environ)
    headline, paragraphs = seed()
    html = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    house.agency.publish("wire", house.item("efe-1", headline, html=html))
    assert await house.turn() == [
        ("first_mention", "Dmitry Peskov"),
        ("first_mention", "Donald Trump"),
        ("first_mention", "Vladimir Putin"),
    ]
    return house


async def test_its_furniture_is_labelled_and_stands_in_no_paragraph(served: House) -> None:
    draft = (await latest(served)).draft
    kinds = [piece.kind for piece in draft.furniture]
    assert draft.dateline.startswith("Moscow, Mar 14 (EFE)")
    assert draft.paragraphs[0].startswith("Russian President Vladimir Putin has sought")
    assert kinds.count(FurnitureKind.CAPTION) == 5
    assert kinds.count(FurnitureKind.SUBHEAD) == 3
    assert {FurnitureKind.DATELINE, FurnitureKind.SIGN_OFF} <= set(kinds)
    text = "\n".join(draft.paragraphs)
    assert not any(word in text for word in ("SHEMETOV", "EFE", "HANDOUT", "mos-sk", "attends a wreath"))


async def test_its_people_are_found_with_exact_offsets_and_never_in_a_credit(served: House) -> None:
    draft = (await latest(served)).draft
    found: dict[str, int] = {}
    for request in served.desk.requests:
        data = request.json["data"]
        for mention in data["mentions"]:
            place = (
                draft.headline if mention["field"] == "headline" else draft.paragraphs[mention["paragraph"]]
            )
            assert place[mention["start"] : mention["end"]] == mention["text"]
        found[data["watch"]["name"]] = len(data["mentions"])
    assert set(found) == {"Vladimir Putin", "Donald Trump", "Dmitry Peskov"}
    assert found["Vladimir Putin"] > 5


async def test_its_correction_is_told_as_one_with_the_name_that_changed(served: House) -> None:
    headline, paragraphs = seed()
    corrected = [paragraph.replace("Mike Witkoff", "Steve Witkoff") for paragraph in paragraphs]
    note = "<p>Correction: an earlier version of this story gave a wrong first name for the envoy.</p>"
    html = "".join(f"<p>{paragraph}</p>" for paragraph in corrected) + note
    served.agency.rewrite("wire", "efe-1", title=headline, html=html)
    told = await served.turn()
    assert told == [
        ("correction", "Dmitry Peskov"),
        ("correction", "Donald Trump"),
        ("correction", "Steve Witkoff"),
        ("correction", "Vladimir Putin"),
    ]
    change = served.data()["change"]
    facts = [(fact["kind"], fact["old"], fact["new"]) for fact in change["facts"]]
    assert ("name", "Mike Witkoff", "Steve Witkoff") in facts
    assert "Steve Witkoff" in change["summary"]


async def test_its_correction_without_a_note_is_told_as_an_update_with_the_name(served: House) -> None:
    headline, paragraphs = seed()
    corrected = [paragraph.replace("Mike Witkoff", "Steve Witkoff") for paragraph in paragraphs]
    served.agency.rewrite(
        "wire", "efe-1", title=headline, html="".join(f"<p>{paragraph}</p>" for paragraph in corrected)
    )
    told = await served.turn()
    assert ("update", "Vladimir Putin") in told
    assert ("first_mention", "Steve Witkoff") in told
