"""The action register (balanslistan): open commissions of a forum, and what is to come up about each of them when.

Swedish terms: balanslista, inriktning, prioriterat område, uppdrag, ansvarig, uppföljning, avslutad, avförd. Follow-up
texts are read by `reading` (glossary §3). Builds on agreements, forums and principals.
"""
