"""The language of a version: the declared code made regular, or told by the text's script and small words.

A declaration outranks a guess unless the script contradicts it (a Cyrillic text is not English). The guess is for a
feed that declares nothing: the small words of each language are counted, and it says nothing when two languages
come close.
"""
# ruff: noqa: RUF001 - words in other scripts are what is matched

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

_TAG: Final = re.compile(r"^([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?(?:-.*)?$")
_NAMES: Final = {
    "english": "en", "spanish": "es", "español": "es", "french": "fr", "français": "fr", "german": "de",
    "deutsch": "de", "italian": "it", "italiano": "it", "portuguese": "pt", "russian": "ru", "eng": "en",
    "spa": "es", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "ita": "it", "por": "pt", "rus": "ru",
}  # fmt: skip

_SMALL_WORDS: Final = {
    "en": "the of and to in that for was with said on by from has as at an its were which will would after",
    "es": "el la de que los las del por con para una se su al lo más fue según este como ha sus pero también",
    "fr": "le la les des du et est une dans qui pour que sur au par avec ce il cette été selon aux son ses pas mais",
    "de": "der die das und den von zu mit sich auf für im dem nicht ein eine als auch nach bei wurde hat sei aus",
    "it": "il di che la per del della dei con una non sono nel alla più gli ha dal delle anche come è dopo lo",
    "pt": "o de que os do da em para com uma não no na por dos ao foi mais se à pelo são também seu ele até disse",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er ook door bij naar heeft wordt worden maar",
    "da": "og i at det er en til af på for med den der ikke som de har han var fra blev efter sig et siger",
    "sv": "och i att det är en som på av för med den till inte om har de ett han var från efter säger under",
    "nb": "og i det er en til av på for med som den ikke har de at om fra et han var etter blir sier ble",
    "fi": "ja on ei että oli se joka mukaan hän kun mutta myös ovat kuin sen vuonna jo noin jotka sekä ole",
    "pl": "w i na z że się do nie to jest o od po za jak przez dla który oraz są jego był ich przed został",
    "cs": "a v na se že je s z do o pro ve k by podle které který za jsou od jeho po také byl uvedl však",
    "sk": "a v na sa že je s z do o pre vo k by podľa ktoré ktorý za sú od jeho po aj bol uviedol však",
    "sr": "i u je da se na za od su sa o koji iz što bi kao a će ne do nije koje rekao",
    "ro": "și de în la a cu că pe din o pentru care nu mai este au fost sau după al ale prin cel unui",
    "hu": "a az és hogy nem egy is volt azt meg szerint már mint csak ezt el de után ami aki lesz közölte",
    "tr": "ve bir bu için ile da de olarak daha olan en gibi sonra kadar çok ise dedi göre oldu ancak",
    "et": "ja on ei et oli see kui ta oma mis ka aga kes või ning selle pärast nii ütles eesti tema",
    "id": "yang di dan dengan untuk dari ini itu pada dalam tidak akan ke juga telah bisa karena mengatakan bahwa",
    "ms": "yang di dan untuk dengan ini itu pada dalam tidak kepada beliau oleh telah daripada bagi ialah turut",
    "vi": "và của các là cho có trong được với một những không đã về người này tại ngày đến khi",
    "ru": "и в на что с по не из о от к он за для это его как был до при также этом году которые сообщил",
    "uk": "і в на що з та не у до за про від як для це його він було під після також який які повідомив",
    "bg": "на и в за да от се с че по не са е до това към като които той след съобщи бе ще беше",
    "sr-Cyrl": "и у је да се на за од су са о који из што би као а ће не до није које рекао",
    "ar": "في من على إلى أن التي عن الذي مع هذا هذه كان بعد قال وقال بين قد لم كما خلال",
    "fa": "در و به از که این را با است برای آن یک خود تا کرد بر هم شد گفت می شده",
}
"""The commonest small words of news copy, by language."""

_WORDS: Final = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_SHARED: Final = Counter(word for words in _WORDS.values() for word in words)
_WEIGHTS: Final = {word: 3 if times == 1 else 1 for word, times in _SHARED.items()}
"""A word of one language alone tells more than one that several share."""

