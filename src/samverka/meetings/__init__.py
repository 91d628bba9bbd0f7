"""Meetings as a record: when and where, who was there at which paragraph, what was taken up and decided.

Swedish terms: möte, sammanträde, kallelse, dagordning, punkt, protokoll, minnesanteckningar, paragraf, beslutspunkt,
närvaro, justering. Facts are stored (arrived at §, served for whom); the attendance lists are derived. What stands here of
attestation and notice is what the printed minutes say: recorded, never certified. Builds on principals, forums and matters.
"""
