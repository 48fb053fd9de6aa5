from django.dispatch import Signal

# Sent with workspace_id and interaction_ids when their authors took words back, inside the
# transaction that notes it: whoever shows a part of their text elsewhere shows it no longer.
words_deleted = Signal()
