import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook

from monitor.notify.signing import read_secret, sign

keys = st.binary(min_size=1, max_size=64)


@given(keys, st.text("abc123_-", min_size=1), st.integers(0, 4_000_000_000), st.text())
def test_our_signature_is_the_reference_librarys(key: bytes, name: str, timestamp: int, body: str) -> None:
    moment = datetime.fromtimestamp(timestamp, UTC)
    expected = Webhook(key).sign(name, moment, body)
    assert expected == sign([key], name, timestamp, body.encode())


@given(keys)
def test_a_secret_is_read_with_and_without_prefix_and_padding(key: bytes) -> None:
    encoded = base64.b64encode(key).decode()
    for text in (f"whsec_{encoded}", encoded, f"whsec_{encoded.rstrip('=')}", f" {encoded}\n"):
        assert read_secret(text) == key


@pytest.mark.parametrize("text", ["", "whsec_", "whsec_canary not base64!", "päss"])
def test_a_wrong_secret_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(ValueError, match="whsec_ followed by base64") as caught:
        read_secret(text)
    assert "canary" not in str(caught.value)


def test_a_rotated_secret_signs_with_both() -> None:
    both = sign([b"new", b"old"], "id", 1, b"{}")
    assert both == f"{sign([b'new'], 'id', 1, b'{}')} {sign([b'old'], 'id', 1, b'{}')}"
