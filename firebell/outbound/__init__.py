"""The one door out: everything that leaves passes the guard here and is stored as a Reply.

Words: Reply (an answer to one Interaction), Verdict (send, warn, approve or block, with the words
that caused it), override (a person sends in spite of a warning, and says why), elsewhere (the
answer was given in the network's own app and is recorded here), withdrawn (taken back; the post
is open again).
"""
