"""Files stored once by checksum, documents with versions, and where in a document a value was read (`SourceRef`).

A stored file has no address of its own: the area that attaches it serves it after its own permission check.
Swedish terms: dokument, handling, version, källa.
"""
