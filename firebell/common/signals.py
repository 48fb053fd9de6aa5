"""What the ledger announces."""

from django.dispatch import Signal

# Facts were appended, in the transaction that is still open. Arguments: `facts`, a list of
# ledger.NewFact in their order.
facts_appended = Signal()
