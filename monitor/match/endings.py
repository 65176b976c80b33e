"""Case endings of names, by closed lists: which endings a name may take, and where it is cut before them.

A stemmer splits names; a closed list of endings for each way a name can end got 35 of 35 (docs/engines.md). Endings
in Cyrillic and Greek letters say by themselves which languages they are of. Those in Latin letters hold only
where the text is in that language ("Trumpa" is Polish, "Browne" is not Brown).

Everything here is folded (match/fold.py): no diacritics, й is и, ς is σ.
"""

# ruff: noqa: RUF001, RUF002 - letters of other scripts are meant

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from monitor.match.inflected import ANY


class Paradigm(NamedTuple):
    """How the names that end alike are declined.

    Attributes:
        cut: characters taken off the name before an ending is put on.
        always: the endings, the name's own included, that hold in any text.
        gated: ending → the languages (groups of match/inflected.py) in which it holds.
    """

    cut: int
    always: frozenset[str]
    gated: Mapping[str, frozenset[str]]

    @property
    def tails(self) -> frozenset[str]:
        """All endings, in whatever language they hold; a doubled consonant's are not among them."""
        return self.always.union(self.gated)


_Tails = Mapping[str, str]
"""Language group → endings, blank-separated."""


def _latin(own: str, extra: _Tails, *, whole: _Tails, plural: bool = True) -> Paradigm:
    """Return a paradigm: `extra` endings take the place of `own`, `whole` ones come after it."""
    gated: dict[str, set[str]] = {}
    for tongue, tails in extra.items():
        for tail in tails.split():
            gated.setdefault(tail, set()).add(tongue)
    for tongue, tails in whole.items():
        for tail in tails.split():
            gated.setdefault(own + tail, set()).add(tongue)
    for tail, where in gated.items():
        if len(tail) > 1 and tail not in _AMBIGUOUS:
            where.add(ANY)
    always = {own, f"{own}s"} if plural else {own}
    always |= {tail for tail in gated if tail.removeprefix(own) in _UNMISTAKABLE}
    return Paradigm(len(own), frozenset(always), {tail: frozenset(where) for tail, where in gated.items()})


_UNMISTAKABLE = frozenset(
    "nak nek hoz hez bol rol tol lle ille lta ilta ovi owi iego iemu".split()  # noqa: SIM905 - reads better
)
"""Endings no other surname ends in: these hold in any text, also in a headline too short to tell a language."""

_AMBIGUOUS = frozenset("en on an at et ot ie na ne ko ov ev uv ova ove ovo ovu eva evo evu".split())  # noqa: SIM905 - reads better
"""Endings with which other surnames end too (Hans, Hansen): these hold only where the language is known."""

_HU = "t nak nek val vel hoz hez tol rol bol ra re ba be ban ben ert nal nel ig ek e n kent"
_FI_VOWEL = "n a ta lla lle lta ssa sta hin ksi na an en in on un yn"
_AFTER_VOWEL: _Tails = {"fi": _FI_VOWEL, "hu": _HU}
_AFTER_CONSONANT: _Tails = {
    "pl": "a owi em iem u ie y",
    "cs": "a e ovi em om u y ova ove ovou ovej",
    "hr": "a u om em e ov ova ovu",
    "fi": "in ia illa ille ilta issa ista iin iksi ina",
    "hu": f"{_HU} at et ot on en",
}
_ADJECTIVE: _Tails = {
    "pl": "iego iemu im ich",
    "cs": "eho emu ym em om",
    "hr": "og oga om ome im",
    "fi": "in ia ille ilta ista illa yn ya ylle ylta ysta ylla yin yia yille yilta yista",
    "hu": "yt ynak ynek yval yvel yhoz yhez ytol yrol yra yre it inak inek ival ivel ihoz itol irol ira",
}
_ADJECTIVE_SPELLINGS = ("i", "y", "yy", "yi", "iy", "ij", "yj", "ii")
"""How the wires write -ський and -ский: Zelenski, Zelensky, Zelenskyy, Zelenskyi, Zelenskiy, Zelenskij…"""

