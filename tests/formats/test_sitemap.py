"""News sitemaps: headline and address; pages that are no news, indexes that are no feed."""

from pathlib import Path

import pytest

from monitor.model.errors import UnreadableDocument
from tests.formats.golden import golden, read, samples, shown


@pytest.mark.parametrize("media_type", ["", "text/xml"])
@pytest.mark.parametrize("path", samples("sitemap"), ids=lambda path: path.name)
def test_a_sample_reads_as_its_golden_pair_says(path: Path, media_type: str) -> None:
    assert shown(read(path.read_bytes(), media_type)) == golden(path)


def test_an_index_says_what_to_poll_instead() -> None:
    with pytest.raises(UnreadableDocument, match=r"https://lantern\.example/news\.xml"):
        read(b"<sitemapindex><sitemap><loc>https://lantern.example/news.xml</loc></sitemap></sitemapindex>")


def test_a_sitemap_cut_off_keeps_its_whole_pages() -> None:
    page = "<url><loc>https://lantern.example/{0}</loc><news><title>{0}</title></news></url>"
    text = f"<urlset>{page.format('a')}{page.format('b')}<url><loc>https://lantern.example/c</loc><news><title>c is ha"
    assert [entry.headline for entry in read(text.encode()).entries] == ["a", "b"]
