"""Files of interactions, read row by row: any network that takes in files uses these parsers.

Words: Record (the bytes of one row and where they stand), Table (one open file of some format),
ColumnMap (which column is what), Survey (one look over a whole file before it is played).
Memory is bounded by `limits`, whatever the file says of itself.
"""
