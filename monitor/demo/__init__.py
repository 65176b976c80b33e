"""An invented news day, played over real HTTP: what `make demo` shows, and the newsroom that tests publish with."""
