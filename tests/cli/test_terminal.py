"""What a person at a terminal sees: the command runs on a pseudo-terminal."""

import os
import pty
import subprocess
import sys
from pathlib import Path

GREEN, RED, REVERSE = "\x1b[1;32m", "\x1b[1;9;31m", "\x1b[1;7m"


def seen(*words: object) -> tuple[int, str]:
    """Run a command on a terminal of its own. Returns its exit code and everything it wrote there."""
    ours, theirs = pty.openpty()
    environ = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "COLUMNS": "100", "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "monitor", *map(str, words)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ) as process:
        os.close(theirs)
        written = b""
        try:
            while part := os.read(ours, 65536):
                written += part
        except OSError:  # Linux: the other side is closed
            pass
        finally:
            os.close(ours)
    return process.returncode, written.decode()


def test_the_words_that_differ_are_coloured(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("Ferry aground\n\nThe board said 9 people were rescued.\n")
    (tmp_path / "new.txt").write_text("Ferry aground\n\nThe board said 90 people were rescued.\n")

    code, screen = seen("compare", tmp_path / "old.txt", tmp_path / "new.txt")

    assert code == 0
    assert f"- The board said {RED}9\x1b[0m people" in screen
    assert f"+ The board said {GREEN}90\x1b[0m people" in screen
    assert "{+" not in screen


def test_mentions_are_highlighted(tmp_path: Path, config: Path) -> None:
    (tmp_path / "ferry.txt").write_text("Ferry aground\n\nPilot Ilse Marrow was unhurt.\n")

    code, screen = seen("match", "--config", config, tmp_path / "ferry.txt")

    assert code == 0
    assert f"Pilot {REVERSE}Ilse Marrow\x1b[0m was unhurt." in screen


def test_long_work_shows_a_bar_that_leaves_no_trace_in_the_answers(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("Ferry aground\n\nThe board said so.\n")

    code, screen = seen("poll", *sorted(tmp_path.iterdir()))

    assert code == 0
    assert "reading" in screen
    assert "3/3" in screen
    assert screen.count(": ok: text") == 3
