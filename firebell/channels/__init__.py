"""The ears and mouths: adapters to networks and media, and the sources configured on them.

Words: Network (an adapter), Capabilities, Reader, Sender, Source (one configured ear),
RejectedRow (what could not be taken in, kept with the reason so that it can be replayed).
"""
