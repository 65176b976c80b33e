"""HTTP out: conditional GET, limits, politeness. The only HTTP client that asks feeds."""
