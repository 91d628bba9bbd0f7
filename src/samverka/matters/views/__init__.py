"""Pages of matters: fetch, ask, call, answer."""
