"""Bluesky's own development network, which nobody here wrote, on loopback."""
