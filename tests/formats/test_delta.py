"""Documents taken apart: equal to the whole parse, or not taken apart at all."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.formats.delta import Parts, is_sound, only, take_apart
from monitor.formats.table import read_document
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document

CORPUS = Path(__file__).parents[2] / "../shared/corpus"
NOW = datetime(2025, 3, 14, 8, 0, tzinfo=UTC)
HEAD = "<title>North</title><link>http://north.example/</link><language>en</language>"


def document(body: str | bytes, media_type: str = "application/rss+xml") -> Document:
    data = body.encode() if isinstance(body, str) else body
    return Document("http://north.example/feed", data, media_type, "", NOW)


def rss(*items: str, head: str = HEAD, root: str = "rss version='2.0'", after: str = "") -> Document:
    return document(f"<?xml version='1.0'?><{root}><channel>{head}{''.join(items)}{after}</channel></rss>")


def item(number: int, inside: str = "") -> str:
    return f"<item><guid>g{number}</guid><title>Ferry {number}</title>{inside}</item>\n"


def apart(given: Document) -> Parts:
    parts = take_apart(given)
    assert parts is not None
    return parts


def is_taken(given: Document) -> bool:
    parts = take_apart(given)
    return parts is not None and is_sound(parts, range(len(parts.items)))


def test_each_item_alone_reads_as_it_does_in_the_whole() -> None:
    whole = rss(item(1), item(2, "<description>&lt;p&gt;Wind&lt;/p&gt;</description>"), item(3))
    parts = apart(whole)
    assert is_sound(parts, range(3))
    full = read_document(whole)
    for number in range(3):
        assert read_document(only(parts, [number])).entries == (full.entries[number],)
    assert read_document(only(parts, [0, 2])).entries == (full.entries[0], full.entries[2])
    assert read_document(only(parts, [])).title == "North"


def test_an_item_is_known_by_its_bytes_wherever_it_stands() -> None:
    before, after = apart(rss(item(1), item(2))), apart(rss(item(3), item(1)))
    assert before.digests[0] == after.digests[1]
    assert len({*before.digests, *after.digests}) == 3
    assert before.context == after.context


@pytest.mark.parametrize(
    "head",
    [
        HEAD.replace("en<", "fr<"),
        HEAD + "<author>Anna</author>",
        HEAD + "<ttl>5</ttl>",
    ],
)
def test_another_frame_is_another_context(head: str) -> None:
    assert apart(rss(item(1))).context != apart(rss(item(1), head=head)).context


def test_a_time_stamp_in_the_frame_changes_no_context() -> None:
    stamps = [
        "<lastBuildDate>Fri, 14 Mar 2025 08:00:00 GMT</lastBuildDate>",
        "<lastBuildDate>later</lastBuildDate>",
    ]
    assert len({apart(rss(item(1), head=HEAD + stamp)).context for stamp in stamps}) == 1


def test_another_address_or_root_is_another_context() -> None:
    one = rss(item(1))
    moved = Document("http://south.example/", one.body, one.media_type, "", NOW)
    based = rss(item(1), root="rss version='2.0' xml:base='http://south.example/'")
    assert len({apart(each).context for each in (one, moved, based)}) == 3


@pytest.mark.parametrize(
    "given",
    [
        rss(item(1), item(2, "<description><![CDATA[ </item> ]]></description>")),
        rss(item(1), item(2, "<!-- </item> -->")),
        rss(item(1), item(2, item(3))),
        rss(item(1), item(2, "<entry><title>x</title></entry>")),
        rss(item(1), "<!-- " + item(2) + " -->"),
        rss("<!-- ", item(1), item(2), " -->"),
        rss("<description><![CDATA[", item(1), "]]></description>"),
        rss(item(1), item(2, "<x:y xmlns:x='http://x.example/'>z</x:y>")),
        rss(item(1), item(2, "<description>&nbsp;</description>")),
        rss(item(1), item(2, "<description>A & B</description>")),
        rss(item(1), item(2, "<description>half")),
        rss(item(1), "<link>http://between.example/</link>", item(2)),
        rss("<image>", item(1), "</image>"),
        rss("<item/>", item(1)),
        rss("<item />", item(1)),
        rss(),
        document("<!DOCTYPE rss [<!ENTITY e 'x'>]>" + rss(item(1)).body.decode().partition("?>")[2]),
        document(rss(item(1)).body.replace(b"?>", b" encoding='iso-8859-1'?>")),
        document(rss(item(1)).body, "application/rss+xml; charset=windows-1252"),
        document(rss(item(1)).body.decode().encode("utf-16")),
        document(rss(item(1, "\x01")).body),
        document(rss(item(1)).body.replace(b"Ferry", b"F\xe9rry")),
        document(rss(item(1)).body.replace(b"item>", b"ITEM>")),
        document(rss(item(1)).body[:-30]),
        document(b"{}"),
        document(b""),
    ],
)
def test_what_is_in_doubt_is_not_taken_apart(given: Document) -> None:
    assert not is_taken(given)


@pytest.mark.parametrize(
    "given",
    [
        rss(item(1), item(2, "<description><![CDATA[<p>A <item> of news</p>]]></description>")),
        rss(item(1), after="<!-- end -->"),
        rss(item(1), head=HEAD + "<items>n</items><description><![CDATA[a & b]]></description>"),
        document("<feed xmlns='http://www.w3.org/2005/Atom'><title>N</title><entry><id>urn:1</id><title>F</title><content"
                 " type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>x</p></div></content></entry></feed>"),
        document("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
                 "<channel rdf:about='http://n.example/'><title>N</title><items><rdf:Seq><rdf:li rdf:resource='http://n.example/1'/>"
                 "</rdf:Seq></items></channel><item rdf:about='http://n.example/1'><title>F</title></item></rdf:RDF>"),
        document(b"\xef\xbb\xbf" + rss(item(1, "<description>caf\u00e9</description>")).body),
    ],
)  # fmt: skip
def test_ordinary_feeds_are_taken_apart_and_read_the_same(given: Document) -> None:
    assert is_taken(given)
    parts = apart(given)
    assert read_document(only(parts, range(len(parts.items)))).entries == read_document(given).entries


def corpus() -> Iterator[tuple[str, Document, int]]:
    for path in sorted((CORPUS / "feedparser").rglob("*.xml")):
        given = document(path.read_bytes(), "")
        parts = take_apart(given)
        if parts is not None:
            name = b"entry" if parts.root == "feed" else b"item"
            other = b"<%s><title>Another</title><guid>o</guid></%s>\n" % (name, name)
            padded = parts.before + other + b"".join(parts.items) + other + parts.after
            yield path.name, document(padded, ""), len(parts.items) + 2


@pytest.mark.skipif(
    not CORPUS.exists(), reason="the corpus lies beside the checkout only where the project is built"
)
def test_others_feeds_read_item_by_item_as_they_do_whole() -> None:
    equal, fell_back, wrong = 0, 0, []
    for name, doc, count in corpus():
        parts = apart(doc)
        try:
            full = read_document(doc)
        except UnreadableDocument:
            continue
        if full.warnings or len(full.entries) != count or not is_sound(parts, range(count)):
            fell_back += 1
        elif all(read_document(only(parts, [at])).entries == (full.entries[at],) for at in range(count)):
            equal += 1
        else:
            wrong.append(name)
    print(f"{equal} equal, {fell_back} fell back, wrong: {wrong}")  # noqa: T201 - shown by -s
    assert wrong == []
    assert equal > 0.97 * (equal + fell_back)


SELDOM = st.sampled_from([False] * 7 + [True])
INSIDE = [
    "<description>Wind &amp; rain</description>",
    "<description><![CDATA[<p>A <item> of news</p>]]></description>",
    "<content:encoded xml:lang='fr'><![CDATA[<p>Le bac</p>]]></content:encoded>",
    "<author>anna@north.example (Anna)</author>",
    "<category>Sea</category>\n\t<category>Ferries</category>",
    "<!-- one of <many> -->",
    "<pubDate>Fri, 14 Mar 2025 08:00:00 GMT</pubDate>",
    "<link>http://north.example/?a=1&amp;b=2</link>",
    "<enclosure url='http://north.example/a.mp3' length='1' type='audio/mpeg'/>",
    "caf\u00e9 &#233; \U0001f6a2",
]
DOUBTFUL = [
    *(
        "<item>",
        "</item>",
        "<item/>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<title>",
        "&",
        "<entry>",
        "</entry>",
    ),
    *(
        "</channel>",
        "<channel>",
        "<description><![CDATA[ </item> ]]></description>",
        "<x:y xmlns:x='x'>z</x:y>",
    ),
]
HEADS = [
    HEAD,
    f"{HEAD}<ttl>5</ttl>",
    f"{HEAD}<description><![CDATA[a & b]]></description>",
    "<title>N</title>",
]


@st.composite
def feeds(draw: st.DrawFn) -> Document:
    """Sound feeds of a few items, one in eight with something doubtful in or between them."""
    inside = [draw(st.lists(st.sampled_from(INSIDE), max_size=4)) for _ in range(draw(st.integers(1, 5)))]
    between = [draw(st.sampled_from(["", "\n", " \n\t"])) for _ in inside]
    if draw(SELDOM):
        at = draw(st.sampled_from([*inside, between]))
        at.insert(draw(st.integers(0, len(at))), draw(st.sampled_from(DOUBTFUL)))
    items = [item(number, "".join(pieces)) for number, pieces in enumerate(inside)]
    soup = [piece for pair in zip_longest(items, between, fillvalue="") for piece in pair]
    root = "rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    return rss(*soup, head=draw(st.sampled_from(HEADS)), root=root)


def test_whatever_is_taken_apart_reads_the_same() -> None:
    reached: list[bool] = []

    @settings(max_examples=120, deadline=None)
    @given(feeds())
    def check(given: Document) -> None:
        parts = take_apart(given)
        reached.append(parts is not None and is_sound(parts, range(len(parts.items))))
        if parts is None or not reached[-1]:
            return
        full = read_document(given)
        assert [read_document(only(parts, [at])).entries for at in range(len(parts.items))] == [
            (entry,) for entry in full.entries
        ]

    check()
    assert sum(reached) > len(reached) / 2


PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="<&"), max_size=60)


@st.composite
def soups(draw: st.DrawFn) -> Document:
    """Items of any text, one document in eight with bytes in it that need not be text at all."""
    items = draw(st.lists(PLAIN.map(str.encode), min_size=1, max_size=3))
    before = draw(st.sampled_from([b"", b"\n", b"<!-- \xc3\xa9 -->", b"\xef\xbb\xbf"]))
    if draw(SELDOM):
        items[draw(st.integers(0, len(items) - 1))] += draw(st.binary(max_size=200))
        before += draw(st.binary(max_size=8))
    inner = b"</item> <item>".join(items)
    return document(before + b"<rss><channel><item>" + inner + b"</item></channel></rss>", "")


def test_no_bytes_break_it() -> None:
    taken: list[bool] = []

    @settings(max_examples=120, deadline=None)
    @given(soups())
    def check(given: Document) -> None:
        parts = take_apart(given)
        taken.append(parts is not None)
        if parts is None:
            return
        everything = range(len(parts.items))
        assert len(parts.digests) == len(parts.items) == len(everything) > 0
        assert given.body.startswith(parts.before)
        assert given.body.endswith(parts.after)
        inside_of_frame = given.body[len(parts.before) : len(given.body) - len(parts.after)]
        assert b"".join(inside_of_frame.split()) == b"".join(b"".join(parts.items).split())
        if is_sound(parts, everything):
            assert read_document(only(parts, everything)).entries == read_document(given).entries

    check()
    assert sum(taken) > len(taken) / 2
