"""A story's page to an Entry: JSON-LD NewsArticle first, then the main text (formats/maintext.py).

A page gives one entry or none. What is no story (a challenge, a consent or pay wall, "page not found") is told by
`trust.py`, which knows what the story said before; here only what says so itself is refused.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final
from urllib.parse import urljoin

from lxml import etree

from monitor.formats.charset import http_charset, mended, opening
from monitor.formats.ldjson import Article, articles_in
from monitor.formats.maintext import main_text
from monitor.formats.wall import challenge_in
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Entry, FeedState

_BLOB: Final = 600  # characters: an articleBody so long without a line break had its paragraphs taken out
_LONG: Final = 40  # characters of a paragraph that stands nowhere but where it belongs
_MANY: Final = 400  # paragraphs looked for: more would hold the loop
_META_CHARSET: Final = re.compile(
    r"<meta\b[^<>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{2,40})", re.IGNORECASE
)
_METAS: Final = {
    "headline": ("og:title", "twitter:title"),
    "published": ("article:published_time", "datepublished", "date", "dc.date", "dcterms.created"),
    "updated": ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified"),
    "site": ("og:site_name", "application-name"),
    "by": ("author", "article:author", "dc.creator"),
}
"""Where pages without JSON-LD state these, best first (Open Graph, Dublin Core; names in lower case)."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds.

    `entry.url` is its canonical address, None when it names none. `free` is schema.org isAccessibleForFree, None when
    it says nothing. `structured` when the text is the page's own articleBody.
    """

    entry: Entry
    free: bool | None = None
    structured: bool = False


def read_structured(document: Document, headline: str = "") -> Page | None:
    """Return the page by its JSON-LD article, None when it has none with a text of its own.

    Args:
        document: the page.
        headline: of the story as known: says which article is meant where the page holds several.

    Raises:
        UnreadableDocument: as `read_page`.
    """
    tree = _tree(document)
    article = _chosen(articles_in(_scripts(tree)), headline)
    if article is None or not article.body.strip():
        return None
    body = article.body
    if len(body) > _BLOB and "\n" not in body.strip() and not _is_html(body):
        body = "\n\n".join(parted(body, _paragraphs(tree)))
    entry = _entry(tree, article, body, body_html=_is_html(body))
    return Page(replace(entry, url=_canonical(tree, document)), article.free, structured=True)


def read_page(document: Document, headline: str = "") -> Page:
    """Return what the page holds, by JSON-LD or else by its main text.

    Raises:
        UnreadableDocument: BLOCKED for a browser challenge, MALFORMED for no HTML page or one without a text.
    """
    page = read_structured(document, headline)
    if page is not None:
        return page
    tree = _tree(document)
    article = _chosen(articles_in(_scripts(tree)), headline) or Article()
    body = main_text(etree.tostring(tree, encoding="unicode", method="html"), document.url)
    if not body:
        raise UnreadableDocument(
            FeedState.MALFORMED, "the page holds no text that could be told from its furniture"
        )
    entry = _entry(tree, article, body, body_html=True)
    return Page(replace(entry, url=_canonical(tree, document)), article.free)


def parted(blob: str, paragraphs: list[str]) -> list[str]:
    """Return the text of `blob` cut where the page's own paragraphs begin and end. No word is lost.

    Args:
        blob: a text without line breaks.
        paragraphs: what stands on the page, in its order; what is not in the text is passed over.
    """
    text, found, at = " ".join(blob.split()), [], 0
    for paragraph in paragraphs:
        start = text.find(paragraph, at)
        if start < 0:
            continue
        found += [text[at:start], paragraph]
        at = start + len(paragraph)
    return [piece.strip() for piece in (*found, text[at:]) if piece.strip()]


def _tree(document: Document) -> etree._Element:
    """Parse the page with lxml's forgiving parser, after looking for what says itself that it is no story."""
    head = opening(document.body)
    if not head.strip():
        raise UnreadableDocument(FeedState.MALFORMED, "the page is empty")
    if refusal := challenge_in(head):
        raise refusal
    body, charset, _ = mended(document.body, _declared(document, head))
    if head.lstrip()[:1] != "<":
        raise UnreadableDocument(FeedState.MALFORMED, "the address leads to no HTML page")
    try:
        parser = etree.HTMLParser(encoding=charset or None, huge_tree=True, no_network=True, remove_pis=True)
    except LookupError:  # a charset nobody knows: let the parser find out
        parser = etree.HTMLParser(huge_tree=True, no_network=True, remove_pis=True)
    try:
        tree: etree._Element | None = etree.fromstring(body, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        tree = None
    if tree is None or tree.tag != "html":
        raise UnreadableDocument(FeedState.MALFORMED, "the address leads to no HTML page")
    return tree


def _declared(document: Document, head: str) -> str:
    """Return the media type with a charset: the one sent, else the one the page itself names in its first kilobytes."""
    found = None if http_charset(document.media_type) else _META_CHARSET.search(head[:4096])
    return f"text/html; charset={found[1]}" if found else document.media_type


def _scripts(tree: etree._Element) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").casefold():
            yield script.text or ""


def _chosen(articles: list[Article], headline: str) -> Article | None:
    """Return the article that is the page's own: that of the known headline, else the first with the longest text."""
    wanted = _folded(headline)
    return max(
        articles,
        key=lambda article: (bool(wanted) and _folded(article.headline) == wanted, len(article.body)),
        default=None,
    )


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", html.unescape(text).casefold()))


def _entry(tree: etree._Element, article: Article, body: str, *, body_html: bool) -> Entry:
    """Put the entry together: JSON-LD first, then Open Graph and the like."""
    metas = _metas(tree)
    language = (
        article.language or tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    )
    entry = Entry(
        headline=article.headline
        or _heading(tree, metas["headline"])
        or _without(metas["site"], metas["headline"] or _title(tree)),
        headline_html=False,
        body=body,
        body_html=body_html,
        by=article.by or metas["by"],
        language=language,
        ed_note=article.correction,
        published=article.published or metas["published"],
        updated=article.updated or metas["updated"],
    )
    by_address = entry.by.startswith(("http://", "https://"))  # Open Graph's article:author is a profile
    return replace(entry, by="") if by_address else entry


def _metas(tree: etree._Element) -> Mapping[str, str]:
    given: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").casefold()
        given.setdefault(name, (meta.get("content") or "").strip())
    return {field: next((given[n] for n in names if given.get(n)), "") for field, names in _METAS.items()}


def _heading(tree: etree._Element, titled: str) -> str:
    """Return the page's h1: the only one, or the one its title begins with (a logo is often set as another)."""
    found = [text for text in _innermost(tree, "h1") if text]
    title = _folded(titled or _title(tree))
    return found[0] if len(found) == 1 else next((h for h in found if title.startswith(_folded(h))), "")


def _without(site: str, title: str) -> str:
    """Return a title without the site's name at its end."""
    bare = title.removesuffix(site) if site else title
    return bare.rstrip(" |\u00b7\u2013\u2014-") if bare and bare != title else title


def _title(tree: etree._Element) -> str:
    return next((_text(title) for title in tree.iter("title")), "")


def _paragraphs(tree: etree._Element) -> list[str]:
    texts = _innermost(tree, "p", "h2", "h3", "li")
    return list(islice((text for text in texts if len(text) >= _LONG), _MANY))


def _innermost(tree: etree._Element, *tags: str) -> Iterator[str]:
    """Yield the texts of the elements that hold no other of these: unclosed tags nest by the thousand."""
    for element in tree.iter(*tags):
        if next(element.iterdescendants(*tags), None) is None:
            yield _text(element)


def _text(element: etree._Element) -> str:
    return " ".join("".join(str(piece) for piece in element.itertext()).split())


def _canonical(tree: etree._Element, document: Document) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").casefold().split() and (address := link.get("href")):
            try:
                return urljoin(document.url, address.strip())
            except ValueError:
                return None
    return None


def _is_html(text: str) -> bool:
    return bool(re.search(r"</?(?:p|br|div)\b[^<>]*>", text, re.IGNORECASE))
