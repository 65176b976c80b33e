"""The language of a version: the declared code, made regular."""

import re
from typing import Final

_TAG: Final = re.compile(r"^([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?(?:-.*)?$")
_NAMES: Final = {
    "english": "en", "spanish": "es", "español": "es", "french": "fr", "français": "fr", "german": "de",
    "deutsch": "de", "italian": "it", "italiano": "it", "portuguese": "pt", "russian": "ru", "eng": "en",
    "spa": "es", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "ita": "it", "por": "pt", "rus": "ru",
}  # fmt: skip


def normal_language(declared: str) -> str:
    """Return a BCP 47 tag in regular case ("en", "pt-BR", "sr-Latn-RS"), "" when it is no language."""
    code = declared.strip().casefold().replace("_", "-")
    if code in _NAMES:
        return _NAMES[code]
    found = _TAG.match(code)
    if not found or found[1] in {"und", "zxx", "mul", "mis"}:
        return ""
    parts = (found[1], (found[2] or "").title(), (found[3] or "").upper())
    return "-".join(part for part in parts if part)
