"""Bytes to entries: one file per format, one row of `table.py` each."""
