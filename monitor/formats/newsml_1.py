"""NewsML 1.x (https://www.iptc.org/std/NewsML/): AFP, EFE, ANP, ATS, Kyodo, TASS, Belga, Business Wire.

The PublicIdentifier ends in the revision; the body comes twice (plain and NITF), or in two languages as two stories
(Belga); DTDs point at files nobody has.
"""

import re
from typing import Final

from monitor.formats.codes import distinct, subject_of
from monitor.formats.nitf_body import body_of, byline_of, head_of, name_in
from monitor.formats.notes import joined
from monitor.formats.xml import (
    Node,
    language_of,
    markup_of,
    number_of,
    text_of,
    texts_of,
    tree_of,
    urgency_of,
    value_of,
)
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Entry, FeedState, Reading, Subject

_REVISION: Final = re.compile(r"(.+):(\d{1,18})[NUA]?")
_WHOLE_URN: Final = (
    4  # parts after "urn:newsml:": provider, date, id, revision; Belga's has the provider alone
)
_NO_COPY: Final = frozenset(
    {"caption", "photo", "picture", "thumbnail", "quicklook", "preview", "title", "graphic", "logo"}
)
_LETTERS: Final = re.compile(r"[^\W\d_]{2,}")
_SUBJECTS: Final = ("subject", "subjectmatter", "subjectdetail", "subjectqualifier")
_MARKUP: Final = re.compile(r"</?(?:p|br|div|b|i)\b[^<>]*>", re.IGNORECASE)
_NOTES: Final = ("ednote", "editorialnote", "specialinstructions", "instructions")
_NOTE_LINES: Final = frozenset(
    {"productline", "advisoryline", "ednote", "editorialnote", "updateline", "correctionline"}
)


def read(document: Document) -> Reading:
    """Return an entry for each news item (for each language of one that speaks several).

    Raises:
        UnreadableDocument: No tree, or a single item that breaks off.
    """
    tree = tree_of(document)
    items = [tree.root] if tree.root.tag == "newsitem" else list(tree.root.iterfind("newsitem"))
    if tree.cut_off:
        items = items[:-1]
        if not items:
            raise UnreadableDocument(FeedState.MALFORMED, "the item breaks off before its end")
    entries = [entry for item in items for entry in _entries(item)]
    cut = ("the document breaks off inside its last item, which was left out",) if tree.cut_off else ()
    return Reading(
        format="newsml_1",
        entries=tuple(entries),
        title=value_of(tree.root, "newsenvelope/newsservice", "FormalName"),
        language=entries[0].language if entries else "",
        warnings=(*tree.warnings, *cut),
    )


def _entries(item: Node) -> list[Entry]:
    """Return the item's entries: one, or one a language when its parts are stories of their own."""
    parts = [
        part
        for part in item.iterfind("newscomponent/newscomponent")
        if part.find("newslines/headline") is not None
    ]
    languages = {language_of(part) for part in parts}
    if len(languages) > 1 and "" not in languages:
        found = [_entry(item, part, f":{language_of(part)}") for part in parts]
    else:
        found = [_entry(item, item, "")]
    return [entry for entry in found if entry.headline or entry.body or entry.guid]


def _entry(item: Node, part: Node, suffix: str) -> Entry:
    management = item.find("newsmanagement")
    nitf = part.find(".//nitf")
    told = head_of(nitf)
    body, body_html = _body(part)
    guid = _guid(item)
    public, private = joined((text, False) for text in _notes(part, management))
    return Entry(
        guid=guid + suffix if guid else None,
        headline=text_of(part, ".//newslines/headline")
        or text_of(item, ".//newslines/headline")
        or told.headline
        or text_of(item, "identification/namelabel"),
        body=body,
        body_html=body_html,
        summary="\n".join(texts_of(part, ".//newslines/subheadline")),
        summary_html=False,
        slugline=text_of(part, ".//newslines/slugline") or text_of(item, "identification/namelabel"),
        by=_by(part) or byline_of(nitf),
        dateline=_dateline(part) or told.dateline,
        located=_located(part) or told.located,
        language=_language(item, part),
        urgency=urgency_of(value_of(management, "urgency", "FormalName") or text_of(management, "urgency")),
        pub_status=value_of(management, "status", "FormalName") or text_of(management, "status"),
        version=number_of(text_of(item, "identification/newsidentifier/revisionid")),
        ed_note=public,
        ed_note_private=private,
        embargoed=_embargoed(management),
        signals=_signals(management),
        previous=_previous(management, guid),
        published=text_of(management, "firstcreated"),
        updated=text_of(management, "thisrevisioncreated"),
        subjects=_subjects(part),
        providers=_providers(item),
    )


