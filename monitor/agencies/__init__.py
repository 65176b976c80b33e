"""What is peculiar to one agency, as data (docs/wire.md). One file and one row of `table.py` each."""
