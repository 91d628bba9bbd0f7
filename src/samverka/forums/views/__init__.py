"""Pages of forums: fetch, ask, call, answer."""
