import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.cli.output import Column, listing, say, say_marked, to_json


def test_what_is_said_is_cleaned_of_what_could_act(capsys: pytest.CaptureFixture[str]) -> None:
    say("Ferry \x1b[2Jgone", "two\u202elines")
    say_marked(("The \x1b]0;x\x07board", ""), ("said\nso", "added"))

    assert capsys.readouterr().out == "Ferry [2Jgone\ntwolines\nThe ]0;xboard{+said so+}\n"


def test_a_listing_for_a_pipe_is_one_line_each_with_tabs(capsys: pytest.CaptureFixture[str]) -> None:
    listing(["a\tb", "c\nd"], [Column("x", str), Column("y", len)], nothing="Nothing.")

    assert capsys.readouterr().out == "a b\t3\nc d\t3\n"


def test_an_empty_listing_for_a_pipe_is_empty(capsys: pytest.CaptureFixture[str]) -> None:
    listing([], [Column("x", str)], nothing="Nothing.")

    assert capsys.readouterr().out == ""


@given(st.text(st.characters(), max_size=30))
def test_every_text_is_one_line_of_json(text: str) -> None:
    line = to_json({"text": text})

    assert b"\n" not in line
    expected = text.encode("utf-8", "replace").decode()
    assert json.loads(line) == {"text": expected}
