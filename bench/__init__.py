"""`make bench`: pages and reading measured on this machine against the bars of the design, as ratios in one run.

Trust the ratios, not the milliseconds. Nothing here is part of the package.
"""

BARE = "/bare/"  # the address of the view that pages are compared with