_SLAVIC_A: _Tails = {
    "pl": "y i e a ie zie o",
    "cs": "y u ou e ovi uv ova ovo ovu ovy ove ovym ovych",
    "hr": "e i u o om",
}
_SLAVIC_O: _Tails = {"pl": "i a e", "cs": "a u ovi em", "hr": "a u om"}
_FEMININE: _Tails = {"pl": "iej ej a", "cs": "e ou u ej ovi uv y", "hr": "e oj u om"}

_SOFT = {
    **_AFTER_CONSONANT,
    "cs": f"{_AFTER_CONSONANT['cs']} i",
    "hr": f"{_AFTER_CONSONANT['hr']} em ev eva evo evu",
}
_CONSONANT = _latin("", _AFTER_CONSONANT, whole={})
_HISSING = _latin("", _SOFT, whole={})
_SIBILANT = _latin("", _SOFT, whole={}, plural=False)
_VOWEL = _latin("", {**_AFTER_VOWEL, "pl": "ego emu m go mu", "cs": "ho mu m", "hr": "ja ju jem"}, whole={})
_IN_A = _latin("a", _SLAVIC_A, whole=_AFTER_VOWEL)
_IN_O = _latin("o", _SLAVIC_O, whole=_AFTER_VOWEL)
_IN_EL = _latin(
    "el", {"pl": "la lowi lem lu le", "cs": "la lovi lem lu le", "hr": "la lu lom"}, whole=_AFTER_CONSONANT
)
_IN_EK = _latin(
    "ek",
    {"pl": "ka kowi kiem ku", "cs": "ka kovi kem ku kuv kova kove", "hr": "ka ku kom kov"},
    whole=_AFTER_CONSONANT,
)
_IN_EC = _latin("ec", {"pl": "ca cowi cem cu", "cs": "ce ci cem covi", "hr": "ca cu cem"}, whole=_SOFT)
_IN_IEC = _latin("iec", {"pl": "ca cowi cem cu"}, whole=_SOFT)
_IN_AC = _latin("ac", {"hr": "ca cu cem cev"}, whole=_SOFT)
_IN_IA = _latin("ia", {"pl": "i ie io", "cs": "ie iu iou ii", "hr": "ie iji iju ijom"}, whole=_AFTER_VOWEL)
_IN_SKA = _latin("a", _FEMININE, whole=_AFTER_VOWEL)
_NEN = "sen sta selle sella selta sessa sesta seen sena seksi"
_IN_NEN = _latin("nen", {"fi": _NEN}, whole={"hu": _HU})
_IN_NEN = _IN_NEN._replace(always=_IN_NEN.always.union(_NEN.split()))

_WEAKENED = {"kk": "k", "pp": "p", "tt": "t", "nt": "nn", "lt": "ll", "rt": "rr"}
"""Finnish consonants that change before most endings: Saarikko, Saarikon; Aalto, Aallon."""


def _graded(strong: str, vowel: str) -> Paradigm:
    """Return the paradigm of Finnish names with such a consonant before their last vowel."""
    own = strong + vowel
    weak = " ".join(
        f"{_WEAKENED[strong]}{vowel}{tail}" for tail in ["n", "lla", "lle", "lta", "ssa", "sta", "ksi"]
    )
    slavic = {"a": _SLAVIC_A, "o": _SLAVIC_O}.get(vowel, {})
    extra = {tongue: " ".join(strong + tail for tail in tails.split()) for tongue, tails in slavic.items()}
    return _latin(own, {**extra, "fi": weak}, whole=_AFTER_VOWEL)


_SOFTENED = {"ta": "cie", "ra": "rze", "ka": "ce", "ga": "dze", "cha": "sze"}
"""Polish names in -a whose last consonant changes: Duda, Dudzie; Sawicka, Sawickiej is an adjective."""


