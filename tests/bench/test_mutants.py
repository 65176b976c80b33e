import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.mutants import lua, python
from bench.mutants.mutant import Mutant, in_order
from bench.mutants.table import Accepted, accepted_in, packages_in, stands

ROOT = Path(__file__).parents[2]


def changes(text: str) -> set[tuple[str, str]]:
    """What is made of a text: the kind, and the changed line."""
    found = [mutant for mutant in python.mutants_of("x.py", text.encode()) if stands(mutant)]
    return {(mutant.kind, mutant.becomes) for mutant in found}


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("a < b", {("comparison", "a <= b")}),
        ("(a) >= (b)  # >", {("comparison", "(a) > (b) # >")}),
        ("a not  in b", {("comparison", "a in b")}),
        ("a is b is not c", {("comparison", "a is not b is not c"), ("comparison", "a is b is c")}),
        ("a and (b) and c", {("and / or", "a or (b) and c"), ("and / or", "a and (b) or c")}),
        ("x = not (a)", {("not dropped", "x = (a)")}),
        ("x = 7", {("constant", "x = 8"), ("constant", "x = 6")}),
        ("x = 0.5", {("constant", "x = 0.55"), ("constant", "x = 0.45")}),
        ("x = True", {("constant", "x = False")}),
        ("x = a + b", {("arithmetic", "x = a - b")}),
        ("x = 'é' + b", set()),
        ("é = a < b", {("comparison", "é = a <= b")}),
        ("x = min(a, b)", {("min / max", "x = max(a, b)")}),
        ("x = f(a, b)", {("arguments swapped", "x = f(b, a)")}),
        ("x = f(a, *b)", set()),
        ("x = isinstance(a, b)", set()),
        ("x = f(a, b=c)", {("keyword dropped", "x = f(a)")}),
        ("x = f(b=c, d=e)", {("keyword dropped", "x = f(d=e)"), ("keyword dropped", "x = f(b=c)")}),
        ("f(a)", {("statement dropped", "pass")}),
        ("a.b = c", {("statement dropped", "pass")}),
        ("a = c", set()),
        ("log.info(a)", set()),
        ("x: Literal[1] = a", set()),
        ("if TYPE_CHECKING:\n    f(a)", set()),
        ("x = f'{a < b}'", set()),
        ("@f(a, b=1)\nclass X: ...", set()),
        ("x = y if a else b", {("condition", "x = y if not (a) else b")}),
        ("x = [y for y in a if y]", {("condition", "x = [y for y in a if not (y)]")}),
        ("def f() -> bool:\n  return a", {("return value", "return not (a)")}),
        ("def f() -> int:\n  return a", {("return value", "return (a) + 1")}),
        ("def f() -> tuple[int, ...]:\n  return a", {("return value", "return ()")}),
        ("def f() -> str:\n  return a", {("return value", 'return ""')}),
        ("def f() -> X:\n  return a", {("return value", "return None")}),
        ("def f() -> None:\n  return None", set()),
        (
            "async def f() -> None:\n  await g()",
            {("await dropped", "g()"), ("statement dropped", "pass")},
        ),
    ],
)
def test_a_change_is_what_its_name_says(text: str, made: set[tuple[str, str]]) -> None:
    assert changes(text) == made


def test_a_script_is_changed_outside_of_its_strings_and_comments() -> None:
    text = b"-- 1 < 2\nif a < 1 and not b then return '1' end\nredis.call('X', b + c)\n"

    made = {(mutant.kind, mutant.line, mutant.becomes) for mutant in lua.mutants_of("x.lua", text)}

    assert made == {
        ("comparison", 2, "if a <= 1 and not b then return '1' end"),
        ("constant", 2, "if a < 2 and not b then return '1' end"),
        ("constant", 2, "if a < 0 and not b then return '1' end"),
        ("and / or", 2, "if a < 1 or not b then return '1' end"),
        ("not dropped", 2, "if a < 1 and b then return '1' end"),
        ("statement dropped", 2, ""),
        ("arithmetic", 3, "redis.call('X', b - c)"),
        ("statement dropped", 3, ""),
    }


def test_the_function_round_a_change_is_named_by_its_first_line_decorators_and_all() -> None:
    text = b"x = 1\n\n@a\n@b\ndef f():\n    return [y for y in z if y]\n"

    assert {(mutant.line, mutant.reach) for mutant in python.mutants_of("x.py", text)} == {(1, 0), (6, 3)}


def test_a_seed_gives_the_same_order_each_time_and_an_edit_elsewhere_does_not_stir_it() -> None:
    def order(text: str, seed: int) -> list[str]:
        found = in_order(python.mutants_of("x.py", text.encode()), seed)
        return [mutant.becomes for mutant in found if "new" not in mutant.becomes]

    text = "a = 1\nb = 2 < c\nd = f(e, g)\n"

    assert order(text, 1) == order(text, 1)
    assert order(text, 1) == order(f"new = 5\n\n{text}", 1)
    assert order(text, 1) != order(text, 2)
    assert sorted(order(text, 1)) == sorted(order(text, 2))


