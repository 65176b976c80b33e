"""Standard Webhooks signatures (https://www.standardwebhooks.com, symmetric scheme v1)."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence

PREFIX = "whsec_"


def read_secret(text: str) -> bytes:
    """Return the key in `whsec_` + base64; the prefix may be absent, as in the reference libraries.

    Raises:
        ValueError: it is not that; the message never holds the secret.
    """
    encoded = text.strip().removeprefix(PREFIX)
    try:
        key = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not key:
        raise ValueError("a webhook secret is whsec_ followed by base64, best of 24 to 64 random bytes")
    return key


def sign(keys: Sequence[bytes], message_id: str, timestamp: int, body: bytes) -> str:
    """Return the `webhook-signature`: one `v1,…` per key, the newest first, parted by a space.

    Args:
        keys: several while a secret is rotated; the receiver takes any one that it knows.
        message_id: the `webhook-id`.
        timestamp: the `webhook-timestamp`, whole seconds since 1970, UTC.
        body: exactly the bytes that are sent.
    """
    signed = f"{message_id}.{timestamp}.".encode() + body
    digests = (hmac.new(key, signed, hashlib.sha256).digest() for key in keys)
    return " ".join(f"v1,{base64.b64encode(digest).decode('ascii')}" for digest in digests)
