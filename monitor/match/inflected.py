"""Which language a text is in, as far as case endings ask: told by its commonest words.

Asked seldom: only where a name goes on with letters that are an ending in some language. The story's own
language tag goes first; a text without any common word is in `ANY`.
"""

import re

from monitor.match.data.common_words import HEADLINES, INFLECTED, NEWS, OTHERS

ANY = "?"
"""The language of a text without one common word: some endings hold there too (match/endings.py)."""

_TONGUES = (*INFLECTED, *OTHERS)
_BITS = 8  # of a counter; fewer words than 256 are looked at
_TOLD: dict[str, int] = {}
"""Common word → one in the counter of each of its languages, all counters in one number."""
for _place, _tongue in enumerate(_TONGUES):
    _lists = [words.get(_tongue, "") for words in (INFLECTED, OTHERS, NEWS, HEADLINES)]
    for _word in set(" ".join(_lists).split()):
        _TOLD[_word] = _TOLD.get(_word, 0) + (1 << _BITS * _place)
_LETTERS = (("pl", "łąężźśń"), ("cs", "ěřůľĺŕďť"), ("hr", "đć"), ("hu", "őű"))
"""Letters that one of the languages has to itself."""

_SHARED = {"č": ("cs", "hr"), "š": ("cs", "hr"), "ž": ("cs", "hr"), "ć": ("pl", "hr"), "ň": ("cs",)}
"""Letters of several of them: these tell where there is no common word."""

_SPECIAL = frozenset("".join(letters + letters.upper() for _, letters in _LETTERS))

_GROUPS = {
    "pl": "pl", "cs": "cs", "sk": "cs", "hr": "hr", "sr": "hr", "bs": "hr", "sl": "hr", "me": "hr", "fi": "fi",
    "et": "fi", "hu": "hu",
}  # fmt: skip
_MEASURED = 600  # characters looked at
_IN_NAMES = re.compile(r" v[oa]n de[rn]? ")
"""Particles of names, which say nothing of the text's language: Ursula von der Leyenin esitys."""


def tongues_of(language: str, original: str, folded: str) -> frozenset[str]:
    """Return the languages whose endings hold in a text.

    Args:
        language: the story's BCP 47 tag, "" where nobody knows it.
        original: the text as it stands; its letters say more than the folded ones.
        folded: the same, folded.
    """
    if language:
        group = _GROUPS.get(language.lower().replace("_", "-").partition("-")[0])
        return frozenset({group}) if group else frozenset()
    told = set()
    start = original[:_MEASURED]
    special = () if start.isascii() else _SPECIAL.intersection(start)
    if special:
        lower = set(map(str.lower, special))
        told = {tongue for tongue, letters in _LETTERS if not lower.isdisjoint(letters)}
    words = _TOLD.keys() & set(_IN_NAMES.sub(" ", folded[:_MEASURED]).split())
    counters = sum([_TOLD[word] for word in words])
    counts = [counters >> _BITS * place & 255 for place in range(len(_TONGUES))]
    most = max(counts)
    inflected = zip(INFLECTED, counts, strict=False)
    told.update(tongue for tongue, count in inflected if count == most > 0)
    if told or most:
        return frozenset(told)
    shared = [_SHARED[letter] for letter in _SHARED.keys() & set(start.lower())]
    return frozenset({ANY}.union(*shared))
