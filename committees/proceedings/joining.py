"""Joint meetings: one committee calls and invites, each other one joins by its own convener."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.moves import Move
from audit import edition
from committees.models import AnswerState, JoinInvitation, MeetingState, Sitting
from committees.proceedings.acting import Acting
from committees.proceedings.locking import lock_committee, lock_meeting
from committees.proceedings.refusals import NotASitting, WrongState
from committees.proceedings.revising import revise
from committees.proceedings.sittings import called_by, expect, may_meet
from committees.telling import asked_to_join, told_of_meeting


@transaction.atomic
def invite_to_join(meeting, committees, *, by, at) -> list[JoinInvitation]:
    """Ask other committees to sit at the table of a called meeting; by the convener of the one that called it.

    Raises NotASitting (not in force that day, invited or at the table already,
    nobody named), WrongState, NotAllowed.
    """
    host = called_by(meeting).committee
    acting = Acting(by, Move.CALL_MEETING, host.place, at=at, thing=host)
    meeting = lock_meeting(meeting.pk)
    expect(meeting, MeetingState.CALLED)
    committees = list(committees)
    if not committees:
        raise NotASitting(_("Choose at least one committee to invite."))
    known = {
        *meeting.sittings.values_list("committee_id", flat=True),
        *meeting.invitations.values_list("committee_id", flat=True),
    }
    for committee in committees:
        if committee.pk in known:
            raise NotASitting(_("%(committee)s is invited or takes part already.") % {"committee": committee})
        if not committee.holds_on(meeting.held_on):
            raise NotASitting(
                _("%(committee)s is not in force on %(day)s. Choose a day within its order.")
                % {"committee": committee, "day": f"{meeting.held_on:%d-%m-%Y}"}
            )
    made = JoinInvitation.objects.bulk_create(
        [
            JoinInvitation(meeting=meeting, committee=committee, invited_at=at, invited_by_label=acting.label)
            for committee in committees
        ]
    )
    acting.record("invite to meeting", meeting, data={"committees": [committee.slug for committee in committees]})
    for committee in committees:
        asked_to_join(meeting, committee, host=host, at=at)
    return made


@transaction.atomic
def join_meeting(meeting, committee, *, by, at) -> Sitting:
    """Take part in a called meeting to which this committee was invited: at the same table, with a quorum of its own.

    Raises NotASitting (not invited, not in force that day), WrongState where
    the meeting is open or over or the invitation is answered, NotAllowed.
    """
    committee = lock_committee(committee.pk)
    meeting = lock_meeting(meeting.pk)
    acting = may_meet(committee, meeting.held_on, by=by, at=at)
    expect(meeting, MeetingState.CALLED)
    if Sitting.objects.filter(meeting=meeting, committee=committee).exists():
        raise NotASitting(_("%(committee)s takes part in this meeting already.") % {"committee": committee})
    _answer(meeting, committee, AnswerState.JOINED, acting, at=at)
    sitting = Sitting.objects.create(meeting=meeting, committee=committee)
    acting.record(
        "join meeting", meeting, f"{committee}, {meeting.held_on:%d-%m-%Y}", data={"committee": committee.slug}, is_public=True
    )
    told_of_meeting(meeting, committee, at=at)
    revise(meeting, at=at)
    edition.bump()
    return sitting


@transaction.atomic
def decline_to_join(meeting, committee, *, by, at) -> JoinInvitation:
    """Answer that this committee does not sit at that table. Raises as join_meeting."""
    acting = Acting(by, Move.CALL_MEETING, committee.place, at=at, thing=committee)
    meeting = lock_meeting(meeting.pk)
    expect(meeting, MeetingState.CALLED)
    invitation = _answer(meeting, committee, AnswerState.DECLINED, acting, at=at)
    acting.record("decline to join", meeting, f"{committee}, {meeting.held_on:%d-%m-%Y}", data={"committee": committee.slug})
    return invitation


def _answer(meeting, committee, answer, acting, *, at):
    invitation = JoinInvitation.objects.filter(meeting=meeting, committee=committee).first()
    if invitation is None:
        raise NotASitting(
            _("%(committee)s is not invited to this meeting. The committee that called it sends the invitation.")
            % {"committee": committee}
        )
    # A committee that declined may still come; one at the table no longer declines.
    open_to = [AnswerState.WAITING] if answer == AnswerState.DECLINED else [AnswerState.WAITING, AnswerState.DECLINED]
    answered = JoinInvitation.objects.filter(pk=invitation.pk, state__in=open_to).update(
        state=answer, answered_at=at, answered_by_label=acting.label
    )
    if not answered:
        raise WrongState(_("This invitation is answered already, so nothing was changed."))
    invitation.refresh_from_db()
    return invitation
