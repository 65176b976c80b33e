import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.match.fold import BREAK, fold, fold_term

WIRE = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from(
            list("aA -'’“”ßﬁİı\u00ad\u200b\u0301\u0308\n\t.–习近平が\u3099한\u1112\u1161\u11abب\u0650שׁ👩‍👧é")
        ),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zelenský", "zelensky"),
        ("ZELENSKY\u0301", "zelensky"),
        ("Władimir Łódź Øst Đorđe", "wladimir lodz ost dorde"),
        ("Straße", "strasse"),
        ("ﬁghting", "fighting"),
        ("wit\u00adkoff \u200bis", "witkoff is"),
        ("cease-fire\nnow", "cease fire now"),
        ("a  b \t c", "a b c"),
        ("a - b -- c", f"a {BREAK} b {BREAK} c"),
        ("Trump’s ‘plan’", "trump's 'plan'"),
        ("end. Next", f"end{BREAK} next"),
        ("İstanbul ISPARTA ılık", "istanbul isparta ilik"),
        ("Ελλάδα ΆΛΣ", "ελλαδα αλσ"),
        ("Ёлкин Йод Київ", "елкин иод киiв".replace("i", "і")),
        ("習近平 푸틴 プーチン", "習近平 푸틴 プーチン"),
        ("か\u3099 ガ", "が ガ"),
        ("\u1112\u1161\u11ab", "한"),
        ("ＰＵＴＩＮ", "putin"),
        ("بُوتِين أحمد", "بوتين احمد"),
        ("नरेंद्र", "नरेंद्र"),
        ("ウラジーミル・プーチン", "ウラシーミル フーチン".replace("シ", "ジ").replace("フ", "プ")),
        ("a\x1eb\x1fc\ud800d", f"a{BREAK}b{BREAK}c{BREAK}d"),
        ("a long line of plain letters, and one ß", f"a long line of plain letters{BREAK} and one ss"),
        ("AT&T 5%", f"at{BREAK}t 5{BREAK}"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert folded == fold(text).text


@pytest.mark.parametrize(
    ("term", "folded"),
    [("“Wagner”", "wagner"), (" U.S. ", f"u{BREAK}s"), ("C++", f"c{BREAK}{BREAK}"), ("!!", "!!"[2:])],
)
def test_terms_lose_punctuation_at_their_ends(term: str, folded: str) -> None:
    assert folded == fold_term(term)


@given(WIRE)
def test_nearly_ascii_text_folds_like_any_other(text: str) -> None:
    padding = " and so on" * 40

    assert f"{fold(text + '.').text}{padding}" == fold(f"{text}.{padding}").text


@given(WIRE)
@example("a\u0301\u0301")
@example("\u0301a")
@example("- - -")
def test_folding_is_idempotent(text: str) -> None:
    once = fold(text).text

    assert once == fold(once).text


@pytest.mark.parametrize(
    ("text", "at", "span"),
    [
        ("xy\u0301z", 1, (1, 3)),
        ("xか\u3099z", 1, (1, 3)),
        ("x\u1112\u1161\u11abz", 1, (1, 4)),
        ("xßz", 2, (1, 2)),
        ("x\u00adz", 1, (2, 3)),
        ("x \t z", 1, (1, 4)),
        ("xyz", 1, (1, 2)),
    ],
)
def test_a_character_leads_back_to_all_that_made_it(text: str, at: int, span: tuple[int, int]) -> None:
    assert span == fold(text).span(at, at + 1)


@given(WIRE)
def test_spans_lie_in_the_text_and_in_order(text: str) -> None:
    folded = fold(text)
    spans = [folded.span(at, at + 1) for at in range(len(folded.text))]

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(WIRE, WIRE, st.sampled_from(["Zelenský", "Groß", "习近平", "Wit\u00adkoff", "한국", "がか", "ﬁx"]))
def test_a_span_leads_back_to_what_was_folded(before: str, after: str, term: str) -> None:
    text = f"{before}. {term} . {after}"
    folded = fold(text)
    wanted = fold(term).text
    at = folded.text.find(f" {wanted} ")
    start, end = folded.span(at + 1, at + 1 + len(wanted))

    assert at >= 0
    assert wanted == fold(text[start:end]).text
