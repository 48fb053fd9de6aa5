"""Whole journeys: a real server, the real command line, a real browser."""
