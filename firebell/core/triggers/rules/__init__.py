"""Triggers: rows of conditions and effects over what the detectors say and over facts.

`Trigger` is such a row. `match` says which sounds it matches and how loud each is by its budget;
`match_fact` whether a fact rings it. A condition or an effect is one file and one line in its
registry. Nothing here knows a language: a rule is its name and its values, and the room above says
them.
"""
