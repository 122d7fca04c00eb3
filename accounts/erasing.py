"""Erasing an account: the login and every private address go, what its person decided in office stays.

Decisions, postings and Events carry the name and post of the time as text or by the Person, who is kept: the record
is the purpose of the portal (docs/adr/0008).
"""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit.recording import record
from common.clock import day_in_india
from common.refusals import Refusal
from districts.models import Place

from .actors import actor_of
from .models import Invitation, Notice, User
from .moves import Move
from .permission import require

#: Where an address has to stand. No mail ever goes there (RFC 2606).
ERASED = "erased@erased.invalid"


class NotErased(Refusal):
    """The account stays; the sentence says why."""


@transaction.atomic
def erase_account(user, *, by, at):
    """Remove the account of `user` with its e-mail address, password, second factor and sessions; its person is returned.

    The address is also taken out of invitations, notices sent and the record of sign-ins. Headquarters alone, and
    nobody their own. Raises NotAllowed, NotErased (own account; the last one that can sign in at headquarters is one's own).
    """
    day = day_in_india(at)
    verdict = require(by, Move.APPOINT, Place.objects.get(kind="nation"), on=day, thing=user)
    user = User.objects.select_for_update(of=("self",)).select_related("person").get(pk=user.pk)
    if user.pk == by.pk:
        raise NotErased(_("You are signed in with this account. Another officer of headquarters erases it; nothing was changed."))
    person, address = user.person, user.email
    # Before the row goes: its number names it in the record, its name stays.
    record(
        "account_erased",
        actor=actor_of(by, on=day, post=verdict.post),
        target=user,
        label=person.name if person else "an account without a person",
        at=at,
    )
    if person is not None:
        mine = Invitation.objects.filter(person=person)
        mine.filter(used_at__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=at)
        mine.update(email="")
    Notice.objects.filter(to_address__iexact=address).update(to_address=ERASED)
    for sign_ins in (AccessAttempt, AccessFailureLog, AccessLog):
        sign_ins.objects.filter(username__iexact=address).delete()
    # Sessions name the account by its number and end with it.
    user.delete()
    return person
