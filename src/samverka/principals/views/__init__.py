"""Pages of principals, persons and political parties: fetch, ask, call, answer."""
