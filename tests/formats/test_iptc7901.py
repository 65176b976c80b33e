"""IPTC 7901 and ANPA: several messages, control bytes or none, what is not for publication."""

from pathlib import Path

import pytest

from monitor.model.errors import UnreadableDocument
from tests.formats.golden import golden, read, samples, shown

MESSAGE = (
    b"\x01eca062 4 i 21  mar 061\r\n\nArden-harbour/\r\n\x02Cafe stays open =\r\n\n"
    b"Portlea (mar) - It stays.\r\n\x03141137 GMT Mar 25\r\n\x04"
)


@pytest.mark.parametrize("media_type", ["", "text/plain"])
@pytest.mark.parametrize("path", samples("iptc7901"), ids=lambda path: path.name)
def test_a_sample_reads_as_its_golden_pair_says(path: Path, media_type: str) -> None:
    assert shown(read(path.read_bytes(), media_type)) == golden(path)


def test_control_bytes_lost_on_the_way_change_nothing() -> None:
    (kept,) = read(MESSAGE).entries
    (lost,) = read(MESSAGE.translate(None, b"\x01\x02\x03\x04")).entries
    assert (lost.headline, lost.slugline, lost.urgency) == (kept.headline, kept.slugline, kept.urgency)
    assert lost.body.startswith(kept.body)


def test_a_message_without_an_end_is_no_message() -> None:
    assert len(read(MESSAGE + MESSAGE[:-40]).entries) == 1
    with pytest.raises(UnreadableDocument, match="header and an end"):
        read(MESSAGE[:-40])


def test_latin_1_and_utf_8_are_told_apart() -> None:
    for codec in ("latin-1", "utf-8"):
        (entry,) = read(MESSAGE.replace(b"Cafe", "Café".encode(codec))).entries
        assert entry.headline == "Café stays open"


def test_what_is_not_for_publication_is_no_copy() -> None:
    note = b"\r\n* * * *\r\nThe following information is not intended for publication\r\n- Editing by: Jo Lind\r\n\x03"
    (entry,) = read(MESSAGE.replace(b"\x03", note)).entries
    assert entry.body == "Portlea (mar) - It stays."
    assert "Jo Lind" in entry.ed_note_private


def test_a_local_time_bears_no_zone() -> None:
    (entry,) = read(MESSAGE.replace(b"141137 GMT Mar 25", b"141137 m\xe4r 25")).entries
    assert entry.published == "2025-03-14T11:37:00"


def test_ordinary_text_is_no_message() -> None:
    with pytest.raises(UnreadableDocument):
        read(b"eca062 is the number of a bus\n")


def test_the_notebook_is_no_copy_and_its_note_to_editors_is_a_note() -> None:
    notebook = (
        b"\r\n# Notebook\r\n\r\n## Refile\r\n\r\n## Note to editors\r\n- adds the owner's name\r\n- drops a line\r\n"
        b"\r\n## Internet links\r\n- [Harbour](http://l.example)\r\n\x03"
    )
    (entry,) = read(MESSAGE.replace(b"\x03", notebook)).entries
    assert (entry.body, entry.ed_note) == ("Portlea (mar) - It stays.", "adds the owner's name drops a line")
