"""Lines of plain text: entities resolved, controls dropped, white space made single, paragraphs parted."""

import html
import re
from typing import Final

_ENTITY: Final = re.compile(r"&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_UNSEEN: Final = re.compile(r"[\u200b\u2060\u00ad]")
_HARD_WRAP: Final = 90  # code points: wires wrap lines at 64 to 80; a longer line was never wrapped
_INDENTED: Final = 3  # columns further in than the rest: the first line of a paragraph
DEPTH: Final = 3  # how many times over HTML may be escaped


def tidy(text: str) -> str:
    """Return text with entities resolved, controls dropped and white space (nbsp too) as single spaces."""
    return " ".join(resolved(text).split())


def split_lines(text: str) -> tuple[str, ...]:
    """Return the paragraphs of plain text.

    Blank lines part paragraphs. Single line breaks part them too unless the lines look hard-wrapped (none
    longer than 90), where only a line indented further than the rest begins a new one.
    """
    if "\n" not in text and "\r" not in text and "&" not in text:
        line = tidy(text)
        return (line,) if line else ()
    found: list[str] = []
    for chunk in re.split(r"\n[^\S\n]*\n", resolved(text.replace("\r\n", "\n").replace("\r", "\n"))):
        found.extend(_lines_of(chunk))
    return tuple(line for line in map(tidy, found) if line)


def _lines_of(chunk: str) -> list[str]:
    """Return the paragraphs of a chunk without blank lines."""
    lines = [line for line in chunk.split("\n") if line.strip()]
    if any(len(line) > _HARD_WRAP for line in lines):
        return lines
    paragraphs: list[list[str]] = []
    base = min((_indent(line) for line in lines[1:]), default=0)
    for line in lines:
        if paragraphs and _indent(line) < base + _INDENTED:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [" ".join(wrapped) for wrapped in paragraphs]


def _indent(line: str) -> int:
    """Return how many columns of white space a line begins with."""
    wide = line.expandtabs(8)
    return len(wide) - len(wide.lstrip())


def resolved(text: str) -> str:
    """Resolve entities until none is left: "&amp;amp;nbsp;" happens, and a second reading must change nothing."""
    if text.isprintable() and "&" not in text:
        return text  # most lines: the four passes below cost more than all the rest
    for _ in range(DEPTH):
        mended = _ENTITY.sub(lambda found: html.unescape(re.sub(r"&(?:amp;)+", "&", found[0])), text)
        if mended == text:
            break
        text = mended
    return _UNSEEN.sub("", CONTROLS.sub("", text))
