"""A watched person: whose a name in a text is."""
