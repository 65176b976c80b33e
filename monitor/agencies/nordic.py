"""Ritzau (da) and STT (fi): the north's clear flags ("NyVersion", "Korrektion", "Korjattu aiempaa uutista")."""
# ruff: noqa: RUF001 - the curly quotes and dashes of the wires are what is matched

from monitor.agencies.forms import AFTER_STOP, forms, marker, paren_dateline
from monitor.agencies.hand import hand
from monitor.agencies.tongues import DANISH, FINNISH
from monitor.model.agency import Agency

RITZAU = hand(
    Agency(
        id="ritzau",
        name="Ritzau",
        hosts=("ritzau.dk", "ritzau.com"),
        zone="Europe/Copenhagen",
        names=("Ritzau", "ritzau", "RITZAU"),
        datelines=forms(paren_dateline("Ritzau|RITZAU|ritzau")),
        sign_offs=forms(r"^/ritzau/(?:[A-Za-z]{2,12}/?)?$"),
        tails=forms(rf"{AFTER_STOP}/ritzau/(?:[A-Za-z]{{2,12}}/?)?$"),
        headline_markers=(
            marker("update", r"^(?:NyVersion|Ny version)\s?[:–—-]\s*"),
            marker("flash", r"^(?:InfoFlash|Flash)\s?:\s*"),
        ),
        slug_markers=(
            marker("update", r"\b(?:NyVersion|Replaces)\b"),
            marker("correction", r"\bKorrektion\b"),
            marker("kill", r"\bAnnull?eret\b"),
            marker("flash", r"\bInfoFlash\b"),
        ),
        note_markers=(
            marker("kill", r"^\W{0,3}Annull?eret\W{0,3}$"),
            marker("correction", r"^\W{0,3}Korrektion\W{0,3}$"),
            marker("update", r"^\W{0,3}(?:NyVersion|Replaces)\b"),
        ),
        signature=forms(r"/ritzau/"),
    ),
    DANISH,
)

STT = hand(
    Agency(
        id="stt",
        name="STT",
        hosts=("stt.fi", "sttinfo.fi"),
        zone="Europe/Helsinki",
        names=("STT",),
        datelines=forms(paren_dateline("STT(?:[-–—][A-Z][\\w-]{1,20})?")),
        sign_offs=forms(r"^STT$"),
        tails=forms(rf"{AFTER_STOP}STT$"),
        slug_markers=(
            marker("update", r"(?i:\bsig:update\b)"),
            marker("correction", r"(?i:\bsig:correction\b)"),
        ),
        note_markers=(
            marker(
                "correction",
                r"^\W{0,3}(?:STT\s)?[Kk]or(?:jattu|jaa)\s(?:[^.]{0,60}\s)?(?:uutista|juttua|otsikkoa|kappaletta|nimeä)\b",
            ),
            marker(
                "update",
                r"^\W{0,3}(?:Lisätty|Päivitetty|Täydennetty)\s(?:[^.]{0,60}\s)?(?:uutista|juttua|kappaletta|tietoa|tietoja)\b",
            ),
        ),
        signature=forms(r"^.{0,60}\(STT(?:[-–—][\w-]{1,20})?\)\s?[-–—]"),
    ),
    FINNISH,
)
