"""Which story is this, and which cluster does it belong to: keys, likeness, the decision. Pure."""
