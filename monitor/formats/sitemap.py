"""News sitemaps (https://www.sitemaps.org/, Google's news extension): AP and Reuters publish no other public feed.

They hold headline and address only: the copy needs the page (`full_text`). `lastmod` moves when the page's furniture
does, so it says little; the headline says more.
"""

from typing import Final

from monitor.formats.xml import Node, text_of, texts_of, tree_of
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Entry, FeedState, Reading, Subject

ROOTS: Final = ("urlset", "sitemapindex")
_KEYWORDS: Final = 40  # terms: more of them are a site's tag cloud


def read(document: Document) -> Reading:
    """Return an entry for each page that carries news; pages without a news title are left out.

    Raises:
        UnreadableDocument: No tree, or an index that only names other sitemaps.
    """
    tree = tree_of(document)
    if tree.root.tag == "sitemapindex":
        first = text_of(tree.root, "sitemap/loc")
        raise UnreadableDocument(
            FeedState.MALFORMED,
            f"the document is an index of sitemaps; poll one of them instead, such as {first}",
        )
    pages = list(tree.root.iter("url"))
    if tree.cut_off:
        pages = pages[:-1]
    entries = [_entry(page, page.find("news")) for page in pages]
    kept = [entry for entry in entries if entry.headline and entry.url]
    bare = len(entries) - len(kept)
    return Reading(
        format="sitemap",
        entries=tuple(kept),
        title=text_of(tree.root, "url/news/publication/name"),
        language=text_of(tree.root, "url/news/publication/language"),
        warnings=(
            *tree.warnings,
            *((f"{bare} pages carry no news title and were left out",) if bare else ()),
        ),
    )


def _entry(page: Node, news: Node | None) -> Entry:
    return Entry(
        url=text_of(page, "loc") or None,
        headline=text_of(news, "title"),
        language=text_of(news, "publication/language"),
        published=text_of(news, "publication_date"),
        updated=text_of(page, "lastmod") or text_of(news, "publication_date"),
        subjects=_subjects(news),
    )


def _subjects(news: Node | None) -> tuple[Subject, ...]:
    told = ",".join(
        (*texts_of(news, "keywords"), *texts_of(news, "genres"), *texts_of(news, "stock_tickers"))
    )
    names = (" ".join(name.split()) for name in told.split(",")[:_KEYWORDS])
    return tuple(dict.fromkeys(Subject("", name) for name in names if name))
