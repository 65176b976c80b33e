"""Fuzzing with Hypothesis: `python -m tests.fuzz.mutated NAME SECONDS`: samples with parts exchanged, lost, doubled.

Stops at the first input that lets out an undeclared error, takes longer than `SLOWEST` or more memory than `LARGEST`,
and shows it shrunk.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import LARGEST, SLOWEST, TARGETS, seeds

BATCH = 500
EDITS = 6
SPAN = 400  # characters of a part that is lost or doubled
FRAGMENTS = (
    "<![CDATA[", "]]>", "<!--", "-->", "<?xml version='1.0'?>", "&amp;", "&bad;", "&#0;", "&#x110000;", "<item/>",
    "<item>", "</item>", "<entry>", "</channel>", "<p>", "</p>", "<br/>", ' xmlns:q="urn:q"', "q:", '"', "'", "<", ">",
    "\0", "\x03", "\u202e", "\ufeff", "\ud7ff", "é", "東京", "🙂", "9" * 400, "-1", "1e999", "NaN", "null", "[]",
    "{}",
    "2025-02-30T25:61:00Z", "Fri, 31 Feb 99999", "9" * 5000, "\n" * 50, " " * 500,
)  # fmt: skip
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(FRAGMENTS)
    | st.sampled_from(
        ["2025-03-14T06:00:00Z", "urn:x:1", "https://agency.example/a", "usable", "canceled", "tag"]
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
SAMPLES = [path.read_bytes() for folder in seeds() for path in sorted(folder.iterdir()) if path.is_file()]


def _read(sample: bytes) -> Any | None:
    try:
        return json.loads(sample)
    except ValueError:
        return None


TREES = [tree for sample in SAMPLES if isinstance(tree := _read(sample), dict | list)]


@st.composite
def mutated_text(draw: st.DrawFn) -> bytes:
    """A sample in which spans were lost, doubled, moved or filled with something that hurts."""
    text = draw(st.sampled_from(SAMPLES)).decode("utf-8", "replace")
    for _ in range(draw(st.integers(0, EDITS))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, SPAN)))
        part = draw(st.sampled_from(("", text[at:end] * 2, text[at:end][::-1], None)))
        filled = draw(st.sampled_from(FRAGMENTS) | st.text(max_size=20)) if part is None else part
        text = text[:at] + filled + text[end:]
    return text.encode("utf-8", "surrogatepass")


@st.composite
def mutated_tree(draw: st.DrawFn) -> bytes:
    """A JSON sample in which values were exchanged for others of any type, or taken out."""
    tree = json.loads(json.dumps(draw(st.sampled_from(TREES))))
    for _ in range(draw(st.integers(1, EDITS))):
        here, key = tree, None
        while here:
            key = draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
            if not isinstance(here[key], dict | list) or draw(st.integers(0, 3)) == 0:
                break
            here = here[key]
        if here and draw(st.booleans()):
            here[key] = draw(VALUES)
        elif here:
            del here[key]
    return json.dumps(tree).encode()


def main() -> None:
    """Fuzz one target for so many seconds."""
    name, seconds = sys.argv[1], float(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST * 2**20, LARGEST * 2**20))
    run = _batch(TARGETS[name])
    end, batches = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        run()
        batches += 1
    sys.stdout.write(f"{name}: {batches * BATCH:,} inputs in {seconds:.0f} s, none hurt\n")


def _batch(target: Callable[[bytes], None]) -> Callable[[], None]:
    """Some hundred inputs, other ones at each call."""

    @settings(max_examples=BATCH, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(
        st.one_of(mutated_text(), mutated_tree(), st.tuples(mutated_text(), mutated_text()).map(b"\0".join))
    )
    def run(body: bytes) -> None:
        began = time.monotonic()
        target(body)
        assert time.monotonic() - began < SLOWEST, "too slow"

    return run


if __name__ == "__main__":
    main()
