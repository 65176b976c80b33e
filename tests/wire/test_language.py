"""Declared language codes made regular."""

import pytest

from monitor.wire.language import normal_language


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("en", "en"), ("EN_us", "en-US"), ("pt-br", "pt-BR"), ("sr-latn-rs", "sr-Latn-RS"), ("es-419", "es-419"),
        ("English", "en"), ("deu", "de"), ("", ""), ("und", ""), ("???", ""), ("en-GB-oxendict", "en-GB"),
    ],
)  # fmt: skip
def test_a_declared_language_is_made_regular(declared: str, expected: str) -> None:
    assert normal_language(declared) == expected
    assert normal_language(normal_language(declared)) == expected
