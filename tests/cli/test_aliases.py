from pathlib import Path

from monitor.config.tree import read_yaml
from tests.cli.conftest import Call


def test_aliases_are_yaml_to_paste(call: Call, tmp_path: Path) -> None:
    lists = tmp_path / "lists.txt"
    lists.write_text("ada, ада => Q1\nbrandt, брандт => Q2\n", encoding="utf-8")

    said = call("aliases", "Ada Brandt", "--lists", lists)

    assert said.code == 0
    assert said.lines[1:] == ["people:", "  - name: Ada Brandt", "    aliases:", "      - Ада Брандт"]
    assert read_yaml(said.out, "x.yaml") is not None


def test_a_name_nothing_is_known_of_is_told(call: Call, tmp_path: Path) -> None:
    lists = tmp_path / "lists.txt"
    lists.write_text("ada, ада => Q1\n", encoding="utf-8")

    said = call("aliases", "Ada Brandt", "--lists", lists)

    assert said.code == 1
    assert "    # nothing is known of it" in said.lines
