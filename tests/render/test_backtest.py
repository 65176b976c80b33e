"""The page of a backtest: whole by itself, escaped, and the plots say what the tables say."""

import base64
import hashlib
import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.render.backtest import Backtest, Change, Row, backtest_html
from tests.web.test_pages import HOSTILE, Outline
from tests.web.test_pages import words as words_of

UNTIL = datetime(2025, 3, 14, 12, tzinfo=UTC)
DAY = date(2025, 3, 12)


def words(page: str) -> str:
    """The page's text without its style, white space collapsed."""
    return words_of(re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL))


def row(change: Change = Change.NEW, **fields: object) -> Row:
    values = {
        "at": UNTIL,
        "watchlist": "Strait",
        "watch": "Divers",
        "reason": "first mention",
        "sentence": "Divers is mentioned in a new story of norden.",
        "headline": "Ferry aground",
        "link": "https://norden.example/1",
    }
    return Row(change=change, **(values | fields))  # type: ignore[arg-type] # test sugar


def backtest(
    counts: dict[tuple[str, str, date], Counter[Change]], *rows: Row, days: float = 7, compared: bool = True
) -> Backtest:
    return Backtest(UNTIL - timedelta(days=days), UNTIL, compared, 12, 15, counts, rows)


COUNTS = {
    ("Strait", "Divers", DAY): Counter({Change.BOTH: 2, Change.NEW: 3}),
    ("Strait", "Marsh", DAY): Counter({Change.GONE: 4}),
    ("Strait", "Marsh", date(2025, 3, 13)): Counter({Change.BOTH: 1}),
}


def test_the_page_says_what_is_new_and_gone_by_day_and_watch() -> None:
    page = backtest_html(backtest(COUNTS, row(), row(Change.GONE, watch="Marsh")))
    text = words(page)

    assert "alerts6 of them new3 gone, against the other config4" in text
    assert "12 March 2025: 2 in both, 3 new, 4 gone" in text
    assert "Divers: 2 in both, 3 new, 0 gone" in text
    assert text.index("Marsh Strait") < text.index("Divers Strait")
    assert re.search(r"gone first mention .* Marsh \(Strait\) Ferry aground", text)
    assert '<a href="https://norden.example/1">Ferry aground</a>' in page


def test_without_another_config_it_says_what_would_be_told() -> None:
    counts = {("Strait", "Divers", DAY): Counter({Change.BOTH: 2})}
    text = words(backtest_html(backtest(counts, row(Change.BOTH), compared=False)))

    assert "12 March 2025: 2 alerts" in text
    assert "new" not in text.replace("a new story", "")
    assert "gone" not in text


def test_nothing_told_is_said() -> None:
    assert "Nothing would have been told." in backtest_html(backtest({}))


def test_it_needs_nothing_else_and_runs_nothing() -> None:
    page = backtest_html(backtest(COUNTS, row()))
    outline = Outline(page)
    tags = {tag for tag, _ in outline.found}
    policy = next(one["content"] for one in outline.all("meta") if "content" in one and one.get("http-equiv"))
    style = page.split("<style>")[1].split("</style>")[0]

    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "use"})
    assert all("style" not in attributes for _, attributes in outline.found)
    assert not re.search(r"@import|url\(", style)
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
        "; base-uri 'none'; form-action 'none'"
    )


def test_every_plot_has_words() -> None:
    outline = Outline(backtest_html(backtest(COUNTS, row())))

    assert len(outline.all("svg")) == 3
    assert all(one["role"] == "img" and one["aria-label"] for one in outline.all("svg"))
    assert len(outline.all("desc")) == 3
    assert outline.all("table")


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_text_does_no_harm(evil: str) -> None:
    harmless = Outline(backtest_html(backtest({("a", "b", DAY): Counter({Change.NEW: 1})}, row())))
    page = backtest_html(
        backtest(
            {(evil, evil, DAY): Counter({Change.NEW: 1})},
            row(watchlist=evil, watch=evil, sentence=evil, headline=evil),
        )
    )

    assert [tag for tag, _ in Outline(page).found] == [tag for tag, _ in harmless.found]
    assert "\u202e" not in page
    assert "\x1b" not in page


def test_a_link_that_is_none_is_text() -> None:
    page = backtest_html(backtest(COUNTS, row(link="javascript:alert(1)")))

    assert "javascript:" not in page
    assert "Ferry aground" in page


def test_of_many_alerts_the_newest_are_listed() -> None:
    rows = [row(at=UNTIL - timedelta(minutes=n), headline=f"Report {n}.") for n in range(503)]
    text = words(backtest_html(backtest(COUNTS, *reversed(rows))))

    assert "The newest 500; 3 more are counted above" in text
    assert "Report 499." in text
    assert "Report 500." not in text


DAYS = st.dates(date(2015, 3, 16), date(2025, 3, 14))
NUMBERS: st.SearchStrategy[Counter[Change]] = st.dictionaries(
    st.sampled_from(Change), st.integers(1, 50), min_size=1
).map(Counter)


@given(
    counts=st.dictionaries(st.tuples(st.just("a"), st.sampled_from("bc"), DAYS), NUMBERS, max_size=20),
    days=st.integers(0, 3650),
)
def test_every_alert_stands_in_one_bar_and_no_bar_leaves_its_plot(
    counts: dict[tuple[str, str, date], Counter[Change]], days: int
) -> None:
    found = backtest(counts, days=days)
    plots = [found.whole, *(plot for *_, plot in found.watches)]
    bars = [bar for bar in found.whole.bars if bar.pieces]

    assert sum((bar.counts for bar in bars), Counter()) == found.totals
    assert sum((count for _, _, count, _ in found.watches), Counter()) == found.totals
    for plot in plots:
        assert 1 <= len(plot.bars) <= 62
        for piece in (piece for bar in plot.bars for piece in bar.pieces):
            assert -0.05 <= piece.y <= piece.y + piece.height <= plot.height + 0.05
            assert piece.height > 0
            assert (piece.y + piece.height <= plot.line + 0.05) is (piece.kind is not Change.GONE)