def test_an_accepted_change_is_known_again_when_its_line_has_moved() -> None:
    entry = Accepted("x.py", "a = b < 1", "a = b <= 1", "never equal")

    def covered(text: str, file: str = "x.py") -> list[str]:
        found = python.mutants_of(file, text.encode())
        return [mutant.becomes for mutant in found if entry.covers(mutant)]

    assert covered("a = b < 1") == ["a = b <= 1"]
    assert covered("# new\n\nif c:\n    a = b < 1\n") == ["a = b <= 1"]
    assert covered("a = b < 1", "y.py") == []
    assert covered("a = b < 2") == []


def test_a_change_is_not_accepted_without_a_reason(tmp_path: Path) -> None:
    folder = tmp_path / "bench" / "mutants"
    folder.mkdir(parents=True)
    entry = '[[mutant]]\nfile = "x.py"\nline = "a"\nbecomes = "b"\nreason = " "\n'
    (folder / "accepted.toml").write_text(entry, encoding="utf-8")

    with pytest.raises(ValueError, match=r"x\.py: a: accepted without a reason"):
        accepted_in(tmp_path)


def test_every_accepted_change_is_one_that_can_still_be_made() -> None:
    made: dict[str, list[Mutant]] = {}
    for entry in accepted_in(ROOT):
        if entry.file not in made:
            module = lua if entry.file.endswith(".lua") else python
            made[entry.file] = list(module.mutants_of(entry.file, (ROOT / entry.file).read_bytes()))
        assert any(entry.covers(mutant) for mutant in made[entry.file]), f"nothing like it any more: {entry}"


def test_code_that_is_not_there_is_left_out(tmp_path: Path) -> None:
    project(tmp_path)
    assert [package.name for package in packages_in(tmp_path)] == ["sample"]


CODE = """\
MOST = 3


def fits(count: int) -> bool:
    return count <= MOST


def half(count: int) -> int:
    while count > 0 and count % 2:
        count -= 1
    return count // 2
"""
TESTS = """\
import asyncio

from sample.code import fits, half


def test_few_fit_soon():
    async def soon():
        async with asyncio.timeout(5):
            return fits(3)

    assert asyncio.run(soon())


def test_few_fit():
    assert fits(3)
    assert not fits(9)


def test_halves():
    assert [half(count) for count in (0, 4, 5)] == [0, 2, 2]
"""
TABLE = """\
[sample]
code = ["sample/*.py"]
tests = ["tests"]

[absent]
code = ["absent/*.py"]
tests = ["tests"]
"""
ACCEPTED = """\
[[mutant]]
file = "sample/code.py"
line = "while count > 0 and count % 2:"
becomes = "while count >= 0 and count % 2:"
reason = "0 % 2 is false as well"
"""


def project(folder: Path) -> None:
    files = {
        "sample/code.py": CODE,
        "tests/test_code.py": TESTS,
        "bench/mutants/packages.toml": TABLE,
        "bench/mutants/accepted.toml": ACCEPTED,
        "pyproject.toml": '[tool.pytest.ini_options]\npythonpath = ["."]\n',
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench.mutants", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_change_that_the_tests_let_live_is_told_with_its_place_and_the_others_are_not(
    tmp_path: Path,
) -> None:
    tree, out = tmp_path / "tree", tmp_path / "mutants.json"
    project(tree)
    done = run("--root", tree, "--out", out, "--max", 0, "--jobs", 2, "--patience", 1)

    assert done.returncode == 1, done.stderr
    assert "sample/code.py:1 constant: MOST = 3  →  MOST = 4" in done.stdout
    result = json.loads(out.read_text(encoding="utf-8"))
    states = {(one["line"], one["becomes"]): (one["state"], one["by"]) for one in result["mutants"]}
    assert states[1, "MOST = 4"] == ("survived", "")
    assert states[1, "MOST = 2"][0] == "killed"
    assert states[5, "return count < MOST"][0] == "killed"
    assert states[10, "pass"] == ("timed out", "tests/test_code.py::test_halves")
    assert states[9, "while count > 0 or count % 2:"] == ("killed", "tests/test_code.py::test_halves")
    assert (9, "while count >= 0 and count % 2:") not in states
    (package,) = result["packages"]
    assert (package["package"], package["accepted"], package["survived"]) == (
        "sample",
        1,
        sum(state == "survived" for state, _ in states.values()),
    )
    assert (tree / "sample" / "code.py").read_text(encoding="utf-8") == CODE


def test_tests_that_fail_before_anything_is_changed_are_told_at_once(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    project(tree)
    (tree / "sample" / "code.py").write_text(CODE.replace("<=", ">"), encoding="utf-8")
    done = run("--root", tree, "--out", tmp_path / "mutants.json")

    assert done.returncode == 2
    assert "sample: the tests fail as they are: tests/test_code.py::test_few_fit_soon" in done.stderr
