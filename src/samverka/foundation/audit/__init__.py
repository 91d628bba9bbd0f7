"""One append-only log of what was done, by whom and why; each entry carries the hash of the one before.

`operations.create`, `change` and `delete` write a record and its entry in one transaction: the way every area saves.
Swedish terms: händelse, historik.
"""
