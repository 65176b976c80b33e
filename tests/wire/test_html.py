"""HTML and text to blocks: no lost text, no markup left."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.wire.html import Block, blocks_of, plain_line
from monitor.wire.lines import split_lines


def texts(source: str) -> list[str]:
    return [block.text for block in blocks_of(source, is_html=True)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>One.</p><p>Two.</p>", ["One.", "Two."]),
        ("One.<br><br/>Two.", ["One.", "Two."]),
        ("First <br> second", ["First second"]),
        ("<div>A<div>B</div>C</div>", ["A", "B", "C"]),
        ("<ul><li>Red</li><li>Blue</li></ul>", ["Red", "Blue"]),
        ("<table><tr><td>Ost</td><td>3</td></tr><tr><td>Vel</td></tr></table>", ["Ost", "3", "Vel"]),
        ("A&nbsp;B &amp; C&#8217;s", ["A B & C’s"]),
        ("5 < 6 and AT&T &nbsp; & R", ["5 < 6 and AT&T & R"]),
        ("<script>var a = 1</script><style>p {}</style><p>Seen</p>", ["Seen"]),
        ("<p>un<b>bro</b>ken</p>", ["unbroken"]),
        ("<pre>one\n\ntwo</pre>", ["one", "two"]),
        ("<p>soft\nwrapped\nlines</p>", ["soft wrapped lines"]),
        ("&lt;p&gt;Escaped &amp;amp; twice&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;", ["Escaped & twice", "Two"]),
        ("<p>Before</p><iframe src='x' /><p>After</p>", ["Before", "After"]),
        ("<p>Before</p><iframe src='x'><p>After</p>", ["Before", "After"]),
        ("<p>Before</p><svg/><style/><p>After</p>", ["Before", "After"]),
        ("<p>Before</p><script src='x' /><p>After</p>", ["Before", "After"]),
        ("<p>Zero\u200bwidth and soft\u00adhyphen</p>", ["Zerowidth and softhyphen"]),
        ("<img src='pixel.gif' width='1' height='1'><p></p>", []),
        ("One.\n\nTwo &amp; three.\n\nFour.", ["One.", "Two & three.", "Four."]),
        ("One\nof <a href='x'>two</a>.\n\nThree.", ["One of two.", "Three."]),
        ("", []),
    ],
)  # fmt: skip
def test_html_becomes_paragraphs(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_a_caption_keeps_its_role() -> None:
    source = "<figure><img src='a.jpg'><figcaption>The bridge.</figcaption></figure><p>Copy.</p><h2>Next</h2>"
    assert [(block.text, block.role) for block in blocks_of(source, is_html=True)] == [
        ("The bridge.", "caption"), ("Copy.", ""), ("Next", "heading"),
    ]  # fmt: skip


def test_a_pull_quote_in_a_figure_is_no_caption() -> None:
    source = "<figure class='wp-block-pullquote'><blockquote>He said so.</blockquote></figure>"
    assert [block.role for block in blocks_of(source, is_html=True)] == [""]


def test_links_and_bold_are_told() -> None:
    source = "<p><a href='/x'>All of it</a></p><p>Some <a href='/y'>of it</a></p><p><strong>Bold</strong></p>"
    assert blocks_of(source, is_html=True) == (
        Block("All of it", linked=True), Block("Some of it"), Block("Bold", strong=True),
    )  # fmt: skip


def test_hard_wrapped_text_is_joined_and_long_lines_part() -> None:
    wrapped = "The ferry left the harbour at noon and\nreached the island two hours later.\n\nIt then rained."
    assert split_lines(wrapped) == (
        "The ferry left the harbour at noon and reached the island two hours later.", "It then rained.",
    )  # fmt: skip
    indented = "\n      The ferry left the harbour\n      at noon.\n    "
    assert split_lines(indented) == ("The ferry left the harbour at noon.",)
    opened = "   The ferry left.\nIt was noon.\n   Then it rained."
    assert split_lines(opened) == ("The ferry left. It was noon.", "Then it rained.")
    long = "A" * 95 + "."
    assert split_lines(f"{long}\n{long}") == (long, long)


def test_text_declared_plain_but_marked_up_is_read_as_html() -> None:
    assert [block.text for block in blocks_of("<p>One</p><p>Two</p>", is_html=False)] == ["One", "Two"]


def test_a_title_may_hold_angle_brackets() -> None:
    assert plain_line("Use of <blink> falls", is_html=False) == "Use of <blink> falls"


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z", "M"), exclude_characters="<>&"),
    min_size=1,
    max_size=12,
)


@given(st.lists(st.lists(words, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=6))
def test_no_text_is_lost(paragraphs: list[str]) -> None:
    source = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    assert texts(source) == [" ".join(text.split()) for text in paragraphs]


markup = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<br>",
                "<div>",
                "</div>",
                "<b>",
                "</b>",
                "<a",
                "href='x'>",
                "</a>",
                "<li>",
                "<figure>",
                "</figure>",
                "<figcaption>",
                "&amp;",
                "&lt;",
                "&#0;",
                "<!--",
                "-->",
                "<script>",
                "</script>",
                "]]>",
                "<p",
                "<svg>",
                "</table>",
                "<td>",
                "\x00",
                "\x03",
                "<iframe>",
                "<title>",
                "<select>",
            ]
        ),
    ),
    max_size=25,
).map("".join)


@given(markup)
def test_any_markup_gives_tidy_blocks(source: str) -> None:
    for text in texts(source):
        assert text == " ".join(text.split()) != ""
        assert not re.search("[\x00-\x08\x0e-\x1f]", text)


def test_a_script_inside_a_paragraph_does_not_part_it() -> None:
    found = blocks_of("<p>The ferry <script>var x = 1;</script>sails.</p>", is_html=True)
    assert [block.text for block in found] == ["The ferry sails."]
