"""Golden pairs of agency files: what a sample must read as stands beside it."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor.formats.table import read_document
from monitor.model.feed import Document, Entry, Reading
from monitor.wire.text import text_of

NOW = datetime(2025, 3, 14, 12, 0, tzinfo=UTC)
SAMPLES = Path(__file__).parent / "agency_samples"


def samples(name: str) -> list[Path]:
    return sorted(path for path in (SAMPLES / name).iterdir() if not path.name.endswith(".golden.json"))


def read(body: bytes, media_type: str = "") -> Reading:
    return read_document(Document("https://agency.example/latest", body, media_type, "", NOW))


def golden(path: Path) -> Any:
    return json.loads(path.with_suffix(".golden.json").read_text("utf-8"))


def shown(reading: Reading) -> dict[str, Any]:
    return {
        "format": reading.format,
        "title": reading.title,
        "language": reading.language,
        "warnings": list(reading.warnings),
        "entries": [_entry(entry) for entry in reading.entries],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    """What the entry holds, absent fields left out, the body as lines, subjects as codes."""
    row = {name: value for name, value in asdict(entry).items() if value not in ("", None, ())}
    for name in ("body", "body_html", "headline_html", "summary_html", "subjects"):
        row.pop(name, None)
    if entry.body:
        row["lines"] = list(text_of(entry).lines)
    if entry.subjects:
        row["subjects"] = [
            f"{subject.scheme}:{subject.code} {subject.name}".strip() for subject in entry.subjects
        ]
    return json.loads(json.dumps(row))  # type: ignore[no-any-return]  # tuples become lists, as in the file
