"""The page, the JSON API and the endpoints for machines. Import the module, not this."""
