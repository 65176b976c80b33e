"""AP (en): "WASHINGTON (AP) —", "3rd Ld-Writethru", "Eds: …", "(AP Photo/…)", "AP-WF-08-29-16 1626GMT"."""
# ruff: noqa: RUF001 - the curly quotes and dashes of the wires are what is matched

from monitor.agencies.forms import forms, marker, paren_dateline
from monitor.agencies.hand import hand
from monitor.agencies.tongues import SPANISH
from monitor.model.agency import Agency

_CODE = r"AP-[A-Z]{2}-\d\d-\d\d-\d\d\s\d{4}(?:GMT|E[DS]T)<?$"
_CYCLE = r"^(?:BC|AP)-[A-Z]{2,4}--"

AP = hand(
    Agency(
        id="ap",
        name="AP",
        hosts=("apnews.com", "ap.org", "associatedpress.com"),
        zone="America/New_York",
        names=("AP",),
        datelines=forms(paren_dateline("AP")),
        sign_offs=forms(rf"^{_CODE}", r"^_{2,}$|^(?:—|-{2,})$"),
        tails=forms(rf"\s+{_CODE}"),
        credits=forms(r"\((?:AP (?:Photo|Images|Video)\b[^()]*|[^()]{2,60}\svia AP)\)\.?$"),
        headline_markers=(
            marker("flash", r"^(?:AP\s?News\s?Alert|APNewsAlert|AP Flash|NewsAlert)(?:\s?[-–—:]\s*|\s+|$)"),
            marker("writethru", r"(?:,\s*|\s+)(?P<n>\d{1,2})(?:st|nd|rd|th)\s?Ld-Writethru$"),
            marker("writethru", r"(?:,\s*|\s+)Ld-Writethru$", 1),
            marker("kill", r"^Kill:\s+(?=[A-Z])"),
            marker("", _CYCLE),
        ),
        slug_markers=(
            marker("writethru", r"\b(?P<n>\d{1,2})(?:st|nd|rd|th)\s?Ld-Writethru\b"),
            marker("writethru", r"\bLd-Writethru\b", 1),
            marker("flash", r"^(?:AP\s?News\s?Alert|APNewsAlert|AP Flash)$"),
        ),
        note_markers=(
            marker(
                "kill",
                r"^The\sAssociated\sPress\s(?:has|is)\s(?:withdrawn|withdrawing|retracted|retracting|removed)\s(?:its|a|this|the)\s",
            ),
        ),
        signature=forms(r"^.{0,60}\(AP\)\s?[-–—_]", r"\(AP Photo/", r"\svia AP\)"),
    ),
    SPANISH,
)
