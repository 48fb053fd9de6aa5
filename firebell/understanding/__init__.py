"""What each interaction says: readings by a named version, and what people say of them.

Words: Reading, ReaderVersion, Correction (what a person says of one field of a reading), Asked (a
post that people are asked to read), Draw (the sample of a week).
"""
