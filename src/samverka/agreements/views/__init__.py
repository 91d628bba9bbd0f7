"""Pages of agreements: fetch, ask, call, answer.

`register`  the list and its file
`detail`    one agreement
`changing`  create, change, remove
`reading`   confirm and correct the reading
`events`    what has happened: record, take back
`files`     documents: add, new version, tell of one, hand out, detach
`comparing` two versions of a text
`parts`     what it belongs to, who has signed, where it is published
`costs`     how costs are shared
"""
