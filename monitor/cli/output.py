"""How commands speak: tables and colour on a terminal, plain lines elsewhere, JSON where asked.

Everything shown comes from feeds and is cleaned first, so that no headline can move the cursor (docs/promises.md P12).
Answers go to standard output; complaints and progress bars to standard error, where a pipe does not see them.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from monitor.render.clean import clean, one_line

T = TypeVar("T")

OUT = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
ERR = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)

STYLES = {"": "", "added": "bold green", "removed": "bold red strike", "mention": "bold reverse"}
"""Mark of a segment → how a terminal shows it."""

SIGNS = {"": ("", ""), "added": ("{+", "+}"), "removed": ("[-", "-]"), "mention": ("*", "*")}
"""Mark of a segment → the signs round it where there is no colour."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column of a listing: its heading, and what it says of one thing."""

    heading: str
    cell: Callable[[T], object]


def say(*lines: str, style: str = "") -> None:
    """Print lines of an answer, at once: a long-running command's reader waits for them."""
    for line in lines:
        if OUT.is_terminal:
            OUT.print(Text(clean(line), style))
        else:
            sys.stdout.write(clean(line) + "\n")
            sys.stdout.flush()


def complain(*lines: str) -> None:
    """Print lines on standard error."""
    for line in lines:
        ERR.print(Text(clean(line)))


def say_marked(*parts: tuple[str, str], indent: str = "") -> None:
    """Print one line of (text, mark) parts: marks by colour on a terminal, by signs elsewhere."""
    cleaned = [(clean(text).replace("\n", " "), mark) for text, mark in parts]
    if OUT.is_terminal:
        OUT.print(Text.assemble(indent, *((text, STYLES[mark]) for text, mark in cleaned)))
    else:
        signed = (f"{SIGNS[mark][0]}{text}{SIGNS[mark][1]}" for text, mark in cleaned)
        sys.stdout.write(indent + "".join(signed) + "\n")


def to_json(value: object) -> bytes:
    """Return a plain value as one line of JSON, without line end."""
    # A lone surrogate in feed text cannot be UTF-8; it becomes "?" and the line still comes out.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def say_json(value: object) -> None:
    """Print one value as one line of JSON."""
    sys.stdout.flush()
    sys.stdout.buffer.write(to_json(value) + b"\n")
    sys.stdout.buffer.flush()


def listing(things: Sequence[T], columns: Sequence[Column[T]], *, nothing: str) -> None:
    """Print a list: a table on a terminal, elsewhere lines with tabs between the columns and no heading.

    Args:
        things: what to list.
        columns: how a person sees it; JSON shows the things whole.
        nothing: what to tell a person when the list is empty.
    """
    if not OUT.is_terminal:
        for thing in things:
            sys.stdout.write("\t".join(one_line(str(column.cell(thing))) for column in columns) + "\n")
    elif not things:
        say(nothing)
    else:
        OUT.print(_table(things, columns), soft_wrap=False)


def _table(things: Sequence[T], columns: Sequence[Column[T]]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column.heading, overflow="fold")
    for thing in things:
        table.add_row(*(Text(one_line(str(column.cell(thing)))) for column in columns))
    return table


@contextmanager
def progress(what: str, total: int, *, bar: bool = True) -> Iterator[Callable[[], None]]:
    """Show how far long work is: a bar on a terminal, nothing elsewhere (the answers are the lines there).

    Args:
        what: what is being done, shown before the bar.
        total: how many steps there are.
        bar: False where answers on the same terminal would run into it.

    Yields:
        A function to call after each step.
    """
    console = OUT if OUT.is_terminal else ERR
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    shown = Progress(
        *columns,
        console=console,
        transient=True,
        disable=not (bar and console.is_terminal and total > 1),
        redirect_stdout=False,  # it would send a redirected answer to the terminal
        redirect_stderr=False,
    )
    with shown:
        task: Any = shown.add_task(what, total=total)
        yield lambda: shown.advance(task)
