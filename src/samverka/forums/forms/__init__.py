"""Forms of forums.

`forum`  a forum, its preparing relations and roles
`seats`  seats, who holds them, the order of deputies
`terms`  the end of a term of office, and the answers for the next
"""
