"""Ids are stored and sent: what they are made of gives the same one in every release."""

import pytest

from monitor.model.ids import stable_id


@pytest.mark.parametrize(
    ("parts", "size", "made"),
    [(("a1", "desk"), 12, "0724883faadc24f8ce29518d"), (("a", "\ud800"), 8, "4ca88d970f7d4b4d")],
)
def test_an_id_is_the_same_for_ever(parts: tuple[str, ...], size: int, made: str) -> None:
    assert stable_id(*parts, size=size) == made


def test_order_and_borders_of_the_parts_count() -> None:
    assert len({stable_id(*parts, size=8) for parts in (("a", "bc"), ("ab", "c"), ("bc", "a"))}) == 3
