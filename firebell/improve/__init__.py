"""Learning from what went wrong: complaints with their causes, goodwill within authority, ideas.

Words: Complaint (a case that somebody complained in, with what was found), RootCause (of the
workspace's own list), Register (how the workspace keeps its complaints), Offer (of the catalogue),
Goodwill (an offer for one case), Idea, IdeaAsk (a case that asked for it).
"""
