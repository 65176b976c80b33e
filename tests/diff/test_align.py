"""Which sentence became which, to the sentence; and which words of it."""

import pytest

from monitor.diff import align as module
from monitor.diff.align import Alignment, Run, align, in_place, runs
from monitor.diff.changes import pieces, windows
from monitor.diff.sentences import Sentence, split_sentences


def sides(old: str, new: str) -> Alignment:
    """Align sentences given as words of letters, between bars."""
    return align(
        [Sentence(text, 0) for text in old.split("|")], [Sentence(text, 0) for text in new.split("|")]
    )


def test_equal_moved_changed_gone_and_come() -> None:
    old = "alder birch cedar|dogwood elm fir|gale hazel ivy|juniper larch maple|nettle"
    new = "gale hazel ivy|alder birch cedar|dogwood elm fig|oak pine quince"
    assert sides(old, new) == Alignment(
        equal=((0, 1),), moved=((2, 0),), changed=((1, 2),), removed=(3, 4), added=(3,)
    )


def test_white_space_round_a_sentence_makes_no_difference() -> None:
    assert sides("alder |birch", "alder|birch\n").equal == ((0, 0), (1, 1))


def test_the_same_sentence_twice_moves_in_order() -> None:
    found = sides("x y|a b|x y", "q r|s t|x y|x y")
    assert (found.equal, found.moved, found.removed, found.added) == (((0, 2), (2, 3)), (), (1,), (0, 1))


@pytest.mark.parametrize(("alike", "pairs"), [(13, True), (12, False)])
def test_sentences_are_one_from_a_likeness_of_52_on(alike: int, *, pairs: bool) -> None:
    old, new = "a" * alike + "b" * (25 - alike), "a" * alike + "c" * (25 - alike)
    assert bool(sides(old, new).changed) is pairs
    assert (module._ratio(old, new) > 0) is pairs


def test_the_likest_pair_first_and_each_once() -> None:
    found = sides("aaaaabbbbb|aaaaaaabbb", "aaaaaaaabb|cccccccccc")
    assert (found.changed, found.removed, found.added) == (((1, 0),), (0,), (1,))
    found = sides("aaaaabbbbb|aaaaabbbbc", "aaaaabbbbd")
    assert (found.changed, found.removed) == (((0, 0),), (1,))


def test_unlike_lengths_are_never_one() -> None:
    assert module._ratio("a" * 35, "a" * 100) == 0.0
    assert module._ratio("a" * 100, "a" * 35) == 0.0
    assert module._ratio("a" * 36, "a" * 100) > 52


def test_very_long_sentences_are_compared_by_words() -> None:
    old, new = " ".join(["alder"] * 500), " ".join([*["alder"] * 300, *["birch"] * 200])
    assert module._ratio(old, new) == pytest.approx(60.0)


WORDS = (
    "harbour",
    "vessel",
    "captain",
    "anchor",
    "signal",
    "lantern",
    "compass",
    "rudder",
    "mooring",
    "current",
)


def crowd(count: int, mark: str) -> list[str]:
    """Sentences with ten words each, all different but for their mark."""
    return [" ".join(f"{word}{number}" for word in WORDS) + f" {mark}" for number in range(count)]


def test_in_a_crowd_what_shares_words_is_found_as_well() -> None:
    old, new = crowd(60, "old"), crowd(60, "new")[::-1]
    found = align([Sentence(text, 0) for text in old], [Sentence(text, 0) for text in new])
    assert found.changed == tuple((at, 59 - at) for at in range(60))


def test_candidates_are_those_that_share_most_longer_words_four_at_most() -> None:
    old = {0: "alder birch cedar dogwood elmtree"}
    new = [
        "alder",
        "alder birch",
        "alder birch cedar",
        "alder birch cedar dogwood",
        "alder birch cedar x y z elmtree",
    ]
    assert module._likely([old[0]], new, [0], range(5)) == [(0, 3), (0, 4), (0, 2), (0, 1)]
    assert set(module._likely(["alder birch"], ["alder", "fig", "birch"], [0], range(3))) == {(0, 0), (0, 2)}


def test_short_words_tell_only_where_there_are_no_longer_ones() -> None:
    assert module._likely(["the alder"], ["the birch"], [0], [0]) == []
    assert module._likely(["the fig"], ["the oak"], [0], [0]) == [(0, 0)]
    assert module._likely(["the fig"], ["the alder"], [0], [0]) == []


@pytest.mark.parametrize(("count", "found"), [(40, 4), (41, 0)])
def test_a_word_that_stands_in_more_than_forty_tells_nothing(count: int, found: int) -> None:
    assert len(module._likely(["alder fig"], ["alder oak"] * count, [0], range(count))) == found


@pytest.mark.parametrize(("words", "found"), [(10, True), (11, False)])
def test_a_tenth_of_the_words_must_be_shared(words: int, *, found: bool) -> None:
    old = " ".join(["alder", *(f"birch{n}" for n in range(words - 1))])
    assert bool(module._likely([old], ["alder cedar"], [0], [0])) is found


