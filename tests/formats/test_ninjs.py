"""ninjs 1.x to 3.x, single, in lists and wrapped; wrong types are absent fields."""

import json
from pathlib import Path
from typing import Any

import pytest

from monitor.formats.table import read_document
from monitor.model.errors import UnreadableDocument
from monitor.model.feed import Document, Entry
from tests.formats.golden import NOW, golden, read, samples, shown

CORPUS = Path(__file__).parents[2] / "../shared/corpus/newsinjson"


@pytest.mark.parametrize("media_type", ["", "text/html", "application/json"])
@pytest.mark.parametrize("path", samples("ninjs"), ids=lambda path: path.name)
def test_a_sample_reads_as_its_golden_pair_says(path: Path, media_type: str) -> None:
    assert shown(read(path.read_bytes(), media_type)) == golden(path)


ITEM = {"uri": "urn:a", "versioncreated": "2025-03-14T10:00:00Z", "headline": "H", "body_text": "Words."}


@pytest.mark.parametrize(
    "wrapped",
    [
        ITEM,
        [ITEM],
        {"items": [ITEM]},
        {"_items": [ITEM]},
        {"item": [ITEM]},
        {"total": 1, "data": {"items": [{"item": ITEM}]}},
        {"hits": {"hits": [{"_id": "1", "_source": ITEM}]}},
    ],
)
def test_an_item_is_found_in_every_wrapper(wrapped: Any) -> None:
    (entry,) = read(json.dumps(wrapped).encode()).entries
    assert (entry.guid, entry.headline, entry.body, entry.body_html) == ("urn:a", "H", "Words.", False)


def one(**more: Any) -> Entry:
    (entry,) = read(json.dumps({**ITEM, **more}).encode()).entries
    return entry


def test_wrong_types_are_absent_fields() -> None:
    entry = one(
        urgency=0.5,
        version=[],
        ednote={"a": 1},
        subject="x",
        signals=7,
        byline=None,
        bodies="b",
        language=True,
    )
    assert (entry.urgency, entry.version, entry.ed_note, entry.subjects) == (None, None, "", ())


def test_a_broken_nitf_body_gives_way_to_the_text() -> None:
    entry = one(bodies=[{"role": "nitf", "value": "<nitf><body"}, {"role": "text", "value": "The text."}])
    assert entry.body == "The text."


def test_a_lone_surrogate_does_not_pass() -> None:
    assert (
        read(b'{"uri": "a\\ud800b", "headline": "x\\udfffy", "pubstatus": "usable"}').entries[0].guid == "ab"
    )


@pytest.mark.parametrize(
    "body", [b'{"uri": 1, "pubstatus"', b'{"uri": {}, "urgency": 3}', b'[1, 2, {"urgency": 2}]']
)
def test_json_without_an_item_is_told(body: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        read(body)


def test_deep_json_is_refused_and_not_a_crash() -> None:
    with pytest.raises(UnreadableDocument):
        read(b'{"uri":"a","pubstatus":' + b"[" * 200_000)


def test_iptcs_own_examples_are_read() -> None:
    if not CORPUS.exists():
        pytest.skip("the corpus lies beside the checkout only where the project is built")
    paths = [*CORPUS.glob("examples/*/*.json"), *CORPUS.glob("validation/test_suite/*/should_pass/*.json")]
    for path in paths:
        entries = read_document(Document("https://agency.example/", path.read_bytes(), "", "", NOW)).entries
        assert [entry.guid for entry in entries] == [json.loads(path.read_bytes())["uri"]], path
