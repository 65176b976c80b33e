"""The diff holds both texts whole, whatever they are."""

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.diff.align import runs
from monitor.diff.changes import new_text, old_text, pieces
from monitor.diff.judge import judge, suspect
from monitor.diff.sentences import split_sentences
from monitor.model.change import Kind, Op
from monitor.model.story import Draft

WORDS = st.sampled_from(
    [
        "Putin",
        "said",
        "nine",
        "90",
        "people",
        "not",
        "the",
        "U.S.",
        "Mar.",
        "14",
        "“Yes,",
        "it",
        "is”",
        "5.3 %",
    ]
)
SENTENCE = st.builds(
    lambda words, end, space: " ".join(words) + end + space,
    st.lists(WORDS, min_size=1, max_size=6),
    st.sampled_from([".", "!", "?", "…", "", "。"]),
    st.sampled_from([" ", "  ", "", "\n", "\u00a0"]),
)
PARAGRAPH = st.one_of(st.lists(SENTENCE, max_size=4).map("".join), st.text(max_size=40))
TEXT = st.tuples(st.one_of(st.text(max_size=30), SENTENCE), st.lists(PARAGRAPH, max_size=6).map(tuple))


def draft(headline: str, paragraphs: tuple[str, ...], language: str = "en") -> Draft:
    return Draft("north", "north-en", "g", "", headline, paragraphs, language=language)


@st.composite
def revisions(draw: st.DrawFn) -> tuple[Draft, Draft]:
    """A text and an edited, shuffled or wholly other one."""
    headline, paragraphs = draw(TEXT)
    if draw(st.booleans()):
        return draft(headline, paragraphs), draft(*draw(TEXT))
    pool = [*paragraphs, *draw(st.lists(PARAGRAPH, max_size=2))]
    return draft(headline, paragraphs), draft(headline, tuple(draw(st.permutations(pool))))


@given(revisions())
def test_diff_applied_to_old_gives_new(pair: tuple[Draft, Draft]) -> None:
    old, new = pair
    diff = judge(old, new)
    assert (old.headline, old.paragraphs) == old_text(diff)
    assert (new.headline, new.paragraphs) == new_text(diff)


@given(revisions())
def test_all_blocks_are_equal_only_when_the_words_are(pair: tuple[Draft, Draft]) -> None:
    old, new = pair
    same = all(piece.op is Op.EQUAL for block in judge(old, new).blocks for piece in block.pieces)
    places = all(
        block.old_paragraph == block.new_paragraph for block in judge(old, new).blocks
    )  # joined paragraphs keep their words
    assert ((old.headline, old.paragraphs) == (new.headline, new.paragraphs)) == (same and places)


@given(TEXT)
def test_a_text_against_itself_is_cosmetic(text: tuple[str, tuple[str, ...]]) -> None:
    diff = judge(draft(*text), draft(*text))
    assert diff.kinds == (Kind.COSMETIC,)
    assert diff.facts == ()
    assert not diff.material


@given(revisions())
def test_cosmetic_stands_alone_and_kinds_are_never_empty(pair: tuple[Draft, Draft]) -> None:
    kinds = judge(*pair).kinds
    assert kinds
    assert Kind.COSMETIC not in kinds or len(kinds) == 1
    assert len(kinds) == len(set(kinds))


@given(revisions())
def test_every_material_change_says_what_changed(pair: tuple[Draft, Draft]) -> None:
    diff = judge(*pair)
    assert diff.summary
    assert "\n" not in diff.summary
    assert not diff.material or diff.summary != "Only wording, spelling or layout changed"


@given(revisions())
def test_suspect_answers_a_sentence_or_nothing(pair: tuple[Draft, Draft]) -> None:
    assert suspect(*pair) is None or suspect(*pair)


@given(PARAGRAPH)
def test_sentences_joined_are_the_paragraph(paragraph: str) -> None:
    assert paragraph == "".join(split_sentences(paragraph))


@given(st.lists(st.integers(0, 5), max_size=30), st.lists(st.integers(0, 5), max_size=30))
def test_runs_cover_both_sides_in_order(old: list[int], new: list[int]) -> None:
    found = runs(old, new)
    assert old == [item for run in found for item in old[run.i : run.j]]
    assert new == [item for run in found for item in new[run.k : run.m]]
    assert all((old[run.i : run.j] == new[run.k : run.m]) is run.same for run in found)


@settings(max_examples=200)
@given(st.text(max_size=60), st.text(max_size=60))
def test_pieces_hold_both_forms(old: str, new: str) -> None:
    found = pieces(old, new)
    assert old == "".join(piece.text for piece in found if piece.op is not Op.ADDED)
    assert new == "".join(piece.text for piece in found if piece.op is not Op.REMOVED)
