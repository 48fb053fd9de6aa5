"""What each interaction says: readings by a named version, and what people say of them.

Words: Reading, ReaderVersion, Correction (what a person says of one field of a reading), Asked (a
post that people are asked to read), Draw (the sample of a week), Look (what the posts of the last
days have in common: each Theme, and each Spread, a text or picture that several people posted).
"""
