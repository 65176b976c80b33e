"""IPTC's codes under one spelling: `medtop:16000000`, `sig:correction`, however the agency wrote them.

A code comes as a qcode with the agency's own alias, as a URI, or bare; the aliases here are those of IPTC's catalog
(https://cv.iptc.org/newscodes/). A scheme nobody knows keeps the agency's name for it.
"""

import re
from collections.abc import Mapping
from typing import Final

from monitor.model.feed import Subject

_IPTC: Final = {
    "mediatopic": "medtop",
    "mediatopics": "medtop",
    "subjectcode": "subj",
    "subjectcodes": "subj",
    "iptcsubjectcodes": "subj",
    "signal": "sig",
    "pubstatusg2": "stat",
    "pubstatus": "stat",
    "genre": "genre",
    "itemrelation": "irel",
    "ninature": "ninat",
}
_BASES: Final = re.compile(
    r"https?://(?:cv\.iptc\.org|www\.iptc\.org/std)/newscodes/([\w-]+)/?", re.IGNORECASE
)
_ALIASES: Final = {
    "mtop": "medtop",
    "mediatopic": "medtop",
    "mt": "medtop",
    "iptccode": "subj",
    "iptc": "subj",
}
_QCODE: Final = re.compile(r"([A-Za-z][\w.+-]{0,60}):(?!//)(\S.{0,300})")
_URI: Final = re.compile(r"(https?://\S{1,300}?/)([^/\s#?]{1,200})/?")
_BARE: Final = re.compile(r"(\d\d)\d{6}")
_LAST_SUBJECT_CODE: Final = (
    17  # a bare code up to 17xxxxxx is an older one; those of Media Topics alone begin 20
)


def code_of(text: str, aliases: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Return scheme and code of a qcode or URI; scheme "" when it names none.

    Args:
        text: "medtop:04000000", "http://cv.iptc.org/newscodes/mediatopic/04000000", "04000000".
        aliases: What the document's own catalog says its aliases stand for (alias to scheme URI).
    """
    bare = text.strip()
    if uri := _URI.fullmatch(bare):
        return scheme_of(uri[1]), uri[2]
    if qcode := _QCODE.fullmatch(bare):
        alias = qcode[1]
        return scheme_of((aliases or {}).get(alias, alias)), qcode[2]
    return _bare_scheme(bare), bare


def scheme_of(text: str) -> str:
    """Return IPTC's alias for a scheme URI or name, else the text as it stands."""
    bare = text.strip()
    if known := _BASES.fullmatch(bare):
        return _IPTC.get(known[1].lower(), known[1])
    lowered = bare.lower()
    return _IPTC.get(lowered) or _ALIASES.get(lowered) or bare.rstrip("/")


def _bare_scheme(code: str) -> str:
    found = _BARE.fullmatch(code)
    if not found:
        return ""
    return "subj" if int(found[1]) <= _LAST_SUBJECT_CODE else "medtop"


def subject_of(
    code: str, scheme: str = "", name: str = "", aliases: Mapping[str, str] | None = None
) -> Subject | None:
    """Return a subject, None when it has neither code nor name."""
    told, bare = code_of(code, aliases)
    if scheme and (not told or told == _bare_scheme(bare)):
        told, bare = scheme_of(scheme), code.strip()
    return Subject(told, bare or name, name) if bare or name else None


def distinct(subjects: list[Subject | None]) -> tuple[Subject, ...]:
    """Return the subjects there are, each scheme and code once, in order."""
    kept: dict[tuple[str, str], Subject] = {}
    for subject in subjects:
        if subject is not None:
            kept.setdefault((subject.scheme, subject.code), subject)
    return tuple(kept.values())
