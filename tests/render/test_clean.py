import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.render.clean import clean, clip, header_text, link, one_line

anything = st.text(st.characters(codec=None))


@given(anything)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(text) == clean(clean(text))
    assert one_line(text) == one_line(one_line(text))
    assert header_text(text) == header_text(header_text(text))


@given(anything)
def test_a_header_text_is_one_printable_line_without_encoded_words(text: str) -> None:
    made = header_text(text)
    assert "=?" not in made
    assert len(made) <= 200
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in made)


@pytest.mark.parametrize("text", ["=?utf-8?q?=0D=0AX-Evil:_1?=", "==??", "=\x00?utf-8?q?x?=", "=\u200b?x?="])
def test_no_encoded_word_survives(text: str) -> None:
    assert "=?" not in header_text(text)


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S"])))
def test_letters_marks_and_signs_stay(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("text", ["می\u200cخواهم", "👩\u200d🚒", "\u200fשלום", "naïve café"])
def test_what_languages_need_stays(text: str) -> None:
    assert clean(text) == text


def test_line_breaks_stay_line_breaks() -> None:
    assert clean("one\r\ntwo\rthree\u2028four\tfive") == "one\ntwo\nthree\nfour five"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//host/x",
        "http://",
        "https://a b/",
        "https://a/\r\nX: 1",
        'https://a/"onclick=1',
        "https://a/<script>",
        "https://a\\@b/",
        "http://[::1",
        "https://a/" + "x" * 3_000,
        "https://a/\u202e",
        "",
    ],
)
def test_an_unsafe_link_is_no_link(url: str) -> None:
    assert link(url) == ""


@pytest.mark.parametrize(
    "url", ["https://a.example/x?y=1&z=2#f", "http://watch.example:8080/stories/1", "HTTPS://A.example/"]
)
def test_a_whole_web_address_is_a_link(url: str) -> None:
    assert link(url) == url


def test_clip_counts_the_ellipsis() -> None:
    assert clip("abcdef", 4) == "abc…"
    assert clip("abcd", 4) == "abcd"
