"""Plays a file of interactions as if it happened now: for history, demos, drills and tests."""
