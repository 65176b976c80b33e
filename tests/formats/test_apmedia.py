"""AP Media API answers: the feed, one item, a canceled item."""

import json
from pathlib import Path

import pytest

from monitor.model.errors import UnreadableDocument
from tests.formats.golden import golden, read, samples, shown


@pytest.mark.parametrize("media_type", ["", "application/json"])
@pytest.mark.parametrize("path", samples("apmedia"), ids=lambda path: path.name)
def test_a_sample_reads_as_its_golden_pair_says(path: Path, media_type: str) -> None:
    assert shown(read(path.read_bytes(), media_type)) == golden(path)


def test_a_single_item_is_read_and_its_tokens_stay_inside() -> None:
    item = {
        "uri": "https://api.wire.example/c/1?qt=T0ken",
        "altids": {"itemid": "1"},
        "headline": "H",
        "version": 3,
    }
    (entry,) = read(json.dumps({"api_version": "2", "data": {"item": item}}).encode()).entries
    assert (entry.guid, entry.version, entry.url) == ("1", 3, None)
    assert "T0ken" not in repr(entry)


def test_an_answer_without_items_is_told() -> None:
    assert (
        read(b'{"api_version": "2", "altids": {"itemid": ""}, "data": {"items": [], "item": 1}}').entries
        == ()
    )
    with pytest.raises(UnreadableDocument):
        read(b'{"api_version": "2", "error": {"code": 401, "itemid": ""}}')
