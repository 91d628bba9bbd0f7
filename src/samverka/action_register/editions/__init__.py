"""Utgåvor av balanslistan: draft, out for comments, taken at a meeting and frozen; and what differs between two.

Swedish terms: utgåva (edition), utskick (round), synpunkt (comment), inget att anmärka (no remarks), behandlad (taken:
noterad, antagen), avslutad (done), avförd (dropped). An edition keeps the printed form of the list (ADR 0019).
"""