def _in_a(own: str, softened: str) -> Paradigm:
    """Return the paradigm of names in -a with that consonant before it."""
    stem = own[:-1]
    extra = {tongue: " ".join(stem + tail for tail in tails.split()) for tongue, tails in _SLAVIC_A.items()}
    extra["pl"] += f" {softened}"
    extra["cs"] += f" {softened}"
    return _latin(own, extra, whole=_AFTER_VOWEL)


def _adjective(own: str) -> Paradigm:
    base = _latin("", _ADJECTIVE, whole={})
    spellings = {end for one in _ADJECTIVE_SPELLINGS for end in (one, f"{one}s")}
    always = (base.always - {"", "s"}) | spellings
    return Paradigm(len(own), frozenset(always | {tail for tail in base.gated if len(tail) > 1}), base.gated)


def _plain(own: str, tails: str) -> Paradigm:
    return Paradigm(len(own), frozenset({own, *tails.split()}), {})


_Rows = tuple[tuple[str, Paradigm], ...]
"""(how the name ends, its paradigm), the longest first."""

_LATIN: _Rows = (
    *((f"{letter}k{own}", _adjective(own)) for letter in "szc" for own in sorted(_ADJECTIVE_SPELLINGS, key=len)[::-1]),
    ("ska", _IN_SKA),
    ("cka", _IN_SKA),
    ("ova", _IN_SKA),
    ("nen", _IN_NEN),
    ("el", _IN_EL),
    ("ek", _IN_EK),
    ("iec", _IN_IEC),
    ("ec", _IN_EC),
    ("ac", _IN_AC),
    *((strong + vowel, _graded(strong, vowel)) for strong in _WEAKENED for vowel in "aiou"),
    *((soft, _in_a(soft, softened)) for soft, softened in _SOFTENED.items()),
    ("ia", _IN_IA),
    ("a", _IN_A),
    ("o", _IN_O),
    ("e", _VOWEL),
    ("i", _VOWEL),
    ("u", _VOWEL),
    ("y", _VOWEL),
    ("s", _SIBILANT),
    *((letter, _HISSING) for letter in "cjzx"),
    ("", _CONSONANT),
)  # fmt: skip

_CYRILLIC: _Rows = (
    ("ськии", _plain("ии", "ого ому им ім")),
    ("кии", _plain("ии", "ого ому им ом ім")),
    ("ыи", _plain("ыи", "ого ому ым ом")),
    ("ои", _plain("ои", "ого ому ым ом")),
    ("ая", _plain("ая", "ои ую ою")),
    ("ська", _plain("а", "оі іи у ою")),
    ("ова", _plain("а", "ои у ою оі іи ы е")),
    ("ева", _plain("а", "ои у ою оі іи ы е")),
    ("ина", _plain("а", "ои у ою оі іи ы е")),
    ("іна", _plain("а", "ои у ою оі іи и")),
    ("ия", _plain("я", "и ю еи ею")),
    ("ія", _plain("я", "і ю єю")),
    ("ии", _plain("ии", "ия ию ием ого ому им ім")),
    ("іи", _plain("и", "я ю єм єві")),
    ("еи", _plain("и", "я ю ем е єм єві")),
    ("аи", _plain("и", "я ю ем е єм єві")),
    ("ел", _plain("ел", "ла лу лом ле лові ела елу елом еле елові")),
    ("яц", _plain("яц", "ица ицу ицем ице ицеві")),
    ("ок", _plain("ок", "ка ку ком ке кові ока оку оком оке окові")),
    ("ек", _plain("ек", "ка ку ком ке кові ька ьку ьком ьке ека еку еком еке екові")),
    ("ень", _plain("ень", "ня ню нем не ні неві еня еню енем ене ені еневі")),
    ("ів", _plain("ів", "ова ову овим ові ева еву евим еві іва іву івим івом іві")),
    ("ір", _plain("ір", "ора ору ором орі орові іра іру іром ірі ірові")),
    *((soft, _plain("", "а у ом ем е ові еві і я ю")) for soft in ("ар", "ор")),
    ("ец", _plain("ец", "ца цу цем це цом цеві")),
    ("а", _plain("а", "ы и е у ои ою еи ею і о")),
    ("я", _plain("я", "и ю еи ею е і єю")),
    ("ь", _plain("ь", "я ю ем е и ью і еві")),
    ("о", _plain("о", "а у ом ові е")),
    *((vowel, _plain("", "")) for vowel in "еиуюэыієї"),
    ("", _plain("", "а у ом ем ым им е ові еві і")),
)  # fmt: skip

