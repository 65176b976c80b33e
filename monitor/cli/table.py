"""The commands: one row each. A new command is one function in a module here and one row below.

A command's module is imported only when that command is called, through this table and not by an import inside
a function. It measurably matters: `wirewatch --help` takes 0.15 s so, and 0.7 s with every module imported
(aiohttp, pydantic, feedparser and redis are most of it).
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from monitor.cli.output import complain
from monitor.model.errors import ConfigError, StoreError


@dataclass(frozen=True, slots=True)
class Row:
    """One command.

    `attribute` of `monitor.cli.<module>` is its function, or a Typer of its own where it has commands below it.
    """

    name: str
    module: str
    attribute: str
    help: str
    panel: str


_SERVICE: Final = "The service"
_TEXT: Final = "Feeds and texts, without a store"
_STORE: Final = "What is stored"
_DESK: Final = "The alert desk"

COMMANDS: Final = (
    Row("run", "service", "run", "Poll, store, alert and serve the page until told to stop.", _SERVICE),
    Row("check", "check", "check", "Validate the config; --online also tries feeds and receivers.", _SERVICE),
    Row("demo", "demo", "demo", "Play an invented day of news through the whole service.", _SERVICE),
    Row("schema", "schema", "schema", "Print the JSON Schema of the config files.", _SERVICE),
    Row("poll", "poll", "poll", "Read feeds or saved documents once and show what was recognised.", _TEXT),
    Row("match", "match", "match", "Which watches fire on a text, and why.", _TEXT),
    Row("aliases", "aliases", "aliases", "Propose spellings of names in the world's scripts.", _TEXT),
    Row("compare", "compare", "compare", "What changed between two documents or texts.", _TEXT),
    Row("stories", "stories", "stories", "List the newest stories.", _STORE),
    Row("show", "stories", "show", "Show one story with its versions.", _STORE),
    Row("diff", "stories", "diff", "Show what changed between two versions of a story.", _STORE),
    Row("replay", "replay", "replay_command", "What the watchlists of now would have alerted.", _STORE),
    Row("feeds", "feeds", "app", "List feeds with their health; import an OPML file.", _STORE),
    Row("alerts", "desk", "alerts", "List the newest alerts.", _DESK),
    Row("deliveries", "desk", "deliveries", "List deliveries and what became of them.", _DESK),
    Row("redeliver", "desk", "redeliver", "Send deliveries again, under the same ids.", _DESK),
    Row("send-test", "desk", "send_test", "Send a test notification to one receiver.", _DESK),
    Row("silence", "desk", "silence", "Keep alerts back for a while (in a later release).", _DESK),
)


def load_command(row: Row) -> Any:
    """Import the module of a command and return the command, ready to be called."""
    found = getattr(import_module(f"monitor.cli.{row.module}"), row.attribute)
    if isinstance(found, typer.Typer):
        return get_command(found)
    alone = typer.Typer(add_completion=False)
    alone.command(row.name, help=found.__doc__)(found)
    return get_command(alone)


class CommandTable(TyperGroup):
    """Lists the rows, loads the one that is called, and turns our errors into exit codes."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self._rows = {row.name: row for row in COMMANDS}
        for row in COMMANDS:
            self.commands[row.name] = TyperCommand(row.name, help=row.help, rich_help_panel=row.panel)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the called command, loaded; what only stood in the table until now."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, load_command(self._rows[name]) if name and command else None, rest

    def invoke(self, ctx: Any) -> Any:
        """Call the command; what is wrong with config or store is said in sentences, without a traceback."""
        try:
            return super().invoke(ctx)
        except ConfigError as error:
            complain(*map(str, error.problems))
            raise typer.Exit(2) from error
        except StoreError as error:
            complain(f"the store: {error}")
            raise typer.Exit(1) from error


app = typer.Typer(
    cls=CommandTable,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # a bug leaves Python's own traceback: short, and without secrets (P18)
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback()
def wirewatch() -> None:
    """Watch news agencies: stories, their versions, and alerts when people or topics appear or change."""
