"""What is fuzzed: every format, the whole read, the diff. A target takes bytes and lets out no undeclared error."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from monitor.diff.carries import carries_the_error
from monitor.diff.changes import new_text, old_text
from monitor.diff.judge import judge, suspect
from monitor.formats.table import FORMATS
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Feed
from monitor.model.story import Draft
from monitor.reader import read_now

SAMPLES = Path(__file__).parents[1] / "formats"
NOW = datetime(2025, 3, 14, 6, 0, tzinfo=UTC)
FEED = Feed(id="fuzz", url="https://agency.example/feed", agency="fuzz")
SLOWEST = 20  # seconds for one input, instrumented
LARGEST = 3000  # MB of memory


def read_format(name: str, body: bytes) -> None:
    """Read the bytes as this format, whatever they look like."""
    try:
        FORMATS[name].read(Document(FEED.url, body, "", "", NOW))
    except UnreadableDocument:
        return


def read_whole(body: bytes) -> None:
    """Sniff, read and normalise: the way a small document takes."""
    try:
        read_now(Document(FEED.url, body, "", "", NOW), FEED, NOW)
    except UnreadableDocument:
        return


def compare(body: bytes) -> None:
    """Judge two texts, and get both back from the diff."""
    old, _, new = body.decode("utf-8", "replace").partition("\0")
    drafts = [Draft("a", "f", "g", "u", text[:60], tuple(text[60:].split("\n\n"))) for text in (old, new)]
    diff = judge(*drafts)
    suspect(*drafts)
    carries_the_error(diff, drafts[0])
    assert old_text(diff) == (drafts[0].headline, drafts[0].paragraphs)
    assert new_text(diff) == (drafts[1].headline, drafts[1].paragraphs)


TARGETS: dict[str, Callable[[bytes], None]] = {
    **{name: partial(read_format, name) for name in FORMATS},
    "whole": read_whole,
    "diff": compare,
}


def seeds() -> Iterator[Path]:
    """The folders of samples."""
    yield from (folder for folder in SAMPLES.rglob("*samples*") if folder.is_dir())
    yield from (folder for folder in (SAMPLES / "agency_samples").iterdir() if folder.is_dir())
