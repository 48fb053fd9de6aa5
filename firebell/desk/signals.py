from django.dispatch import Signal

# Sent with workspace_id and case_ids (new and reopened ones), inside the transaction that did it.
cases_opened = Signal()
