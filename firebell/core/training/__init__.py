"""Stories for demos, drills and load tests: a scenario in, interactions in the order of time out.

Words: *scenario* (what shall happen), *phrasebook* (how people of one language talk), *person*,
*event* (storm, cascade, visitor), *post* (one thing said), *opening* (the instant that a story's
offsets count from: before it lies history, after it the live part).
"""
