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


def test_what_a_watchlist_lacks_is_proposed(call: Call, tmp_path: Path) -> None:
    lists, watchlist = tmp_path / "lists.txt", tmp_path / "mine.yaml"
    lists.write_text("ada, ада, αδα => Q1\nbrandt, брандт, μπραντ => Q2\n", encoding="utf-8")
    watchlist.write_text(
        "watchlist: Mine\nnotify: [desk]\npeople:\n"
        "  - {name: Ada Brandt, aliases: [Ада Брандт]}\n"
        "  - {name: Brandt Ada, aliases: [Брандт Ада, Μπραντ Αδα]}\n",
        encoding="utf-8",
    )

    said = call("aliases", "--from", watchlist, "--lists", lists)

    assert said.code == 0
    assert said.lines[1:] == [
        "people:",
        "  - name: Ada Brandt",
        "    aliases:",
        "      - Αδα Μπραντ",
        "  - name: Brandt Ada",
        "    # nothing new is known of it",
    ]


def test_a_watchlist_that_is_wrong_is_told_with_its_place(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("watchlist: Mine\npeople: [{name: 3}]\n")

    said = call("aliases", "--from", path)

    assert said.code == 2
    assert f"{path}:2:" in said.err


def test_without_names_it_asks_for_them(call: Call) -> None:
    assert call("aliases").code == 2
