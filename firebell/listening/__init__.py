"""What was heard and what we listen for.

Words: Interaction (anything a person did towards the brand), Profile (one handle on one channel),
Brand, Query (a saved boolean search), Mention (an Interaction that matches a Query).
"""
