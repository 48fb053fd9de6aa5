"""The pure heart: values and functions on Arrow data.

Nothing here knows Django, a network, an engine, a file or the clock. Time comes in as an
argument; randomness comes in as a seed. So the same input gives the same answer on one machine
and on many.
"""
