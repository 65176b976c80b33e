"""Chooses changes, runs the tests over each, prints what lived; writes bench/mutants.json.

Exit code 1 when the tests of a package notice less than 95 % of what was changed in it.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bench.mutants.campaign import Campaign, State, TestsFail, Verdict
from bench.mutants.mutant import Mutant
from bench.mutants.table import Accepted, Package, accepted_in, mutants_in, packages_in, stands

ROOT = Path(__file__).parents[2]
BOUND = 0.95
MOST = 60  # per package: its share is then known to within a few points
SEED = 1


def main() -> int:
    """Run it; returns the exit code."""
    asked = _parse()
    known = packages_in(asked.root)
    packages = [package for package in known if not asked.only or package.name in asked.only]
    if unknown := set(asked.only) - {package.name for package in known}:
        print(
            f"no package is named {min(unknown)}; there are {', '.join(p.name for p in known)}",
            file=sys.stderr,
        )
        return 2
    accepted = accepted_in(asked.root)
    console = Console(width=None if sys.stdout.isatty() else 160, highlight=False, soft_wrap=True)
    reports, verdicts = [], list[Verdict]()
    with tempfile.TemporaryDirectory(prefix="m-") as scratch:
        campaign = Campaign(asked.root, Path(scratch), asked.jobs, asked.patience)
        try:
            for package in packages:
                report, found = _of(package, campaign, accepted, asked, console)
                reports.append(report)
                verdicts += found
        except TestsFail as error:
            print(error, file=sys.stderr)
            return 2
    _show(console, reports)
    shape = {
        "seed": asked.seed,
        "most": asked.most,
        "packages": reports,
        "mutants": [_plain(v) for v in verdicts],
    }
    asked.out.write_text(json.dumps(shape, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return int(any(report["noticed"] < BOUND for report in reports))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.mutants", description=__doc__)
    parser.add_argument("--only", action="append", default=[], metavar="PACKAGE", help="may be given again")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed, other changes")
    parser.add_argument(
        "--max", type=int, default=MOST, dest="most", help="changes of each package; 0 for all"
    )
    parser.add_argument("--jobs", type=int, default=1, help="runs at a time")
    parser.add_argument("--patience", type=float, default=10.0, help="seconds that any test may take")
    parser.add_argument("--root", type=Path, default=ROOT, help="the tree")
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "mutants.json", help="where to write")
    return parser.parse_args()


def _of(
    package: Package,
    campaign: Campaign,
    accepted: Sequence[Accepted],
    asked: argparse.Namespace,
    console: Console,
) -> tuple[dict[str, Any], list[Verdict]]:
    """Run one package, and report."""
    began = perf_counter()
    made = list(mutants_in(asked.root, package.code, asked.seed))
    let = [mutant for mutant in made if any(entry.covers(mutant) for entry in accepted)]
    rest = (mutant for mutant in made if mutant not in let and stands(mutant))
    chosen = list(islice(rest, asked.most or None))
    ran = campaign.measure(package)
    console.print(
        f"[bold]{package.name}[/]: {len(made)} changes, {len(let)} of them accepted, {len(chosen)} chosen; "
        f"{len(ran.seconds)} tests take {sum(ran.seconds.values()):.0f} s"
    )
    verdicts = campaign.judge(package, chosen, lambda verdict: _tell(console, verdict))
    count = Counter(verdict.state for verdict in verdicts)
    report = {
        "package": package.name,
        "made": len(made),
        "accepted": len(let),
        "chosen": len(chosen),
        **{state.value: count[state] for state in State},
        "noticed": 1 - count[State.SURVIVED] / len(chosen) if chosen else 1.0,
        "seconds": round(perf_counter() - began, 1),
    }
    return report, verdicts


def _tell(console: Console, verdict: Verdict) -> None:
    if verdict.state is State.SURVIVED:
        mutant = verdict.mutant
        console.print(f"  {mutant.file}:{mutant.line} [dim]{mutant.kind}:[/] {escape(mutant.diff)}")


def _show(console: Console, reports: Sequence[dict[str, Any]]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("")
    for name in ("chosen", *State, "noticed", "seconds"):
        table.add_column(name, justify="right")
    for report in reports:
        words = [str(report[name]) for name in ("chosen", *State)]
        table.add_row(report["package"], *words, f"{report['noticed']:.1%}", str(report["seconds"]))
    console.print(table)


def _plain(verdict: Verdict) -> dict[str, Any]:
    mutant: Mutant = verdict.mutant
    return {
        "package": verdict.package,
        "file": mutant.file,
        "line": mutant.line,
        "kind": mutant.kind,
        "was": mutant.was,
        "becomes": mutant.becomes,
        "state": verdict.state.value,
        "by": verdict.by,
        "seconds": verdict.seconds,
    }


if __name__ == "__main__":
    sys.exit(main())
