from django.dispatch import Signal

# Sent by audit.edition.bump inside the transaction of a public change, with `edition` = the new number.
edition_moved = Signal()
