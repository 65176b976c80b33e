"""Wirewatch: watches news agencies and tells people what appears, changes, is corrected or withdrawn."""
