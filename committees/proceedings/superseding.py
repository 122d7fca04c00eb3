"""A later order puts another committee in the place of the one in force. What is open goes over, or stands in the way."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.moves import Move
from audit import edition
from committees.models import (
    AgendaItem,
    AnswerState,
    Attendance,
    Circulation,
    Committee,
    Invitee,
    ItemState,
    JoinInvitation,
    Meeting,
    MeetingState,
    Resolution,
    ResolutionState,
    Sitting,
)
from committees.proceedings import constituting
from committees.proceedings.acting import Acting
from committees.proceedings.locking import lock_committee, lock_meetings_of
from committees.proceedings.refusals import NotConstituted
from committees.proceedings.revising import revise
from committees.signals import committee_superseded


@transaction.atomic
def supersede(committee, *, order_number, order_date, valid_from=None, by, at, **order) -> Committee:
    """End `committee` and constitute its successor from one order; the keywords are those of constitute().

    The old one holds until the day before; its decisions, its chain and its
    address stay as they are. Meetings called for later go over with what stands
    on their agenda. The new committee begins its own chain under its own address.

    Raises NotConstituted where an open sitting, an unsigned resolution, or a
    meeting held or decision signed on or after the first day stands in the way;
    NotAllowed. Nothing has changed then.
    """
    on = valid_from or order_date
    # The row is the lock: of two orders recorded in one moment the second finds the committee ended.
    committee = lock_committee(committee.pk)
    Acting(by, Move.CONSTITUTE, committee.place, at=at, thing=committee.place)
    # Nothing is opened, put on an agenda or seated in them meanwhile.
    lock_meetings_of(committee)
    refuse_open_matters(committee, on=on, carried_over=True)
    constituting.end(committee, order_number=order_number, order_date=order_date, on=on, at=at)
    successor = constituting.constitute(
        committee.place,
        kind=committee.kind,
        order_number=order_number,
        order_date=order_date,
        valid_from=valid_from,
        supersedes=committee,
        by=by,
        at=at,
        **order,
    )
    successor.carried_over = _carry_over(committee, successor, on, at)
    committee_superseded.send(sender=Committee, committee=committee, successor=successor, at=at)
    return successor


@transaction.atomic
def end_committee(committee, *, order_number: str, order_date: date, on: date, by, at) -> Committee:
    """End a committee that gets no successor, as where its district ended. `on` is the first day without it.

    Its decisions stay as they are. Raises NotConstituted while a meeting is called or something is undecided; NotAllowed.
    """
    acting = Acting(by, Move.CONSTITUTE, committee.place, at=at, thing=committee.place)
    lock_committee(committee.pk)
    lock_meetings_of(committee)
    refuse_open_matters(committee, on=on, carried_over=False)
    constituting.end(committee, order_number=order_number, order_date=order_date, on=on, at=at)
    acting.record(
        "end committee",
        committee,
        committee.name,
        data={"until": on.isoformat(), "order_number": committee.end_order_number, "order_date": order_date.isoformat()},
        is_public=True,
    )
    edition.bump()
    return committee


def refuse_open_matters(committee, *, on, carried_over) -> None:
    """Raise NotConstituted naming the first open matter that keeps the committee from ending on that day."""
    own = Meeting.objects.filter(committees=committee)
    # At a joint table each committee closes its own sitting.
    sitting = own.filter(state=MeetingState.OPEN, sittings__committee=committee, sittings__closed_at__isnull=True).first()
    if sitting:
        raise NotConstituted(
            _("The sitting of %(day)s is open. Close it first; then the committee can end.")
            % {"day": f"{sitting.held_on:%d-%m-%Y}"}
        )
    unsigned = Resolution.objects.filter(committee=committee, state=ResolutionState.DRAWN_UP).first()
    if unsigned:
        raise NotConstituted(
            _("The resolution “%(title)s” waits for the signature. Have it signed, or send it back, first.")
            % {"title": unsigned.title}
        )
    circulated = (
        Circulation.objects.filter(item__committee=committee, ended_as="", effective_on__isnull=True, lapses_on__gte=on)
        .select_related("item")
        .first()
    )
    if circulated:
        raise NotConstituted(
            _("“%(title)s” is out for signatures until %(day)s. End its circulation first.")
            % {"title": circulated.item.title, "day": f"{circulated.lapses_on:%d-%m-%Y}"}
        )
    held = own.filter(state__in=[MeetingState.OPEN, MeetingState.CLOSED], held_on__gte=on).order_by("-held_on").first()
    if held:
        raise NotConstituted(
            _("The committee sat on %(day)s, and what it decided stands. Choose a first day after that sitting.")
            % {"day": f"{held.held_on:%d-%m-%Y}"}
        )
    decided = (
        Resolution.objects.filter(committee=committee, state=ResolutionState.SIGNED, decided_on__gte=on)
        .order_by("-decided_on")
        .first()
    )
    if decided:
        raise NotConstituted(
            _("%(number)s was decided on %(day)s, and stands. Choose a first day after it.")
            % {"number": decided.number, "day": f"{decided.decided_on:%d-%m-%Y}"}
        )
    called = own.filter(state=MeetingState.CALLED).order_by("held_on")
    early = called.filter(held_on__lt=on).first() if carried_over else called.first()
    if early:
        raise NotConstituted(
            _("The meeting called for %(day)s belongs to this committee. Hold it or cancel it first.")
            % {"day": f"{early.held_on:%d-%m-%Y}"}
        )
    seated = Attendance.objects.filter(committee=committee, meeting__state=MeetingState.CALLED).select_related("meeting").first()
    if seated:
        raise NotConstituted(
            _(
                "Attendance is recorded for the meeting of %(day)s, in seats of this committee. "
                "Take it back, or cancel the meeting."
            )
            % {"day": f"{seated.meeting.held_on:%d-%m-%Y}"}
        )


def _carry_over(committee, successor, on, at) -> int:
    """Put the successor in the place of the old one in meetings called from that day on; returns how many."""
    called = list(Meeting.objects.filter(committees=committee, state=MeetingState.CALLED, held_on__gte=on))
    # The delegate was named by the chair of the old committee, and presides no other.
    Sitting.objects.filter(meeting__in=called, committee=committee).update(
        committee=successor, delegate=None, delegate_post=None, delegation_reference=""
    )
    AgendaItem.objects.filter(meeting__in=called, committee=committee).exclude(state=ItemState.DECIDED).update(
        committee=successor
    )
    Invitee.objects.filter(meeting__in=called, committee=committee).update(committee=successor)
    JoinInvitation.objects.filter(committee=committee, state=AnswerState.WAITING).update(committee=successor)
    for meeting in called:
        revise(meeting, at=at)
    return len(called)
