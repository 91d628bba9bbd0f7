"""Django's own databases with one thing more: what must be written before a transaction ends is written then.

`ending.before_commit` is the counterpart of `transaction.on_commit`: it writes in the transaction, so that what follows
from a change is never committed without it.
"""
