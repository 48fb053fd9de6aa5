"""What other programs get from this house, without a person between.

Hook: an address of another program that is told of facts as they are recorded. HookCall: one fact
to be told to one hook, until it took it. HookAttempt: one try, and what came of it. A call that
was given up, or that the other side lost, can be replayed.
"""
