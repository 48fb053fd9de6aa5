"""Mastodon: what is said in public on one server, under hashtags, and to an account there.

A status is known by the number that this server gives it and the server's name, because answers,
edits and deletions are told by that number.
"""
