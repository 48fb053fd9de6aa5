"""What became of a reply, each sent with `reply`, `by` (a User or None) and `now`, inside the
transaction that did it."""

from django.dispatch import Signal

# Asked before a reply is handed to the network: a receiver that answers with a sentence stops it.
about_to_send = Signal()
reply_sent = Signal()  # the network has it
reply_uncertain = Signal()
reply_cancelled = Signal()
# Sent before its state changes: no word may rest on a failed reply, not for an instant.
reply_failed = Signal()
