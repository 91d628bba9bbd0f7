"""Pages of the register: fetch, ask, call, answer."""
