"""What rings: counts are kept, detectors advanced, alerts opened, grouped and told to people.

Words: *minute count*, *series state*, *series point* (what the chart shows), *alert*, *evidence*
(the posts behind it), *notification target* (who is told) and *notification* (one telling).
"""
