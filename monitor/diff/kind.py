"""What the agency declares about a new version, and whether it looks like an edit at all."""

import re
from collections.abc import Iterator, Sequence

from monitor.model.story import Draft, FurnitureKind, MarkerName, PubStatus

SHRUNK = 0.4  # below this share of the old words, with no word of a kill: a broken fetch (docs/engines.md)
SHORT = 40  # words: a flash or brief may be rewritten to anything

# An editor's note that corrects, in the languages of the catalogue. At its start: notes say it first.
_CORRECTS = re.compile(
    r"^\W*(?:eds?\W+|editors?\W+(?:note\W+)?|note\W+)?(?:\(?official\)?\W+)?"
    r"(?:correct(?:s|ed|ion|ing)\b|corrig(?:e|é|iert|enda|endum)|correc(?:ción|cion|tif|ção)|berichtig|korrektur"
    r"|korrig|rettelse|rättelse|rectific|rettifica|errata?\b|oikaisu|korjattu|исправл|уточн)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^\W*(?:correction\s*[:(]|corrects\b.{0,200}\bin\b.*para"
    r"|(?:an? )?(?:earlier|previous) versions? of this (?:story|article|report|item)\b"
    r"|this (?:story|article|report|item) (?:has been|was) (?:corrected|amended|updated to correct)"
    r"|\(?in (?:\w+\.? \d{1,2} )?(?:story|item)\W.{0,40}corrects\b|\(corrects\b)",
    re.IGNORECASE,
)
_FIRST = frozenset(
    ("correction", "corrects", "a", "an", "earlier", "previous", "this", "in")
)  # words of `_NOTE`
_WORD = re.compile(r"\w+")
# A text's own word for a kill: of the item itself, never "nine killed" or "troops withdrawn".
_KILL = re.compile(
    r"^\W*(?:\w+\W+)?(?:withdrawn|withdrawal of story|kill|retraction"
    r"|take-?down|cancel(?:l?ed)?|disregard"
    r"|annulé|annullata"
    r"|anulad[ao]|retirad[ao]|zurückgezogen|annuleret|makuleret|отозван|аннулирован)\W*(?:$|[:\-\u2013—.])"
    r"|\b(?:story|item|article|report|copy|dispatch|advisory|slugged|despacho|noticia|dépêche|meldung|artikel)\b.{0,60}"
    r"\b(?:withdrawn|killed|retracted|taken down|removed|cancel(?:l?ed)|annul\w+|anulad\w+|retirad\w+|zurückgezogen)\b"
    r"|\b(?:please|mandatory|must)\b.{0,20}\b(?:kill|disregard|takedown|remove)\b|\bkill/takedown\b"
    r"|\bwe (?:have |are )?(?:withdrawn?|withdrawing|retract(?:ed|ing)?)\b"
    r".{0,40}\b(?:story|item|article|report|paragraph)",
    re.IGNORECASE,
)


def _marks(draft: Draft, name: MarkerName) -> Iterator[str]:
    return (mark.text for mark in draft.markers if mark.name is name)


def withdrawn(draft: Draft) -> bool:
    """Whether the agency takes the story back."""
    return draft.pub_status is PubStatus.CANCELED or any(True for _ in _marks(draft, MarkerName.KILL))


def withdrawal_words(draft: Draft) -> str:
    """The agency's own words for a withdrawal, "" when it gave only the status."""
    return next(
        (words for words in (*_marks(draft, MarkerName.KILL), draft.ed_note) if words.strip()), ""
    ).strip()


def _notes(draft: Draft) -> set[str]:
    return {piece.text for piece in draft.furniture if piece.kind is FurnitureKind.NOTE}


def correction_words(old: Draft, new: Draft, added_notes: Sequence[str] = ()) -> str | None:
    """The agency's own words when the new draft declares a correction the old one did not, else None.

    Declared is: a correction marker newly there or worded anew, an editor's note that corrects, a correction
    note in the furniture or as a sentence of its own (`added_notes`). The word "corrected" in ordinary copy is not.
    """
    before = set(_marks(old, MarkerName.CORRECTION))
    marked = [text for text in _marks(new, MarkerName.CORRECTION) if text not in before]
    note = new.ed_note if new.ed_note != old.ed_note and _CORRECTS.match(new.ed_note) else ""
    notes = [text for text in sorted(_notes(new) - _notes(old)) if _CORRECTS.match(text) or _NOTE.match(text)]
    if not marked and not note and not notes and not added_notes:
        return None
    return next((words.strip() for words in (note, *notes, *added_notes, *marked) if words.strip()), "")


def is_note(sentence: str) -> bool:
    """Whether a sentence of the copy is a correction note, not matter."""
    word = _WORD.search(sentence)
    return word is not None and word[0].casefold() in _FIRST and _NOTE.match(sentence) is not None


def embargo_lifted(old: Draft, new: Draft) -> bool:
    """Whether the story was held before and is free now."""
    return _held(old) and not _held(new) and not withdrawn(new)


def _held(draft: Draft) -> bool:
    marked = any(True for _ in _marks(draft, MarkerName.EMBARGO))
    return draft.embargoed is not None or draft.pub_status is PubStatus.WITHHELD or marked


def _says_kill(draft: Draft) -> bool:
    said = (
        draft.headline,
        draft.ed_note,
        *draft.paragraphs[:2],
        *(mark.text for mark in draft.markers),
        *_notes(draft),
    )
    return withdrawn(draft) or any(_KILL.search(text) for text in said)


def suspect(old: Draft, new: Draft) -> str | None:
    """Why the new draft looks like a broken fetch, one sentence; None when it looks like an edit.

    A body gone, or shrunk below 40 %, without anybody's word for a kill. A short flash may become anything.
    """
    before, after = _size(old), _size(new)
    if not before or after >= SHRUNK * before or _says_kill(new):
        return None
    if not after:
        return f"the text is gone ({before} words before) and nobody says the story is withdrawn"
    if before < SHORT or any(mark.name is MarkerName.CORRECTION for mark in new.markers):
        return None
    return f"the text shrank from {before} to {after} words and nobody says why"


def _size(draft: Draft) -> int:
    return sum(len(paragraph.split()) for paragraph in draft.paragraphs)
