"""The words of the house as frozen values (GLOSSARY.md). Standard library only; import the module, not this."""
