from django.dispatch import Signal

# Sent with workspace_id, user_id and on_duty, inside the transaction that changed it.
duty_changed = Signal()
# Sent with workspace_id, inside the transaction that opened it.
workspace_opened = Signal()
