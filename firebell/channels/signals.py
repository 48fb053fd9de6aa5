from django.dispatch import Signal

# Sent with workspace_id and receipts (a tuple of contract.Receipt) inside the transaction that
# stores the batch which brought them. May be sent twice for the same receipt.
receipts_heard = Signal()
