"""dpa (de, en): header lines "REFILE", "2ND LEAD"; "(Eil)", "(Berichtigung: …)"; last line "dpa hm bs wjh"."""
# ruff: noqa: RUF001 - the curly quotes and dashes of the wires are what is matched

from monitor.agencies.forms import SEPARATOR, forms, marker, paren_dateline
from monitor.agencies.hand import hand
from monitor.agencies.tongues import GERMAN, SPANISH
from monitor.model.agency import Agency

_INITIALS = r"dpa(?:\s[a-z]{2,4}){1,14}$"

DPA = hand(
    Agency(
        id="dpa",
        name="dpa",
        hosts=("dpa.com", "dpa-international.com", "dpa.de"),
        zone="Europe/Berlin",
        names=("dpa",),
        datelines=forms(paren_dateline("dpa(?:/[a-z]{2,4})?")),
        sign_offs=forms(rf"^{_INITIALS}"),
        tails=forms(rf"\s{_INITIALS}"),
        credits=forms(r"\b(?:Foto|Photo):\s[A-Z][^.]{2,60}/dpa\b.*$"),
        headline_markers=(
            marker("flash", r"\s*\((?:Blitz|Eil|EIL|BLITZ)\)"),
            marker("correction", r"\s*\((?:Berichtigung|Korrektur)(?::[^()]*)?\)"),
            marker("update", r"\s*\((?P<n>\d{1,2})\.\s(?:Zusammenfassung|Zf|Überblick)[^()]*\)"),
            marker("update", r"\s*\((?:neu|Neu):[^()]*\)"),
            marker("repeat", r"\s*\(Wiederholung[^()]*\)"),
            marker("advisory", r"\s*\(Achtung[^()]*\)"),
            marker("refile", rf"^REFILE{SEPARATOR}"),
            marker("lead", rf"^(?P<n>\d{{1,2}})(?:ST|ND|RD|TH|\.)\s(?:LEAD|Lead|NET){SEPARATOR}"),
            marker("flash", rf"^(?:EXTRA|Eilmeldung){SEPARATOR}"),
        ),
        slug_markers=(
            marker("lead", r"^(?P<n>\d{1,2})(?:ST|ND|RD|TH)\s(?:LEAD|NET)$"),
            marker("refile", r"^REFILE$"),
            marker("flash", r"^(?:EXTRA|EIL|BLITZ)$"),
            marker("correction", r"^(?:KORREKTUR|BERICHTIGUNG)$"),
        ),
        note_markers=(
            marker("correction", r"^\((?:Berichtigung|Korrektur|Corrects)\b.*\)\.?$"),
            marker("update", r"^\(RECASTS\b.*\)\.?$"),
            marker("advisory", r"^\(Achtung\b"),
        ),
        signature=forms(r"^.{0,60}\(dpa(?:/[a-z]{2,4})?\)\s?[-–—]"),
    ),
    GERMAN,
    SPANISH,
)
