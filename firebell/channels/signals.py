from django.dispatch import Signal

# Sent with workspace_id and receipts (a tuple of contract.Receipt) inside the transaction that
# stores the batch which brought them. May be sent twice for the same receipt.
receipts_heard = Signal()

# Sent with fact (a LedgerFact about the source) inside the transaction that appended it.
source_health_changed = Signal()
