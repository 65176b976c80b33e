"""EFE (es, en, pt): "Moscow, Mar 14 (EFE).—", last words "EFE" or "EFE mos-sk", credits "EFE-EPA/…"."""
# ruff: noqa: RUF001 - the curly quotes and dashes of the wires are what is matched

from monitor.agencies.forms import AFTER_STOP, INITIALS, forms, marker, paren_dateline
from monitor.agencies.generic import GENERIC
from monitor.model.agency import Agency

_CREDIT = r"(?:EFE(?:[-/]EPA)?|EPA(?:-EFE)?)\s?/\s?[^a-z]{2,}(?:\.|$).*$"

EFE = Agency(
    id="efe",
    name="EFE",
    names=("EFE",),
    hosts=("efe.com", "efe.es", "efeservicios.com"),
    zone="Europe/Madrid",
    datelines=forms(paren_dateline("EFE(?:AGRO|VERDE|-EPA)?")) + GENERIC.datelines,
    sign_offs=forms(rf"^EFE(?:\s(?:{INITIALS}|[a-z]{{2,4}}))?$") + GENERIC.sign_offs,
    tails=forms(rf"{AFTER_STOP}EFE(?:\s(?:{INITIALS}|[a-z]{{2,4}}))?$") + GENERIC.tails,
    credits=forms(_CREDIT, r"\(?(?:EFE-EPA|EPA-EFE|EFE/EPA)\)?\.?$") + GENERIC.credits,
    credit_sign=GENERIC.credit_sign,
    captions=GENERIC.captions,
    headline_markers=(
        marker("correction", r"^(?:CORRECCI[ÓO]N|Correcci[óo]n|CORRIGE)\s?[-–—:]\s*"),
        marker("kill", r"^(?:ANULACI[ÓO]N|ANULADA|ANULA)\s?[-–—:]\s*"),
        marker("update", r"^\((?:ACTUALIZA|AMPL[ÍI]A|Actualiza|Ampl[íi]a)[^()]*\)\s*"),
        marker("flash", r"^(?:URGENTE|AVANCE)\s?[-–—:]\s*"),
        *GENERIC.headline_markers,
    ),
    slug_markers=GENERIC.slug_markers,
    note_markers=(
        marker("correction", r"^\((?:Corrige|CORRIGE|Correcci[óo]n)\b.*\)\.?$"),
        marker("update", r"^\((?:Actualiza|ACTUALIZA|Ampl[íi]a|AMPL[ÍI]A|Añade)\b.*\)\.?$"),
        marker("kill", r"^(?:Por favor,?\s)?(?:[Aa]nul[ae]n?|[Rr]ogamos anulen)\s(?:la|esta)\snoticia\b"),
        *GENERIC.note_markers,
    ),
    signature=forms(r"^.{0,60}\(EFE\)\s?\.?\s?[-–—]", r"\bEFE-EPA/", r"\bEFE/EPA/"),
)
