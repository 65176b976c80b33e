"""The words of the house as frozen values (docs/glossary.md). Import the module, not this."""
