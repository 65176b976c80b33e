"""Names in credits and bylines: the photographer is not the person the desk watches.

The house takes furniture out before it matches (wire/furniture.py); this is for texts that never went that way
(`wirewatch match`, a page pasted whole) and for credits inside the copy.
"""

# ruff: noqa: RUF001 - quotation marks and letters of other scripts are meant

import re

from monitor.match.fold import SEPARATOR
from monitor.match.text import StoryText

_NAME = r"[^\W\d_a-zà-öø-ÿа-яё][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,4}"
_AGENCIES = (
    r"(?:AP(?: Photo)?|AFP|EPA|EFE|EFE[-/ ]EPA|REUTERS|Reuters|Getty(?: Images)?|ANSA|dpa|DPA|TASS|PAP|LUSA|Xinhua|"
    r"Belga|APA|ANP|NTB|TT|Lehtikuva|MTI|CTK|ČTK|Kyodo|Yonhap|Bloomberg|NurPhoto|IMAGO|Imago)"
)
_WORK = (
    r"(?:reporting|writing|editing|edited|written|compiled|translated|photos?|photographs?|photography|pictures?|"
    r"illustration|video|graphics?|foto|fotos|photo|text)"
)
_LABEL = (
    r"(?:photos?|foto|fotos|fotó|fotografía|fotografia|crédito?|credits?|crédit|image|images|picture|bild|bilder|"
    r"kuva|kuvat|zdj|fot|video|фото|фотография|автор|צילום|تصوير|φωτο|φωτογραφία|摄|撮影)"
)
_BEFORE = re.compile(
    rf"(?:(?i:\b{_WORK} by )|(?i:(?<!\w){_LABEL}\.? ?[:：/©] ?(?:{_AGENCIES} ?[/-] ?)?)|\b{_AGENCIES} ?/ ?|© ?)"
    rf"(?:{_NAME}(?:,| and| y| et| und| e|;) )*$"
)
"""What runs up to a name in a credit: "Reporting by A and ", "Photo: ", "EFE-EPA/"."""

_AFTER = re.compile(rf" ?/ ?{_AGENCIES}\b")
_BYLINE = re.compile(
    rf"\W*(?i:by|por|par|von|di|de|af|door|автор:?) {_NAME}(?:(?:,| and| y| et| und| e) {_NAME})*\W*"
)
_SIGN = re.compile("[/:：©]|by ")  # stands in whatever `_BEFORE` finds
_REACH = 90  # characters looked at before a name


def is_credited(text: StoryText, start: int, end: int) -> bool:
    """Whether a name at these folded offsets stands in a credit or a byline."""
    low, high = text.folded.span(start, end)
    original = text.original
    begins = original.rfind(SEPARATOR, max(0, low - _REACH), low) + 1 or max(0, low - _REACH)
    if _SIGN.search(original, begins, low) and _BEFORE.search(original[begins:low]):
        return True
    if "/" in original[high : high + 2] and _AFTER.match(original, high):
        return True
    if low - begins > _REACH // 2 or low == begins or original[begins - 1] != SEPARATOR:
        return False
    ends = original.find(SEPARATOR, high, begins + _REACH + 1)
    return ends >= 0 and _BYLINE.fullmatch(original, begins, ends) is not None
