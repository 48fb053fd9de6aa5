from django.dispatch import Signal

# Sent with workspace_id and alert_id when an alert opens, inside the transaction that opened it.
alert_rang = Signal()
# Sent with workspace_id and alert_id when it is over, likewise.
alert_ended = Signal()
