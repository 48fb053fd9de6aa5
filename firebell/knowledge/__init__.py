"""What the house knows, written down: read by everybody, proposed by agents, published by leads.

Words: Article (an answer for people, or a policy for colleagues), ArticleVersion (its text at one
time; versions are only added), ArticleUse (it stood beside an answer, or went into it).
"""
