"""Practice: stories of ordinary days and storms, for demos, drills and load tests.

Words: *scenario* (what shall happen, a file in `scenarios/`), *phrasebook* (how people of one
language talk, a file in `phrases/`), *history* (what came before the opening), *live* (what comes
after it). Courses, certification and drills join later.
"""
