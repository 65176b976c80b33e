"""A pattern that holds nothing fixed is told with its place; it is no reason to refuse the config."""

from pathlib import Path

from monitor.config.load import load


def test_a_pattern_that_may_stand_anywhere_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "watchlists/codes.yaml"
    path.parent.mkdir()
    path.write_text(
        """\
watchlist: Codes
topics:
  - {name: Flights, pattern: '\\b(SU|AF)\\d{3,4}\\b'}
  - {name: Anything, pattern: '[A-Z]{2}\\d+'}
""",
        encoding="utf-8",
    )
    told = [warning for warning in load(tmp_path, {}).warnings if "pattern" in warning]

    assert len(told) == 1
    assert told[0].startswith(f"{path}:4:")
    assert "the pattern of Anything (Codes) has no two letters that stand in every match" in told[0]
