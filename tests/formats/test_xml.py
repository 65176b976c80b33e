"""The one XML parser: nothing fetched, nothing expanded, names plain, faults mended or told."""

from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.formats.xml import Tree, markup_of, text_of, tree_of
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document
from monitor.wire.text import text_of as words_of
from tests.formats.golden import NOW, SAMPLES, read


def tree(body: bytes, media_type: str = "") -> Tree:
    return tree_of(Document("https://agency.example/", body, media_type, "", NOW))


LAUGHS = b"<!DOCTYPE a [<!ENTITY l0 'ha'>" + b"".join(
    b"<!ENTITY l%d '%s'>" % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12)
)


@pytest.mark.parametrize(
    "use", [b"]><nitf>&l11;</nitf>", b"]><nitf><p a='&l11;'/></nitf>", b"]><nitf>&l11;</p></nitf>"]
)
def test_a_billion_laughs_cost_nothing(use: bytes) -> None:
    began = perf_counter()
    try:
        told = text_of(tree(LAUGHS + use).root)
    except UnreadableDocument:
        told = ""
    assert len(told) < 1000
    assert perf_counter() - began < 1


def test_no_file_named_by_an_entity_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", "utf-8")
    for declared in (
        f"<!DOCTYPE a [<!ENTITY x SYSTEM '{secret.as_uri()}'>]>",
        f"<!DOCTYPE a [<!ENTITY % p SYSTEM '{secret.as_uri()}'> %p;]>",
        f"<!DOCTYPE a SYSTEM '{secret.as_uri()}'>",
    ):
        found = tree(f"{declared}<a>one &x; two</a>".encode())
        assert text_of(found.root) == "one two"


def test_entities_of_html_and_of_the_document_are_resolved() -> None:
    body = b"<!DOCTYPE a PUBLIC 'x' 'gone.dtd' [<!ENTITY own 'ours'>]><a>caf&eacute; &own;<b/>&nbsp;&unknown;.</a>"
    assert text_of(tree(body).root) == "café ours ."
    assert text_of(tree(b"<a>caf&eacute; R&D &amp; &unknown;</a>").root) == "café R&D & &unknown;"


def test_names_are_local_and_in_lower_case() -> None:
    root = tree(b"<n:newsItem xmlns:n='u' xmlns:h='v'><h:P>x<h:B>y</h:B></h:P></n:newsItem>").root
    assert root.tag == "newsitem"
    assert markup_of(root) == "<p>x<b>y</b></p>"


def test_a_lying_charset_is_mended() -> None:
    assert text_of(tree("<?xml version='1.0' encoding='iso-8859-1'?><a>é</a>".encode()).root) == "é"
    assert (
        text_of(
            tree(
                "<?xml version='1.0' encoding='x-unheard-of'?><a>é</a>".encode(), "text/xml; charset=zzz"
            ).root
        )
        == "é"
    )


def test_deep_and_wide_documents_are_read_or_refused_soon() -> None:
    began = perf_counter()
    wide = b"<nitf " + b" ".join(b"a%d='1'" % n for n in range(30_000)) + b"><body/></nitf>"
    for body in (
        b"<nitf>" * 100_000,
        b"<nitf>" + b"<p>" * 50_000 + b"</nitf>",
        wide,
        b"<nitf>" + b"&" * 200_000,
    ):
        try:
            tree(body)
        except UnreadableDocument:
            continue
    assert perf_counter() - began < 5


FILES = [
    path.read_bytes() for path in sorted(SAMPLES.rglob("*")) if path.is_file() and ".golden" not in path.name
]
cuts = st.tuples(st.sampled_from(FILES), st.integers(0, 6000), st.integers(0, 40), st.binary(max_size=12))


@pytest.mark.parametrize(
    "reference", [b"&#xE;", b"&#xD800;", b"&#55296;", b"&#x110000;", b"&#0;", b"&#xFFFFFFFF;"]
)
def test_a_character_reference_that_xml_forbids_is_left_out(reference: bytes) -> None:
    copy = (
        b"<nitf><body><body.head><hedline><hl1>Boats & "
        + reference
        + b"six</hl1></hedline></body.head></body></nitf>"
    )
    (entry,) = read(b'<?xml version="1.0"?>' + copy).entries
    assert entry.headline == "Boats & six"


def test_a_control_reference_beside_an_unknown_entity_costs_neither_the_text_nor_us() -> None:
    copy = b"<nitf><body><body.head><hedline><hl1>Boats &sail;&#xE;at six</hl1></hedline></body.head></body></nitf>"
    for head in (b"", b'<!DOCTYPE nitf SYSTEM "nitf.dtd">'):
        (entry,) = read(b'<?xml version="1.0"?>' + head + copy).entries
        assert "Boats" in entry.headline
        assert "at six" in entry.headline


@settings(max_examples=400, deadline=None)
@given(cuts)
def test_a_mutated_document_is_a_reading_or_unreadable(cut: tuple[bytes, int, int, bytes]) -> None:
    body, start, length, put = cut
    start %= len(body)
    try:
        reading = read(body[:start] + put + body[start + length :])
    except UnreadableDocument as refused:
        assert refused.detail  # noqa: PT017 - either outcome is right, and each has its own check
        return
    for entry in reading.entries:
        words_of(entry)
        repr(entry).encode()


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(
        ["<newsItem>", "<nitf>", "<NewsML>", "<urlset>", '{"uri":', '[{"rendered":', "eca1 1 i 1\n\x02"]
    ),
    st.binary(max_size=60),
)
def test_any_bytes_after_an_opening_are_a_reading_or_unreadable(opening: str, rest: bytes) -> None:
    try:
        read(opening.encode() + rest)
    except UnreadableDocument as refused:
        assert refused.detail  # noqa: PT017 - the same
