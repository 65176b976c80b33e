"""Coverage-guided fuzzing: `python -m tests.fuzz NAME SECONDS`, on the samples of this repository.

Needs atheris (`pip install atheris`), which is no dependency. An input that raises anything but a declared error,
or takes longer than `SLOWEST`, ends the run and is written to the current folder as `crash-…` or `timeout-…`.
`python -m tests.fuzz.mutated NAME SECONDS` does the same with Hypothesis, which knows what JSON and XML look like.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["monitor"]):
    from tests.fuzz.targets import LARGEST, SLOWEST, TARGETS, seeds


def main() -> None:
    """Fuzz one target for so many seconds."""
    name, seconds = sys.argv[1], int(sys.argv[2])
    found = Path(
        tempfile.mkdtemp(prefix=f"fuzz-{name}-")
    )  # libFuzzer writes what it finds into the first folder
    flags = [f"-max_total_time={seconds}", "-max_len=8192", f"-timeout={SLOWEST}", f"-rss_limit_mb={LARGEST}"]
    folders = [str(folder) for folder in (found, *seeds())]
    atheris.Setup([sys.argv[0], *flags, "-print_final_stats=1", *folders], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
