"""Pages of imported tables: fetch, ask, call, answer."""
