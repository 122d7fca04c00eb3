"""A wrong entry of the register is never removed: headquarters annuls it by order, and a later entry says so."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.moves import Move
from accounts.postings import person_of
from audit import edition
from committees.models import Annulment, Resolution, ResolutionState
from committees.proceedings.acting import Acting
from committees.proceedings.locking import lock_committee
from committees.proceedings.refusals import PasswordMissing, Refusal, WrongState
from committees.register import annulment_row_of, enter, next_place, written
from committees.signals import outcome_annulled
from common.clock import INDIA, day_in_india
from common.text import tidy


class NotAnnulled(Refusal):
    """The order, its date or the reason is missing or cannot be."""


@transaction.atomic
def annul(
    resolution,
    *,
    order_number: str,
    order_date: date,
    reason: str,
    order_document=None,
    password_confirmed: bool = False,
    by,
    at,
    post=None,
) -> Annulment:
    """Annul a signed resolution by an order; the resolution stays as it was signed, a new row of its chain names it.

    In one transaction: the place in the chain is given under the committee's lock, the row is hashed, one Event is
    written and `outcome_annulled` is sent. A receiver that raises leaves everything as it was.

    Raises NotAllowed, PasswordMissing, WrongState (not signed; annulled already: says by which order), NotAnnulled.
    """
    acting = Acting(by, Move.ANNUL, resolution.committee.place, at=at, thing=resolution, post=post)
    if password_confirmed is not True:
        raise PasswordMissing(_("An annulment asks for your password again. Nothing was annulled."))
    committee = lock_committee(resolution.committee_id)
    resolution = Resolution.objects.select_related("item", "paper").get(pk=resolution.pk)
    _refuse(resolution)
    order_number, reason = tidy(order_number), tidy(reason)
    if not order_number or not reason:
        raise NotAnnulled(_("Give the number of the order and the reason, as the order states it. Nothing was annulled."))
    # The day alone: an order may be of the day of the signature.
    if order_date > day_in_india(at) or order_date < day_in_india(resolution.signed_at):
        raise NotAnnulled(
            _("The order is dated before the signature of %(day)s, or in the future. Look at the paper again.")
            % {"day": f"{day_in_india(resolution.signed_at):%d-%m-%Y}"}
        )
    place = next_place(committee)
    annulment = Annulment(
        committee=committee,
        resolution=resolution,
        number=f"{resolution.number}-annulled",
        order_number=order_number[:120],
        order_date=order_date,
        order_document=order_document,
        reason=reason,
        annulled_by=person_of(by),
        annulled_by_name=acting.actor.name,
        annulled_by_post=", ".join(part for part in (acting.actor.post, acting.actor.place) if part),
        annulled_at=at,
        chain_position=place.position,
        previous_hash=place.previous,
    )
    annulment.row, annulment.row_hash = written(annulment_row_of(annulment))
    annulment.save(force_insert=True)
    enter(annulment, annulment=annulment)
    acting.record(
        "annul",
        resolution,
        resolution.number,
        data={"order": order_of(annulment), "row_hash": annulment.row_hash, "committee": committee.slug},
        is_public=True,
    )
    outcome_annulled.send(
        sender=Annulment,
        annulment=annulment,
        resolution=resolution,
        paper_sha256=resolution.paper_id or "",
        order=order_of(annulment),
        reason=reason,
        by=by,
        at=at,
    )
    edition.bump()
    return annulment


def order_of(annulment) -> str:
    """ "DoC/7/2026, 12-03-2026": the order as one text."""
    return f"{annulment.order_number}, {annulment.order_date:%d-%m-%Y}"


def _refuse(resolution):
    if resolution.state != ResolutionState.SIGNED:
        raise WrongState(
            _("Only a signed resolution is annulled. One that waits for its signature is sent back to the convener instead.")
        )
    earlier = Annulment.objects.filter(resolution=resolution).first()
    if earlier is not None:
        raise WrongState(
            _("This resolution was annulled on %(when)s by %(name)s, order %(order)s, so nothing was changed.")
            % {
                "when": f"{earlier.annulled_at.astimezone(INDIA):%d-%m-%Y %H:%M}",
                "name": earlier.annulled_by_name,
                "order": order_of(earlier),
            }
        )
