"""Given names: which may stand for one another before a surname, and which are anybody's.

"Steven Witkoff" is Steve Witkoff, and "Sergey Lavrov" is Sergei Lavrov; before a surname that is watched, a first
name that is neither is another person's. The lists are in match/data.
"""

from monitor.match.data.first_names import FIRST_NAMES
from monitor.match.data.short_forms import IRREGULAR, SHORT_FORMS
from monitor.match.endings import paradigm_of
from monitor.match.fold import fold_term

_KIN: dict[str, frozenset[str]] = {}
for _row in SHORT_FORMS.splitlines():
    _names = frozenset(_row.split())
    for _name in _names:
        _KIN[_name] = _KIN.get(_name, frozenset()) | _names

GIVEN = frozenset(map(fold_term, FIRST_NAMES.split()))
"""First names as they are listed."""

DECLINED = GIVEN.union(
    stem + tail
    for name in GIVEN
    if not name.isascii()
    for paradigm in (paradigm_of(name),)
    for stem in (name[: len(name) - paradigm.cut],)
    for tail in paradigm.always
)
"""The same in every case."""


def forms_of(given: str) -> frozenset[str]:
    """Return a folded given name and the names that may stand for it."""
    return _KIN.get(given, frozenset()) | {given, *IRREGULAR.get(given, "").split()}
