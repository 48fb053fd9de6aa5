"""What is measured of reading, one subject a file; see benchmarks/reading.py."""
