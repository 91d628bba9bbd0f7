"""Pages of meetings: fetch, ask, call, answer."""
