"""Background work: jobs that survive a killed worker, and one command for server and worker.

Swedish terms: bakgrundsarbete, förlopp (progress).
"""
