"""Imported tables: statistics, budgets and priorities as reports print them, kept until their own areas take them over.

Swedish term: inläst tabell. Nothing is put right: the numbers stand as printed, and what does not add up is told in words.
"""
