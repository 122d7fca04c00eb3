"""Action points: recorded by the convener, answered by the holder of their post, closed by the convener or a later meeting."""

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Post
from accounts.moves import Move
from accounts.notices import owe
from accounts.permission import may
from audit import edition
from committees.models import (
    ActionAnswer,
    ActionPoint,
    ActionState,
    AnswerKind,
    MeetingState,
    Minutes,
    MinutesState,
    Seat,
    Sitting,
)
from committees.proceedings.acting import Acting
from committees.proceedings.refusals import Refusal, WrongState
from committees.states import move
from committees.succession import with_those_before
from common.clock import day_in_india
from common.text import tidy


class NotAnAction(Refusal):
    """What was written is no action point, or no answer to one."""


_VERBS = {AnswerKind.DONE: "close as done", AnswerKind.DROPPED: "drop"}


def possible_owners(committee, on):
    """Posts an action point may be given to: those with a seat that day, and those of the committee's own place."""
    seated = Seat.objects.on(on).filter(committee=committee).values("post_id")
    return (
        Post.objects.filter(Q(pk__in=seated) | Q(place=committee.place_id))
        .filter(Q(abolished_on__isnull=True) | Q(abolished_on__gt=on))
        .select_related("place")
        .order_by("title", "pk")
    )


@transaction.atomic
def record_action(sitting, *, text, text_hi="", owner, due, item=None, by, at) -> ActionPoint:
    """Write down what a sitting asked of the holder of a post, by when; words, owner and date stand from then on.

    Raises NotAnAction (no words, a day before the sitting, a post of elsewhere, another sitting's item),
    WrongState (the meeting is not open or closed, its minutes are circulated), NotAllowed.
    """
    Sitting.objects.select_for_update(of=("self",), no_key=True).get(pk=sitting.pk)
    sitting = Sitting.objects.select_related("meeting", "committee__place").get(pk=sitting.pk)
    meeting, committee = sitting.meeting, sitting.committee
    acting = Acting(by, Move.KEEP_MINUTES, committee.place, at=at, thing=committee)
    if meeting.state not in (MeetingState.OPEN, MeetingState.CLOSED):
        raise WrongState(
            _("The meeting is %(state)s. Action points are recorded from its opening on.")
            % {"state": meeting.get_state_display()}
        )
    # Locked: minutes circulated in the same moment hold the points recorded by then, and no more come.
    minutes = Minutes.objects.select_for_update(of=("self",), no_key=True).filter(sitting=sitting)
    if any(entry.state != MinutesState.DRAFT for entry in minutes):
        raise WrongState(_("The minutes of this sitting are circulated, so its action points stand. Record it at the next one."))
    text = tidy(text)
    if not text:
        raise NotAnAction(_("Write what is to be done."))
    if due < meeting.held_on:
        raise NotAnAction(
            _("%(due)s lies before the meeting of %(day)s. Give a later day.")
            % {"due": f"{due:%d-%m-%Y}", "day": f"{meeting.held_on:%d-%m-%Y}"}
        )
    if item is not None and (item.meeting_id, item.committee_id) != (meeting.pk, committee.pk):
        raise NotAnAction(_("This item belongs to another sitting. Choose one of this agenda."))
    if not possible_owners(committee, day_in_india(at)).filter(pk=owner.pk).exists():
        raise NotAnAction(
            _("%(post)s has no seat in this committee and is no post of %(place)s. Choose another post.")
            % {"post": owner, "place": committee.place.name}
        )
    twin = ActionPoint.objects.filter(sitting=sitting, item=item, text=text, owner=owner, due=due).first()
    if twin is not None:
        raise NotAnAction(_("This stands already as number %(number)s, so nothing was added.") % {"number": twin.number})
    last = ActionPoint.objects.filter(sitting=sitting).aggregate(last=Max("number"))["last"] or 0
    point = ActionPoint.objects.create(
        sitting=sitting,
        item=item,
        number=last + 1,
        text=text,
        text_hi=tidy(text_hi),
        owner=owner,
        due=due,
        recorded_at=at,
        recorded_by_label=acting.label,
    )
    # Neither the words nor the owner: events are read by more people than an item in camera is.
    acting.record("record action point", point, data=_where(point))
    day = f"{meeting.held_on:%d-%m-%Y}"
    owe(
        "action_recorded",
        [owner],
        about=f"{committee.name}: action point {point.number} of {day}",
        url=reverse("desk-action", args=[point.pk]),
        data={
            "due": f"{due:%d-%m-%Y}",
            "about_hi": f"{committee.name_hi or committee.name}: {day} का कार्य बिंदु {point.number}",
        },
        place=committee.place,
        at=at,
        key=f"action_recorded/{point.pk}",
    )
    edition.bump()
    return point


