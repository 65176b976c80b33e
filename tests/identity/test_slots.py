"""What stands in place of what between two texts."""

from monitor.identity.slots import compare
from monitor.model.story import Draft

BODY = (
    "The auction of bonds was held in Norvik on Friday.",
    "Banks bid for 40 million crowns in all.",
    "The ministry was content with what it got.",
    "The next auction follows in the spring.",
)


def draft(*paragraphs: str) -> Draft:
    return Draft("north", "north", "g", "", "Bonds sold in Norvik", paragraphs, language="en")


def test_what_went_here_and_came_there_is_no_exchange() -> None:
    old, new = draft(*BODY), draft(BODY[0], *BODY[2:], "Traders asked for 70 million crowns in all.")
    assert compare(old, new).replaced == 0
    assert compare(old, new).kept == sum(len(text.split()) for text in (BODY[0], *BODY[2:]))


def test_what_stands_in_its_place_is() -> None:
    new = draft(BODY[0], "Banks bid for 70 million crowns in all.", *BODY[2:])
    assert compare(draft(*BODY), new).replaced == 1
