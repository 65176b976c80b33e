"""Whose surname it is: the given names of a watched person, and other people's."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from monitor.match.data.name_words import ARTICLES, FAMILY_FIRST, PARTICLES, PINYIN, SUFFIXES
from monitor.match.endings import Paradigm, Spoken, holds, paradigm_of
from monitor.match.fold import EAST, fold_term
from monitor.match.person.given import GIVEN, forms_of
from monitor.match.person.honours import families_of
from monitor.model.watch import Person

_PINYIN = re.compile(PINYIN)
_SHORTEST = 3  # letters of a lone surname, but for East Asian family names ("Xi")
_JOINER = re.compile("[\u00b7\u30fb\uff65\u2022\u2027]")
_PAIR = 2  # words of the shortest full name


@dataclass(frozen=True, slots=True)
class Kin:
    """What a person's full names say of the given name.

    Attributes:
        firsts: given names that stand first, with the forms that may stand for them: steve, steven.
        stems: the same without their endings, for the cases of other languages.
        joined: given names behind a leading family name, written as one word: jongun.
        leading: the family names that lead: kim.
        initials: first letters of `firsts`.
        suffixes: "jr" and the like, where they are part of the name.
        middles: the words between given name and surname: fattah.
        families: what may be the family name in a Chinese, Japanese or Korean alias: 高市.
    """

    firsts: frozenset[str]
    stems: tuple[tuple[str, Paradigm], ...]
    joined: frozenset[str]
    leading: frozenset[str]
    initials: frozenset[str]
    suffixes: frozenset[str]
    middles: frozenset[str]
    families: tuple[str, ...]

    def is_first(self, word: str, text: Spoken) -> bool:
        """Whether a folded word is one of the given names, in any case of the text's language."""
        if word in self.firsts:
            return True
        for stem, paradigm in self.stems:  # of nearly every name in a story: any() would cost twice as much
            if word.startswith(stem) and holds(paradigm, word[len(stem) :], stem, text):
                return True
        return False


def _family_first(words: list[str]) -> bool:
    """Whether a name that begins with an East Asian surname is in that order: Kim Jong-un, Yoon Suk Yeol."""
    if words[-1].lower() in GIVEN:
        return False
    hyphened = any("-" in word for word in words[1:])
    return hyphened or len(words) > _PAIR or _PINYIN.fullmatch(words[1].lower()) is not None


def surname_of(name: str) -> str:
    """Return the surname in a full name as it is written there, "" where none can be told.

    One-word names and names in scripts without spaces have none; particles belong to it ("von der Leyen");
    "Jr." does not.
    """
    words = name.replace(",", " ").split()
    if len(words) == 1 and not name.isascii():
        words = _JOINER.split(name)  # 马尔科·鲁比奥
    if len(words) >= _PAIR and words[-1].rstrip(".").lower() in SUFFIXES:
        words.pop()
    if len(words) < _PAIR:
        return ""
    if words[-1] >= EAST:
        return words[-1] if len(words[-1]) >= _PAIR else ""
    if words[0].lower() in FAMILY_FIRST and _family_first(words):
        return words[0]
    at, last = len(words) - 1, words[-1]
    if "-" in last and last.partition("-")[0].lower() in ARTICLES:
        last = last.partition("-")[2]
    if len(last) < _SHORTEST or last[0].islower():
        return ""
    while at > 1 and words[at - 1].lower() in PARTICLES:
        at -= 1
    return " ".join(words[at:]) if at < len(words) - 1 else last


def surnames_of(person: Person) -> dict[str, str]:
    """Return full name → its surname as written, of the name and of aliases that are full names too.

    An alias is one when it is written like a name (each word capitalised) and its last word begins as the
    full name's does, or one of them is not in Latin letters: "Volodimir Zelenski" is, "Iron Lady" is not.
    """
    own = surname_of(person.name)
    if not own:
        return {}
    found = {person.name: own}
    for alias in person.aliases:
        other = surname_of(alias)
        if not other or (other[0] != own[0] and other[0].isascii() and own[0].isascii()):
            continue
        if alias.istitle() or not any(map(_is_lower, alias.replace(other, "").split())):
            found[alias] = other
    return found


def _is_lower(word: str) -> bool:
    """Whether a word before a surname says that no name is meant; articles do not ("al-Sharaa")."""
    return word[0].islower() and word.rstrip("-") not in ARTICLES


def kin_of(person: Person) -> Kin:
    """Return what is known of a person's given names."""
    firsts: set[str] = set()
    joined: set[str] = set()
    leading: set[str] = set()
    middles: set[str] = set()
    for written, surname in surnames_of(person).items():
        if written.startswith(f"{surname} "):
            leading.add(fold_term(surname))
            joined.add(fold_term(written.removeprefix(surname)).replace(" ", ""))
        else:
            firsts.update(forms_of(_first_of(fold_term(written))))
            middles.update(fold_term(written.removesuffix(surname)).split()[1:])
    stems = ((name, paradigm_of(name)) for name in sorted(firsts))
    return Kin(
        firsts=frozenset(firsts),
        stems=tuple((name[: len(name) - paradigm.cut], paradigm) for name, paradigm in stems),
        joined=frozenset(joined),
        leading=frozenset(leading),
        initials=_initials(firsts),
        suffixes=SUFFIXES & frozenset(fold_term(person.name).split()),
        middles=frozenset(middles),
        families=families_of((person.name, *person.aliases)),
    )


def _first_of(folded: str) -> str:
    """Return the first given name; initials with points ("J.D. Vance") as one word."""
    first = folded.split(" ", maxsplit=1)[0]
    return "".join(char for char in first if char.isalnum())


def _initials(firsts: Iterable[str]) -> frozenset[str]:
    return frozenset(name[0] for name in firsts if name)
