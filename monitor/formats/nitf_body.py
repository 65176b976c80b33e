"""NITF's head and body, wherever they stand: in a document of their own, in NewsML, in a field of ninjs."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from monitor.formats.xml import Node, markup_of, text_of, texts_of, tree_of
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document

_DATE: Final = re.compile(r"\d{4}-?\d\d")
_DAY: Final = re.compile(
    r",?\s+(?:[^\W\d_]+\.?\s+)?\d{1,2}\b"
)  # "SYDNEY March 22 AAP -": where the place ends
_INITIALS: Final = re.compile(r"[a-zà-ÿ]{1,5}(?:[/.\s-][a-zà-ÿ]{1,5})*|[A-Z]{1,4}(?:[/-][A-Z]{1,4})*")
_SIGNED: Final = re.compile(r"(?:By|Von|Par|Por|Di|Da|Door|Af|Av|Reporting by|De notre)\s", re.IGNORECASE)
_LOOSE: Final = re.compile(r"[a-zà-ÿ]{2,}")
_JOINING: Final = frozenset({
    "and", "und", "et", "y", "e", "og", "och", "en", "i", "de", "del", "der", "den", "di", "da", "du", "la", "le",
    "van", "von", "bin", "al", "for", "in", "af", "dpa", "ap", "afp", "special", "to", "with",
})  # fmt: skip
"""Words that stand small among names."""
_AS_HTML: Final = {
    "hl1": "h2", "hl2": "h3", "block": "div", "nitf-table": "div", "media": "figure", "media-caption": "figcaption",
    "bq": "blockquote", "fn": "p", "note": "p", "tagline": "p", "pre": "p", "lang": "span", "classifier": "span",
    "rubrik": "h2", "mellis": "h3", "citat": "p", "bild": "figure", "bildtext": "figcaption",
    "bildskapare": "figcaption", "dat": "div", "ingress": "div", "brodtext": "div", "text": "div", "byline": "p",
}  # fmt: skip
_UNSEEN: Final = (
    "media-metadata", "media-object", "media-reference", "datasource", "ds", "virtloc", "bildfil",
)  # fmt: skip
_TAGGED: Final = re.compile(r"</?[A-Za-z][^<>]{0,400}>")
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)  # a body inside a body was fetched at no time of its own


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a NITF body says."""

    headline: str = ""
    dateline: str = ""
    located: str = ""


def head_of(root: Node | None) -> Head:
    """Return headline, dateline and place as the body's head gives them; empty for None."""
    if root is None:
        return Head()
    place = root.find(".//body.head/dateline")
    spoken = _place(place.find("location") if place is not None else None) or _own_text(place)
    located = text_of(place, ".//city") or _DAY.split(spoken, maxsplit=1)[0]
    day = text_of(place, "story.date")
    return Head(
        headline=text_of(root, ".//body.head//hl1") or text_of(root, "head/title"),
        dateline=spoken if not day or _DATE.match(day) else f"{spoken}, {day}".removeprefix(", "),
        located=located.strip(" ,.-"),
    )


def _place(node: Node | None) -> str:
    """Return a location as it is printed; parts without a comma between them get one."""
    whole = text_of(node)
    parts = list(texts_of(node, "*"))
    return ", ".join(dict.fromkeys(parts)) if len(parts) > 1 and "," not in whole else whole


def _own_text(node: Node | None) -> str:
    return " ".join((node.text or "").split()) if node is not None else ""


def byline_of(root: Node | None) -> str:
    """Return who wrote it, "" when the byline holds something else: initials (EFE), a sub-headline (ANSA)."""
    node = root.find(".//body.head/byline") if root is not None else None
    if node is None:
        return ""
    name = text_of(node, "person") or _own_text(node) or text_of(node)
    return name_in(name)


def name_in(byline: str) -> str:
    """Return a byline that is one, "" for initials and for sentences."""
    if _INITIALS.fullmatch(byline) or (not _SIGNED.match(byline) and _is_sentence(byline)):
        return ""
    return byline


def _is_sentence(text: str) -> bool:
    """Tell whether a byline reads like a sentence: more than one small word that joins no names."""
    small = [
        word
        for word in _LOOSE.findall(" ".join(w for w in text.split() if w[:1].islower()))
        if word not in _JOINING
    ]
    return len(small) > 1


def body_of(root: Node | None) -> str:
    """Return the body as HTML: NITF's own elements become HTML's, what no reader sees goes."""
    if root is None:
        return ""
    found = [*root.iterfind(".//body.content"), *root.iterfind(".//body.end")]
    for content in found:
        as_html(content)
    return "\n".join(filter(None, map(markup_of, found)))


def as_html(content: Node) -> None:
    """Give NITF's elements (and TT's own, in Swedish) the names of HTML's, so that paragraphs stay apart."""
    for element in list(content.iter(*_UNSEEN)):
        parent = element.getparent()
        if parent is not None and not (element.tail or "").strip():
            parent.remove(element)
    for element in content.iter():
        if element.tag == "block" and element.get("id", "").lower() == "pagebreak":
            element.tag = "hr"
        element.tag = _AS_HTML.get(str(element.tag), str(element.tag))


def copy_in(value: str, *, plain: bool = False) -> tuple[str, bool]:
    """Return copy held in a string, and whether it is HTML: NITF is read as such, broken NITF is no copy.

    Args:
        value: NITF, HTML or plain text.
        plain: The agency calls it plain text; tags in it say otherwise.
    """
    if "<nitf" in value[:2000]:
        return _nitf(value), True
    return value, not plain or _TAGGED.search(value) is not None


def _nitf(value: str) -> str:
    """Return the body of NITF held in a string, "" when it is broken: another body may do."""
    body = re.sub(r"\A\s*<\?xml[^<>]*\?>", "", value).encode("utf-8", "ignore")
    try:
        tree = tree_of(Document("", body, "", "", _NEVER))
    except UnreadableDocument:
        return ""
    return body_of(tree.root)
