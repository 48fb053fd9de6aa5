"""What other programs get from this house, without a person between.

Hook: an address of another program that is told of facts as they are recorded. HookCall: one fact
to be told to one hook, until it took it. HookAttempt: one try, and what came of it. A call that
was given up, or that the other side lost, can be replayed.

Token: what a program shows to act as one person of a workspace. Resource and Operation: what it can
ask for, a file and a function in `endpoints`. Problem: why it did not get it. KeptAnswer: what a
call was answered with, so that it is never carried out twice.
"""
