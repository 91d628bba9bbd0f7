"""How much a reader takes on, in one place. Above a limit the file is refused with a clear message, never half read.

The county's own documents are 10–200 kB with up to 60 table rows; the limits leave two orders of magnitude, so that
only a mistake or an attack meets them, and stay low enough that one file cannot starve the server of memory.
"""

MEGABYTE = 1024 * 1024

MAX_FILE_BYTES = 25 * MEGABYTE
"""The file as it came. A Word document with many pictures is below 20 MB; pictures are never unpacked."""

MAX_PAGED_FILE_BYTES = 50 * MEGABYTE
"""A PDF or picture as it came: a hundred pages scanned in grey at 300 dpi. Uploads are held to 50 MB before that."""

MAX_ZIP_ENTRIES = 3_000
"""Parts in a DOCX. A long report with a picture on each page has some hundred."""

MAX_UNPACKED_BYTES = 300 * MEGABYTE
"""What all parts of a DOCX claim to become together. Only a few of them are ever unpacked."""

MAX_XML_BYTES = 40 * MEGABYTE
"""One XML part. 10,000 table rows of six cells are 7–25 MB, and parsing takes about twelve times the part in memory."""

MAX_RATIO = 400
"""Unpacked to packed bytes of one part larger than `RATIO_FROM_BYTES`. Repetitive tables reach 100, bombs 1,000."""
RATIO_FROM_BYTES = 10 * MEGABYTE

MAX_CHARACTERS = 12_000_000
"""Text in all, merged cells counted in each place they cover. 10,000 full rows are 3–5 million characters."""

MAX_LINES = 250_000
"""Lines or paragraphs outside tables: about 5,000 pages."""

MAX_LINE_CHARACTERS = 200_000
"""One line or cell. Longer ones are data, not prose, and would make every later pattern search slow."""

MAX_TABLE_ROWS = 30_000
"""Rows in all tables together. The target is that 10,000 rows read within seconds."""

MAX_TABLE_COLUMNS = 100
"""Word allows 63. Wider tables are data sheets."""

MAX_CELLS = 500_000
"""Cells in all tables together."""

MAX_NESTING = 12
"""Tables in tables, or text boxes in text boxes. Real documents have two or three."""

MAX_HTML_DEPTH = 150
"""Elements in elements on a web page. Pages from publishing tools reach 30–60."""

MAX_PAGES = 1_200
"""Pages of a PDF. The longest packets of handlings are 500 pages; reading 1,200 takes half a minute."""

MAX_PAGES_TO_RECOGNISE = 600
"""Pages of one file whose text must be recognised from pictures: twenty minutes on two cores."""

MAX_PDF_STREAM_BYTES = 150 * MEGABYTE
"""What one compressed part of a PDF may become. A colour picture of an A4 page at 600 dpi is 100 MB."""

MAX_PDF_UNPACKED_BYTES = 3_000 * MEGABYTE
"""What all compressed parts of a PDF may become, one at a time: a hundred scanned pages in colour at 300 dpi."""

MAX_PICTURE_PIXELS = 120_000_000
"""A picture is refused before it is decoded above this. An A3 page at 600 dpi is 70 million."""

MAX_DRAWN_PIXELS = 20_000_000
"""What a PDF page is drawn to for recognition. An A3 page at 300 dpi is 17 million; larger pages are drawn coarser."""

MAX_PICTURE_PAGES = 300
"""Pages in a TIFF file."""

SECONDS_TO_RECOGNISE = 120
"""Time for one page. A dense page takes 5–10 seconds on one core; a page of noise may take a minute."""

MAX_RECOGNISED_BYTES = 20 * MEGABYTE
"""What the recogniser may answer for one page. A dense page gives 100 kB."""

MAX_SHEETS = 100
"""Sheets in a workbook."""

MAX_SLIDES = 1_000
"""Slides in a presentation."""
