"""GENERIC: the unmistakable forms, for agencies we do not know. Each agency's own file adds to them.

"Unmistakable" means: capitals or brackets that ordinary copy does not use ("CORRECTED-", "(Corrects …)"),
never a bare word. "Police killed two people" and "UPDATE: markets rally" declare nothing.
"""
# ruff: noqa: RUF001 - the curly quotes and dashes of the wires are what is matched

import re

from monitor.agencies.forms import (
    AFTER_STOP,
    DASH,
    DATE,
    INITIALS,
    PLACE,
    SEPARATOR,
    UPPER,
    any_of,
    forms,
    marker,
    paren_dateline,
)
from monitor.model.agency import Agency

HEADLINE_MARKERS = (
    marker("update", rf"^(?:UPDATE|WRAPUP)\s?(?P<n>\d{{1,2}}){SEPARATOR}"),
    marker(
        "kill",
        r"^(?:STORY (?:WITHDRAWN|REMOVED|RETRACTED|KILLED|KILL)|(?:MANDATORY|BULLETIN) KILL|Mandatory Kill|KILL NOTICE"
        rf"|BULLETIN ELIMINATION)(?:{SEPARATOR}|\s*$)",
    ),
    marker("kill", rf"^(?:WITHDRAWN|KILL|RETRACTED|RETRACTION|Retraction|Retracted){SEPARATOR}"),
    marker("kill", rf"^(?:KILL|Kill)(?:\s(?:KILL|Kill)){{1,2}}(?:{SEPARATOR}|\s*$)"),
    marker("kill", r"\s*[(\[](?:WITHDRAWN|RETRACTED|Withdrawn|Retracted)[)\]]$"),
    marker("correction", rf"^CORRECT(?:ED|ION|S)(?:\s?\(OFFICIAL\))?{SEPARATOR}"),
    marker("correction", r"^Correct(?:ion|ed):\s*"),
    marker("correction", r"\s*[(\[](?i:corrected|correction)[)\]]$"),
    marker(
        "correction",
        r"^(?:CORRECCI[ÓO]N|RECTIFICATIF|RECTIFICATION|BERICHTIGUNG|KORREKTUR|RETTIFICA|CORREZIONE|CORRE[CÇ]{1,2}ÃO"
        rf"|RECTIFICATIE|CORRECTIE){SEPARATOR}",
    ),
    marker("refile", rf"^REFILE{SEPARATOR}"),
    marker("repeat", rf"^(?:RPT|REPEAT){SEPARATOR}"),
    marker("embargo", rf"^(?:EMBARGO(?:ED)?|SPERRFRIST|HOLD FOR RELEASE){SEPARATOR}"),
    marker("flash", rf"^(?:FLASH|NEWSALERT|ALERT|URGENT|BREAKING(?: NEWS)?){SEPARATOR}"),
)

SLUG_MARKERS = (
    marker("update", r"\bUPDATE\s(?P<n>\d{1,2})\b"),
    marker("correction", r"\bCORRECTED\b"),
    marker("refile", r"\bREFILE\b"),
)

