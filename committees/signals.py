"""What committees tell those above them."""

from django.dispatch import Signal

# Sent by proceedings.sign inside its transaction, with sender=Resolution, resolution=, paper_sha256= (str, "" where
# the item had no paper) and outcome= (a value of models.Outcome). A receiver that raises leaves nothing signed.
outcome_signed = Signal()

# Sent by proceedings.annul inside its transaction, with sender=Annulment, annulment=, resolution=, paper_sha256= (as
# above), order= ("No. 7, 12-03-2026"), reason=, by= and at=. A receiver that raises leaves nothing annulled.
outcome_annulled = Signal()

# Sent by proceedings.supersede inside its transaction, with sender=Committee, committee= (which ends), successor= (whose
# order takes its place) and at=. Called meetings have gone over by then; a receiver moves what else was open.
committee_superseded = Signal()
