"""The one door out: everything that leaves passes the guard here and is stored as a Reply.

Words: Reply (an answer to one Interaction, from the intent to what became of it), Delivery (one
time that a network was told it or asked for it), GoLiveGate (what a source needs before it may
send), Verdict (send, warn, approve or block, with the words that caused it), override (a person
sends in spite of a warning, and says why), elsewhere (the answer was given in the network's own
app and is recorded here), uncertain (nobody knows whether the network has it), echo (our own
words, heard on the network), withdrawn (taken back; the post is open again). See
docs/explanation/sending.md.
"""