_THIS = r"(?i:this\s+(?:news\s+)?(?:story|article|item|dispatch))"
_ANY = r"(?i:(?:this|the)\s+(?:news\s+)?(?:story|article|report|item|dispatch|version|text))"
_CALL = (
    r"(?:(?:(?:NOTE TO|ATTENTION|Note to|Attention)\s+(?i:editors?)"
    r"|(?:Editor|EDITOR|Eds|EDS|NOTE|Note|ADVISORY|Advisory|ATTENTION)[\w’']*(?:\s+(?i:note|advisory))?)\s?[:–—-]\s*)"
)
_NOTED = rf"^\W{{0,3}}{_CALL}?"
"""How a note may open before it says what it says: "(", "* ", "Editor's note: "."""
_IS = r"(?:is|was|has\s+been)\s+(?:hereby\s+)?"
_ITEM = r"(?i:(?:this|the|its|our|that)\s+(?:news\s+)?(?:story|article|item|dispatch))"
NOTE_MARKERS = (
    marker(
        "advisory",
        rf"{_NOTED}(?:Please|PLEASE)\s+(?i:kill|disregard|withdraw|take\sdown)\s+(?:the\s+)?(?i:story|item|article)\b",
    ),
    marker(
        "kill",
        rf"^\W{{0,3}}{_CALL}.{{0,120}}?\b(?:kill(?:s|ed|ing)|withdraw(?:s|n|ing)|retract(?:s|ed|ing))\s{_ITEM}\b",
    ),
    marker(
        "kill",
        rf"^\W{{0,3}}{_CALL}{_ITEM}(?:\s[^.]{{0,120}}?)?\s{_IS}(?:withdrawn|retracted|killed|removed)\b(?!\s+from\b)",
    ),
    marker("kill", rf"{_NOTED}(?:A|This|THIS|The)\s+(?i:kill|takedown)\s+is\s+mandatory\b"),
    marker(
        "kill",
        r"^\W{0,3}(?:MANDATORY|Mandatory|BULLETIN)\s(?:KILL|Kill)(?=\W{0,3}$|\s?[:.,–—-]|\s(?:notice|of|for|NOTICE|OF)\b)",
    ),
    marker(
        "kill", rf"{_NOTED}{_THIS}(?:\s[^.]{{0,120}}?)?\s{_IS}(?:withdrawn|retracted|killed)\b(?!\s+from\b)"
    ),
    marker(
        "kill",
        rf"{_NOTED}(?:The|Our)\s.{{0,80}}?\bstory\s(?:headlined|slugged|entitled|titled)\s"
        rf".{{1,200}}?\b{_IS}(?:withdrawn|retracted)\b",
    ),
    marker(
        "kill",
        rf"{_NOTED}We\s(?:have\s)?(?:withdraw|retract)\w*\s(?:this|our)\s(?:story|article)\b",
    ),
    marker("kill", r"^\W{0,3}(?:STORY (?:WITHDRAWN|REMOVED|RETRACTED|KILLED)|KILL NOTICE)\b"),
    marker("kill", r"^\W{0,3}(?:WITHDRAWN|RETRACTION|RETRACTED|KILL|Retraction)\s?:"),
    marker(
        "kill",
        rf"{_NOTED}[{UPPER}][\w&. -]{{1,40}}?\s(?:(?:has|is)\s)?(?:withdraw|retract)\w*\s"
        r"(?:this|its)\s(?:story|article|item|dispatch)\b",
    ),
    marker("correction", r"^\((?:Corrects?|CORRECTS?|Correcting|Corrected)\b.*\)\.?$"),
    marker(
        "correction", r"^\(In\s[^()]{3,60}?\s(?:story|item|report),?\s(?:[^()]{0,60}\s)?corrects\b.*\)\.?$"
    ),
    marker("correction", rf"^\({_ANY}\s+(?i:corrects|{_IS}corrected)\b.*\)\.?$"),
    marker(
        "correction",
        r"^(?:Correction|CORRECTION|CORRECTED|Corrects|CORRECTS)(?:\s\([^)]{1,40}\)|,\s[^:.]{1,30})?\s?:",
    ),
    marker("correction", r"^(?:This\sversion\s)?CORRECTS\b"),
    marker("correction", rf"{_NOTED}{_THIS}\s+{_IS}(?:corrected|amended)\b"),
    marker("correction", rf"{_NOTED}{_THIS}\s[^.]{{0,80}}?\bupdated\b[^.]{{0,60}}?\bto\scorrect\b"),
    marker(
        "correction",
        rf"{_NOTED}{_THIS}\swas\s(?:first|originally)\spublished\b.{{1,120}}?\bcorrect(?:ed)?\b",
    ),
    marker("correction", rf"{_NOTED}(?:An|The)\s+(?:earlier|previous)\s+version\s+of\s+{_THIS}\b"),
    marker(
        "correction",
        r"^(?:Eds|Editors|EDS|EDITORS)(?:\s+note)?:\s*(?:UPDATES?:\s*)?(?:CORRECTS?|Corrects?|CORRECTION)\b",
    ),
    marker("refile", r"^\((?:Refiles|Fixes|Removes)\b[^()]*\)\.?$"),
    marker("repeat", r"^\((?:Repeats)\b[^()]*\)\.?$"),
    marker("update", r"^\((?:Adds|Updates|Recasts|Rewrites|Writes through)\b[^()]*\)\.?$"),
    marker("update", rf"{_NOTED}{_THIS}\s+{_IS}updated\b"),
    marker("update", r"^(?:Eds|Editors|EDS|EDITORS)(?:\s+note)?:\s*(?:UPDATES?|Updates|ADDS|Adds|RECASTS)\b"),
    marker("advisory", r"^\W{0,3}(?:Eds|Editors?|EDS|EDITORS?)(?:[’']?s?[’']?\s+(?i:note))?:"),
    marker("advisory", r"^(?:Clarification|CLARIFICATION)(?:,\s[^:.]{1,30})?\s?:"),
    marker(
        "embargo",
        r"^\W{0,3}(?:EMBARGO(?:ED)?(?:\s+(?:UNTIL|TILL|TO)|:)|SPERRFRIST\b|HOLD FOR RELEASE\b"
        r"|NOT FOR PUBLICATION BEFORE\b|(?:EMBARGADO|EMBARGO) HASTA\b|(?:SOUS )?EMBARGO JUSQU|EMBARGO FINO\b)",
    ),
)

