"""What a document shows: the oldest first, each under the keys that are its own."""

from dataclasses import replace

from monitor.model.seen import key_mark
from monitor.recording.observation import observed, page_source
from tests.recording.shown import PAGED, WIRE, draft

FRONT = "https://wire.example/"


def test_the_oldest_entry_which_a_document_has_last_comes_first() -> None:
    shown = observed(WIRE, (draft(guid="new"), draft(guid="old")))
    assert [one.draft.guid for one in shown] == ["old", "new"]


def test_a_key_that_two_entries_share_names_neither() -> None:
    one, other = (replace(draft(guid=guid), url=FRONT) for guid in ("a", "b"))
    assert [shown.keys for shown in observed(WIRE, (one, other))] == [("g:b",), ("g:a",)]


def test_nor_does_one_that_an_entry_read_before_has() -> None:
    (shown,) = observed(WIRE, (replace(draft(guid="a"), url=FRONT),), [(key_mark(f"u:{FRONT}"),)])
    assert shown.keys == ("g:a",)


def test_a_key_that_one_entry_has_twice_is_its_own() -> None:
    (shown,) = observed(WIRE, (replace(draft(guid="a"), previous=("a",)),))
    assert "g:a" in shown.keys


def test_a_feeds_pages_are_a_source_apart_from_its_entries() -> None:
    (shown,) = observed(PAGED, (draft(),), first_poll=True, held=2)
    assert (shown.source, shown.first_poll, shown.held) == ("paged", True, 2)
    assert replace(shown, page=True).source == page_source("paged") == "paged#page"
