"""The names a story goes by."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.identity.keys import canonical_url, content_hash, identity_keys, story_digest
from monitor.model.story import Draft, Furniture, FurnitureKind, Marker, MarkerName, PubStatus

DRAFT = Draft(
    "north",
    "north-en",
    "tag:1",
    "https://north.example/a",
    "Truce holds",
    ("The truce holds.", "It is cold."),
)


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        ("https://North.Example/a", "https://north.example/a"),
        ("HTTPS://north.example:443/a", "https://north.example/a"),
        ("http://north.example:80/a", "http://north.example/a"),
        (
            "https://news.google.com/news/url?sa=t&url=https%3A%2F%2Fnorth.example%2Fa&ct=ga",
            "https://north.example/a",
        ),
        ("https://www.google.com/url?q=https://North.example/a?utm_source=x&sa=D", "https://north.example/a"),
        (
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fnorth.example%2Fa%3Fid%3D7&h=AT",
            "https://north.example/a?id=7",
        ),
        (
            "https://www.bing.example/news/apiclick.aspx?ref=x&url=https%3a%2f%2fnorth.example%2fa",
            "https://north.example/a",
        ),
        ("https://north-example.cdn.ampproject.org/c/s/north.example/a", "https://north.example/a"),
        ("https://www.google.com/amp/s/north.example/a", "https://north.example/a"),
        (
            "https://a.example/out?url=https%3A%2F%2Fb.example%2Fgo%3Fu%3Dhttps%253A%252F%252Fnorth.example%252Fa",
            "https://north.example/a",
        ),
        ("https://short.example/x7Gh", "https://short.example/x7Gh"),
        (
            "https://north.example/story?url=https%3A%2F%2Felse.example%2F",
            "https://north.example/story?url=https%3A%2F%2Felse.example%2F",
        ),
        (
            "https://feedproxy.google.com/~r/north/~3/abc/a.html",
            "https://feedproxy.google.com/~r/north/~3/abc/a.html",
        ),
        ("http://north.example:8080/a", "http://north.example:8080/a"),
        ("https://north.example/a#top", "https://north.example/a"),
        ("https://north.example/a?utm_source=x&id=3&utm_medium=rss", "https://north.example/a?id=3"),
        ("https://north.example/a?b=2&a=1&fbclid=xyz", "https://north.example/a?b=2&a=1"),
        ("https://north.example/a?at_medium=RSS&at_campaign=K&ns_mchannel=rss", "https://north.example/a"),
        ("https://north.example/a/", "https://north.example/a/"),
        ("https://north.example", "https://north.example/"),
        ("https://north.example/A?Q=X", "https://north.example/A?Q=X"),
        ("  https://north.example/a \n", "https://north.example/a"),
        ("urn:newsml:north.example:20250314:1", "urn:newsml:north.example:20250314:1"),
        ("https://north.example:port/a", "https://north.example:port/a"),
        ("https://[::1/a", "https://[::1/a"),
        ("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a"),
        ("", ""),
    ],
)
def test_one_spelling_for_an_address(given_url: str, expected: str) -> None:
    assert expected == canonical_url(given_url)


@given(
    st.one_of(
        st.text(max_size=60), st.from_regex(r"https?://[a-zA-Z.]{1,12}/[\w?&=#%/]{0,30}", fullmatch=True)
    )
)
def test_an_address_has_one_spelling_only(url: str) -> None:
    assert canonical_url(url) == canonical_url(canonical_url(url))


def test_guid_before_url_before_links() -> None:
    draft = replace(DRAFT, previous=("tag:0", "tag:1", ""))
    assert identity_keys(draft) == ("g:tag:1", "u:https://north.example/a", "g:tag:0")


def test_no_guid_and_no_url_give_no_keys() -> None:
    assert identity_keys(replace(DRAFT, guid="", url=" ")) == ()


def test_hash_sees_text_status_and_declared_markers() -> None:
    base = content_hash(DRAFT)
    assert len(base) == 32
    changed = [
        replace(DRAFT, headline="Truce fails"),
        replace(DRAFT, paragraphs=("The truce holds.", "It is hot.")),
        replace(DRAFT, paragraphs=("The truce holds. It is cold.",)),
        replace(DRAFT, pub_status=PubStatus.CANCELED),
        replace(DRAFT, markers=(Marker(MarkerName.CORRECTION, "CORRECTED"),)),
        replace(DRAFT, markers=(Marker(MarkerName.KILL, "KILL"),)),
        replace(DRAFT, embargoed=datetime(2025, 3, 14, tzinfo=UTC)),
    ]
    assert len(changed) + 1 == len({base, *map(content_hash, changed)})


def test_hash_does_not_see_furniture_dates_ids_or_spaces() -> None:
    same = replace(
        DRAFT,
        guid="tag:2",
        url="",
        by="Ada Holm",
        dateline="NORVIK",
        published=datetime(2025, 3, 14, tzinfo=UTC),
        headline=" Truce \u00a0holds",
        furniture=(Furniture(FurnitureKind.CAPTION, "A tank."),),
        markers=(Marker(MarkerName.UPDATE, "UPDATE 2-", 2),),
    )
    assert content_hash(DRAFT) == content_hash(same)
    assert content_hash(replace(DRAFT, headline="Caf\u00e9")) == content_hash(
        replace(DRAFT, headline="Cafe\u0301")
    )


def test_digest_is_the_same_at_every_attempt_and_another_for_another_story() -> None:
    first = story_digest(DRAFT, content_hash(DRAFT))
    assert len(first) == 16
    assert first == story_digest(replace(DRAFT, by="x"), content_hash(DRAFT))
    assert first != story_digest(replace(DRAFT, guid="tag:9"), content_hash(DRAFT))
    assert first != story_digest(replace(DRAFT, agency="south"), content_hash(DRAFT))
    assert first != story_digest(DRAFT, content_hash(replace(DRAFT, headline="x")))
