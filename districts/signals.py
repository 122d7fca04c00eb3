from django.dispatch import Signal

# Sent inside the transaction of a merge with `product` (the old address from now on) and `into`.
# A receiver moves what its own drafts point at; frozen papers hold names and stay as they are.
product_merged = Signal()
