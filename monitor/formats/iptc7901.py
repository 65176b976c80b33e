"""IPTC 7901 and its cousin ANPA 1312: the teleprinter's form, still sent by dpa, ATS, Kyodo and AP.

`SOH header CR LF keywords STX text ETX time EOT`, several to a document; the control bytes may be lost on the way.
Neither form has an id or a version, so a story is known by its words. The text opens with flags ("1ST LEAD"), the
headline (ended by "=" or "+") and perhaps a byline. Measured on dpa, ATS, Kyodo and AP files.
"""

import re
from dataclasses import dataclass
from typing import Final

from monitor.formats.notes import parted
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Entry, FeedState, Reading, Subject

_HEADER: Final = re.compile(
    r"(?P<service>[A-Za-z]{2,4})(?P<number>\d{2,6}) (?P<urgency>\d) (?P<category>[A-Za-z]{1,3}) (?P<words>\d{1,5})"
    r"(?:[ ]+(?P<source>[^\r\n\x02]{0,60}))?[ ]*(?=[\r\n\x02]|\Z)"
)
_ANPA_HEADER: Final = re.compile(
    r"(?P<service>[A-Za-z])(?P<number>\d{3,4})[^\r\n]{0,40}\r?\n(?P<level>[a-z]) (?P<category>[a-z])"
    r"[\x11-\x14 ]{0,4}(?P<slug>[^\r\n\x02]{1,60}?) +\d\d-\d\d(?: \d{3,5})?[ ]*(?=[\r\n\x02]|\Z)"
)
_LEAD_IN: Final = re.compile(r"[\s\x00\x01\x16\x7f\ufeff]*")
_TEXT_END: Final = re.compile(r"\x03|\x04")
_STAMP: Final = re.compile(
    r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)\s+(?:(?P<zone>GMT|UTC)\s+)?(?P<month>[A-Za-zäé]{3})\w*\.?\s+(?P<year>\d\d)\b"
)
_KYODO_STAMP: Final = re.compile(
    r"-(?P<hour>\d\d):(?P<minute>\d\d)-(?P<day>\d\d)-(?P<month>\d\d)-(?P<year>\d\d)\b"
)
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan",
            "feb fév",
            "mar mär mrz",
            "apr avr",
            "may mai",
            "jun jui",
            "jul",
            "aug aoû aou",
            "sep",
            "oct okt",
            "nov",
            "dec dez déc",
        ),
        start=1,
    )
    for name in names.split()
}
_FLAG: Final = re.compile(
    r"(?:\d{1,2}(?:ST|ND|RD|TH)\s(?:LEAD|NET|ADD|UPDATE)|REFILE|EXTRA|EIL|BLITZ|URGENT|FLASH|BULLETIN|ADVISORY|CORRECTION"
    r"|CORRECTED|UPDATE|LEAD|KILL|EMBARGO\w*|\([A-ZÄÖÜ][\w .:-]{2,40}\))"
)
_BYLINE: Final = re.compile(r"(?:By|Von|Par|Por)\s+\S.{1,120}", re.DOTALL)
_ENDS_HEAD: Final = re.compile(r"[=+]\s*$")
_LABEL: Final = re.compile(r".{2,40}:\s*$")
_ANPA_LINE: Final = re.compile(r"^\^(.*?)[<=]?\s*$")
_ANPA_END: Final = re.compile(r"<[ ]*$|^\^(?:END)?", re.MULTILINE)
_ANPA_NOTE: Final = re.compile(r"(?:Eds?|Editors?)\b.{0,10}:")
_NOTEBOOK: Final = re.compile(
    r"^(#{1,2} ?(?:dpa )?(?:notebook|notizblock)[ ]*)$", re.IGNORECASE | re.MULTILINE
)
_TO_EDITORS: Final = frozenset(
    {"note to editors", "notes to editors", "redaktionelle hinweise", "refile", "correction"}
)
_COUNT: Final = re.compile(r",\d{0,5}$")  # the words of the text, after AP's slug
_HEAD_LINES: Final = 12


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before the copy."""

    headline: str
    by: str = ""
    note: str = ""
    flags: tuple[str, ...] = ()
    rest: str = ""


def sniff(head: str) -> bool:
    """Tell whether the document opens with either header, with its control bytes or without them."""
    return _header(head) is not None


def _header(text: str) -> re.Match[str] | None:
    opening = _LEAD_IN.match(text)
    start = opening.end() if opening else 0
    return _HEADER.match(text, start) or _ANPA_HEADER.match(text, start)


def read(document: Document) -> Reading:
    """Return an entry for each message; what stands between messages is left out.

    Raises:
        UnreadableDocument: No message begins with a header.
    """
    text = _decoded(document.body)
    chunks = [chunk for chunk in re.split(r"\x01", text) if chunk.strip("\x00\x16\x7f\x04\r\n \ufeff")]
    entries = [entry for entry in map(_entry, chunks) if entry is not None]
    if not entries:
        raise UnreadableDocument(FeedState.MALFORMED, "no message of the document has a header and an end")
    lost = len(chunks) - len(entries)
    return Reading(
        format="iptc7901",
        entries=tuple(entries),
        warnings=(f"{lost} messages have no header or no end and were left out",) if lost else (),
    )


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _entry(chunk: str) -> Entry | None:
    header = _header(chunk)
    if header is None or ("\x02" in chunk and not _TEXT_END.search(chunk)):
        return None
    told = header.groupdict()
    keywords, text = _texts(chunk[header.end() :], anpa="slug" in told)
    text, _, ending = text.replace("\x04", "\x03").partition("\x03")
    head = _anpa_head(text) if "\n^" in f"\n{text}" else _head(text, told.get("slug") or "")
    rest, private = parted(head.rest)
    copy, note = _notebook(rest)
    return Entry(
        headline=head.headline,
        body="\n\n".join(filter(None, (*head.flags, copy))),
        body_html=False,
        slugline=told.get("slug") or keywords,
        by=head.by,
        urgency=int(told["urgency"]) if told.get("urgency", "") in set("123456789") else None,
        ed_note=head.note or note,
        ed_note_private=private,
        published=_published(ending or copy[-200:] or private[-200:], private),
        subjects=(Subject("category", told["category"].lower()),),
        providers=tuple(word for word in (told.get("source") or "").split() if not word.isdigit()),
    )


def _texts(rest: str, *, anpa: bool) -> tuple[str, str]:
    """Return the keywords and the text; without STX the keywords are the first line, in ANPA there are none."""
    before, marked, after = rest.partition("\x02")
    if marked:
        return " ".join(before.split()).strip("/ "), _plain(after)
    lines = _plain(rest).lstrip("\n").split("\n")
    if anpa:
        return "", "\n".join(lines)
    return lines[0].strip("/ "), "\n".join(lines[1:]).lstrip("\n")


def _plain(text: str) -> str:
    """Return the text with one kind of line end and no control bytes but the end marks."""
    ends = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"[\x00-\x02\x05-\x08\x0b-\x1f\x7f]", "", ends)


def _head(text: str, slug: str) -> _Head:
    """Part flags, headline and byline from the copy: the head ends with "=" or "+", else with its first line."""
    lines = text.lstrip("\n").split("\n")
    last = next((n for n, line in enumerate(lines[:_HEAD_LINES]) if _ENDS_HEAD.search(line)), 0)
    head = [_ENDS_HEAD.sub("", line).strip() for line in lines[: last + 1]]
    head = [line for line in head if line and line != slug]
    flags = []
    while len(head) > 1 and _FLAG.fullmatch(head[0]):
        flags.append(head.pop(0))
    by = head.pop() if len(head) > 1 and _BYLINE.fullmatch(head[-1]) else ""
    labels = max((n + 1 for n, line in enumerate(head[:-1]) if _LABEL.fullmatch(line)), default=0)
    return _Head(
        headline=" ".join(head[labels:]),
        by=by.partition(" ")[2],
        flags=tuple(flags),
        rest="\n".join(lines[last + 1 :]).strip("\n"),
    )


def _notebook(text: str) -> tuple[str, str]:
    """Part dpa's notebook from the copy, and return its notes to editors; its links and places are left out."""
    found = _NOTEBOOK.search(text)
    if not found:
        return text, ""
    parts = [part.partition("\n") for part in re.split(r"^## ?", text[found.end() :], flags=re.MULTILINE)]
    notes = [body for title, _, body in parts if title.strip().lower() in _TO_EDITORS]
    lines = [line.removeprefix("- ").strip() for body in notes for line in body.split("\n")]
    return text[: found.start()].rstrip("* \n"), " ".join(filter(None, lines)).rstrip("* ")


