"""A text cut into tokens: the quick way over plain words finds what the expression alone finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.diff.raw import _TOKEN, Raw, raws_of

PARTS = [
    "word",
    "Ærø",
    "don\u2019t",
    "U.S.",
    "10:40 p.m.",
    "10",
    "1\u00a0000",
    "-5",
    "%",
    "$",
    "2.4m",
    "東京",
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from([*PARTS, " ", "  ", ". ", ", ", "\n"])).map("".join))


@given(TEXTS)
def test_same_tokens_as_the_expression_alone(text: str) -> None:
    whole = [
        Raw(found.lastgroup or "", found[0], found[0].casefold(), found.start(), found.end())
        for found in _TOKEN.finditer(text)
    ]
    assert raws_of(text) == whole


@pytest.mark.parametrize(
    "text", ["", " ", "a", "a ", " a", "at 10 p.m. on", "10 p.m", "U.S. troops", "a\u00a0b c"]
)
def test_ends_and_spaces(text: str) -> None:
    assert [raw.text for raw in raws_of(text)] == [found[0] for found in _TOKEN.finditer(text)]