def test_runs_are_the_same_at_both_ends_and_differ_between() -> None:
    assert runs("abcdef", "abxdef") == [
        Run("same", 0, 2, 0, 2),
        Run("edit", 2, 3, 2, 3),
        Run("same", 3, 6, 3, 6),
    ]
    assert [(run.tag, run.j - run.i, run.m - run.k) for run in runs("abcd", "aebfd")] == [
        ("same", 1, 1),
        ("edit", 0, 1),
        ("same", 1, 1),
        ("edit", 1, 1),
        ("same", 1, 1),
    ]
    assert runs("", "a") == [Run("edit", 0, 0, 0, 1)]
    assert runs("a", "") == [Run("edit", 0, 1, 0, 0)]
    assert runs("", "") == []
    assert runs("ab", "ab") == [Run("same", 0, 2, 0, 2)]


def test_a_comparison_too_large_keeps_the_common_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 9)
    assert len(runs("abxcd", "abycd")) == 3
    assert runs("axbyczd", "aubvcwd") == [
        Run("same", 0, 1, 0, 1),
        Run("edit", 1, 6, 1, 6),
        Run("same", 6, 7, 6, 7),
    ]
    assert len(runs("xaybz"[:3], "uavbw"[:3])) == 3  # nine cells are few enough


def test_changed_sentences_stand_in_place_between_equal_ones_the_longest_rise_of_them() -> None:
    def kept(
        changed: list[tuple[int, int]], equal: tuple[tuple[int, int], ...] = ()
    ) -> list[tuple[int, int]]:
        return in_place(Alignment(equal, (), tuple(changed), (), ()))

    assert kept([(0, 1), (1, 0), (2, 2)]) in ([(0, 1), (2, 2)], [(1, 0), (2, 2)])
    assert kept([(0, 3), (1, 0), (2, 1), (3, 2)]) == [(1, 0), (2, 1), (3, 2)]
    assert kept([(0, 2), (1, 3), (2, 0), (3, 1), (4, 4)]) == [(2, 0), (3, 1), (4, 4)]
    assert kept([(0, 0), (1, 4), (2, 1), (3, 2), (4, 3)]) == [(0, 0), (2, 1), (3, 2), (4, 3)]
    assert kept([(0, 0), (2, 2)], ((1, 1),)) == [(0, 0), (1, 1), (2, 2)]
    assert kept([(0, 2), (2, 0)], ((1, 1),)) == [(1, 1)]
    assert kept([]) == []


def marked(old: str, new: str) -> str:
    signs = {"equal": "{}", "removed": "[-{}]", "added": "[+{}]"}
    return "".join(signs[piece.op.value].format(piece.text) for piece in pieces(old, new))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("a b c", "a b c", "a b c"),
        ("a b c", "a x c", "a [-b][+x] c"),
        ("a b c d", "a x y d", "a [-b c][+x y] d"),
        ("a b", "a x", "a [-b][+x]"),
        ("a b c", "a c", "a [-b ]c"),
        ("a c", "a b c", "a [+b ]c"),
        ("a b,", "a b.", "a b[-,][+.]"),
        ("don't go", "won't go", "[-don't][+won't] go"),
        ("a  b", "a b", "a[-  ][+ ]b"),
        ("東京", "東都", "東[-京][+都]"),
    ],
)
def test_words_are_marked_as_people_read_them(old: str, new: str, said: str) -> None:
    assert marked(old, new) == said


def test_a_window_holds_what_differs_with_sixty_characters_of_whole_words_on_each_side() -> None:
    head, tail = "alder " * 20, " birch" * 20
    assert windows(f"{head}9{tail}", f"{head}90{tail}") == [
        (f"{'alder ' * 9}9{' birch' * 9}", f"{'alder ' * 9}90{' birch' * 9}")
    ]
    assert windows("9 a", "8 a") == [("9", "8")]
    assert windows("a 9", "a 8") == [("9", "8")]
    assert windows("same", "same") == []
    far = "alder " * 30
    assert [old[-1] for old, _ in windows(f"{far}9 {far}7", f"{far}8 {far}6")] == ["r", "7"]


# Sentences


@pytest.mark.parametrize(
    ("paragraph", "parts"),
    [
        ("One. Two.", ["One. ", "Two."]),
        ("One. two.", ["One. two."]),
        ("One.Two.", ["One.Two."]),
        ("One! two? three", ["One! ", "two? ", "three"]),
        ("Mr. Holm came.", ["Mr. Holm came."]),
        ("J. Holm came. (St. Mary) “etc. Now", ["J. Holm came. ", "(St. Mary) “etc. Now"]),
        ("The no. 5. Next", ["The no. 5. ", "Next"]),
        ("He said “go.” Then left.", ["He said “go.” ", "Then left."]),
        ("Wait… Then. ", ["Wait… ", "Then. "]),
        ("a\nb", ["a\n", "b"]),
        ("終。次。", ["終。", "次。"]),
        ("One. Two! ", ["One. ", "Two! "]),
        ("", [""]),
        (".", ["."]),
        ("One. ", ["One. "]),
        ("One.  Two. x", ["One.  ", "Two. x"]),
        (". A", [". ", "A"]),
        ("Averyverylongword. Next", ["Averyverylongword. ", "Next"]),
    ],
)
def test_a_paragraph_is_cut_behind_its_sentences(paragraph: str, parts: list[str]) -> None:
    assert list(split_sentences(paragraph)) == parts
