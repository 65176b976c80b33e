"""`aliases`: spellings of names in the world's scripts, as YAML to review and paste."""

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.output import complain, say
from monitor.config.load import load_watchlist
from monitor.match.spellings import propose, spellings_of

_MISSING = "the name lists are not installed; get them with: pip install 'wirewatch[aliases]'"


def aliases(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME…", help="Full names, given name first.")
    ] = None,
    watchlist: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="A watchlist: the people in it, what they lack."),
    ] = None,
    lists: Annotated[
        Path | None, typer.Option("--lists", metavar="FILE", help="Another list of spellings.")
    ] = None,
) -> None:
    """Propose aliases of people in the world's scripts, as YAML to review and paste into a watchlist.

    With --from, only what the people of a watchlist are not found by yet: how a watchlist is brought up to date.
    Works offline, from the name lists of the optional extra `aliases` (rigour; Wikidata). Exits 1 when nothing is
    known of a name.
    """
    wanted = dict.fromkeys(names or (), ()) | (_people(watchlist) if watchlist else {})
    if not wanted:
        raise typer.BadParameter("give names, or a watchlist with people with --from", param_hint="NAME…")
    path = lists or name_lists()
    if path is None:
        complain(_MISSING)
        raise typer.Exit(2)
    with path.open(encoding="utf-8") as lines:
        spellings = spellings_of([part for name in wanted for part in name.split()], lines)
    proposed = {name: propose(name, spellings, known) for name, known in wanted.items()}
    say("# Proposed from lists of spellings: review each line, then paste.", "people:")
    for name, found in proposed.items():
        nothing = "nothing new is known of it" if wanted[name] else "nothing is known of it"
        say(f"  - name: {name}", *(["    aliases:"] if found else [f"    # {nothing}"]))
        say(*[f"      - {alias}" for alias in found])
    raise typer.Exit(0 if all(found or wanted[name] for name, found in proposed.items()) else 1)


def _people(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the people of a watchlist's file with their aliases.

    Raises:
        ConfigError: the file is no watchlist, or something is wrong with it.
    """
    return {person.name: person.aliases for person in load_watchlist(path).people}


def name_lists() -> Path | None:
    """Return where rigour keeps its lists, without loading it; None when it is not installed, or has none."""
    found = find_spec("rigour")
    if found is None or found.origin is None:
        return None
    path = Path(found.origin).parent / "data" / "names" / "persons.txt"
    return path if path.is_file() else None
