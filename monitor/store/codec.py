"""Values to bytes and back: compact JSON of the frozen dataclasses, and the blobs in which versions are kept.

A version blob is one codec byte, the number of its anchor (4 bytes, big endian, 0 for none), then the data:
`J` whole JSON; `Z` a zlib stream (RFC 1950) whose preset dictionary is the anchor's JSON. The zlib format carries
the dictionary's Adler-32 (DICTID) and the data's, so a wrong anchor or a flipped bit is caught, never read.
Measured on revised wire copy: 5.4 times smaller than raw JSON, 38 µs in, 10 µs out (docs/engines.md).
"""

import struct
import zlib
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import msgspec

from monitor.model.errors import StoreMismatch
from monitor.model.story import Version

WHOLE = b"J"
DELTA = b"Z"
HEADER = struct.Struct(">cI")
REANCHOR_ABOVE = 0.6  # of a standalone encoding: the anchor has grown foreign (docs/architecture.md)

T = TypeVar("T")
Anchor = tuple[int, bytes]  # the number and the whole blob of the version that deltas are made against

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_decoders: dict[type[Any], msgspec.json.Decoder[Any]] = {}
_encoder = msgspec.json.Encoder()


def _decoder(kind: type[Any]) -> msgspec.json.Decoder[Any]:
    """Return the decoder of `kind`, made once: making one costs more than using it."""
    if kind not in _decoders:
        _decoders[kind] = msgspec.json.Decoder(kind)
    return _decoders[kind]


def to_json(value: object) -> bytes:
    r"""Return `value` (a dataclass of model/) as compact JSON, UTF-8.

    A lone surrogate, which JSON may spell (\ud800) and UTF-8 cannot hold, becomes U+FFFD: one character for one,
    so that offsets stay right and one bad character in a feed loses no story.
    """
    try:
        return _encoder.encode(value)
    except UnicodeEncodeError:
        return _encoder.encode(_mended(msgspec.to_builtins(value)))


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {name: _mended(held) for name, held in value.items()}
    return [_mended(held) for held in value] if isinstance(value, list | tuple) else value


def from_json(blob: bytes, kind: type[T]) -> T:
    """Return the `kind` that `blob` holds.

    Raises:
        StoreMismatch: the blob is no such thing: written by another release, or damaged.
    """
    try:
        value: T = _decoder(kind).decode(blob)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreMismatch(f"a stored {kind.__name__} cannot be read: {error}") from error
    return value


def encode_version(version: Version, anchor: Anchor | None) -> tuple[bytes, int]:
    """Return the blob of `version` and the number of the anchor that later versions should use.

    `anchor` is the number and the whole blob of the story's present anchor, None for the first version. The
    blob is its own anchor when there is none, or when the delta is not worth it.
    """
    data = to_json(version)
    if anchor is not None:
        number, blob = anchor
        packer = zlib.compressobj(zdict=_whole_json(blob))
        delta = packer.compress(data) + packer.flush()
        if len(delta) <= REANCHOR_ABOVE * len(zlib.compress(data)):
            return HEADER.pack(DELTA, number) + delta, number
    return HEADER.pack(WHOLE, 0) + data, version.number


def base_of(blob: bytes) -> int:
    """Return the number of the anchor `blob` needs, 0 when it stands alone."""
    if len(blob) < HEADER.size:
        raise StoreMismatch("a stored version is shorter than its header")
    number: int = HEADER.unpack_from(blob)[1]
    return number


def decode_version(blob: bytes, anchor: bytes | None) -> Version:
    """Return the version in `blob`; `anchor` is the whole blob of the version `base_of` names.

    Raises:
        StoreMismatch: the blob is damaged, or `anchor` is missing or not the one it was written with.
    """
    if base_of(blob) == 0:
        return from_json(_whole_json(blob), Version)
    if anchor is None or blob[:1] != DELTA:
        raise StoreMismatch(f"a stored version needs version {base_of(blob)}, which is gone")
    unpacker = zlib.decompressobj(zdict=_whole_json(anchor))
    try:
        data = unpacker.decompress(blob[HEADER.size :])
    except zlib.error as error:
        raise StoreMismatch(f"a stored version does not fit its anchor: {error}") from error
    if not unpacker.eof:
        raise StoreMismatch("a stored version is cut short")
    return from_json(data, Version)


def _whole_json(blob: bytes) -> bytes:
    if blob[:1] != WHOLE:
        raise StoreMismatch("a stored version that should stand alone does not")
    return blob[HEADER.size :]


def to_ms(moment: datetime) -> int:
    """Return `moment` as whole milliseconds since 1970, rounded down: the scores of all sorted sets."""
    return (moment - EPOCH) // _MILLISECOND


def from_ms(milliseconds: float | bytes | str) -> datetime:
    """Return the moment, aware UTC, from milliseconds since 1970."""
    return EPOCH + int(float(milliseconds)) * _MILLISECOND


def text(value: bytes | str | None) -> str:
    """Return a reply's bytes as text, "" for nothing."""
    if value is None:
        return ""
    return value.decode() if isinstance(value, bytes) else value
