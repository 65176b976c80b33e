"""EFE (es, en, pt): "Moscow, Mar 14 (EFE).—", last words "EFE" or "EFE mos-sk", credits "EFE-EPA/…"."""
# ruff: noqa: RUF001 - the curly quotes and dashes of the wires are what is matched

from monitor.agencies.forms import AFTER_STOP, INITIALS, forms, marker, paren_dateline
from monitor.agencies.hand import hand
from monitor.agencies.tongues import PORTUGUESE, SPANISH
from monitor.model.agency import Agency

_CREDIT = r"(?:EFE(?:[-/]EPA)?|EPA(?:-EFE)?)\s?/\s?[^a-z]{2,}(?:\.|$).*$"
_SIGNED = rf"EFE(?:\s(?:{INITIALS}|[a-z]{{2,4}}))?$"

EFE = hand(
    Agency(
        id="efe",
        name="EFE",
        hosts=("efe.com", "efe.es", "efeservicios.com"),
        zone="Europe/Madrid",
        names=("EFE",),
        datelines=forms(paren_dateline("EFE(?:AGRO|VERDE|-EPA)?")),
        sign_offs=forms(rf"^{_SIGNED}"),
        tails=forms(rf"{AFTER_STOP}{_SIGNED}"),
        credits=forms(_CREDIT, r"\(?(?:EFE-EPA|EPA-EFE|EFE/EPA)\)?\.?$"),
        headline_markers=(
            marker("update", r"^\((?:ACTUALIZA|AMPL[ÍI]A|Actualiza|Ampl[íi]a)[^()]*\)\s*"),
            marker("flash", r"^(?:URGENTE|ALERTA)\s+(?=[A-ZÁÉÍÓÚÑ¿¡][a-záéíóúñ])"),
        ),
        signature=forms(r"^.{0,60}\(EFE\)\s?\.?\s?[-–—]", r"\bEFE-EPA/", r"\bEFE/EPA/"),
    ),
    SPANISH,
    PORTUGUESE,
)
