"""Handing notifications over: one file and one row of `table.py` per kind of receiver."""
