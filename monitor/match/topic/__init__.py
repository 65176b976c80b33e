"""A watched topic: one file for each condition it may have."""
