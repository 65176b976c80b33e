"""Saved documents and plain texts, as drafts that can be matched and compared."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec
import typer

from monitor.cli.output import complain, to_json
from monitor.model.errors import UnreadableDocument
from monitor.model.story import Draft
from monitor.reader import read_file

T = TypeVar("T")

STANDARD_INPUT = Path("-")


class TextLine(msgspec.Struct):
    """A text as a line of JSON gives it."""

    headline: str = ""
    paragraphs: list[str] = []


class Pair(msgspec.Struct):
    """Two texts to be compared, as a line of JSON gives them."""

    old: TextLine
    new: TextLine


def draft_of_line(line: TextLine) -> Draft:
    """Return a draft of copy alone: nothing in it is furniture."""
    return Draft(
        agency="",
        feed="",
        guid="",
        url="",
        headline=line.headline,
        paragraphs=tuple(line.paragraphs),
    )


def read_texts(path: Path, now: datetime) -> tuple[Draft, ...]:
    """Return what a file holds: the entries of a saved feed, a JSON text, or a bare text.

    Exits 2 when there is no such file, 1 when nothing can be read in it.

    Args:
        path: the file; "-" is standard input.
        now: aware UTC; dates beyond it are clamped.
    """
    try:
        body = sys.stdin.buffer.read() if path == STANDARD_INPUT else path.read_bytes()
    except OSError as error:
        complain(f"{path}: {error.strerror or error}")
        raise typer.Exit(2) from error
    try:
        return (draft_of_line(msgspec.json.decode(body, type=_WholeText)),)
    except msgspec.MsgspecError:
        pass  # it is no JSON text, so it is a document or a bare text
    try:
        return _drafts(body, path.name, now)
    except UnreadableDocument as error:
        complain(f"{path}: {error.detail}")
        raise typer.Exit(1) from error


class _WholeText(TextLine):
    """A JSON text in a file of its own; told from a JSON Feed by its two keys, which must both be there."""

    headline: str
    paragraphs: list[str]


def _drafts(body: bytes, name: str, now: datetime) -> tuple[Draft, ...]:
    """Read a document; what is no document is a bare text, headline first."""
    try:
        read = read_file(body, name, now)
    except UnreadableDocument:
        if _looks_marked_up(body):
            raise
        read = read_file(body, f"{name}.txt", now)
    drafts = (replace(draft, agency="", feed="") for draft in read.drafts)
    # A bare text has its file's name for a guid, and two files of one name are not one story for that.
    return tuple(replace(draft, guid="") if read.reading.format == "text" else draft for draft in drafts)


def _looks_marked_up(body: bytes) -> bool:
    return body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"<", b"{", b"["}


def answer_lines(shape: type[T], answer: Callable[[T], object]) -> None:
    """Answer each line of standard input with one line, at once; a bad line is answered with its error.

    Exits 1 at the end when a line was bad. Empty lines are passed over.

    Args:
        shape: what a line must be.
        answer: what to say to one; it becomes a line of JSON.
    """
    bad = False
    decoder = msgspec.json.Decoder(shape)
    write, flush = sys.stdout.buffer.write, sys.stdout.buffer.flush
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            said = answer(decoder.decode(line))
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            bad = True
            said = {"error": f"line {number}: {error}"}
        write(to_json(said) + b"\n")
        flush()  # whoever asks line by line waits for it
    if bad:
        raise typer.Exit(1)
