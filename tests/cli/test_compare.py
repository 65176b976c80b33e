import json
from pathlib import Path
from typing import Any

from monitor.demo.newsroom import Item, rss
from tests.cli.conftest import Call

COPY = (
    "The harbour board of Port Alder said on Friday that the night ferry had run aground on the outer sands.",
    "Lifeboats from the villages nearby took the passengers off before dawn, and nobody was hurt, it said.",
    "The pilot, Ilse Marrow, told reporters that fog had hidden the lights of the eastern mole for an hour.",
    "The line said that 9 people had asked for their fare back, and that it hopes to sail again within days.",
)


def text(*paragraphs: str, headline: str = "Ferry aground off Port Alder") -> dict[str, Any]:
    return {"headline": headline, "paragraphs": list(paragraphs or COPY)}


def lines(*pairs: tuple[Any, Any]) -> bytes:
    return "\n".join(json.dumps({"old": old, "new": new}) for old, new in pairs).encode()


def test_a_changed_number_is_a_fact_of_one_story(call: Call) -> None:
    new = text(*(paragraph.replace("9 people", "90 people") for paragraph in COPY))

    said = call("compare", "--lines", stdin=lines((text(), new)))

    (answer,) = said.objects
    assert said.code == 0
    assert set(answer) == {"same_story", "containment", "kinds", "facts", "summary", "material"}
    assert answer["same_story"] is True
    assert 0.8 <= answer["containment"] < 1
    assert answer["material"] is True
    assert {"kind": "number", "old": "9", "new": "90", "paragraph": 3} in answer["facts"]


def test_another_story_is_told_apart_and_the_same_is_cosmetic(call: Call) -> None:
    other = text("Wheat prices rose for a third day.", "Traders blamed rain.", headline="Wheat dearer")

    different, same = call("compare", "--lines", stdin=lines((text(), other), (text(), text()))).objects

    assert (different["same_story"], different["containment"]) == (False, 0.0)
    assert (same["same_story"], same["containment"], same["material"]) == (True, 1.0, False)


def test_a_bad_pair_is_answered_with_its_line(call: Call) -> None:
    said = call("compare", "--lines", stdin=b'{"old": {}}\n' + lines((text(), text())))

    bad, good = said.objects
    assert said.code == 1
    assert bad["error"].startswith("line 1: ")
    assert good["same_story"] is True


def test_two_saved_feeds_are_compared_entry_by_entry(call: Call, tmp_path: Path) -> None:
    old, new = tmp_path / "old.xml", tmp_path / "new.xml"
    other = Item("wheat", "Wheat dearer", ("Wheat prices rose for a third day.",))
    changed = tuple(paragraph.replace("Ilse Marrow", "Elsa Marrow") for paragraph in COPY)
    old.write_bytes(rss("Coast", [Item("ferry", "Ferry aground", COPY), other]))
    new.write_bytes(rss("Coast", [other, Item("ferry", "Ferry aground", changed)]))

    answers = call("compare", "--json", old, new).objects

    assert [answer["material"] for answer in answers] == [True, False]
    assert answers[0]["facts"][0]["old"] == "Ilse Marrow"


def test_an_entry_with_the_same_guid_is_the_same_story_however_short(call: Call, tmp_path: Path) -> None:
    old, new = tmp_path / "old.xml", tmp_path / "new.xml"
    old.write_bytes(rss("Coast", [Item("ferry", "Ferry aground", ("The board said 9 were rescued.",))]))
    new.write_bytes(rss("Coast", [Item("ferry", "Ferry aground", ("The board said 90 were rescued.",))]))
    texts = text("The board said 9 were rescued."), text("The board said 90 were rescued.")

    (by_guid,) = call("compare", "--json", old, new).objects
    (by_text,) = call("compare", "--lines", stdin=lines(texts)).objects

    assert by_guid["same_story"] is True
    assert by_text["containment"] == by_guid["containment"] == 0.25


def test_a_person_sees_what_went_and_what_came(call: Call, tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("\n\n".join(("Ferry aground", *COPY)))
    new.write_text("\n\n".join(("Ferry aground", *COPY[:3], COPY[3].replace("9 people", "90 people"))))

    said = call("compare", old, new)

    assert said.code == 0
    assert said.lines[1].startswith("One story: ")
    assert any(line.startswith("- ") and "[-9-]" in line for line in said.lines)
    assert any(line.startswith("+ ") and "{+90+}" in line for line in said.lines)


def test_one_text_alone_is_wrong_usage(call: Call, tmp_path: Path) -> None:
    assert call("compare", tmp_path / "old.txt").code == 2
