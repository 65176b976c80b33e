"""Everything that is Redis: the only place that knows commands, keys and scripts. Import the module, not this."""
