"""The building blocks of agency patterns: places, dates, dashes, initials."""
# ruff: noqa: RUF001 - the curly quotes and dashes of the wires are what is matched

import re
from re import Pattern

from monitor.model.agency import MarkerRule
from monitor.model.story import MarkerName

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚΑ-ΩА-ЯЁІЇЄҐ"
"""Capitals of the scripts that have them, for use inside a character class (`re` knows no \\p{Lu})."""

DASH = r"(?:[.:]?\s?[-‐‑–—―_]+)"
"""What closes a dateline: "-", " — ", ".—", ".-", "_" (ANPA's dash)."""

MONTH = (
    r"(?:jan|feb|fév|f[ée]vr|mar|m[äae]r|mrz|apr|abr|avr|may|mai|mag|jun|jui|giu|jul|lug|aug|aou|aoû|ago|sep|set"
    r"|oct|okt|ott|out|nov|dec|déc|dic|dez|ene|gen|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)[a-zäéûçа-я]*\.?"
)
"""A month by its first letters, in the languages of the large wires."""

DATE = rf"(?:(?i:{MONTH})\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\.?\s+(?:de\s+)?(?i:{MONTH})(?:\s+(?:de\s+)?\d{{4}})?)"

_WORD = rf"[{UPPER}][\w.'’/-]*"
_PARTICLE = r"(?:de|del|della|di|da|do|la|le|les|el|al|of|the|and|upon|sur|am|an|der|den|bei|im|y|e|und|et)"
PLACE = rf"{_WORD}(?:(?:,?\s+|\s*,\s*)(?:{_PARTICLE}\s+)*{_WORD}){{0,6}}"
"""A place: capitalised words with small particles between, so that a sentence is never taken for one."""

INITIALS = r"[a-z]{2,4}(?:[-/][a-z]{2,4}){1,6}"
AFTER_STOP = r"(?<=[.!?…”\"’»)\]])\s+"


def forms(*patterns: str) -> tuple[Pattern[str], ...]:
    """Compile patterns once."""
    return tuple(re.compile(pattern) for pattern in patterns)


def paren_dateline(name: str) -> str:
    """Return the pattern of "Place, Mon DD (Name) -" for a name pattern. The date, or the place, may lack."""
    return (
        rf"^(?:(?P<located>{PLACE}?)(?:,?\s+{DATE})?|{DATE})\s*"
        rf"\((?P<agency>{name})\)\s?{DASH}\s*"
    )


def marker(name: str, pattern: str, number: int | None = None) -> MarkerRule:
    """Make one rule; "" is the name of what declares nothing."""
    return MarkerRule(MarkerName(name) if name else None, re.compile(pattern), number)


def any_of(rules: tuple[MarkerRule, ...]) -> Pattern[str]:
    """Return one pattern that matches where any of the rules does: one try in place of fifty."""
    return re.compile("|".join(f"(?:{rule.pattern.pattern.replace('?P<n>', '?:')})" for rule in rules))


SEPARATOR = r"(?:\s?[-–—:]\s*)"
