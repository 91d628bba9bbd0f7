"""A packet: a summons with all its documents in one file, split into its parts, each read as what it is."""