@transaction.atomic
def answer_action(point, *, text, text_hi="", on=None, reference="", by, at) -> ActionAnswer:
    """Say what was done: by the holder of the owner's post, or by the convener from a letter (`reference`).

    Raises NotAnAction (no words, a day that cannot be, no letter named), WrongState once closed, NotAllowed.
    """
    point = _locked(point)
    committee = point.sitting.committee
    today = day_in_india(at)
    is_owner = may(by, Move.ANSWER_ACTION, committee.place, on=today, thing=point)
    keeps = not is_owner and may(by, Move.KEEP_MINUTES, committee.place, on=today, thing=committee)
    if keeps:
        acting = Acting(by, Move.KEEP_MINUTES, committee.place, at=at, thing=committee)
    else:
        acting = Acting(by, Move.ANSWER_ACTION, committee.place, at=at, thing=point, post=point.owner if is_owner else None)
    if keeps and not tidy(reference):
        raise NotAnAction(
            _("You do not hold %(post)s. Give the number and date of the letter in which its holder answered.")
            % {"post": point.owner}
        )
    answer = _answer(
        point, AnswerKind.ANSWERED, text, text_hi, on or today, acting, at=at, reference=tidy(reference) if keeps else ""
    )
    acting.record("answer action point", point, data=_where(point))
    edition.bump()
    return answer


@transaction.atomic
def close_action(point, *, kind, text, text_hi="", on=None, item=None, by, at) -> ActionAnswer:
    """Close a point as done or dropped, with the reason; `item` names the item of the later meeting that did so.

    Raises NotAnAction, WrongState (closed before, no later meeting), NotAllowed.
    """
    point = _locked(point)
    committee = point.sitting.committee
    acting = Acting(by, Move.KEEP_MINUTES, committee.place, at=at, thing=committee)
    if kind not in _VERBS:
        raise NotAnAction(_("A point is closed as done or dropped. Choose one of the two."))
    if item is not None and (
        item.by_circulation
        or committee.pk not in with_those_before(item.committee)
        or item.meeting.starts_at <= point.sitting.meeting.starts_at
    ):
        raise WrongState(_("A point is closed at a later meeting of the same committee. Choose an item of one."))
    on = on or (item.meeting.held_on if item else day_in_india(at))
    # First the answer, then the state: nothing is added to a point that is closed.
    answer = _answer(point, kind, text, text_hi, on, acting, at=at, item=item)
    move(point, "action", _VERBS[kind], closed_on=on)
    acting.record(_VERBS[kind], point, data={**_where(point), "on": on.isoformat()})
    edition.bump()
    return answer


def _answer(point, kind, text, text_hi, on, acting, *, at, reference="", item=None):
    if point.state != ActionState.OPEN:
        raise WrongState(
            _("This action point is %(state)s since %(day)s, so nothing was added.")
            % {"state": point.get_state_display(), "day": f"{point.closed_on:%d-%m-%Y}"}
        )
    text = tidy(text)
    if not text:
        raise NotAnAction(_("Write what was done, or why the point is closed."))
    if ActionAnswer.objects.filter(point=point, kind=kind, text=text, on=on).exists():
        raise NotAnAction(_("This answer stands already, so nothing was added."))
    if not point.sitting.meeting.held_on <= on <= day_in_india(at):
        raise NotAnAction(
            _("%(on)s is not possible: the point stands since %(day)s, and a day to come is none yet.")
            % {"on": f"{on:%d-%m-%Y}", "day": f"{point.sitting.meeting.held_on:%d-%m-%Y}"}
        )
    try:
        with transaction.atomic():
            return ActionAnswer.objects.create(
                point=point,
                kind=kind,
                text=text,
                text_hi=tidy(text_hi),
                on=on,
                reference=reference[:200],
                item=item,
                recorded_at=at,
                recorded_by_label=acting.label,
            )
    except IntegrityError as refused:
        raise WrongState(_("This action point was closed in the same moment, so nothing was added.")) from refused


def _locked(point):
    # Of two presses in the same instant the second waits here, and then finds what the first one wrote.
    ActionPoint.objects.select_for_update(of=("self",), no_key=True).get(pk=point.pk)
    return ActionPoint.objects.select_related("sitting__meeting", "sitting__committee__place", "item", "owner").get(pk=point.pk)


def _where(point):
    sitting = point.sitting
    return {"committee": sitting.committee.slug, "meeting": sitting.meeting_id, "number": point.number}