_SURNAMED = rf"[{UPPER}][{UPPER}.'’-]+(?:\s[{UPPER}][{UPPER}.'’-]*){{0,6}}"
_PERSON = rf"[{UPPER}][\w.'’-]{{0,20}}(?:\s[{UPPER}][\w.'’-]{{0,20}}){{1,4}}"
_HOUSE = rf"[{UPPER}][A-Za-z]{{1,19}}(?:[- ]?[{UPPER}][A-Za-z]{{1,19}}){{0,2}}"
_TERMS = (
    r"(?:HANDOUT|HANDOTU|POOL|NO SALES|NO ARCHIVES?|EDITORIAL USE ONLY(?:/NO SALES)?|BEST QUALITY AVAILABLE"
    r"|MANDATORY CREDIT|PHOTO RELEASED BY [A-Z ]{2,40}|(?:[A-Z]{3,15} )?OUT)"
)
CREDITS = forms(
    rf"(?:^|{AFTER_STOP}){_HOUSE}(?:/[{UPPER}][A-Za-z]{{1,19}})*\s?/\s?{_SURNAMED}(?:\s*/\s*POOL)?"
    rf"(?:[\s/;,.–—-]*{_TERMS})*\.?$",
    rf"(?:^|(?<=[.!?)]\s))[{UPPER}][\w .'’/-]{{1,60}}\s?/\s?(?:POOL|Pool)\.?$",
    r"\((?:Photo|Photos|Picture|Image|Video)(?:s)?(?:\s+by|:|\s+courtesy)\s[^()]{2,80}\)\.?$",
    rf"(?:^|{AFTER_STOP})\({_PERSON}(?:/|\s+via\s+)[{UPPER}][\w .&'’/-]{{1,40}}\)$",
    rf"(?:^|{AFTER_STOP})[{UPPER}]{{2,12}}(?:-[{UPPER}]{{2,12}})?\s?/\s?{_PERSON}$",
    rf"(?:^|{AFTER_STOP}){_PERSON}\s?/\s?[{UPPER}]\w{{1,19}}(?:[ -][{UPPER}]\w{{1,19}})?$",
    r"©\s?[\w .,'’/&-]{2,60}$",
    rf"(?:^|\s)[{UPPER}]{{2,12}}(?:-[{UPPER}]{{2,12}})?\s?/\s?[{UPPER}]{{2,}}"
    rf"(?:(?:[ .'’-]{{1,2}}[{UPPER}]{{1,20}}){{1,5}}|(?=\s*/))"
    r"(?:\s*/\s*POOL)?\.?$",
    rf"\([{UPPER}][\w.'’-]{{1,20}}\s(?:Photo|PHOTO|Images)(?:/[^()]{{2,60}})?\)\.?$",
    rf"(?:^|{AFTER_STOP})(?:Photo(?:graph)?|Picture|Image|Photo credit|Credit|PHOTO|Foto)\s?(?:by|:|\s-)\s?"
    rf"[{UPPER}][\w .,'’/&-]{{1,80}}\.?$",
    rf"\b(?:HANDOUT|HANDOTU)\b(?:[\s/;,.–—-]*{_TERMS})+\.?$",
    rf"(?:^|{AFTER_STOP}|[\s(;,–—-]){_TERMS}(?:[\s/;,.–—-]+{_TERMS})+\)?\.?$",
    r"(?:MANDATORY CREDIT|EDITORIAL USE ONLY|BEST QUALITY AVAILABLE)\b[^a-z]*$",
)
CREDIT_SIGN = re.compile(
    r"[/(©]|Photo|PHOTO|Foto|Picture|Image|Credit|CREDIT|HANDOUT|HANDOTU|ONLY|OUT|SALES|POOL|ARCHIVE"
    r"|AVAILABLE|EPA"
)
CAPTIONS = forms(
    r"^(?:FILE\s?PHOTO|HANDOUT(?:\s(?:PHOTO|IMAGE|PICTURE))?|File photo)\s?[:–—-]\s",
    r"^FILE\s?[-–—]+\s",
    r"^\((?:FILES?|COMBO|TOPSHOT)\)\s",
)

