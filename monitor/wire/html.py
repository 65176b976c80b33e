"""HTML or text to blocks of plain text. No text is lost but what no reader sees (scripts, styles).

A block is a paragraph, a heading, a list item, a table row or a caption. Feed HTML is hostile and broken:
lxml's forgiving parser builds the tree, and the walk is iterative, so that nesting cannot exhaust the stack.
"""

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from monitor.wire.lines import CONTROLS, DEPTH, resolved, split_lines

_DROPPED: Final = frozenset({"script", "style", "noscript", "template", "iframe", "svg", "head", "title"})
_NONPUBLIC: Final = "nonpublic"  # pubconstraint="dpapconstraint:nonpublic"
_SWALLOWING: Final = re.compile(
    r"<(iframe|noscript|noembed|noframes|textarea|title|xmp|plaintext|select|script|style|svg)\b[^<>]*>",
    re.IGNORECASE,
)
"""A tag that, left open or closed as in XML ("<iframe/>"), makes an HTML parser swallow all the text after it."""
_UNSEEN_FORM: Final = frozenset({"select", "textarea", "button"})
_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_ROLES: Final = {
    "figcaption": "caption", "figure": "caption", "caption": "caption",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "nav": "junk", "form": "junk", "footer": "footer", "aside": "aside", "li": "item",
}  # fmt: skip
_CAPTION_CLASS: Final = re.compile(
    r"\b(?:wp-caption(?:-text)?|caption(?:-text)?|photo-credit|image-credit)\b"
)
_NO_PICTURE: Final = re.compile(r"table|quote|embed|code")  # what else WordPress puts in a <figure>

