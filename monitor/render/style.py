"""Where the style sheets are: one for every page of ours, one for what the page of a backtest adds."""

from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent / "static"
SHEET: Final = _FOLDER / "wirewatch.css"
"""Of the pages of the service and of the backtest, which are to look alike."""

BACKTEST: Final = _FOLDER / "backtest.css"
