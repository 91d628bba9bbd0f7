"""Lists of people and of seats from workbooks and CSV, with whatever headings their maker chose.

`vocabulary` the headings · `tables` rows with known columns · `read` the records
"""
