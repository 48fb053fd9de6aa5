from django.dispatch import Signal

# Sent with correction (a Correction just kept; `says` is empty where one was taken back),
# interaction, reading (what the reader says of it), and what counted before and counts now (`was`,
# `now`, labels of the field), inside the transaction that keeps it.
reading_corrected = Signal()
