"""Bluesky: the public stream of posts without an account; with one, mentions and answering.

Words: *event* (one message of the stream), *record* (what somebody wrote, as the network keeps it),
*DID* (the lasting name of an account; its handle may change), *rkey* (a record's own key),
*server* (the PDS, where an account lives), *app view* (the service that counts and searches).
"""
