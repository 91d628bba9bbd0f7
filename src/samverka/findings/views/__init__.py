"""Pages of findings: fetch, ask, call, answer."""
