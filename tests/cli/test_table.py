import subprocess
import sys
from pathlib import Path

import pytest

from monitor.cli.table import COMMANDS, Row, load_command
from tests.cli.conftest import Call

HEAVY = ("aiohttp", "feedparser", "lxml", "pydantic", "redis", "monitor.app")
INTERFACE = {
    "run", "check", "poll", "match", "compare", "replay", "stories", "show", "diff", "alerts", "deliveries",
    "redeliver", "silence", "send-test", "feeds", "schema", "demo",
}  # fmt: skip


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.name)
def test_every_row_leads_to_a_command_that_explains_itself(row: Row, call: Call) -> None:
    assert load_command(row).help

    said = call(row.name, "--help")

    assert said.code == 0
    assert "Usage:" in said.out


def test_every_command_of_the_interface_is_there() -> None:
    assert {row.name for row in COMMANDS} == INTERFACE | {"aliases"}


def test_help_lists_every_command_without_loading_one() -> None:
    listing = (
        "import sys\nfrom monitor.cli import main\nsys.argv = ['wirewatch', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )

    shown = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True).stdout

    assert shown.splitlines()[-1] == "[]"
    assert [row.name for row in COMMANDS if f" {row.name} " not in shown] == []


def test_an_unknown_command_is_wrong_usage_and_the_nearest_is_named(call: Call) -> None:
    said = call("stroies")

    assert said.code == 2
    assert "stories" in said.err


def test_a_wrong_config_is_told_line_by_line_and_exits_2(call: Call, config: Path) -> None:
    (config / "watchlists" / "harbour.yaml").write_text("watchlist: Harbour\npeple: [Ilse Marrow]\n")

    said = call("stories", "--config", config)

    assert said.code == 2
    assert "harbour.yaml:2:1: " in said.err
    assert "people" in said.err
    assert said.out == ""


def test_a_store_that_does_not_answer_is_told_in_a_sentence(call: Call, config: Path) -> None:
    (config / "wirewatch.yaml").write_text(f"store: {{url: 'unix://{config}/none.sock'}}\n")

    said = call("stories", "--config", config)

    assert said.code == 1
    assert said.err.startswith("the store: ")
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("words", [("silence",), ("feeds", "discover", "https://coast.example/")])
def test_what_comes_later_says_so(call: Call, words: tuple[str, ...]) -> None:
    said = call(*words)

    assert said.code == 2
    assert "comes in a later release" in said.err
