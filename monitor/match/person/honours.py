"""A lone family name in Chinese, Japanese and Korean: it stands before a title (高市首相, 王外长, 이 대통령).

A family name there is one or two characters, which stand in countless other words too. Before a title or an
honorific they are a person's; whose, the full name earlier in the story says. Names that are only written in these
scripts (马尔科·鲁比奥, 마코 루비오) have a surname behind the point or the space and need none of this (person/kin.py).
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from monitor.match.data.honorifics import HAN_TITLES, HANGUL_TITLES

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff々]"
_HANGUL = r"[가-힣]"
_NATIVE = re.compile(rf"{_HAN}{{2,6}}|{_HANGUL}{{2,4}}")
_TWO_SYLLABLES = frozenset("남궁 황보 제갈 선우 독고 사공 서문".split())  # noqa: SIM905 - reads better
_LONGEST = 3  # characters of a Japanese family name


def families_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return what may be the family name in full names written in these scripts, the longest first.

    How long a Japanese one is cannot be told: each length is offered, and only the right one stands before titles.
    """
    found: set[str] = set()
    for name in names:
        if _NATIVE.fullmatch(name) is None:
            continue
        if re.match(_HAN, name):
            found.update(name[:length] for length in range(1, min(_LONGEST, len(name) - 1) + 1))
        else:
            found.add(name[:2] if name[:2] in _TWO_SYLLABLES and len(name) > len("남궁") else name[:1])
    return tuple(sorted(found, key=len, reverse=True))


def titled(family: str) -> Iterator[str]:
    """Yield a family name with each title that may follow it: what a text must hold, where nothing else triggers."""
    if re.match(_HAN, family):
        yield from (family + title for title in HAN_TITLES)
    else:
        yield from (f"{family} {title}" for title in HANGUL_TITLES)


def lone_places(folded: str, families: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield the spans of family names before titles in a folded text, titles left out."""
    for found in _pattern(families).finditer(folded):
        yield found.span(found.lastgroup or 0)


@lru_cache(maxsize=512)
def _pattern(families: tuple[str, ...]) -> re.Pattern[str]:
    han = "|".join(family for family in families if re.match(_HAN, family))
    hangul = "|".join(family for family in families if re.match(_HANGUL, family))
    ways = []
    if han:
        ways.append(rf"(?P<han>{han})[前元副新]?(?:{'|'.join(HAN_TITLES)})")
    if hangul:
        ways.append(
            rf"(?<!{_HANGUL})(?P<hangul>{hangul}) ?(?:(?:전|현|신임|부) ?)?(?:{'|'.join(HANGUL_TITLES)})"
        )
    return re.compile("|".join(ways))
