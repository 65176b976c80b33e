"""A story's page to an entry, and what is no story told apart. Every page here is our own."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.formats.ldjson import articles_in
from monitor.formats.page import Page, parted, read_page, read_structured
from monitor.formats.trust import distrust, says_less, words_of
from monitor.formats.wall import challenge_in, is_lost, led_astray, pay_wall
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, FeedState
from monitor.wire.text import text_of
from tests.servers.agency import story_page

NOW = datetime(2025, 3, 14, 6, 0, tzinfo=UTC)
OPEN = Path(__file__).parents[2] / "../shared/corpus/open-html"
COPY = (
    "The harbour board of Vellmar has put off the sale of its two oldest ferries until the autumn, it said on Monday.",
    "Three bidders had come forward, among them a museum on the far side of the strait that wants both of them.",
)


def page(body: bytes | str, media_type: str = "text/html; charset=utf-8") -> Document:
    data = body.encode() if isinstance(body, str) else body
    return Document("https://meridian.example/1", data, media_type, "", NOW)


def with_ld(*objects: object, rest: str = "", head: str = "") -> Document:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in objects)
    return page(f"<!doctype html><html><head>{head}{scripts}</head><body>{rest}</body></html>")


def structured(document: Document, headline: str = "") -> Page:
    found = read_structured(document, headline)
    assert found is not None
    return found


def paragraphs(found: Page) -> tuple[str, ...]:
    return text_of(found.entry).lines


def test_everything_an_article_states_arrives_under_its_name() -> None:
    found = structured(
        with_ld(
            {
                "@type": ["NewsArticle", "Thing"],
                "headline": "Ferries &amp; bidders",
                "articleBody": "\n\n".join(COPY),
                "author": [{"@type": "Person", "name": "Ina Sund"}, {"name": "Ole Berg"}],
                "datePublished": "2025-03-14T05:00:00Z",
                "dateModified": "2025-03-14T05:30:00Z",
                "inLanguage": {"@type": "Language", "name": "en"},
                "isAccessibleForFree": "False",
                "correction": {"@type": "CorrectionComment", "text": "There are three bidders."},
            },
            head='<link rel="canonical" href="/harbour/1">',
        )
    )
    entry = found.entry
    assert (entry.headline, entry.by, entry.language) == ("Ferries & bidders", "Ina Sund, Ole Berg", "en")
    assert (entry.published, entry.updated) == ("2025-03-14T05:00:00Z", "2025-03-14T05:30:00Z")
    assert entry.ed_note == "Correction: There are three bidders."
    assert entry.url == "https://meridian.example/harbour/1"
    assert (found.free, found.structured, paragraphs(found)) == (False, True, COPY)


@pytest.mark.parametrize(
    "wrap",
    [
        lambda one: {"@context": "https://schema.org", "@graph": [{"@type": "Organization"}, one]},
        lambda one: [one, {"@type": "BreadcrumbList"}],
        lambda one: {"@type": "WebPage", "mainEntity": one},
        lambda one: {**one, "@type": "http://schema.org/ReportageNewsArticle"},
        lambda one: {**one, "articleBody": [*COPY]},
        lambda one: {**one, "articleBody": "".join(f"<p>{text}</p>" for text in COPY)},
    ],
)
def test_an_article_is_found_however_sites_wrap_it(wrap: object) -> None:
    one = {"@type": "NewsArticle", "headline": "Ferries", "articleBody": "\n".join(COPY)}
    assert callable(wrap)
    assert paragraphs(structured(with_ld(wrap(one)))) == COPY


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type": "NewsArticle", "headline": "A\nB"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "A\nB"}\n//]]>',
    ],
)
def test_json_in_comments_and_with_raw_line_breaks_is_read(script: str) -> None:
    assert [article.headline for article in articles_in([script])] == ["A B"]


def test_scripts_that_are_no_json_are_passed_over() -> None:
    assert articles_in(["{", "", "[" * 100_000, '"x"', '{"@type": 3}', '{"@type": "Recipe"}']) == []


def test_of_several_articles_the_one_of_the_known_headline_is_the_pages_own() -> None:
    other = {"@type": "NewsArticle", "headline": "Something else", "articleBody": "\n".join(COPY * 2)}
    own = {"@type": "NewsArticle", "headline": "Ferries wait", "articleBody": "\n".join(COPY)}
    assert structured(with_ld(other, own), "FERRIES WAIT").entry.headline == "Ferries wait"
    assert structured(with_ld(own, other)).entry.headline == "Something else"


def test_a_body_run_together_gets_the_pages_own_paragraphs_back() -> None:
    text = [
        *COPY,
        "Short one.",
        *(f"Lot number {n} was a boat built in the year {1900 + n} in Vellmar." for n in range(9)),
    ]
    one = {"@type": "NewsArticle", "headline": "Ferries", "articleBody": " ".join(text)}
    html = "".join(f"<p>{paragraph}</p><li>boat</li>" for paragraph in text)
    assert list(paragraphs(structured(with_ld(one, rest=html)))) == text


@given(
    st.lists(st.text("abc .", max_size=12), max_size=12), st.lists(st.text("abc .", min_size=1, max_size=8))
)
def test_parting_a_text_loses_no_word(words: list[str], cuts: list[str]) -> None:
    text = " ".join(words)
    assert "".join(parted(text, cuts)).replace(" ", "") == text.replace(" ", "")


def test_a_page_without_an_article_is_read_by_its_main_text() -> None:
    found = read_page(page(story_page("Ferries wait", *COPY, ld=False)))
    assert (found.entry.headline, found.structured) == ("Ferries wait", False)
    assert paragraphs(found)[-2:] == COPY


def test_the_charset_the_page_itself_names_is_used() -> None:
    copy = "Паром ждёт. " * 60
    text = f"<html><head><meta charset=koi8-r><title>Паром</title></head><body><p>{copy}</p></body></html>"
    assert "Паром ждёт" in read_page(page(text.encode("koi8-r"), "text/html")).entry.body


def test_the_headline_is_the_h1_the_title_begins_with() -> None:
    head = (
        '<title>Ferries wait | Meridian</title><meta property="og:title" content="Ferries wait | Meridian">'
    )
    one = {"@type": "NewsArticle", "articleBody": "\n".join(COPY)}
    rest = "<h1>Meridian</h1><h1>Ferries wait</h1>"
    assert structured(with_ld(one, head=head, rest=rest)).entry.headline == "Ferries wait"


@pytest.mark.parametrize(
    ("body", "state"),
    [
        (b"", FeedState.MALFORMED),
        (b"%PDF-1.7 binary", FeedState.MALFORMED),
        (b'{"no": "page"}', FeedState.MALFORMED),
        (b"<html><head><title>Just a moment...</title></head><body>wait</body></html>", FeedState.BLOCKED),
        (b"<html><head><title>404 - Meridian</title></head><body>gone</body></html>", FeedState.MALFORMED),
        (b"<html><body></body></html>", FeedState.MALFORMED),
    ],
)
def test_what_is_no_story_is_refused(body: bytes, state: FeedState) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_page(page(body))
    assert refused.value.state is state


@given(st.binary(max_size=400), st.integers(0, 3000), st.integers(0, 200))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_bytes_give_a_page_or_a_declared_error(noise: bytes, at: int, cut: int) -> None:
    whole = story_page("Ferries wait", *COPY)
    with suppress(UnreadableDocument):
        read_structured(page(whole[:at] + noise + whole[at + cut :], "text/html"))


# Walls


@pytest.mark.parametrize(
    "title",
    [
        "Access denied to monitors in Port Almas",
        "Sign in for the rally, party urges",
        "Captcha inventor dies",
        "404 killed in quake: ministry",
    ],
)
def test_headlines_that_only_sound_like_a_wall_are_stories(title: str) -> None:
    head = f"<html><head><title>{title}</title></head>"
    assert challenge_in(head) is None


@pytest.mark.parametrize(
    "title",
    [
        "Page not found",
        "Oops! This page cannot be found",
        "Error 404",
        "Seite nicht gefunden | Meridian",
        "ページが見つかりません",
    ],
)
def test_the_words_of_a_lost_page_are_known(title: str) -> None:
    assert is_lost(title)


@pytest.mark.parametrize(
    "title",
    ["Page one: not found wanting", "Story of a page not found in the archive", "Article 404 of the code"],
)
def test_other_headlines_are_not_taken_for_a_lost_page(title: str) -> None:
    assert not is_lost(title)


def test_a_pay_wall_is_told_by_how_a_text_ends() -> None:
    assert pay_wall((*COPY, "To continue reading, please subscribe."))
    assert not pay_wall(("Readers asked to subscribe to continue reading old papers.", *COPY, *COPY))


def test_a_story_that_leads_to_the_front_page_is_gone_astray() -> None:
    assert led_astray("https://meridian.example/1/ferries", "https://meridian.example/")
    assert not led_astray("https://meridian.example/1/ferries", "https://meridian.example/harbour/1")
    assert not led_astray("https://meridian.example/", "https://meridian.example")


# Trust


def test_a_text_that_holds_what_is_known_is_trusted() -> None:
    assert (
        distrust(("Ferry sale put off", COPY[:1]), ("Vellmar puts off ferry sale until autumn", COPY)) is None
    )


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Bread stays cheap", COPY),
        ("Ferry sale put off until autumn", ("Too short to be a story.",)),
        (
            "Ferry sale put off until autumn",
            ("Nothing of all this is about what the page was said to be about, " * 4,),
        ),
    ],
)
def test_a_text_that_does_not_is_not(headline: str, text: tuple[str, ...]) -> None:
    assert distrust((headline, COPY[:1]), ("Ferry sale put off until autumn", text))


def test_a_declared_withdrawal_may_be_short() -> None:
    known = ("Ferry sale put off", COPY)
    assert distrust(known, ("Ferry sale put off", ("This story is withdrawn.",)), declared=True) is None


def test_scripts_without_spaces_are_compared_by_pairs() -> None:
    assert words_of("東京都知事") == ["東京", "京都", "都知", "知事"]
    known = ("東京都知事が会見", ("東京都の知事は月曜日に会見し、港の船について説明した。",))
    assert distrust(known, ("東京都知事が会見", (known[1][0] * 3,))) is None
    assert distrust(known, ("大阪で火事", ("大阪市の北区で火事があり、三人がけがをした。" * 3,)))


def test_a_good_part_missing_is_less() -> None:
    assert says_less(COPY, COPY[:1])
    assert not says_less(COPY, (*COPY, "More."))


@pytest.mark.skipif(not OPEN.is_dir(), reason="the shared corpus is not beside this checkout")
def test_open_pages_hold_what_they_must_and_nothing_they_must_not() -> None:
    for expectation in sorted(OPEN.glob("*.expect.json")):
        wanted = json.loads(expectation.read_text(encoding="utf-8"))
        body = (OPEN / wanted["file"]).read_bytes()
        found = read_page(Document(wanted["url"], body, "text/html", "", NOW))
        text = "\n".join(paragraphs(found))
        assert [part for part in wanted["with"] if part not in text] == []
        assert [part for part in (*wanted["without"], *wanted["comments"]) if part in text] == []
        assert found.entry.headline == wanted.get("title", found.entry.headline)
