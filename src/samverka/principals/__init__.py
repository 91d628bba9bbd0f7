"""Regions, municipalities, federations and partners; persons, political parties and terms of office.

Swedish terms: huvudman (principal), kommunförbund, kommunalförbund, samverkanspart, person, parti, mandatperiod.
The leftmost area: builds on the foundation only.
"""
