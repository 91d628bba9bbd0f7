"""Documents in: readers → recognition → extraction → reconciliation → a person looks → apply, undo.

Swedish terms: läs in (import), granska (review), för in (apply), ångra (undo), ny/ändrad/samma/osäker.
`blocks`, `readers`, `recognise`, `extractors`, `records` and `schema` are pure Python and open no database.
Builds on every area whose records it brings in; it calls their operations and never enacts.
"""
