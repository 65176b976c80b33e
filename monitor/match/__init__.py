"""Watches → mentions: people and topics found in a story's text, with exact offsets and the rule that found them."""
