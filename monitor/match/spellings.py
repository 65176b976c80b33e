"""Aliases proposed from lists of how the world spells the parts of names.

A line of such a list is one name's spellings: `selenskyj, zelensky, зеленський, 泽连斯基 => Q109830492` (rigour's
persons.txt, made from Wikidata). A full name is put together from the spellings of its parts, script by script;
what the matcher finds anyway is left out. The rest is for a person to review.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product

from monitor.match.compile import compile_watchlists
from monitor.match.fold import fold_term
from monitor.model.watch import Person, SurnameRule, Watchlist

_EACH = 3  # spellings of each part that are tried in a script
_SCRIPTS = (
    "LATIN",
    "CYRILLIC",
    "GREEK",
    "ARABIC",
    "HEBREW",
    "CJK",
    "KATAKANA",
    "HANGUL",
    "THAI",
    "DEVANAGARI",
)
_ALONE = {"CJK": 3, "KATAKANA": 3}
"""Scripts whose wires write a foreigner's surname alone, and from how many characters it is one to watch for."""

Spellings = dict[str, Counter[str]]
"""Folded part of a name → its spellings, and in how many lines each stands with it."""


def spellings_of(parts: Iterable[str], lines: Iterable[str]) -> Spellings:
    """Return the spellings of the parts of names, from one pass over the lines of a list."""
    found: Spellings = {fold_term(part): Counter() for part in parts}
    for line in lines:
        forms = [form.strip() for form in line.partition("=>")[0].split(",")]
        wanted = found.keys() & set(forms)
        for part in wanted or found.keys() & set(map(fold_term, forms)):
            found[part].update(form for form in forms if form)
    return found


def propose(name: str, spellings: Spellings, known: Sequence[str] = ()) -> tuple[str, ...]:
    """Return aliases of a full name, script by script, without those that are found anyway.

    Args:
        name: as the watch would have it, in Latin letters, given name first.
        spellings: of its parts.
        known: the aliases the watch has already.
    """
    parts = [spellings.get(fold_term(part), Counter()) for part in name.split()]
    kept = list(known)
    for script in _SCRIPTS:
        each = [_best(forms, script) for forms in parts]
        if script in _ALONE:
            each = [[form for form in each[-1] if len(form) >= _ALONE[script]]] if each else []
        for choice in product(*each) if each and all(each) else ():
            alias = " ".join(map(_titled, choice))
            if not _is_found(alias, name, kept):
                kept.append(alias)
    return tuple(kept[len(known) :])


def _best(forms: Counter[str], script: str) -> list[str]:
    """Return the commonest spellings in a script, the shorter first of equally common ones."""
    own = [form for form in forms if _script_of(form) == script and "'" not in form]
    return sorted(own, key=lambda form: (-forms[form], len(form), form))[:_EACH]


def _script_of(form: str) -> str:
    letters = {unicodedata.name(char, "").partition(" ")[0] for char in form if char.isalpha()}
    return letters.pop() if len(letters) == 1 else ""


def _titled(form: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in form.split("-"))


def _is_found(alias: str, name: str, kept: Sequence[str]) -> bool:
    person = Person(name, aliases=tuple(kept), surname=SurnameRule.AFTER_FULL_NAME)
    mentions = compile_watchlists([Watchlist("", people=(person,))]).mentions("", [alias])
    return any(mention.text == alias for mention in mentions)
