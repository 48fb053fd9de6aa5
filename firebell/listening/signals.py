from django.dispatch import Signal

# Sent with workspace_id and interaction_ids when the text of deleted words was purged, inside the
# transaction: whoever kept a copy of it forgets it now.
words_purged = Signal()
