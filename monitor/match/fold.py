"""Folding: text as agencies write it → text as the automaton compares it.

One character becomes one character wherever that can be, so that offsets hold and `str.translate` does the
work in C (46 µs for 3 kB, against 290 and more for an offset map: docs/engines.md). What must expand (ß, ﬁ) or
vanish (soft hyphen, zero width, combining marks) sends the text down a slower way that keeps a map.

After folding a text holds lower-case letters and digits without diacritics, single spaces (white space,
hyphens, line breaks), apostrophes, `BREAK` for all other punctuation, and `SEPARATOR` between paragraphs.

So two ways lead through this file, and both must come to the same text. The quick one is a table of one character
to one; a character for which that is not enough becomes `_SPECIAL`. Where one of these stands, or two spaces in a
row, the slow way reads that stretch again from the original, character by character, and notes where each folded
character came from. All else is copied over as the quick way left it: a story with one ß is read slowly at that ß only.

What folding takes for the same and is not: letters that only a mark tells apart (й and и, ñ and n, schon and schön).
A watch that needs the difference cannot say so. What it does not take for the same, though people do: Müller and
Mueller, Зеленский and Zelensky, 习 and 習. These are spellings of a name; person/person.py adds the first sort, and
for the others a watch has aliases.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

BREAK = "\x1f"
"""Stands for punctuation: no phrase is found across it."""

SEPARATOR = "\x1d"
"""Stands between paragraphs: kept by folding, part of no term."""

EAST = "\u3040"
"""Kana, Han and Hangul begin here: scripts without capitals, whose names have shapes of their own."""

# Expands, vanishes or composes: the slow way decides. It is never left in a folded text, and a text that holds the
# character itself goes the slow way too, where it is punctuation like any control.
_SPECIAL = "\x1e"

_HYPHENS = frozenset("-\u05be\u2010\u2011\u2043\ufe63\uff0d")
_JOINERS = frozenset("\u00b7\u30fb\uff65\u2022\u2027")  # the dot between the parts of a foreign name in CJK
_APOSTROPHES = frozenset("'\u2018\u2019\u201b\u02bc\u02b9\u00b4`\u2032\uff07\u05f3")
_BLANK_CONTROLS = frozenset("\t\n\v\f\r\x85")
_STROKES = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe",  # noqa: RUF001 - the dotless i is meant
    "ŋ": "n", "ə": "a", "ɨ": "i", "ƙ": "k", "ɓ": "b", "ɗ": "d",
    "ى": "ي", "ی": "ي", "ک": "ك", "ۀ": "ه",  # noqa: RUF001 - Arabic is meant
}  # fmt: skip
"""Letters that Unicode does not decompose, as agencies transliterate them; Persian forms of Arabic letters."""

_VANISHING_MARKS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05BD), (0x05BF, 0x05C7), (0x0610, 0x061A), (0x0640, 0x0640),
    (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06ED), (0x093C, 0x093C), (0x09BC, 0x09BC), (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xE0100, 0xE01EF),
)  # fmt: skip
"""Marks that change no letter's identity: Latin, Greek, Cyrillic, Hebrew, Arabic, the Indic nukta. Not kana."""

_COMPOSING = ((0x1100, 0x11FF), (0x3099, 0x309A), (0xA960, 0xA97F), (0xD7B0, 0xD7FF))
"""Hangul jamo and kana voicing marks: joined to the character before them."""


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= code <= high for low, high in ranges)


def _fold_letter(char: str) -> str:
    """Return a letter, digit or mark without case and diacritics.

    Taken apart first (NFKD), because a full-width or superscript capital has a case only then, and again after the
    case is gone: so Unicode matches regardless of case and compatibility (The Unicode Standard, 3.13, D146). Put
    together at the end (NFC), because NFKD took Hangul syllables and voiced kana apart, and these are letters of
    their own: が is not か.
    """
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    bare = "".join(_STROKES.get(part, part) for part in spread if not _within(ord(part), _VANISHING_MARKS))
    return "".join(
        part if unicodedata.category(part)[0] in "LNM" else BREAK
        for part in unicodedata.normalize("NFC", bare)
    )


def _fold_character(char: str) -> str:
    """Return what a character becomes: one character, several, or none. The order of the questions matters."""
    if char in (SEPARATOR, BREAK):
        return char
    if char in _APOSTROPHES:  # before letters, for two of them are letters to Unicode
        return "'"
    category = unicodedata.category(char)
    if (
        category == "Cc" and char not in _BLANK_CONTROLS
    ):  # before spaces, for Python calls \x1c to \x1f white space
        return BREAK
    if category == "Cf" or _within(ord(char), _VANISHING_MARKS):
        return ""
    if char.isspace() or category[0] == "Z" or char in _HYPHENS or char in _JOINERS:
        return " "
    return _fold_letter(char) if category[0] in "LNM" else BREAK


