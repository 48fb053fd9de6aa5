"""What somebody said on the phone or at the desk, typed in by whoever heard it."""
