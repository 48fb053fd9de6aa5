"""Triggers, the pure part: what is usual, what is not, and when that becomes one alert.

Words: *series* (counts of one brand and dimension over time), *bucket* (a few minutes of one
series), *detector* (says how unusual the last hours are), *signal* (what it says), *alert* (signals
of one brand, grouped), *headline* (an alert in one sentence).
"""
