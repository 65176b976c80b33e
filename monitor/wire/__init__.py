"""Entry and Agency to the Draft of a version: text, furniture, markers, dates, language."""
