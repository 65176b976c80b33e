"""AFP (fr, en, …): "PARIS, 01 juin 2009 (AFP) -", last line "asl/tib/pid/cac", headline tags."""
# ruff: noqa: RUF001 - the curly quotes and dashes of the wires are what is matched

from monitor.agencies.forms import AFTER_STOP, forms, marker, paren_dateline
from monitor.agencies.generic import GENERIC
from monitor.model.agency import Agency

_END = r"(?:\s?[-–—:/]\s*|\s*$)"
_INITIALS = r"[a-z]{2,4}(?:[-/][a-z]{2,4}){1,6}"

AFP = Agency(
    id="afp",
    name="AFP",
    names=("AFP",),
    hosts=("afp.com", "afpforum.com"),
    zone="Europe/Paris",
    datelines=forms(paren_dateline("AFP")) + GENERIC.datelines,
    sign_offs=forms(rf"^{_INITIALS}$") + GENERIC.sign_offs,
    tails=forms(rf"{AFTER_STOP}{_INITIALS}$") + GENERIC.tails,
    credits=forms(
        r"\(?(?:Photo(?:\sby)?:?\s)?[A-Z][\w .'’-]{2,50}\s?/\s?AFP\)?\.?$", r"\bAFP\s?/\s?[^a-z]{3,}$"
    )
    + GENERIC.credits,
    credit_sign=GENERIC.credit_sign,
    captions=GENERIC.captions,
    headline_markers=(
        marker("flash", rf"^(?:FLASH|ALERTE|URGENT|BULLETIN){_END}"),
        marker("lead", rf"^(?P<n>\d{{1,2}})\s?(?:ER|EME|ÈME|ème|eme|E|e|er)\s+LEAD{_END}"),
        marker("lead", rf"^LEAD{_END}", 1),
        marker("correction", rf"^(?:RECTIFICATIF|RECTIF|CORRECTION){_END}"),
        marker("kill", rf"^(?:ANNULATION|ANNULE|ANNULÉ){_END}"),
        marker("refile", rf"^(?:REPETITION|RÉPÉTITION){_END}"),
        *GENERIC.headline_markers,
    ),
    slug_markers=GENERIC.slug_markers,
    note_markers=(
        marker("correction", r"^\((?:Rectifie|RECTIFIE|Corrige|Rectificatif)\b.*\)\.?$"),
        *GENERIC.note_markers,
    ),
    signature=forms(r"^.{0,60}\(AFP\)\s?\.?\s?[-–—]", r"/\s?AFP\)?\.?$"),
)
