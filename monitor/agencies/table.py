"""Every agency whose hand we know. To add one: one file, one row here, one folder of samples."""

import re
from collections.abc import Sequence
from typing import Final

from monitor.agencies.afp import AFP
from monitor.agencies.ap import AP
from monitor.agencies.dpa import DPA
from monitor.agencies.efe import EFE
from monitor.agencies.generic import GENERIC
from monitor.agencies.nordic import RITZAU, STT
from monitor.agencies.others import OTHERS
from monitor.agencies.reuters import REUTERS
from monitor.agencies.small import AAP, ANP, ANSA, KYODO, PA, TASS
from monitor.model.agency import Agency

__all__ = ["AGENCIES", "GENERIC", "agency_named", "agency_of_copy", "agency_of_host"]

_LINE, _ENDS = 1000, 400  # code points: datelines and credits stand at a paragraph's ends

AGENCIES: Final[dict[str, Agency]] = {
    "efe": EFE,
    "afp": AFP,
    "ap": AP,
    "reuters": REUTERS,
    "dpa": DPA,
    "tass": TASS,
    "ansa": ANSA,
    "kyodo": KYODO,
    "anp": ANP,
    "ritzau": RITZAU,
    "stt": STT,
    "aap": AAP,
    "pa": PA,
    **{agency.id: agency for agency in OTHERS},
}

_BY_HOST: Final = {host: agency for agency in reversed(AGENCIES.values()) for host in agency.hosts}
_SIGNED: Final = tuple(agency for agency in AGENCIES.values() if agency.signature)
_NAMED: Final = re.compile("|".join(re.escape(name) for agency in _SIGNED for name in agency.names))


def agency_of_host(host: str) -> Agency | None:
    """Return the agency that publishes under this host name or a parent of it, None when none is known."""
    name = host.casefold().rstrip(".")
    while name:
        if agency := _BY_HOST.get(name):
            return agency
        _, _, name = name.partition(".")
    return None


def agency_named(names: Sequence[str]) -> Agency | None:
    """Return the agency that one of these is a name, an id or a host of, None when none is known."""
    for name in names:
        bare = name.strip().casefold()
        for key, agency in AGENCIES.items():
            if bare == key or any(bare == known.casefold() for known in (agency.name, *agency.names)):
                return agency
        if found := agency_of_host(bare):
            return found
    return None


def agency_of_copy(headline: str, paragraphs: Sequence[str]) -> Agency | None:
    """Return the agency whose dateline or credit stands in the copy, None when none does.

    Looks at the first three paragraphs and the last two for a dateline or sign-off, then at all of them for a
    credit: an outlet's own copy often quotes an agency, so a bare name says nothing.
    """
    for text in (headline, *paragraphs):
        line = text if len(text) <= _LINE else f"{text[:_ENDS]} … {text[-_ENDS:]}"
        if not _NAMED.search(line):
            continue
        for agency in _SIGNED:
            named = any(name in line for name in agency.names)
            if named and any(pattern.search(line) for pattern in agency.signature):
                return agency
    return None
