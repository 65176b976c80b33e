"""What the agency declared in a field (signal, instruction, edStat) as the markers its words would have made.

IPTC's signal codes (https://cv.iptc.org/newscodes/signal/), Reuters' `edStat`, NewsML 1's instructions, TT's `tt_sig`.
"""

from collections.abc import Iterable
from typing import Final

from monitor.model.story import Marker, MarkerName

_SCHEMES: Final = frozenset({"sig", "edstat", "stat", "instruction", "signal", "tt_sig", "apsig", ""})
"""Schemes whose codes speak of the version; others (`prodId:U`, `sic:TABLE`) happen to use the same letters."""
_MEANS: Final = {
    "correction": "correction", "corrected": "correction", "correct": "correction", "rectify": "correction",
    "update": "update", "updated": "update", "replace": "update", "writethru": "writethru", "writethrough": "writethru",
    "delete": "kill", "kill": "kill", "canceled": "kill", "cancelled": "kill", "cancel": "kill", "retract": "kill",
    "retraction": "kill", "withdraw": "kill", "withdrawn": "kill",
    "flash": "flash", "newsflash": "flash", "alert": "flash", "newsalert": "flash", "bulletin": "flash",
    "embargo": "embargo", "embargoed": "embargo", "refile": "refile", "repeat": "repeat", "advisory": "advisory",
}  # fmt: skip
_EDIT_STATES: Final = {
    "u": "update",
    "c": "correction",
    "d": "kill",
}  # Reuters: N new, U update, C correct, D delete


def declared_by(signals: Iterable[str]) -> tuple[Marker, ...]:
    """Return a marker for each signal that speaks of the version; its text is the signal itself.

    Args:
        signals: As in `Entry.signals`: "sig:correction", "edStat:C", "instruction:delete".
    """
    found: list[Marker] = []
    for signal in signals:
        scheme, _, code = signal.rpartition(":")
        scheme, code = scheme.casefold(), code.casefold()
        name = _EDIT_STATES.get(code) if scheme == "edstat" else _MEANS.get(code)
        if name and scheme in _SCHEMES:
            found.append(Marker(MarkerName(name), signal))
    return tuple(found)
