import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.cli.match import marked
from monitor.model.watch import Mention
from tests.cli.conftest import Call

TEXT = {"headline": "Ferry aground", "paragraphs": ["Crews rescued 90.", "Pilot Ilse Marrow was unhurt."]}


def test_each_line_is_answered_with_its_mentions(call: Call, config: Path) -> None:
    lines = json.dumps(TEXT) + "\n" + json.dumps({"headline": "Nothing", "paragraphs": []}) + "\n"

    said = call("match", "--config", config, "--lines", stdin=lines.encode())

    first, second = said.objects
    assert said.code == 0
    assert second == {"mentions": []}
    assert first["mentions"] == [
        {
            "watchlist": "Harbour",
            "watch": "Rescue",
            "field": "body",
            "paragraph": 0,
            "start": 6,
            "end": 13,
            "text": "rescued",
            "matcher": "phrase",
        },
        {
            "watchlist": "Harbour",
            "watch": "Ilse Marrow",
            "field": "body",
            "paragraph": 1,
            "start": 6,
            "end": 17,
            "text": "Ilse Marrow",
            "matcher": "full name",
        },
    ]


@pytest.mark.parametrize(
    "bad", [b"no json", b'{"headline": 3, "paragraphs": []}', b'{"paragraphs": "one"}', b"\xff\xfe", b"[]"]
)
def test_a_bad_line_is_answered_with_its_number_and_the_others_with_theirs(
    call: Call, config: Path, bad: bytes
) -> None:
    good = json.dumps(TEXT).encode()

    said = call("match", "--config", config, "--lines", stdin=good + b"\n\n" + bad + b"\n" + good)

    first, second, third = said.objects
    assert said.code == 1
    assert len(first["mentions"]) == len(third["mentions"]) == 2
    assert second["error"].startswith("line 3: ")


def test_a_text_shows_which_watches_fire_and_why(call: Call, config: Path, tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text("Ferry aground\n\nPilot Ilse Marrow was unhurt, Marrow's board said.\n")

    said = call("match", "--config", config, path)

    assert said.code == 0
    assert "Ilse Marrow (Harbour)" in said.lines[0]
    assert "the full name stands there" in said.out
    assert "  Pilot *Ilse Marrow* was unhurt, *Marrow*'s board said." in said.lines


def test_standard_input_is_read_when_no_file_is_named(call: Call, config: Path) -> None:
    said = call("match", "--config", config, "--json", stdin=json.dumps(TEXT).encode())

    assert said.code == 0
    assert len(said.objects[0]["mentions"]) == 2


def test_when_no_watch_fires_the_answer_is_no(call: Call, config: Path) -> None:
    said = call("match", "--config", config, stdin=b"Harvest begins\n\nThe weather was fine.\n")

    assert said.code == 1
    assert said.lines == ["No watch fires on “Harvest begins”."]


def test_a_file_that_is_not_there_is_wrong_usage(call: Call, config: Path) -> None:
    said = call("match", "--config", config, config / "none.txt")

    assert said.code == 2
    assert "none.txt" in said.err


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=6)


@given(st.text(min_size=40, max_size=60), spans)
def test_marked_parts_joined_give_the_text_again(text: str, places: list[tuple[int, int]]) -> None:
    mentions = [
        Mention(0, start, start + size, text[start : start + size], "w", "n", "body", "phrase")
        for start, size in places
    ]

    parts = marked(text, mentions)

    assert "".join(part for part, _ in parts) == text
    assert bool(places) == any(mark == "mention" for _, mark in parts)


def test_why_not_says_which_condition_failed(call: Call, config: Path) -> None:
    text = json.dumps({"headline": "Marrow home", "paragraphs": ["Marrow is well."]}).encode()

    said = call("match", "--config", config, "--why-not", "Ilse Marrow", stdin=text)
    fires = call("match", "--config", config, "--why-not", "Rescue", stdin=json.dumps(TEXT).encode())
    nobody = call("match", "--config", config, "--why-not", "Ilse Morrow", stdin=text)

    assert (said.code, fires.code, nobody.code) == (1, 0, 2)
    assert "a lone surname counts only after the full name" in said.out
    assert "Rescue fires" in fires.out
    assert "Ilse Marrow" in nobody.err
