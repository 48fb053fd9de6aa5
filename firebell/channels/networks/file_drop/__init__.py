"""Watches a folder: each file put there is taken in once, and then moved aside."""