DATELINES = forms(
    paren_dateline(rf"[{UPPER}][\w./&  -]{{1,24}}"),
    rf"^(?P<located>[{UPPER}][{UPPER}.'’ -]{{2,30}}(?:,\s{PLACE})?),?\s+{DATE}\s?{DASH}\s*",
)
SIGN_OFFS = forms(
    rf"^{INITIALS}$",
    rf"^[{UPPER}]{{2,12}}(?:\s{INITIALS}|/[a-z]{{2,4}}(?:[-/][a-z]{{2,4}})*)$",
    r"^\((?:With\s)?(?:[Aa]dditional\s)?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Tt]ranslat\w+|[Cc]overage)"
    r"(?:\sand\s\w+)?\sby\s[^()]*\)\.?$",
    rf"^(?:Additional\s)?(?:[Rr]eporting|Writing|Editing)(?:\sand\s\w+)?\sby\s[{UPPER}][^.]{{2,200}};\s?[^.]*\b[Ee]diting\b[^.]*\.?$",
)
TAILS = forms(
    rf"{AFTER_STOP}[{UPPER}]{{2,12}}\s{INITIALS}$",
    rf"{AFTER_STOP}\((?:[Rr]eporting|[Ww]riting|[Ee]diting)(?:\sand\s\w+)?\sby\s[^()]*\)\.?$",
)

GENERIC = Agency(
    id="generic",
    name="",
    datelines=DATELINES,
    sign_offs=SIGN_OFFS,
    tails=TAILS,
    credits=CREDITS,
    credit_sign=CREDIT_SIGN,
    captions=CAPTIONS,
    headline_markers=HEADLINE_MARKERS,
    slug_markers=SLUG_MARKERS,
    note_markers=NOTE_MARKERS,
    note_sign=any_of(NOTE_MARKERS),
)
