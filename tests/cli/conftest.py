import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import structlog
from typer.testing import CliRunner

from monitor.cli import app

CONFIG = {
    "wirewatch": "store: {url: embedded, data_dir: ./data}\n",
    "feeds/feeds": "feeds:\n  - {id: coast, url: https://coast.example/feed.xml}\n",
    "watchlists/harbour": (
        "watchlist: Harbour\npeople: [Ilse Marrow]\ntopics:\n  - {name: Rescue, any: [rescued, rescue*]}\n"
    ),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said. `code` is its exit code."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def objects(self) -> list[Any]:
        """Each line of JSON."""
        return [json.loads(line) for line in self.lines]


Call = Callable[..., Said]


@pytest.fixture
def call() -> Call:
    """Call `wirewatch` in this process, as a pipe sees it: `call("poll", path, stdin=b"…")`."""

    def run(*words: object, stdin: bytes | None = None, **environ: str) -> Said:
        before = structlog.get_config()
        result = CliRunner().invoke(app, [str(word) for word in words], input=stdin, env=environ)
        structlog.configure(**before)  # the command set logs up for its own streams, which are closed now
        unexpected = result.exception
        if unexpected is not None and not isinstance(unexpected, SystemExit):
            raise unexpected
        return Said(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A small valid config folder."""
    folder = tmp_path / "config"
    for name, text in CONFIG.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
