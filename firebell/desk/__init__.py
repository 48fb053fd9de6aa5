"""Where it gets answered: every word that needs an answer lies in one case until it has one.

Words: Case (one person's matter), Conversation (one thread on one channel, in one case), CaseItem
(one word in a case, and what became of it), Queue, Note, CaseEvent (the case's own history).
"""
