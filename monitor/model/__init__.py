"""The words of the house as frozen values (GLOSSARY.md). Import the module, not this."""