class _Table(dict[int, str]):
    """Character code → its fold, worked out when first met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        special = len(folded) != 1 or code == ord(_SPECIAL) or _within(code, _COMPOSING)
        self[code] = one = _SPECIAL if special else folded
        return one


_TABLE = _Table()
_SPARSE = 1.15  # bytes a character, up to which a text counts as nearly ASCII
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
# With the spaces round it: what vanishes between two spaces leaves one, and only dashes tell how many there were.
_ODD = re.compile(f"[ {_SPECIAL}]*(?:{_SPECIAL}|  )[ {_SPECIAL}]*")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back; `runs` is empty where every offset is its own.

    A run is a stretch of folded characters: where it begins in the folded text, where in the original, and
    where it ends there if it is not one to one (then all its characters stand for the whole of it).
    """

    text: str
    runs: tuple[tuple[int, int, int], ...] = ()
    begins: tuple[int, ...] = ()  # where each run begins in the folded text

    def at(self, place: int) -> int:
        """Return the code-point offset in the original where a folded character begins."""
        return self._original(place)[0] if self.runs else place

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the code-point offsets in the original of the folded characters [start, end)."""
        return (self._original(start)[0], self._original(end - 1)[1]) if self.runs else (start, end)

    def _original(self, at: int) -> tuple[int, int]:
        """Return the start and end in the original of one folded character."""
        begins, start, end = self.runs[bisect_right(self.begins, at) - 1]
        return (start, end) if end else (start + at - begins, start + at - begins + 1)


class _Builder:
    """Folds piece by piece, remembering where each folded character came from."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.runs: list[tuple[int, int, int]] = []
        self.length = 0

    def keep(self, piece: str, start: int) -> None:
        """Add a piece whose characters map one to one."""
        if piece:
            self._put(piece, start, 0)

    def add(self, piece: str, start: int, end: int) -> None:
        """Add what the original characters [start, end) become, however many they are."""
        if piece:
            self._put(piece, start, end)

    def _put(self, piece: str, start: int, end: int) -> None:
        self.pieces.append(piece)
        self.runs.append((self.length, start, end))
        self.length += len(piece)

    @property
    def last(self) -> str:
        """The folded character before, "" at the beginning."""
        return self.pieces[-1][-1] if self.pieces else ""

    def widen(self, end: int, last: str | None = None) -> None:
        """Let the last folded character reach to `end` in the original; write it as `last` if given.

        What vanished behind a letter is part of it: else the slice of a mention would end in a bare e of Zelenské.
        """
        piece = self.pieces[-1]
        begins, start, ended = self.runs[-1]
        if not ended:  # the last character leaves the run that maps one to one
            head = len(piece) - 1
            if head:
                self.pieces[-1:] = [piece[:-1], piece[-1]]
                self.runs.append((begins + head, start + head, end))
            else:
                self.runs[-1] = (begins, start, end)
        else:
            self.runs[-1] = (begins, start, end)
        if last is not None:
            self.pieces[-1] = self.pieces[-1][:-1] + last

    def reaches(self) -> int:
        """Return where in the original the last folded character ends."""
        if not self.runs:
            return 0
        _, start, end = self.runs[-1]
        return end or start + len(self.pieces[-1])

    def compose(self, char: str, at: int) -> bool:
        """Join a character to the one before it (kana voicing, Hangul jamo); False if they do not join."""
        joined = unicodedata.normalize("NFC", self.last + char)
        if len(joined) != 1 or not self.pieces:
            return False
        self.widen(at + 1, joined)
        return True


def _add_odd(builder: _Builder, text: str, at: int) -> None:
    """Fold one character of a run that does not map one to one."""
    char = text[at]
    rough = _TABLE[ord(char)]
    if rough == " ":
        _add_space(builder, text, at)
    elif _within(ord(char), _COMPOSING):
        if not builder.compose(char, at):
            builder.add(_fold_letter(char), at, at + 1)
    else:
        folded = _fold_character(char)
        builder.add(folded, at, at + 1)
        if not folded and unicodedata.category(char) != "Cf" and builder.reaches() == at > 0:
            builder.widen(at + 1)  # a mark belongs to the letter it stands on


def _add_space(builder: _Builder, text: str, at: int) -> None:
    """Fold white space or a hyphen inside a run: one space, or a break where the hyphen is a dash."""
    neighbours = (text[at - 1 : at], text[at + 1 : at + 2])
    dash = text[at] in _HYPHENS and (
        all(near.isspace() for near in neighbours) or any(near in _HYPHENS for near in neighbours if near)
    )
    wanted = BREAK if dash else " "  # "cease-fire" is two words of one phrase, "talks - Kremlin" is not
    if builder.last == wanted:
        builder.widen(at + 1)
    else:
        builder.add(wanted, at, at + 1)


def _fold_slowly(text: str, rough: str) -> Folded:
    builder, done = _Builder(), 0
    for run in _ODD.finditer(rough):
        builder.keep(rough[done : run.start()], done)
        for at in range(run.start(), run.end()):
            _add_odd(builder, text, at)
        done = run.end()
    builder.keep(rough[done:], done)
    runs = tuple(builder.runs)
    return Folded("".join(builder.pieces), runs, tuple([run[0] for run in runs]))


def _translate(text: str) -> str:
    """Fold one to one. ASCII takes a way of its own in CPython, thirty times faster than the general one.

    Copy in Latin letters is nearly ASCII: then only the stretches that are not go the general way.
    """
    if text.isascii() or len(text.encode("utf-8", "replace")) > _SPARSE * len(text):
        return text.translate(_TABLE)
    return _BEYOND_ASCII.sub(lambda found: found[0].translate(_TABLE), text).translate(_TABLE)


def fold(text: str) -> Folded:
    """Fold a text of any length; the result's `span` leads back to exact code-point offsets."""
    rough = _translate(text)
    if _SPECIAL in rough or "  " in rough:
        return _fold_slowly(text, rough)
    return Folded(rough)


def fold_term(term: str) -> str:
    """Fold a term of a watch as a text is folded, without punctuation or spaces at its ends.

    Where nothing but a letter would be left ("C++") the punctuation stays.
    """
    rough = term.lower() if term.isascii() else term.translate(_TABLE)
    if rough.isalnum() or (
        rough.replace(" ", "").isalnum() and "  " not in rough and rough[0] != " " != rough[-1]
    ):
        return rough  # nearly all terms; watchlists hold a hundred thousand
    folded = fold(term).text.replace(SEPARATOR, BREAK)
    bare = folded.strip(f" '{BREAK}")
    return bare if len(bare) != 1 else folded.strip(" '")  # a bare strip() would take BREAK too
