"""Agencies whose hand is a few forms each: dpa, TASS, ANSA, Kyodo, ANP. One grows, it moves to its own file."""
# ruff: noqa: RUF001 - the curly quotes and dashes of the wires are what is matched

from monitor.agencies.forms import DATE, PLACE, forms, marker, paren_dateline
from monitor.agencies.generic import GENERIC
from monitor.model.agency import Agency

DPA = Agency(
    id="dpa",
    name="dpa",
    names=("dpa",),
    hosts=("dpa.com", "dpa-international.com", "dpa.de"),
    zone="Europe/Berlin",
    datelines=forms(paren_dateline("dpa(?:/[a-z]{2,4})?")) + GENERIC.datelines,
    sign_offs=forms(r"^dpa(?:\s[a-z]{2,4}){1,14}$") + GENERIC.sign_offs,
    tails=forms(r"\sdpa(?:\s[a-z]{2,4}){1,14}$") + GENERIC.tails,
    credits=forms(r"\b(?:Foto|Photo):\s[A-Z][^.]{2,60}/dpa\b.*$") + GENERIC.credits,
    credit_sign=GENERIC.credit_sign,
    captions=GENERIC.captions,
    headline_markers=(
        marker("flash", r"\s*\((?:Blitz|Eil|EIL|BLITZ)\)"),
        marker("correction", r"\s*\(Berichtigung(?::[^()]*)?\)"),
        marker("update", r"\s*\((?P<n>\d{1,2})\.\s(?:Zusammenfassung|Zf)[^()]*\)"),
        *GENERIC.headline_markers,
    ),
    slug_markers=(
        marker("lead", r"^(?P<n>\d{1,2})(?:ST|ND|RD|TH)\s(?:LEAD|NET)$"),
        marker("refile", r"^REFILE$"),
        marker("flash", r"^(?:EXTRA|EIL|BLITZ)$"),
        *GENERIC.slug_markers,
    ),
    note_markers=(
        marker("correction", r"^\((?:Berichtigung|Corrects|RECASTS)\b.*\)\.?$"),
        marker("advisory", r"^\(Achtung\)"),
        *GENERIC.note_markers,
    ),
    signature=forms(r"^.{0,60}\(dpa(?:/[a-z]{2,4})?\)\s?[-–—]"),
)

TASS = Agency(
    id="tass",
    name="TASS",
    names=(
        "TASS",
        "ТАСС",
    ),
    hosts=("tass.com", "tass.ru"),
    zone="Europe/Moscow",
    datelines=forms(rf"^(?P<located>{PLACE}),\s+{DATE}\.?\s*/(?P<agency>TASS|ТАСС)/\.\s*")
    + GENERIC.datelines,
    sign_offs=GENERIC.sign_offs,
    tails=GENERIC.tails,
    credits=GENERIC.credits,
    credit_sign=GENERIC.credit_sign,
    captions=GENERIC.captions,
    headline_markers=GENERIC.headline_markers,
    slug_markers=GENERIC.slug_markers,
    note_markers=GENERIC.note_markers,
    signature=forms(r"/(?:TASS|ТАСС)/\."),
)

ANSA = Agency(
    id="ansa",
    name="ANSA",
    names=("ANSA",),
    hosts=("ansa.it",),
    zone="Europe/Rome",
    datelines=forms(
        paren_dateline("ANSA"),
        rf"^\((?P<agency>ANSA)\)\s?[-–—]\s*(?P<located>{PLACE}),\s+{DATE}\s?[-–—]\s*",
        rf"^(?P<located>[A-Z][A-Z' ]+),\s+{DATE}\s?[-–—]\s*",
    )
    + GENERIC.datelines,
    sign_offs=forms(r"^\(ANSA\)\.?$") + GENERIC.sign_offs,
    tails=forms(r"\s*\(ANSA\)\.?$") + GENERIC.tails,
    credits=GENERIC.credits,
    credit_sign=GENERIC.credit_sign,
    captions=GENERIC.captions,
    headline_markers=(
        marker("advisory", r"^>>>\s?ANSA/\s*"),
        marker("flash", r"^\+\+\+?\s?ANSA/?\s*"),
        *GENERIC.headline_markers,
    ),
    slug_markers=GENERIC.slug_markers,
    note_markers=GENERIC.note_markers,
    signature=forms(r"^.{0,60}\(ANSA\)\s?[-–—]", r"\(ANSA\)\.?$", r"^>>>\s?ANSA/"),
)

KYODO = Agency(
    id="kyodo",
    name="Kyodo",
    names=("Kyodo",),
    hosts=("kyodonews.net", "kyodonews.jp"),
    zone="Asia/Tokyo",
    datelines=forms(rf"^(?P<located>{PLACE}),\s+{DATE}\s+(?P<agency>Kyodo)\s?[-–—]\s*") + GENERIC.datelines,
    sign_offs=forms(r"^==\s?Kyodo$") + GENERIC.sign_offs,
    tails=forms(r"\s*==\s?Kyodo$") + GENERIC.tails,
    credits=GENERIC.credits,
    credit_sign=GENERIC.credit_sign,
    captions=GENERIC.captions,
    headline_markers=GENERIC.headline_markers,
    slug_markers=GENERIC.slug_markers,
    note_markers=GENERIC.note_markers,
    signature=forms(r"==\s?Kyodo$", r"\sKyodo\s?[-–—]\s"),
)

ANP = Agency(
    id="anp",
    name="ANP",
    names=("ANP",),
    hosts=("anp.nl",),
    zone="Europe/Amsterdam",
    datelines=forms(paren_dateline("ANP")) + GENERIC.datelines,
    sign_offs=GENERIC.sign_offs,
    tails=GENERIC.tails,
    credits=GENERIC.credits,
    credit_sign=GENERIC.credit_sign,
    captions=GENERIC.captions,
    headline_markers=(marker("update", r"\s+\((?P<n>\d{1,2})\)$"), *GENERIC.headline_markers),
    slug_markers=GENERIC.slug_markers,
    note_markers=GENERIC.note_markers,
    signature=forms(r"^.{0,60}\(ANP\)\s?[-–—]"),
)
