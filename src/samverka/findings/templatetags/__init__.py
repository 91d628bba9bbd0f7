"""Tags of findings."""
