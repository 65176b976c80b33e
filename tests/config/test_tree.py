import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from monitor.config import tree
from monitor.config.tree import Mapping, Node, Refused, Scalar, Sequence, read_yaml

YAML_LIKE = st.text(
    alphabet=st.sampled_from(list("ab01:-[]{}&*!|>'\"#%@`,?~ \n\t\\xU.\x00é习\ufeff")), max_size=60
)


def value(text: str) -> object:
    node = read_yaml(f"a: {text}", "x.yaml")
    assert isinstance(node, Mapping)
    inner = node.get("a")
    return inner.value if isinstance(inner, Scalar) else None


@pytest.mark.parametrize(
    "text", ["NO", "no", "on", "off", "yes", "Yes", "22:30", "1:20:30", "2025-03-14", "90s", "0b1"]
)
def test_what_yaml_1_1_twisted_stays_text(text: str) -> None:
    assert text == value(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true", True),
        ("false", False),
        ("12", 12),
        ("0o17", 15),
        ("0x1f", 31),
        ("010", 10),
        ("1.5", 1.5),
        ('"12"', "12"),
    ],
)
def test_core_scalars(text: str, expected: object) -> None:
    assert expected == value(text)


def refusal(text: str) -> str:
    with pytest.raises(Refused) as refused:
        read_yaml(text, "x.yaml")
    return str(refused.value.problem)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("a: 1\nb: 2\na: 3\n", "x.yaml:3:1: duplicate key a; it stands in line 1 too"),
        ("a: &x 1\n", "x.yaml:1:4: an anchor (&) is not taken"),
        ("a: *x\n", "x.yaml:1:4: an alias (*) is not taken"),
        ("a: !!str 1\n", "x.yaml:1:4: a tag (!) is not taken"),
        ("a: !x 1\n", "x.yaml:1:4: a tag (!) is not taken"),
        ("a: 1\n---\nb: 2\n", "x.yaml:2:1: a second document begins here"),
        ("? [a]\n: 1\n", "x.yaml:1:3: a key is to be text"),
        ("a: [1, 2\nb: 3\n", "x.yaml:2:2: not YAML"),
        ("a: 1\n b: 2\n", "x.yaml:2:3: not YAML"),
        ("a: b\x07\n", "x.yaml:1:5: a control character stands here; take it out"),
        ("é: 習\nb: 😀\x01\n", "x.yaml:2:5: a control character stands here"),
        ("a: 1 # x\u2028y\n", "x.yaml:1:9: a line break of another kind (U+2028) stands here; take it out"),
        ("a: 1\nb: @desk\n", "x.yaml:2:4: not YAML: found character that cannot start any token; put text"),
        ("a:\n\tb: 1\n", "x.yaml:2:1: not YAML: found character that cannot start any token; indent with sp"),
    ],
)
def test_strange_yaml_is_refused_with_its_place(text: str, start: str) -> None:
    assert refusal(text).startswith(start)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[https://x.example/?a=b]", None),
        ("\tb", "b"),
        ("https://x.example/?a=b#c", "https://x.example/?a=b#c"),
        ('"a\\/b \\u263a"', "a/b ☺"),
    ],
)
def test_what_only_yaml_1_2_allows_is_taken(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    "text", ['{"a":1, b: [medtop:1]}', "é: 😀\nb: |\n  x\n  y\n", "a: [NO, on, 22:30]\n"]
)
def test_with_and_without_libyaml_the_tree_is_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_it = read(text)
    monkeypatch.setattr(tree, "_LOADER", yaml.SafeLoader)

    assert isinstance(with_it, Mapping)
    assert read(text) == with_it


def test_lines_and_columns_count_characters() -> None:
    node = read_yaml("é😀: [習近平, b]\n\nc:\n  - {d: é, e: f}\n", "x.yaml")

    assert node is not None
    assert places(node) == [(1, 1), (1, 5), (1, 6), (1, 11), (4, 3), (4, 5), (4, 9), (4, 15)]


def test_depth_is_bounded() -> None:
    assert read_yaml("a: " + "[" * 23 + "]" * 23, "x.yaml") is not None
    assert "nested more than 24 deep" in refusal("a: " + "[" * 5000)
    assert "nested more than 24 deep" in refusal("{a: " * 5000)


def test_alias_bomb_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{c}: &{c} [*{p}, *{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert refusal(bomb).startswith("x.yaml:1:4: an anchor")


@pytest.mark.parametrize("text", ["", "# only a comment\n", "~\n", "---\n"])
def test_empty_files_hold_nothing(text: str) -> None:
    assert read_yaml(text, "x.yaml") is None


def places(node: Node) -> list[tuple[int, int]]:
    inner: tuple[Node, ...] = ()
    if isinstance(node, Sequence):
        inner = node.items
    elif isinstance(node, Mapping):
        inner = tuple(entry.node for entry in node.entries)
    return [(node.place.line, node.place.column), *(place for child in inner for place in places(child))]


def read(text: str) -> Node | Refused | None:
    try:
        return read_yaml(text, "x.yaml")
    except Refused as refused:
        return refused


@given(YAML_LIKE)
def test_any_text_gives_a_tree_or_a_problem(text: str) -> None:
    result = read(text)
    if isinstance(result, Refused):
        assert str(result.problem).startswith("x.yaml:")
    elif result is not None:
        assert all(line >= 1 and column >= 1 for line, column in places(result))
