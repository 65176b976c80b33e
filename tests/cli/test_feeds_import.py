from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.cli.opml import Outline, feeds_yaml, outlines_of
from monitor.config.load import load
from tests.cli.conftest import Call

OPML = """\
<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
  <outline text="Harbours">
    <outline text="Coast &amp; Isle" type="rss" xmlUrl="https://coast.example/feed?a=1&b=2"/>
    <outline text="Küste" title="Küste: heute" xmlUrl="https://kueste.example/atom"></outline>
  </outline>
  <outline text="Coast &amp; Isle" xmlUrl="https://www.isle.example/rss"/>
  <outline text="Again" xmlUrl="https://www.isle.example/rss"/>
  <outline text="A mail box" xmlUrl="mailto:desk@isle.example"/>
</body></opml>
"""


def test_folders_become_tags_and_each_feed_stands_once() -> None:
    assert outlines_of(OPML.encode()) == (
        Outline("https://coast.example/feed?a=1&b=2", "Coast & Isle", ("Harbours",)),
        Outline("https://kueste.example/atom", "Küste: heute", ("Harbours",)),
        Outline("https://www.isle.example/rss", "Coast & Isle", ()),
    )


def test_what_is_written_is_a_config_that_loads(call: Call, config: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.opml").write_text(OPML, encoding="utf-8")

    said = call("feeds", "import", tmp_path / "mine.opml", "--to", config / "feeds" / "mine.yaml")

    feeds = load(config, {}).feeds
    assert said.code == 0
    assert [(feed.id, feed.tags) for feed in feeds] == [
        ("coast", ()),
        ("coast-isle", ("Harbours",)),
        ("kuste-heute", ("Harbours",)),
        ("coast-isle-2", ()),
    ]


def test_a_file_that_exists_is_not_overwritten(call: Call, config: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.opml").write_text(OPML, encoding="utf-8")
    before = (config / "feeds" / "feeds.yaml").read_text()

    said = call("feeds", "import", tmp_path / "mine.opml", "--to", config / "feeds" / "feeds.yaml")

    assert said.code == 2
    assert (config / "feeds" / "feeds.yaml").read_text() == before


def test_without_a_file_to_write_it_goes_to_standard_output(call: Call, tmp_path: Path) -> None:
    (tmp_path / "mine.opml").write_text(OPML, encoding="utf-8")

    said = call("feeds", "import", tmp_path / "mine.opml")

    assert said.lines[1] == "feeds:"
    assert '  - url: "https://coast.example/feed?a=1&b=2"' in said.lines


@pytest.mark.parametrize("body", ["", "<opml/>", "no list at all"])
def test_a_list_without_feeds_is_told(call: Call, tmp_path: Path, body: str) -> None:
    (tmp_path / "none.opml").write_text(body)

    assert call("feeds", "import", tmp_path / "none.opml").code == 1


@given(
    st.lists(
        st.tuples(st.text(max_size=20), st.lists(st.text(min_size=1, max_size=8), max_size=2)), max_size=5
    )
)
def test_ids_are_unique_and_one_line_each(feeds: list[tuple[str, list[str]]]) -> None:
    outlines = [
        Outline(f"https://coast.example/{number}", " ".join(title.split()), tuple(folders))
        for number, (title, folders) in enumerate(feeds)
    ]

    lines = [line for line in feeds_yaml(outlines, "x").split("\n") if line.startswith("    id: ")]

    ids = [line.split('"')[1] for line in lines]
    assert len(ids) == len(feeds) == len(set(ids))
    assert all(ids)
