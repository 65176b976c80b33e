"""Agencies whose hand is a few forms each: TASS, ANSA, Kyodo, ANP, AAP, PA. One grows, it moves to its own file."""
# ruff: noqa: RUF001 - the curly quotes and dashes of the wires are what is matched

from monitor.agencies.forms import AFTER_STOP, DATE, INITIALS, PLACE, SEPARATOR, forms, marker, paren_dateline
from monitor.agencies.hand import hand
from monitor.agencies.tongues import DUTCH, ITALIAN, RUSSIAN
from monitor.model.agency import Agency

TASS = hand(
    Agency(
        id="tass",
        name="TASS",
        hosts=("tass.com", "tass.ru"),
        zone="Europe/Moscow",
        names=("TASS", "ТАСС"),
        datelines=forms(
            rf"^(?P<located>{PLACE}),\s+{DATE}\.?\s*/(?P<agency>(?:Корр\.\s)?(?:TASS|ТАСС)[^/]{{0,40}})/\.\s*"
        ),
        signature=forms(r"/(?:Корр\.\s)?(?:TASS|ТАСС)[^/]{0,40}/\."),
    ),
    RUSSIAN,
)

ANSA = hand(
    Agency(
        id="ansa",
        name="ANSA",
        hosts=("ansa.it",),
        zone="Europe/Rome",
        names=("ANSA",),
        datelines=forms(
            paren_dateline("ANSA"),
            rf"^\((?P<agency>ANSA(?:-[A-Z]+)?)\)\s?[-–—]\s*(?P<located>{PLACE}),\s+{DATE}\s?[-–—]\s*",
            rf"^(?P<located>[A-Z][A-Z' ]+),\s+{DATE}\s?[-–—]\s*",
        ),
        sign_offs=forms(r"^\(ANSA\)\.?$"),
        tails=forms(r"\s*\(ANSA\)\.?$"),
        headline_markers=(
            marker("advisory", r"^>>>\s?ANSA/\s*"),
            marker("flash", r"^\+\+\+?\s?ANSA/?\s*"),
            marker("flash", r"^\+\+\+?\s*(?=.*\+\+$)"),
            marker("", r"(?<=\S)\s*\+\+\+?$"),
            marker("repeat", r"^RPT(?:\s?[:–—-]\s*|\s+)"),
            marker("", r"^ANSA/\s*(?=\S)"),
        ),
        signature=forms(r"^.{0,60}\(ANSA\)\s?[-–—]", r"\(ANSA\)\.?$", r"^>>>\s?ANSA/"),
    ),
    ITALIAN,
)

KYODO = hand(
    Agency(
        id="kyodo",
        name="Kyodo",
        hosts=("kyodonews.net", "kyodonews.jp"),
        zone="Asia/Tokyo",
        names=("Kyodo",),
        datelines=forms(rf"^(?P<located>{PLACE}),\s+{DATE}\s+(?P<agency>Kyodo)\s?[-–—]\s*"),
        sign_offs=forms(r"^==\s?Kyodo$"),
        tails=forms(r"\s*==\s?Kyodo$"),
        headline_markers=(
            marker("lead", rf"^(?P<n>\d{{1,2}})(?:ST|ND|RD|TH)\s(?:LD|LEAD){SEPARATOR}"),
            marker("lead", r"^LEAD:\s*", 1),
        ),
        signature=forms(r"==\s?Kyodo$", r"\sKyodo\s?[-–—]\s"),
    ),
)

ANP = hand(
    Agency(
        id="anp",
        name="ANP",
        hosts=("anp.nl",),
        zone="Europe/Amsterdam",
        names=("ANP",),
        datelines=forms(paren_dateline("ANP")),
        sign_offs=forms(r"^\(c\)\s?ANP\b.{0,40}$"),
        headline_markers=(marker("update", r"\s+\((?P<n>[2-9])\)$"),),
        signature=forms(r"^.{0,60}\(ANP\)\s?[-–—]"),
    ),
    DUTCH,
)

AAP = hand(
    Agency(
        id="aap",
        name="AAP",
        hosts=("aap.com.au", "aapnews.com.au"),
        zone="Australia/Sydney",
        names=("AAP",),
        datelines=forms(
            paren_dateline("AAP"), rf"^(?P<located>{PLACE}),\s+(?:{DATE},?\s+)?(?P<agency>AAP)\s?[-–—]\s*"
        ),
        sign_offs=forms(rf"^AAP(?:\s(?:RTV\s)?(?:{INITIALS}|[a-z]{{2,4}}))?$"),
        tails=forms(rf"{AFTER_STOP}AAP(?:\s(?:RTV\s)?{INITIALS})?$"),
        headline_markers=(
            marker("advisory", rf"^(?:KILL NOTICE|MANDATORY KILL|TAKEDOWN NOTICE|TAKEDOWN){SEPARATOR}"),
        ),
        note_markers=(
            marker(
                "advisory",
                r"^\W{0,3}(?:Attention\s|EDS:\s|Editors?:\s)?.{0,20}?(?i:please)\s(?i:kill|take\sdown)\s(?:[\w-]+\s){0,3}?(?i:stor(?:y|ies)|items?|articles?|cop(?:y|ies))\b",
            ),
            marker(
                "advisory", r"^\W{0,3}(?i:this|a|the)\s(?i:kill|takedown|kill/takedown)\sis\s(?i:mandatory)\b"
            ),
        ),
        signature=forms(r"^.{0,60}\(AAP\)\s?[-–—]", r"^.{0,60},\sAAP\s?[-–—]\s"),
    ),
)

PA = hand(
    Agency(
        id="pa",
        name="PA Media",
        hosts=("pamediagroup.com", "pa.media", "pressassociation.com"),
        zone="Europe/London",
        names=("PA ", "Press Association"),
        sign_offs=forms(r"^(?i:ends|end)\.?$", r"^mf$"),
        headline_markers=(
            marker("lead", r"^(?:NIGHTLEAD|Nightlead)\s?[-–—:]?\s*", 1),
            marker("lead", r"^LEAD\s?[-–—:]\s*", 1),
            marker("update", r"^(?:SUBSTITUTE|Substitute)\s?[-–—:]\s*"),
        ),
        slug_markers=(
            marker("lead", r"\bNightlead\b", 1),
            marker("update", r"\b(?:Substitute|SUBSTITUTE)\b"),
            marker("correction", r"\b(?:Correction|CORRECTION)\b"),
        ),
        note_markers=(
            marker(
                "correction",
                r"^\W{0,3}(?:Correcting|Corrects|CORRECTING)\s(?:[^.]{1,80}\s)?(?:par|para|paragraph|intro|headline)\b",
            ),
            marker(
                "update",
                r"^\W{0,3}(?:Substitutes?|Replaces?|SUBSTITUTES?)\s(?:\d{1,2}[.:]\d{2}|earlier|previous)\b",
            ),
        ),
        signature=forms(r"^By\s[A-Z][\w .'’-]{3,60},\sPA(?:\s[A-Z][a-z]+){0,3}$"),
    ),
)
