"""Backup, restore and the move between stores: everything of a firebell in one file, and back.

Its words: a *snapshot* is all rows at one instant; a *section* is one table or file in a backup,
with the count and checksum of its lines; a row is *canonical* when every store would write it
alike; a *target* is where a restore goes; what was there before is put *aside*, never removed.

It lives in `site` because it has to know every room, and no room needs it. See
docs/reference/backup-format.md.
"""
