"""Runs the benches, prints a table, writes bench/results.json."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from time import perf_counter

from rich.console import Console
from rich.table import Table

from bench import delaying, diffing, growing, identity, matching, polling, reading, running, storing
from bench.figure import Figure
from bench.machine import machine

BENCHES: dict[str, Callable[..., list[Figure]]] = {
    "poll": polling.measure,
    "read": reading.measure,
    "match": matching.measure,
    "store": storing.measure,
    "identity": identity.measure,
    "diff": diffing.measure,
    "memory": running.measure,
    "delay": delaying.measure,
    "grow": growing.measure,
}
RESULTS = Path(__file__).with_name("results.json")


def main() -> None:
    """Run what was asked for: every bench, unless some are named."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHES)}; all when none is named"
    )
    parser.add_argument("--quick", action="store_true", help="small sizes: to see that it runs, not to quote")
    parser.add_argument("--out", type=Path, default=RESULTS, help="where to write the figures")
    asked = parser.parse_args()
    unknown = sorted(set(asked.names) - set(BENCHES))
    if unknown:
        parser.error(f"no bench is named {unknown[0]}; there are {', '.join(BENCHES)}")
    console = Console(width=None if sys.stdout.isatty() else 160)
    facts, figures, took = machine(), list[Figure](), dict[str, float]()
    for name in asked.names or BENCHES:
        console.print(f"[dim]{name} …", end="\r")
        began = perf_counter()
        figures += BENCHES[name](quick=asked.quick)
        took[name] = round(perf_counter() - began, 1)
    _show(console, figures)
    console.print(
        f"[dim]{sum(took.values()):.0f} s on {facts['cores']} cores, load {facts['load']} at the start"
    )
    shape = {
        "quick": asked.quick,
        "machine": facts,
        "seconds": took,
        "figures": [_plain(one) for one in figures],
    }
    asked.out.write_text(json.dumps(shape, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _plain(figure: Figure) -> dict[str, object]:
    return {**asdict(figure), "ratio": figure.ratio}


def _show(console: Console, figures: Sequence[Figure]) -> None:
    """Print the figures, one a row."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, justify in (
        ("", "left"),
        ("value", "right"),
        ("", "left"),
        ("ratio", "right"),
        ("", "left"),
    ):
        table.add_column(name, justify="right" if justify == "right" else "left")
    for number, figure in enumerate(figures):
        if number and figures[number - 1].bench != figure.bench:
            table.add_section()
        ratio = "" if figure.ratio is None else f"{figure.ratio:.2g}"
        against = f"{figure.baseline.name} ({_number(figure.baseline.value)})" if figure.baseline else ""
        remark = "; ".join(filter(None, (against, figure.note)))
        table.add_row(f"{figure.bench}: {figure.name}", _number(figure.value), figure.unit, ratio, remark)
    console.print(table)


def _number(value: float) -> str:
    """Return three digits that mean something."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    main()
