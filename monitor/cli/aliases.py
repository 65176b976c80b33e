"""`aliases`: spellings of names in the world's scripts, as YAML to review and paste."""

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.output import complain, say
from monitor.match.spellings import propose, spellings_of

_MISSING = "the name lists are not installed; get them with: pip install 'wirewatch[aliases]'"


def aliases(
    names: Annotated[list[str], typer.Argument(metavar="NAME…", help="Full names, given name first.")],
    lists: Annotated[
        Path | None, typer.Option("--lists", metavar="FILE", help="Another list of spellings.")
    ] = None,
) -> None:
    """Propose aliases of people in the world's scripts, as YAML to review and paste into a watchlist.

    Works offline, from the name lists of the optional extra `aliases` (rigour; Wikidata). Exits 1 when nothing is
    known of a name.
    """
    path = lists or name_lists()
    if path is None:
        complain(_MISSING)
        raise typer.Exit(2)
    with path.open(encoding="utf-8") as lines:
        spellings = spellings_of([part for name in names for part in name.split()], lines)
    proposed = {name: propose(name, spellings) for name in names}
    say("# Proposed from lists of spellings: review each line, then paste.", "people:")
    for name, found in proposed.items():
        say(f"  - name: {name}", *(["    aliases:"] if found else ["    # nothing is known of it"]))
        say(*[f"      - {alias}" for alias in found])
    raise typer.Exit(0 if all(proposed.values()) else 1)


def name_lists() -> Path | None:
    """Return where rigour keeps its lists, without loading it; None when it is not installed, or has none."""
    found = find_spec("rigour")
    if found is None or found.origin is None:
        return None
    path = Path(found.origin).parent / "data" / "names" / "persons.txt"
    return path if path.is_file() else None