_GREEK: _Rows = (
    ("οσ", _plain("οσ", "ου ο ε")),
    ("ησ", _plain("ησ", "η")),
    ("ασ", _plain("ασ", "α")),
    ("ισ", _plain("ισ", "ι")),
    ("α", _plain("α", "ασ")),
    ("η", _plain("η", "ησ")),
    ("", _plain("", "")),
)

NONE = Paradigm(0, frozenset({""}), {})
"""Of names that take no endings: short ones, and those in scripts without cases of their own."""

_SHORTEST = 3  # letters of a name that takes endings
_STEM = 3  # letters kept when it is cut; with two, every word would look like a name for a moment
_FLEETING = frozenset({"яц", "ел", "ец", "ок", "ек", "ів", "ір", "lto", "nta", "rta", "tto", "kka", "kki"})
"""Endings of short names before which two letters are enough: Заяц, Зайца; Орел, Орла; Aalto, Aallon."""
_SCRIPTS: tuple[tuple[str, str, _Rows], ...] = (
    ("a", "z", _LATIN),
    ("\u0430", "\u04bf", _CYRILLIC),
    ("\u03b1", "\u03ce", _GREEK),
)

_VOWELS = frozenset("aeiouy")
_ENDING_IN: dict[str, _Rows] = {}
_KNOWN: dict[tuple[str, int], Paradigm] = {}
_LONGEST = max(len(ending) for _, _, rows in _SCRIPTS for ending, _ in rows)


def paradigm_of(name: str) -> Paradigm:
    """Return how a folded name is declined, by the way its last word ends."""
    last = name[name.rfind(" ") + 1 :]
    if len(last) <= _SHORTEST and (len(last) < _SHORTEST or last.isascii()):
        return _SIBILANT if len(last) == _SHORTEST and last[-1] not in _VOWELS else NONE
    ending = last[-_LONGEST:]
    key = (ending, len(last) - _STEM)
    known = _KNOWN.get(key)
    if known is None:
        known = _KNOWN[key] = _look_up(*key)
    return known


def _look_up(ending: str, most: int) -> Paradigm:
    """Return the first paradigm that fits an ending and cuts `most` characters at most."""
    rows = _ENDING_IN.get(ending[-1])
    if rows is None:
        rows = _ENDING_IN[ending[-1]] = _rows_of(ending[-1])
    for tail, paradigm in rows:
        if ending.endswith(tail) and paradigm.cut <= most + (tail in _FLEETING):
            return paradigm
    return NONE


def _rows_of(letter: str) -> _Rows:
    """Return the rows of the names that end in a letter."""
    every = (rows for first, last, rows in _SCRIPTS if first <= letter <= last)
    return tuple([row for row in next(every, ()) if row[0][-1:] in {"", letter}])


class Spoken(Protocol):
    """A text that knows in which languages' endings it is written."""

    @property
    def tongues(self) -> frozenset[str]:
        """The languages, as match/inflected.py groups them."""
        ...


def holds(paradigm: Paradigm, tail: str, stem: str, text: Spoken) -> bool:
    """Return whether a stem with this ending is a form of the name in a text. Asks its language last."""
    if tail in paradigm.always:
        return True
    where = paradigm.gated.get(tail)
    if where is not None:
        return not where.isdisjoint(text.tongues)
    doubled = tail[1:] in {"al", "el"} and tail[0] == stem[-1]  # Hungarian -val, -vel: Trumppal, Putyinnal
    return doubled and "hu" in text.tongues
