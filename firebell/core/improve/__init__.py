"""Learning from complaints: who may give what, when a regulator waits, what comes back again."""
