"""Pages of placed words and drawn lines → blocks. PDF and scans share it: they differ only in where the words come from.

`page` is what goes in; `rulings` and `grids` find tables by their drawn lines, `columns` the order of reading and
`aligned` tables without lines, `lines` and `paragraphs` put words together, `furniture` takes away page headers and
footers, `joining` mends tables cut by pages, and `flow` does it all for a document.
"""
