"""Search over everything in the register and the text of its documents, strictly within what the user may see.

An inverted index in ordinary tables, the same on SQLite and PostgreSQL, written in the transaction that changes the
data. Words are widened when they are asked for, over the terms the index has: other forms, parts of compounds, other
names, and look-alikes in pages recognised from pictures (docs/adr/0018).

`text`      a text as terms: folded, stemmed, with dates, § and record numbers as terms of their own
`reading`   what a person wrote in the box, as units
`widening`  a unit as terms of the index, in tiers
`bits`      sets of entries as bits
`sources`   what of each area is searched, and when it has changed
Swedish terms: sök, träff, sökord.
"""
