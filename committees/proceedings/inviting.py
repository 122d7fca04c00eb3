"""Special invitees: in the room by invitation, without a seat and without a vote."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.moves import Move
from audit import edition
from committees.models import Invitee, MeetingState
from committees.proceedings.acting import Acting
from committees.proceedings.locking import lock_meeting
from committees.proceedings.refusals import NotPresent, WrongState
from committees.proceedings.sittings import expect, sitting_of
from common.text import tidy


@transaction.atomic
def invite_specially(
    meeting, committee, *, name, body, body_hi="", invited_by, name_consent_on: date | None = None, by, at
) -> Invitee:
    """Note whom this committee invites without a vote, for which body, and by whom they were invited.

    name_consent_on: the day on which they agreed to be named in public; without it the public reads the body alone.
    Raises NotPresent (a name, body or inviter missing; invited already), WrongState, NotASitting, NotAllowed.
    """
    acting, meeting = _while_it_may_change(meeting, committee, by=by, at=at)
    given = {"name": tidy(name)[:160], "body": tidy(body)[:200], "invited_by": tidy(invited_by)[:200]}
    if not all(given.values()):
        raise NotPresent(_("Write the name, the body they speak for, and by whom they are invited."))
    try:
        with transaction.atomic():
            invitee = Invitee.objects.create(
                meeting=meeting, committee=committee, body_hi=tidy(body_hi)[:200], name_consent_on=name_consent_on,
                recorded_at=at, recorded_by_label=acting.label, **given,
            )  # fmt: skip
    except IntegrityError as twice:
        raise NotPresent(_("%(name)s is invited to this meeting already.") % given) from twice
    acting.record("invite specially", invitee, given["body"], data={"committee": committee.slug, "meeting": meeting.pk})
    edition.bump()
    return invitee


@transaction.atomic
def record_invitees(meeting, committee, attended: dict[Invitee, bool | None], *, by, at) -> None:
    """Record who of the special invitees came; None is not recorded. Raises WrongState, NotASitting, NotAllowed."""
    acting, meeting = _while_it_may_change(meeting, committee, by=by, at=at)
    for invitee, came in attended.items():
        Invitee.objects.filter(pk=invitee.pk, meeting=meeting, committee=committee).update(attended=came)
    acting.record(
        "record invitees",
        meeting,
        f"{committee}, {meeting.held_on:%d-%m-%Y}",
        data={"committee": committee.slug, "came": sum(came is True for came in attended.values())},
    )
    edition.bump()


@transaction.atomic
def withdraw_invitee(invitee, *, by, at) -> None:
    """Take back a special invitation before the sitting. Raises WrongState once the meeting is open, NotAllowed."""
    acting, meeting = _while_it_may_change(invitee.meeting, invitee.committee, by=by, at=at)
    expect(meeting, MeetingState.CALLED)
    acting.record("withdraw special invitation", invitee, invitee.body, data={"committee": invitee.committee.slug})
    invitee.delete()
    edition.bump()


def _while_it_may_change(meeting, committee, *, by, at):
    acting = Acting(by, Move.KEEP_MINUTES, committee.place, at=at, thing=committee)
    meeting = lock_meeting(meeting.pk)
    expect(meeting, MeetingState.CALLED, MeetingState.OPEN)
    if sitting_of(meeting, committee).closed_at is not None:
        raise WrongState(_("This committee's part of the meeting is closed, so its invitees stay as recorded."))
    return acting, meeting
