"""AFP (fr, en, es, de, pt): "PARIS, 01 juin 2009 (AFP) -", last line "asl/tib/pid/cac", headline tags."""
# ruff: noqa: RUF001 - the curly quotes and dashes of the wires are what is matched

from monitor.agencies.forms import AFTER_STOP, INITIALS, forms, marker, paren_dateline
from monitor.agencies.hand import hand
from monitor.agencies.tongues import FRENCH, GERMAN, PORTUGUESE, SPANISH
from monitor.model.agency import Agency

_END = r"(?:\s?[-–—:/]\s*|\s*$)"
_ORDINAL = r"(?P<n>\d{1,2})\s?(?:ER|EME|ÈME|ème|eme|E|e|er|ST|ND|RD|TH|st|nd|rd|th)"

AFP = hand(
    Agency(
        id="afp",
        name="AFP",
        hosts=("afp.com", "afpforum.com"),
        zone="Europe/Paris",
        names=("AFP",),
        datelines=forms(paren_dateline("AFP")),
        sign_offs=forms(rf"^{INITIALS}$"),
        tails=forms(rf"{AFTER_STOP}{INITIALS}$"),
        credits=forms(
            r"\(?(?:Photo(?:\sby)?:?\s)?[A-Z][\w .'’-]{2,50}\s?/\s?AFP\)?\.?$", r"\bAFP\s?/\s?[^a-z]{3,}$"
        ),
        headline_markers=(
            marker("flash", rf"^(?:FLASH|ALERTE|ALERT|URGENT|BULLETIN){_END}"),
            marker("lead", rf"^{_ORDINAL}\s+(?:LEAD|Lead|lead){_END}"),
            marker("lead", rf"\s[-–—]\s{_ORDINAL}\s+LEAD$"),
            marker("lead", rf"^LEAD{_END}", 1),
            marker("correction", rf"^(?:RECTIFICATIF|RECTIFICATION|RECTIF|CORRECTION){_END}"),
            marker("kill", rf"^(?:ANNULATION|ANNULE|ANNULÉ|KILL){_END}"),
            marker("repeat", rf"^(?:REPETITION|RÉPÉTITION){_END}"),
        ),
        slug_markers=(
            marker("lead", rf"^{_ORDINAL}\s+LEAD$"),
            marker("flash", r"^(?:FLASH|ALERTE|URGENT|BULLETIN)$"),
        ),
        note_markers=(
            marker("kill", r"^(?:ANNULE|ANNULÉ|ANNULATION)\b(?!\s[a-zà-ÿ])"),
            marker("correction", r"^(?:RECTIFICATIF|RECTIFICATION)\b(?!\s[a-zà-ÿ])"),
        ),
        signature=forms(r"^.{0,60}\(AFP\)\s?\.?\s?[-–—]", r"/\s?AFP\)?\.?$"),
    ),
    FRENCH,
    SPANISH,
    GERMAN,
    PORTUGUESE,
)
