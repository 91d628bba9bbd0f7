"""What search writes: the index, and the reading of documents that nobody else has read put in the queue."""

from samverka.search.operations.indexing import note, read_unread, rebuild_index, update_index

__all__ = ["note", "read_unread", "rebuild_index", "update_index"]
