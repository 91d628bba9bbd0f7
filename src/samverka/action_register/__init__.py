"""Balanslistan: a forum's open commissions, each with those responsible, those who prepare, and dated follow-ups.

Swedish terms: balanslista (register), rad (row), inriktning (direction), prioriterat område (priority area), uppdrag
(commission), ansvarig (responsible), beredande forum (preparing forum), uppföljning (follow-up), avslutad (done),
avförd (dropped, with a reason). Builds on principals, forums and agreements.

A row's follow-up cell is kept word for word; its entries are a reading of it (`reading`). Whether something is late is
a function of the day (`rules`), never stored; the same conditions for the database stand in `queries.conditions`.
"""
