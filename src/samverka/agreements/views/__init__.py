"""Pages of agreements: fetch, ask, call, answer.

`register`  the list and its file
`detail`    one agreement
`changing`  create, change, remove
`reading`   confirm and correct the reading
`events`    what has happened: record, take back
`files`     documents: add, new version, hand out, detach
"""
