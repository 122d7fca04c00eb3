"""The agenda: items put on, moved, taken off, and proposed from what waits for the committee.

Numbers are given once in a meeting, joint ones included, and a number left by
an item taken off stays unused. Until the members were told the numbers
(the notice, the opening of the sitting, attendance by number) an item may still
be put before another or moved; the items of this committee then share out the
numbers they have, and no other committee's number changes.
"""

from django.db import transaction
from django.db.models import Case, F, Max, Q, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.moves import Move
from audit import edition
from committees.models import AgendaItem, Attendance, ItemState, MeetingNotice, MeetingState, Paper
from committees.pending import not_listed, pending_for
from committees.proceedings.acting import Acting
from committees.proceedings.locking import lock_meeting
from committees.proceedings.minuting import refuse_on_agenda
from committees.proceedings.refusals import NotOnTheAgenda, StaleRow, WrongState
from committees.proceedings.revising import revise
from committees.proceedings.sittings import expect, sitting_of
from committees.states import move
from common.text import tidy

UP, DOWN = "up", "down"
#: Above every number an agenda reaches; where items stand while they change numbers.
_ASIDE = 20000


@transaction.atomic
def put_on_agenda(
    meeting, committee, *, paper: Paper | None = None, title="", title_hi="", matter="", in_camera=False, before=None, by, at
) -> AgendaItem:
    """Add an item at the end of the agenda, or before another one while the numbers may still change.

    matter: the name of what the agenda itself proposed (pending.Pending.matter).

    Raises NotOnTheAgenda (no title, or the thing is on this agenda already),
    NotASitting, WrongState, NotAllowed.
    """
    acting = Acting(by, Move.KEEP_MINUTES, committee.place, at=at, thing=committee)
    meeting = _open_for_items(meeting, committee)
    title = tidy(title) or (paper.title if paper else "")
    if not title:
        raise NotOnTheAgenda(_("Write what the item is about, or choose a paper."))
    listed = list(_living(meeting, committee))
    if paper and any(item.paper_id == paper.pk for item in listed):
        raise NotOnTheAgenda(_("This paper is on the agenda of this meeting already."))
    refuse_on_agenda(meeting, committee, paper)
    if matter and any(item.matter == matter for item in listed):
        raise NotOnTheAgenda(_("This matter is on the agenda of this meeting already."))
    if before is not None and before not in listed:
        raise NotOnTheAgenda(
            _("The item to stand after it is not on this agenda any more. Open the page again and choose another.")
        )
    if before is not None:
        _refuse_fixed_numbers(meeting, committee)
    item = AgendaItem.objects.create(
        meeting=meeting,
        committee=committee,
        order=_next_number(meeting),
        title=title[:300],
        title_hi=(tidy(title_hi) or (paper.title_hi if paper else ""))[:300],
        paper=paper,
        matter=matter,
        in_camera=in_camera,
        recorded_at=at,
    )
    if before is not None:
        at_place = listed.index(before)
        _share_numbers([*listed[:at_place], item, *listed[at_place:]])
        item.refresh_from_db(fields=["order"])
    acting.record(
        "put on agenda",
        item,
        str(item),
        data={
            "committee": committee.slug,
            "meeting": meeting.pk,
            "paper": paper.sha256 if paper else "",
            "after_notice": _was_noticed(meeting, committee),
        },
    )
    revise(meeting, at=at)
    edition.bump()
    return item


@transaction.atomic
def propose_agenda(meeting, committee, *, by, at) -> list[AgendaItem]:
    """Fill the empty agenda of a called meeting with all that waits for this committee, in its order.

    The order is that of pending_for: by kind, then the longest waiting first;
    asked twice it is the same. Raises NotOnTheAgenda where nothing waits,
    WrongState where something is on the agenda already, NotASitting, NotAllowed.
    """
    acting = Acting(by, Move.KEEP_MINUTES, committee.place, at=at, thing=committee)
    meeting = _open_for_items(meeting, committee)
    expect(meeting, MeetingState.CALLED)
    if _living(meeting, committee).exists():
        raise WrongState(_("Something is on this agenda already. Put what else waits on it one by one."))
    rows = not_listed(committee, pending_for(committee))
    if not rows:
        raise NotOnTheAgenda(_("Nothing waits for this committee, so nothing was proposed."))
    first = _next_number(meeting)
    items = AgendaItem.objects.bulk_create(
        [
            AgendaItem(
                meeting=meeting,
                committee=committee,
                order=number,
                title=row.title[:300],
                title_hi=row.title_hi[:300],
                paper=row.paper,
                matter=row.matter,
                in_camera=row.in_camera,
                recorded_at=at,
            )
            for number, row in enumerate(rows, first)
        ]
    )
    acting.record(
        "propose agenda",
        meeting,
        f"{committee}, {meeting.held_on:%d-%m-%Y}",
        data={
            "committee": committee.slug,
            "items": [{"order": item.order, "paper": item.paper_id or "", "from": item.matter} for item in items],
        },
    )
    revise(meeting, at=at)
    edition.bump()
    return items


