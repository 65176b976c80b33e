"""Which language a text is in, as far as case endings ask: told by its commonest words.

Asked seldom: only where a name goes on with letters that are an ending in some language. The story's own
language tag goes first.
"""

_INFLECTED = {
    "pl": "w z na do sie ze przez od po nie jest dla jak to byl byla oraz ktory ktora ale juz za przed we ze tym",
    "cs": "v s na se ze do pro po je byl byla ktery ale za pred podle aby take uz sa vo zo pri podla ktory bol "
    "bude byt jeho ceske slovenske po",
    "hr": "u s na se da za je su od do koji nije sa iz po bio bila kako nakon rekao ce ili sto u",
    "fi": "ja on ei etta oli mukaan kanssa myos mutta han sanoi kertoi ovat ole joka ennen jalkeen kun jos tai "
    "tapasi vastaan",
    "hu": "az es hogy nem volt egy meg szerint ha mar csak aki mint ami utan elott ezt kozott targyalt magyar",
}
"""Languages whose names take endings in Latin letters; cs stands for Slovak too, hr for Serbian and Slovene."""

_OTHERS = {
    "en": "the of to and in on for with that is was said from by at his has he as an after will",
    "es": "el la de que y en los del se por con una un para su al las es",
    "fr": "le la les de des du et en un une que dans pour par sur au est",
    "de": "der die das und den von zu mit im ist dem auf fur ein eine hat nicht sich am",
    "it": "il la di che e del della un una per con nel gli dei ha",
    "pt": "o a de que e do da em um uma para com no na os ao",
    "nl": "de het een van en in op met dat te is voor",
    "sv": "och i att en det som pa av for med den er og til et",
    "tr": "ve bir bu da de icin ile olarak",
    "ro": "si de la in cu pe o un din care",
}
_TONGUES = (*_INFLECTED, *_OTHERS)
_BITS = 8  # of a counter; fewer words than 256 are looked at
_TOLD: dict[str, int] = {}
"""Common word → one in the counter of each of its languages, all counters in one number."""
for _place, _words in enumerate((*_INFLECTED.values(), *_OTHERS.values())):
    for _word in set(_words.split()):
        _TOLD[_word] = _TOLD.get(_word, 0) + (1 << _BITS * _place)
_LETTERS = (("pl", "łąężźśń"), ("cs", "ěřůľĺŕ"), ("hr", "đć"), ("hu", "őű"))
"""Letters that one of the languages has to itself."""

_SPECIAL = frozenset("".join(letters + letters.upper() for _, letters in _LETTERS))

_GROUPS = {
    "pl": "pl", "cs": "cs", "sk": "cs", "hr": "hr", "sr": "hr", "bs": "hr", "sl": "hr", "me": "hr", "fi": "fi",
    "et": "fi", "hu": "hu",
}  # fmt: skip
_MEASURED = 600  # characters looked at


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
    words = _TOLD.keys() & set(folded[:_MEASURED].split())
    counters = sum([_TOLD[word] for word in words])
    counts = [counters >> _BITS * place & 255 for place in range(len(_TONGUES))]
    most = max(counts)
    inflected = zip(_INFLECTED, counts, strict=False)
    return frozenset(told | {tongue for tongue, count in inflected if count == most > 0})
