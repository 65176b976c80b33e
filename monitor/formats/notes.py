"""Editors' notes: what clients may print, and what was meant for their eyes alone."""

import re
from collections.abc import Iterable
from typing import Final

_PRIVATE_ROLE: Final = re.compile(
    r"private|non-?public|not-?public|contact|internal|intern\b|closing-?line|confidential", re.IGNORECASE
)
_PRIVATE_TEXT: Final = re.compile(
    r"(?:^|(?<=[\s*#>]))(?:The following information is not (?:intended )?for publication"
    r"|Die folgenden Informationen sind nicht zur Ver[öo]ffentlichung"
    r"|NOT FOR PUBLICATION(?!\s+(?:BEFORE|UNTIL|TILL))\b)",
)
"""dpa's own words; what follows them are telephone numbers and editors' names."""


def is_private(role: str, constraint: str = "") -> bool:
    """Tell whether a note's role or constraint keeps it from print ("sttnote:private", "…:nonpublic")."""
    kept_back = constraint.rpartition(":")[2].casefold()
    return bool(_PRIVATE_ROLE.search(role)) or kept_back not in {"", "public"}


def parted(text: str) -> tuple[str, str]:
    """Return the part of a text that may be printed, and the part that may not."""
    found = _PRIVATE_TEXT.search(text)
    if not found:
        return text.strip(), ""
    return text[: found.start()].rstrip(" \t\r\n*#-_"), text[found.start() :].strip()


def joined(notes: Iterable[tuple[str, bool]]) -> tuple[str, str]:
    """Return the public and the private notes, each as one text.

    Args:
        notes: Text, and whether it is private, in document order.
    """
    public: dict[str, None] = {}
    private: dict[str, None] = {}
    for text, kept_back in notes:
        open_part, closed_part = ("", text) if kept_back else parted(text)
        public.setdefault(open_part.strip())
        private.setdefault(closed_part.strip())
    return " ".join(filter(None, public)), " ".join(filter(None, private))