def _anpa_head(text: str) -> _Head:
    """Part AP's "^…<" lines (slug, headline, notes, byline) from the copy."""
    lines = text.lstrip("\n").split("\n")
    count = next((n for n, line in enumerate(lines) if not line.startswith("^")), len(lines))
    head = [found[1].strip() for line in lines[:count] if (found := _ANPA_LINE.match(line))]
    notes = [line for line in head if _ANPA_NOTE.match(line)]
    by = next((line.partition(" ")[2] for line in head if _BYLINE.fullmatch(line)), "")
    rest = [line for line in head[1:] if line not in notes and not _BYLINE.fullmatch(line)]
    return _Head(
        headline=next((line for line in rest if line), _COUNT.sub("", head[0]) if head else ""),
        by=by,
        note=" ".join(notes),
        rest=_ANPA_END.sub("", "\n".join(lines[count:])).replace("\n\t", "\n\n").strip("\n"),
    )


def _published(ending: str, private: str) -> str:
    """Return the time after the text as ISO: zoned when it says GMT, else local to the agency, "" when none."""
    for pattern in (_STAMP, _KYODO_STAMP):
        for text in (ending, private[-200:]):
            for found in pattern.finditer(text):
                told = found.groupdict()
                month = _MONTHS.get(told["month"].lower()) or (
                    int(told["month"]) if told["month"].isdigit() else 0
                )
                if month:
                    zone = "Z" if told.get("zone") else ""
                    return (
                        f"20{told['year']}-{month:02}-{told['day']}T{told['hour']}:{told['minute']}:00{zone}"
                    )
    return ""
