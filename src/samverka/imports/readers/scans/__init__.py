"""Text recognised from pictures: scanned PDF pages and picture files, with Tesseract as a program beside us.

`engine` runs it, `preparing` straightens a picture and finds its drawn lines, `recognition` makes a page of one picture,
`pictures` opens picture files, and `pages` does the pages of a file on all cores, each handed over as soon as it is done.
"""
