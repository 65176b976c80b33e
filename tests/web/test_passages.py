from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from monitor.diff.judge import judge
from monitor.model.change import Block, Diff, Kind, Op, Piece
from monitor.model.story import Draft
from monitor.model.watch import WEAK, Mention
from monitor.web.passages import mention_runs, passages_of

WORDS = st.sampled_from(["Ferry", "struck", "the", "mole", "9", "90", "people.", "No", "Harbour", "closed."])
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), max_size=5)


def draft(headline: str, paragraphs: list[str]) -> Draft:
    return Draft("norden", "norden-en", "g", "", headline, tuple(paragraphs))


def mention(start: int, end: int, watch: str, text: str) -> Mention:
    return Mention(0, start, end, text[start:end], "Strait", watch, "body", "full name")


@given(old=PARAGRAPHS, new=PARAGRAPHS)
def test_a_shown_diff_holds_every_letter_of_both_texts(old: list[str], new: list[str]) -> None:
    diff = judge(draft("A headline", old), draft("A new headline", new))
    paragraphs = [one for passage in passages_of(diff) for one in passage.paragraphs]
    for texts, others in ((old, {"added", "moved"}), (new, {"removed", "left"})):
        shown = " ".join(
            "".join(run.text for run in one.runs if run.mark not in others) for one in paragraphs
        )
        expected = f"A{' new' if others == {'removed', 'left'} else ''} headline {' '.join(texts)}"
        # White space apart: where paragraphs were joined, the space between them is part of the change.
        assert sorted("".join(shown.split())) == sorted("".join(expected.split()))


@given(text=PARAGRAPHS)
def test_what_is_equal_is_not_marked(text: list[str]) -> None:
    diff = judge(draft("A headline", text), draft("A headline", text))
    assert not any(one.changed for passage in passages_of(diff) for one in passage.paragraphs)


def test_paragraphs_stay_paragraphs() -> None:
    diff = judge(
        draft("H", ["One stays. Two goes away for good.", "Three stays here."]),
        draft("H", ["One stays.", "Three stays here. Four came in anew."]),
    )
    headline, *rest = [one for passage in passages_of(diff) for one in passage.paragraphs]
    assert headline.headline
    shown = [[(run.text.strip(), run.mark) for run in one.runs if run.text.strip()] for one in rest]
    assert shown == [
        [("One stays.", ""), ("Two goes away for good.", "removed")],
        [("Three stays here.", ""), ("Four came in anew.", "added")],
    ]


def test_long_unchanged_stretches_are_folded_and_short_ones_not() -> None:
    same = [Block(Op.EQUAL, (Piece(Op.EQUAL, f"Sentence {at}."),), at, at) for at in range(3)]
    added = Block(Op.ADDED, (Piece(Op.ADDED, "New."),), None, 3)
    diff = Diff((Kind.UPDATE,), "", blocks=(*same, added))
    assert [passage.folded for passage in passages_of(diff)] == [True, False]
    diff = Diff((Kind.UPDATE,), "", blocks=(*same[1:], added))
    assert [passage.folded for passage in passages_of(diff)] == [False, False]


def test_a_moved_sentence_is_shown_at_both_places() -> None:
    away = Block(Op.MOVED, (Piece(Op.REMOVED, "Moved."),), old_paragraph=0)
    here = Block(Op.MOVED, (Piece(Op.ADDED, "Moved."),), new_paragraph=1)
    runs = [
        run
        for passage in passages_of(Diff((), "", blocks=(away, here)))
        for one in passage.paragraphs
        for run in one.runs
    ]
    assert [(run.text, run.mark) for run in runs] == [("Moved.", "left"), ("Moved.", "moved")]


@given(
    text=st.text(min_size=1, max_size=40),
    places=st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45)), max_size=6),
)
def test_marking_mentions_loses_no_text(text: str, places: list[tuple[int, int]]) -> None:
    mentions = [mention(start, end, f"w{at}", text) for at, (start, end) in enumerate(places)]
    assert "".join(run.text for run in mention_runs(text, mentions)) == text


def test_overlapping_mentions_name_every_watch() -> None:
    text = "President Karin Brandt said"
    runs = mention_runs(text, [mention(0, 22, "Office", text), mention(10, 22, "Karin Brandt", text)])
    assert [(run.text, run.note) for run in runs] == [
        ("President ", "Office"),
        ("Karin Brandt", "Office, Karin Brandt"),
        (" said", ""),
    ]


def test_a_weak_mention_is_marked_as_such_unless_a_firm_one_stands_there_too() -> None:
    text = "Mike Marsh came"
    weak = replace(mention(0, 10, "Ilya Marsh", text), matcher=WEAK)

    assert mention_runs(text, [weak])[0].mark == "weak"
    assert [run.mark for run in mention_runs(text, [weak, mention(5, 10, "Marsh", text)])] == [
        "weak",
        "mention",
        "",
    ]
