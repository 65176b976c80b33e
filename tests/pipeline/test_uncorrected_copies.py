"""A corrected story and the copies of it that still carry the old words."""

import pytest

from tests.pipeline.test_day import HEADLINE, NEW, TALKS, swap
from tests.servers.house import House

CORRECTED = swap("Daniel Brandt", "Karin Brandt")


@pytest.fixture
async def copied(house: House) -> House:
    """The talks, told; the outlet has it whole under its own headline, the third source in part."""
    house.agency.publish("wire", house.item("w-1", HEADLINE, *TALKS))
    assert await house.turn() == NEW
    house.agency.publish("outlet", house.item("o-1", "Envoy lands: “without conditions”", *TALKS))
    house.agency.publish(
        "third", house.item("t-1", "Talks in the port", *TALKS[:4], "The town is calm, we found.")
    )
    assert await house.turn() == []
    return house


async def correct(house: House, title: str = f"CORRECTED-{HEADLINE}") -> None:
    house.agency.rewrite("wire", "w-1", title=title, paragraphs=CORRECTED)
    assert len(await house.turn()) == 3


def carrying(house: House) -> set[str]:
    """The feeds that the last alert says carry the error."""
    return {entry["feed"] for entry in house.data()["also_in"] if entry["carries_the_error"]}


async def test_each_copy_that_still_carries_the_old_words_is_named_in_the_alert(copied: House) -> None:
    await correct(copied)
    assert carrying(copied) == {"outlet", "third"}


async def test_a_copy_that_follows_is_cleared_whether_it_says_so_or_not(copied: House) -> None:
    await correct(copied)
    copied.agency.rewrite("outlet", "o-1", paragraphs=CORRECTED)
    assert await copied.turn() == []
    copied.agency.rewrite("wire", "w-1", paragraphs=swap("least 9", "least 90", CORRECTED))
    assert await copied.turn()
    assert carrying(copied) == {"third"}


async def test_a_copy_that_appears_after_the_correction_with_the_old_words_is_named_too(
    copied: House,
) -> None:
    await correct(copied)
    copied.clock.step(600)
    copied.agency.roll_off("third", "t-1")
    copied.agency.publish("third", copied.item("t-2", "Late copy", *TALKS))
    await copied.turn()
    copied.agency.rewrite("wire", "w-1", paragraphs=swap("least 9", "least 90", CORRECTED))
    assert await copied.turn()
    late = await copied.story("t-2")
    assert late.url in {entry["url"] for entry in copied.data()["also_in"] if entry["carries_the_error"]}


async def test_copies_of_a_withdrawn_story_carry_it_until_they_withdraw_it(copied: House) -> None:
    copied.agency.rewrite("wire", "w-1", title=f"STORY WITHDRAWN-{HEADLINE}", paragraphs=("Withdrawn.",))
    assert len(await copied.turn()) == 2
    assert carrying(copied) == {"outlet", "third"}


async def test_an_update_makes_no_copy_wrong(copied: House) -> None:
    copied.agency.rewrite("wire", "w-1", paragraphs=swap("least 9", "least 90"))
    assert await copied.turn()
    assert carrying(copied) == set()


async def test_the_agencys_own_word_is_told_even_when_a_copy_was_mended_first(copied: House) -> None:
    copied.agency.rewrite("outlet", "o-1", paragraphs=CORRECTED)
    assert {kind for kind, _ in await copied.turn()} <= {"update", "first_mention"}
    copied.agency.rewrite("wire", "w-1", title=f"CORRECTED-{HEADLINE}", paragraphs=CORRECTED)
    assert {kind for kind, _ in await copied.turn()} == {"correction"}


async def test_what_the_agency_puts_right_without_a_word_is_still_wrong_in_its_copies(copied: House) -> None:
    copied.agency.rewrite("wire", "w-1", paragraphs=CORRECTED)
    assert {kind for kind, _ in await copied.turn()} == {"update", "first_mention"}
    assert "silent_correction" in copied.data()["change"]["kinds"]
    assert carrying(copied) == {"outlet", "third"}
    copied.agency.rewrite("outlet", "o-1", paragraphs=CORRECTED)
    await copied.turn()
    assert (await copied.story("o-1")).corrected == ()
    copied.agency.rewrite("wire", "w-1", paragraphs=swap("least 9", "least 90", CORRECTED))
    assert await copied.turn()
    assert carrying(copied) == {"third"}


async def test_a_copys_own_slip_makes_nobody_wrong(copied: House) -> None:
    copied.agency.rewrite("outlet", "o-1", paragraphs=CORRECTED)
    await copied.turn()
    copied.agency.rewrite("wire", "w-1", paragraphs=swap("least 9", "least 90"))
    assert await copied.turn()
    assert carrying(copied) == set()
