"""Pages that belong to no single area: Läget (my work, late, soon, lapsing). Builds on every area's queries."""
