"""A small network that takes answers over real HTTP, in a process of its own.

It keeps no promise that it need not: it takes the same answer twice if it is told twice, so that
whoever sends twice is seen to. See `server` for how it can misbehave, `network` for the sender
that the product is given, and `torment` for killing the product at every step.
"""
