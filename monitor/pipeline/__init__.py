"""The loops. `poll.py` is the map of the product: every stage is one call, in order."""
