"""Reads feeds: news, blogs, forums, app-store reviews and podcasts, as RSS, Atom or JSON."""
