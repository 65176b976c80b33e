"""Golden pairs: a bad file beside every line that is said of it (`FILE` stands for the file's path)."""

from pathlib import Path

import pytest

from monitor.config.load import load
from monitor.model.errors import ConfigError

BAD = sorted((Path(__file__).parent / "bad").glob("*.yaml"))


def said_of(text: str, directory: Path) -> str:
    path = directory / "wirewatch.yaml"
    path.write_text(text)
    with pytest.raises(ConfigError) as refused:
        load(directory, {})
    return str(refused.value).replace(f"{path}:", "").replace(str(path), "FILE")


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_every_problem_is_told_with_its_place(path: Path, tmp_path: Path) -> None:
    said = said_of(path.read_text(), tmp_path)

    assert path.with_suffix(".txt").read_text().splitlines() == said.splitlines()
    assert "canary-" not in said
