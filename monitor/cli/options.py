"""Options that several commands share, and the words in which they are given."""

from pathlib import Path
from typing import Annotated, Final

import typer

CONFIG: Final = Path("config")
"""Where the config is looked for when nobody says."""

ConfigDir = Annotated[
    Path,
    typer.Option("--config", metavar="DIR", envvar="WIREWATCH_CONFIG", help="The folder of YAML files."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Lines = Annotated[bool, typer.Option("--lines", help="Read JSON lines from standard input, answer each.")]
Limit = Annotated[int, typer.Option("--limit", min=1, help="How many at most.")]
StoryId = Annotated[str, typer.Argument(metavar="STORY", help="A story's id, or enough of its beginning.")]
AllowPrivate = Annotated[
    list[str],
    typer.Option(
        "--allow-private", metavar="CIDR", help="A private network that may be asked; may be repeated."
    ),
]
