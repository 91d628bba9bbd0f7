"""`samverka check`: every setting and everything around the program that can be wrong, in plain words.

`environment` reads nothing but variables, so that it can explain why nothing else starts; `machine` looks at folder, disk and
clock; `database` at the data; `work` at what runs.
"""
