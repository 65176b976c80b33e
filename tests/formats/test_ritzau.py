"""Ritzau's flags and links; what is for clients alone stays inside."""

from pathlib import Path

import pytest

from tests.formats.golden import golden, read, samples, shown


@pytest.mark.parametrize("media_type", ["", "text/html"])
@pytest.mark.parametrize("path", samples("ritzau"), ids=lambda path: path.name)
def test_a_sample_reads_as_its_golden_pair_says(path: Path, media_type: str) -> None:
    assert shown(read(path.read_bytes(), media_type)) == golden(path)


def test_a_single_item_is_read_and_the_writers_telephone_stays_inside() -> None:
    (entry,) = read(
        b"<RBNews><NewsID>1</NewsID><headline>H</headline><byLinePhone>555</byLinePhone></RBNews>"
    ).entries
    assert (entry.guid, entry.headline) == ("1", "H")
    assert "555" not in repr(entry)
