"""The command `wirewatch`. `table.py` says which commands there are and where each one lives."""

from monitor.cli.table import app

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line of this process and exit: 0 fine, 1 the answer is no, 2 wrong usage or config."""
    app(prog_name="wirewatch")
