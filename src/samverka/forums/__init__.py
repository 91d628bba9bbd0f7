"""Forums where the principals meet: composition, mandate, preparing relations, roles and rules of procedure.

Swedish terms: samverkansarena, forum, beredande forum, plats, ledamot, ersättare. Builds on principals.
"""