_SCRIPTS: Final = (
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("arabic", re.compile(r"[\u0600-\u06ff]")),
    ("cyrillic", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f]")),
)
_OF_SCRIPT: Final = {
    "cyrillic": frozenset({"ru", "uk", "bg", "sr-Cyrl"}),
    "arabic": frozenset({"ar", "fa"}),
}
_LATIN: Final = frozenset(_WORDS) - frozenset().union(*_OF_SCRIPT.values())
_WRITTEN_IN: Final = {
    **dict.fromkeys(("ru", "uk", "bg", "be", "mk", "ky", "tg", "mn"), frozenset({"cyrillic"})),
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ckb", "ug"), frozenset({"arabic"})),
    **dict.fromkeys(("sr", "kk", "uz", "az", "bs", "ku", "tt"), frozenset({"cyrillic", "latin", "arabic"})),
    "ko": frozenset({"ko", "zh"}), "ja": frozenset({"ja", "zh"}), "zh": frozenset({"zh"}),
    "el": frozenset({"el"}), "he": frozenset({"he"}),
    **dict.fromkeys((*_LATIN - {"sr"}, "no", "nn", "ca", "gl", "eu", "hr", "sl", "lt", "lv", "sq", "ga", "is", "sw"),
                    frozenset({"latin"})),
}  # fmt: skip
"""The scripts a language is written in; of those that stand here none contradicts a declaration by mistake."""

_SAMPLE: Final = 1500  # code points: more text changes no answer
_LEAST_LETTERS: Final = 20
_LEAST_HITS: Final = 6  # weight of small words: most headlines hold less, and say nothing
_MARGIN: Final = 1.2  # how many times over the best must beat the next
_WORD: Final = re.compile(r"[^\W\d_]+")


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


def language_of(declared: Iterable[str], headline: str, paragraphs: Iterable[str]) -> str:
    """Return the language of a text.

    Args:
        declared: What entry and feed say, the more trusted first; "" where they are silent.
        headline: Of the text.
        paragraphs: Of the text.
    """
    told = next((code for code in map(normal_language, declared) if code), "")
    text = _sample(headline, paragraphs)
    if told and text.isascii() and "latin" in _WRITTEN_IN.get(told.partition("-")[0], {"latin"}):
        return told
    script = _script(text)
    if told and (not script or script in _WRITTEN_IN.get(told.partition("-")[0], {script})):
        return told
    return _guess(text, script) or told


def _sample(headline: str, paragraphs: Iterable[str]) -> str:
    found, size = [headline], len(headline)
    for paragraph in paragraphs:
        if size > _SAMPLE:
            break
        found.append(paragraph[:_SAMPLE])
        size += len(paragraph)
    return " ".join(found)[:_SAMPLE]


def _script(text: str) -> str:
    """Return the script most letters are of, "" when there are too few. Kana beside Han is Japanese."""
    if text.isascii():
        return "latin" if sum(map(str.isalpha, text)) >= _LEAST_LETTERS else ""
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS}
    if counts["ja"] * 10 > counts["zh"] > 0:
        counts["ja"] += counts["zh"]
    name = max(counts, key=lambda known: counts[known])
    enough = _LEAST_LETTERS if name in {"latin", "cyrillic", "arabic"} else _LEAST_LETTERS // 4
    return name if counts[name] >= enough else ""


def _guess(text: str, script: str) -> str:
    """Return the language by its small words, "" when unsure."""
    if script in {"ko", "ja", "zh", "el", "he"}:
        return script
    known = _OF_SCRIPT.get(script, _LATIN if script == "latin" else frozenset())
    words = Counter(word.casefold() for word in _WORD.findall(text))
    hits = {
        language: sum(words[word] * _WEIGHTS[word] for word in _WORDS[language] if word in words)
        for language in known
    }
    ranked = sorted(hits, key=lambda language: hits[language], reverse=True)
    if not ranked or hits[ranked[0]] < _LEAST_HITS or hits[ranked[0]] < _MARGIN * hits[ranked[1]]:
        return ""
    return ranked[0].partition("-")[0]
