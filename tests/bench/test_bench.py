import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHEAP = ("match", "store", "identity", "diff")


def run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_quick_bench_writes_every_figure_with_its_unit_baseline_and_machine(tmp_path: Path) -> None:
    out = tmp_path / "results.json"

    done = run(*CHEAP, "--quick", "--out", out)

    assert done.returncode == 0, done.stderr
    results = json.loads(out.read_text(encoding="utf-8"))
    assert results["quick"] is True
    assert set(results["seconds"]) == {figure["bench"] for figure in results["figures"]} == set(CHEAP)
    assert {"at", "cores", "cpu", "python", "load", "versions"} <= set(results["machine"])
    for figure in results["figures"]:
        assert set(figure) == {"bench", "name", "value", "unit", "baseline", "ratio", "note"}
        assert figure["value"] > 0
        assert figure["name"] in " ".join(done.stdout.split())
        if figure["baseline"] is not None:
            assert figure["ratio"] == figure["value"] / figure["baseline"]["value"]
    assert any(figure["ratio"] for figure in results["figures"])


def test_a_bench_that_does_not_exist_is_refused_by_name(tmp_path: Path) -> None:
    done = run("polka", "--out", tmp_path / "results.json")

    assert done.returncode == 2
    assert "no bench is named polka" in done.stderr
    assert not (tmp_path / "results.json").exists()
