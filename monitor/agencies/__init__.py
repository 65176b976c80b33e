"""What is peculiar to one agency, as data (WIRE.md). One file and one row of `table.py` each."""
