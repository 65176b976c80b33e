"""AP (en): "WASHINGTON (AP) —", "3rd Ld-Writethru", "Eds: …", "(AP Photo/…)", "AP-WF-08-29-16 1626GMT"."""
# ruff: noqa: RUF001 - the curly quotes and dashes of the wires are what is matched

from monitor.agencies.forms import forms, marker, paren_dateline
from monitor.agencies.generic import GENERIC
from monitor.model.agency import Agency

AP = Agency(
    id="ap",
    name="AP",
    names=("AP",),
    hosts=("apnews.com", "ap.org", "associatedpress.com"),
    zone="America/New_York",
    datelines=forms(paren_dateline("AP")) + GENERIC.datelines,
    sign_offs=forms(r"^AP-[A-Z]{2}-\d\d-\d\d-\d\d\s\d{4}(?:GMT|E[DS]T)<?$", r"^_{2,}$|^(?:—|-{2,})$")
    + GENERIC.sign_offs,
    tails=forms(r"\s+AP-[A-Z]{2}-\d\d-\d\d-\d\d\s\d{4}(?:GMT|E[DS]T)<?$") + GENERIC.tails,
    credits=forms(r"\((?:AP (?:Photo|Images|Video)\b[^()]*|[^()]{2,60}\svia AP)\)\.?$") + GENERIC.credits,
    credit_sign=GENERIC.credit_sign,
    captions=GENERIC.captions,
    headline_markers=(
        marker("flash", r"^(?:AP\s?News\s?Alert|APNewsAlert|AP Flash|NewsAlert)(?:\s?[-–—:]\s*|\s+|$)"),
        *GENERIC.headline_markers,
    ),
    slug_markers=(
        marker("writethru", r"\b(?P<n>\d{1,2})(?:st|nd|rd|th)\s?Ld-Writethru\b"),
        marker("writethru", r"\bLd-Writethru\b", 1),
        *GENERIC.slug_markers,
    ),
    note_markers=GENERIC.note_markers,
    signature=forms(r"^.{0,60}\(AP\)\s?[-–—_]", r"\(AP Photo/", r"\svia AP\)"),
)
