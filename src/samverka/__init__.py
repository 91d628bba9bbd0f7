"""Samverka: the shared memory of a Swedish region and its municipalities."""
