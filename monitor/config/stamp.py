"""What tells one state of the config folder from another, without reading it."""

import os
from collections.abc import Iterable
from pathlib import Path

from monitor.config.load import config_files


def stamp_of(directory: Path, files: Iterable[Path] = ()) -> frozenset[tuple[str, int, int]]:
    """Return what tells one state of the config from another: path, time and size of each file.

    Args:
        directory: the config folder.
        files: those the config in use was read from; secret files may stand anywhere.
    """
    stamps = ((str(path), _status(path)) for path in {*config_files(directory), *files})
    return frozenset((path, status.st_mtime_ns, status.st_size) for path, status in stamps if status)


def size_of(directory: Path) -> int:
    """Return the bytes of all config files of a folder."""
    return sum(status.st_size for path in config_files(directory) if (status := _status(path)))


def _status(path: Path) -> os.stat_result | None:
    """Return a file's status, None when it went away while we looked."""
    try:
        return path.stat()
    except OSError:
        return None