def _guid(item: Node) -> str:
    """Return the public identifier without its revision, made of its parts when it is not whole."""
    names = item.find("identification/newsidentifier")
    public = text_of(names, "publicidentifier")
    own, provider = text_of(names, "newsitemid"), text_of(names, "providerid")
    whole = len(public.split(":")) >= _WHOLE_URN + 2
    if public and (whole or (own and own in public)):
        found = _REVISION.fullmatch(public)
        return found[1] if found and _is_revision(found[2], names) else public
    if own.strip("0"):
        return f"urn:newsml:{provider}:{own}"
    told = text_of(item, ".//guid") or value_of(item, ".//newscomponent", "Duid")
    return told if told.strip("0") else ""  # a template's "0" would make one story of all


def _is_revision(number: str, names: Node | None) -> bool:
    told = text_of(names, "revisionid")
    return not told or number_of(told) == number_of(number)


def _body(part: Node) -> tuple[str, bool]:
    """Return the fullest of the part's texts, and whether it is HTML: the same words often come twice."""
    found = [
        _content(data)
        for item in part.iter("contentitem")
        if _is_copy(item)
        for data in item.iterfind("datacontent")
    ]
    return max(found, key=lambda told: len(told[0]), default=("", True))


def _is_copy(item: Node) -> bool:
    """Tell whether a content item is the copy: text, and not in the role of a caption or a title."""
    media = value_of(item, "mediatype", "FormalName").lower()
    if media in {"photo", "graphic", "video", "audio", "image"}:
        return False
    holder = item.getparent()
    return holder is None or value_of(holder, "role", "FormalName").lower() not in _NO_COPY


def _content(data: Node) -> tuple[str, bool]:
    nitf = data.find(".//nitf")
    if nitf is not None:
        return body_of(nitf), True
    body = data.find(".//body")
    if body is not None or len(data):
        return markup_of(body if body is not None else data), True
    text = "".join(data.itertext()).strip()
    return text, bool(_MARKUP.search(text))


def _by(part: Node) -> str:
    return name_in(text_of(part, ".//newslines/byline")) or text_of(part, ".//newslines/bylinetitle")


def _dateline(part: Node) -> str:
    told = text_of(part, ".//newslines/dateline")
    return told if _LETTERS.search(told) and not told[:1].isdigit() else ""


def _located(part: Node) -> str:
    """Return the city of origin, then of the event."""
    for how in ("Origin", "", "Event"):
        for place in part.iterfind(".//descriptivemetadata/location"):
            if how in ("", place.get("HowPresent", "")):
                for name in place.iterfind("property"):
                    if name.get("FormalName") == "City" and (city := (name.get("Value") or "").strip()):
                        return city
    return ""


def _language(item: Node, part: Node) -> str:
    told = value_of(part, ".//language", "FormalName")
    return told or language_of(part, item, part.find("newscomponent"), part.find(".//nitf"))


def _notes(part: Node, management: Node | None) -> list[str]:
    found = [text for name in _NOTES for text in texts_of(part, f".//{name}")]
    found += texts_of(management, "instruction/comment")
    for line in part.iterfind(".//newslines/newsline"):
        kind = value_of(line, "newslinetype", "FormalName").lower()
        if kind in _NOTE_LINES:
            found += texts_of(line, "newslinetext")
    return found


def _embargoed(management: Node | None) -> str:
    """Return when a withheld or embargoed item changes to usable."""
    status = value_of(management, "status", "FormalName").lower()
    changes = value_of(management, "statuswillchange/futurestatus", "FormalName").lower()
    return (
        text_of(management, "statuswillchange/dateandtime")
        if status != "usable" or changes == "usable"
        else ""
    )


def _signals(management: Node | None) -> tuple[str, ...]:
    if management is None:
        return ()
    told = [(node.get("FormalName") or "").strip() for node in management.iterfind("instruction")]
    return tuple(dict.fromkeys(f"instruction:{name.lower()}" for name in told if name))


def _previous(management: Node | None, guid: str) -> tuple[str, ...]:
    if management is None:
        return ()
    found: dict[str, None] = {}
    for node in management.iterfind("derivedfrom"):
        target = (node.get("NewsItem") or "").strip()
        revision = _REVISION.fullmatch(target)
        earlier = revision[1] if revision and target.count(":") > _WHOLE_URN else target
        if earlier and earlier != guid:
            found.setdefault(earlier)
    return tuple(found)


def _providers(item: Node) -> tuple[str, ...]:
    party = value_of(item, ".//administrativemetadata/provider/party", "FormalName")
    return tuple(filter(None, (text_of(item, "identification/newsidentifier/providerid"), party)))


def _subjects(part: Node) -> tuple[Subject, ...]:
    return distinct(
        [
            subject_of(
                (node.get("FormalName") or "").strip(),
                (node.get("Scheme") or node.get("Vocabulary") or "").strip(),
            )
            for group in part.iterfind(".//subjectcode")
            for node in group.iter(*_SUBJECTS)
        ]
    )
