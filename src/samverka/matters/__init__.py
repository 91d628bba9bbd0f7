"""Matters: the thread of one subject across forums, with one record number for each authority that has registered it.

Swedish terms: ärende, diarienummer, handläggare. A matter knows nobody: paragraphs, agenda items and what comes of them
point to it, and which forums it has passed through is derived from them. Samverka is no register of an authority: its own
id of a matter is never printed as a record number. Builds on principals.
"""
