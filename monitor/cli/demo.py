"""`demo`: an invented day of news, played through the whole service."""

import os
from typing import Annotated

import typer

from monitor.demo.play import play


def demo(
    *,
    hold: Annotated[
        bool, typer.Option("--hold", help="Stay open at the end, with the page, until interrupted.")
    ] = False,
) -> None:
    """Play an invented day: a daemon on an embedded store, an agency and a desk over real HTTP.

    DEMO_HOLD=1 does what --hold does.
    """
    raise typer.Exit(play(hold=hold or os.environ.get("DEMO_HOLD", "") not in {"", "0"}))
