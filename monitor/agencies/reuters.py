"""Reuters (en): "UPDATE 2-", "CORRECTED-", "LONDON (Reuters) -", "(Reporting by …; Editing by …)"."""
# ruff: noqa: RUF001 - the curly quotes and dashes of the wires are what is matched

from monitor.agencies.forms import forms, marker, paren_dateline
from monitor.agencies.generic import GENERIC
from monitor.model.agency import Agency

REUTERS = Agency(
    id="reuters",
    name="Reuters",
    names=(
        "Reuters",
        "REUTERS",
    ),
    hosts=("reuters.com", "thomsonreuters.com", "reutersagency.com"),
    zone="Etc/UTC",
    datelines=forms(paren_dateline("Reuters(?: Breakingviews)?|REUTERS")) + GENERIC.datelines,
    sign_offs=GENERIC.sign_offs,
    tails=GENERIC.tails,
    credits=forms(r"\bREUTERS\s?/\s?[A-Z][\w .'’-]{2,60}$") + GENERIC.credits,
    credit_sign=GENERIC.credit_sign,
    captions=GENERIC.captions,
    headline_markers=(marker("advisory", r"^ADVISORY\s?[-–—:]\s*"), *GENERIC.headline_markers),
    slug_markers=GENERIC.slug_markers,
    note_markers=GENERIC.note_markers,
    signature=forms(
        r"^.{0,60}\(Reuters\)\s?[-–—]", r"\bREUTERS\s?/\s?[A-Z]", r"^\(Reporting by .*[Ee]diting by .*\)$"
    ),
)
