"""WordPress posts: the true edit time, rendered fields, what is not public."""

from pathlib import Path

import pytest

from tests.formats.golden import golden, read, samples, shown


@pytest.mark.parametrize("media_type", ["", "application/json"])
@pytest.mark.parametrize("path", samples("wordpress"), ids=lambda path: path.name)
def test_a_sample_reads_as_its_golden_pair_says(path: Path, media_type: str) -> None:
    assert shown(read(path.read_bytes(), media_type)) == golden(path)


def test_a_single_post_is_read() -> None:
    (entry,) = read(b'{"id": 5, "title": {"rendered": "T"}, "modified_gmt": "2025-03-14T09:00:00"}').entries
    assert (entry.guid, entry.updated) == ("5", "2025-03-14T09:00:00Z")


def test_a_zero_date_is_no_date() -> None:
    dates = b'"date_gmt": "0000-00-00T00:00:00", "date": "2025-03-14T09:00:00"'
    (entry,) = read(b'[{"id": 5, "title": {"rendered": "T"}, ' + dates + b"}]").entries
    assert entry.published == "2025-03-14T09:00:00"