@transaction.atomic
def move_item(item, to, *, by, at) -> AgendaItem:
    """Move an item one place up or down among its committee's items; at the end of the list nothing changes.

    The item is moved from the number it was read with: a second click finds
    another one and is refused. Raises WrongState once the numbers are told to
    the members and for a circulated paper, StaleRow, NotAllowed.
    """
    acting = Acting(by, Move.KEEP_MINUTES, item.committee.place, at=at, thing=item)
    if item.by_circulation:
        raise WrongState(_("This paper is circulated outside a meeting and stands on no agenda. Nothing was moved."))
    meeting = lock_meeting(item.meeting_id)
    _refuse_fixed_numbers(meeting, item.committee)
    listed = list(_living(meeting, item.committee))
    here = next((place for place, other in enumerate(listed) if other.pk == item.pk), None)
    if here is None or listed[here].order != item.order:
        raise StaleRow(_("Somebody else changed this agenda in the same moment, so nothing was moved. Open the page again."))
    there = here - 1 if to == UP else here + 1
    if not 0 <= there < len(listed):
        return item
    listed[here], listed[there] = listed[there], listed[here]
    _share_numbers(listed)
    item.refresh_from_db(fields=["order"])
    acting.record("move agenda item", item, data={"to": to, "committee": item.committee.slug})
    revise(meeting, at=at)
    edition.bump()
    return item


@transaction.atomic
def take_off_agenda(item, *, by, at) -> AgendaItem:
    """Take an item off before it is opened; its number stays unused. Raises WrongState, NotAllowed."""
    acting = Acting(by, Move.KEEP_MINUTES, item.committee.place, at=at, thing=item)
    if item.meeting_id:
        lock_meeting(item.meeting_id)
    move(item, "item", "take off")
    acting.record("take off agenda", item)
    revise(item.meeting, at=at)
    edition.bump()
    return item


def numbers_stand(meeting, committee) -> str:
    """Why the numbers of this committee's items can no longer change, as a sentence; "" while they can. Two queries at most."""
    if meeting.state != MeetingState.CALLED:
        return _("This meeting is %(state)s, so the numbers of its items stay.") % {"state": meeting.get_state_display()}
    if _was_noticed(meeting, committee):
        return _(
            "The notice is sent, and members know the items by their numbers, so the numbers stay. Put further items at the end."
        )
    by_number = Q(from_item__isnull=False) | Q(to_item__isnull=False)
    if Attendance.objects.filter(by_number, meeting=meeting, committee=committee).exists():
        return _("Attendance is recorded by the numbers of items, so the numbers stay.")
    return ""


def _refuse_fixed_numbers(meeting, committee):
    why = numbers_stand(meeting, committee)
    if why:
        raise WrongState(why)


def _open_for_items(meeting, committee):
    """The meeting, locked: under its row numbers are given."""
    meeting = lock_meeting(meeting.pk)
    expect(meeting, MeetingState.CALLED, MeetingState.OPEN)
    if sitting_of(meeting, committee).closed_at is not None:
        raise WrongState(_("This committee's part of the meeting is closed, so its agenda stays as it is."))
    return meeting


def _living(meeting, committee):
    return AgendaItem.objects.filter(meeting=meeting, committee=committee).exclude(state=ItemState.TAKEN_OFF).order_by("order")


def _next_number(meeting):
    return (meeting.items.aggregate(last=Max("order"))["last"] or 0) + 1


def _was_noticed(meeting, committee):
    return MeetingNotice.objects.filter(meeting=meeting, committee=committee).exists()


def _share_numbers(items):
    """Give these items, in this order, the numbers they have among them. Two queries: no number stands twice in between."""
    numbers = sorted(item.order for item in items)
    rows = AgendaItem.objects.filter(pk__in=[item.pk for item in items])
    rows.update(order=F("order") + _ASIDE)
    rows.update(order=Case(*(When(pk=item.pk, then=Value(number)) for item, number in zip(items, numbers, strict=True))))