_MARKUP: Final = re.compile(
    r"</?(?:p|br|div|a|b|i|u|em|strong|span|img|figure|figcaption|ul|ol|li|h[1-6]|blockquote|table|tr|td|script|style)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
"""A tag in what should be text: the outlet escaped its HTML twice (docs/wire.md fault 6)."""

_TAG: Final = re.compile(r"<[A-Za-z/!?]")
_BREAKING: Final = re.compile(
    r"<(?:p|br|div|li|h[1-6]|t[rdh]|blockquote|pre|section|article|figure|dd|dt)\b", re.IGNORECASE
)
"""Tags that part paragraphs. Where none stands, blank lines do (text with a link or a picture in it)."""
_SHORTCODE: Final = re.compile(r"\[/?(?:caption|gallery|embed)\b[^\]\n]{0,400}\]")
_LOWER: Final = {
    code: code + 32 for code in range(ord("A"), ord("Z") + 1)
}  # keeps every offset, as lower() does not


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that stands alone.

    `role` is "" for a paragraph; `linked` when all of it is a link, `strong` when all of it is bold.
    """

    text: str
    role: str = ""
    linked: bool = False
    strong: bool = False


def blocks_of(text: str, *, is_html: bool) -> tuple[Block, ...]:
    """Return the blocks of an entry's body, in document order.

    What is declared HTML but holds no tag is read as text: RSS never says which of the two a description is.
    """
    if (is_html and _TAG.search(text)) or _MARKUP.search(resolved(text)):
        return _unescaped_twice(_html_blocks(text), DEPTH)
    return tuple(Block(line) for line in split_lines(text))


def plain_line(text: str, *, is_html: bool) -> str:
    """Return a headline or byline as one line of plain text."""
    if "<" not in text and "&" not in text and text.isprintable():
        return " ".join(text.split())  # most lines
    return " ".join(block.text for block in blocks_of(text, is_html=is_html))


def _unescaped_twice(blocks: tuple[Block, ...], depth: int) -> tuple[Block, ...]:
    """Read blocks that still hold tags as HTML again."""
    if not depth or not any(_MARKUP.search(block.text) for block in blocks):
        return blocks
    found: list[Block] = []
    for block in blocks:
        if _MARKUP.search(block.text):
            found.extend(_unescaped_twice(_html_blocks(block.text), depth - 1))
        else:
            found.append(block)
    return tuple(found)


def _html_blocks(text: str) -> tuple[Block, ...]:
    source = _opened(_SHORTCODE.sub(" ", CONTROLS.sub("", text))).encode("utf-8", "ignore")
    if not _BREAKING.search(text):
        source = re.sub(rb"\n[^\S\n]*\n", b"<br><br>", source)
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    tree = etree.fromstring(b"<html><body><div>" + source + b"</div></body></html>", parser)
    return _Walk(private=_NONPUBLIC in text).over(tree)


def _opened(text: str) -> str:
    """Take out the swallowing tags that nothing closes."""
    if not _SWALLOWING.search(text):
        return text
    lowered = text.translate(_LOWER)
    last_close: dict[str, int] = {}

    def without(tag: re.Match[str]) -> str:
        name = tag[1].lower()
        if name not in last_close:
            last_close[name] = lowered.rfind(f"</{name}")
        return " " if tag[0].endswith("/>") or tag.start() > last_close[name] else tag[0]

    return _SWALLOWING.sub(without, text)


class _Walk:
    """Walks a tree once and gathers blocks."""

    def __init__(self, *, private: bool) -> None:
        self._private = private
        self._blocks: list[Block] = []
        self._text: list[str] = []
        self._roles: list[str] = [""]
        self._inside = {"a": 0, "strong": 0, "pre": 0, "dropped": 0}
        self._seen = {"linked": True, "strong": True}

    def over(self, tree: etree._Element) -> tuple[Block, ...]:
        """Return the blocks of the tree."""
        for event, element in etree.iterwalk(tree, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                self._open(tag, element)
                self._add(element.text)
            else:
                self._close(tag, element)
                self._add(element.tail)
        self._flush()
        return tuple(self._blocks)

    def _open(self, tag: str, element: etree._Element) -> None:
        if self._drops(tag, element):
            if tag in _BLOCKS:
                self._flush()
            self._inside["dropped"] += 1
        elif tag == "br":
            self._text.append("\n")
        elif tag in _BLOCKS:
            self._flush()
            self._roles.append(self._role(tag, element))
        self._count(tag, 1)

    def _close(self, tag: str, element: etree._Element) -> None:
        if self._drops(tag, element):
            self._inside["dropped"] -= 1
            self._count(tag, -1)
            return
        if tag in {"td", "th"}:
            self._text.append(" ")
        elif tag in _BLOCKS:
            self._flush()
        if tag in _BLOCKS:
            self._roles.pop()
        self._count(tag, -1)

    def _drops(self, tag: str, element: etree._Element) -> bool:
        """Tell whether nobody is to read the element; dpa marks so what is for its clients alone."""
        if tag in _DROPPED or tag in _UNSEEN_FORM:
            return True
        return self._private and any(_NONPUBLIC in str(value) for value in element.attrib.values())

    def _count(self, tag: str, step: int) -> None:
        name = {"a": "a", "strong": "strong", "b": "strong", "pre": "pre"}.get(tag)
        if name:
            self._inside[name] += step

    def _role(self, tag: str, element: etree._Element) -> str:
        if _CAPTION_CLASS.search(element.get("class") or ""):
            return "caption"
        own = _ROLES.get(tag, "")
        if tag == "figure" and _NO_PICTURE.search(element.get("class") or ""):
            own = ""
        outer = self._roles[-1]
        return outer if outer and (not own or outer in {"caption", "junk", "aside"}) else own

    def _add(self, text: str | None) -> None:
        if not text or self._inside["dropped"]:
            return
        if text.strip():
            self._seen["linked"] &= self._inside["a"] > 0
            self._seen["strong"] &= self._inside["strong"] > 0
        self._text.append(text if self._inside["pre"] else text.replace("\n", " ").replace("\r", " "))

    def _flush(self) -> None:
        for line in split_lines("".join(self._text)):
            self._blocks.append(Block(line, self._roles[-1], self._seen["linked"], self._seen["strong"]))
        self._text.clear()
        self._seen = {"linked": True, "strong": True}
