"""What each interaction says: readings by a named version.

Words: Reading, ReaderVersion.
"""
