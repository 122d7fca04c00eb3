"""Meetings: called, joined, given an agenda, opened, closed."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.moves import Move
from accounts.postings import person_of, posts_of
from audit import edition
from committees.models import (
    AgendaItem,
    ItemState,
    Meeting,
    MeetingMode,
    MeetingState,
    Motion,
    Paper,
    Sitting,
)
from committees.proceedings.acting import Acting
from committees.proceedings.minuting import refuse_on_agenda
from committees.proceedings.refusals import NotAllowed, NotASitting, NotOnTheAgenda, WrongState
from committees.states import move
from committees.telling import told_of_meeting, vote_asked
from common.clock import day_in_india
from common.text import tidy


@transaction.atomic
def call_meeting(
    committees, *, starts_at: datetime, mode=MeetingMode.IN_PERSON, venue="", notice_sent_at=None, by, at
) -> Meeting:
    """Call one meeting of one or several committees; `by` has to be allowed for each of them.

    A committee of another district joins by its own convener (join_meeting).
    Raises NotASitting where a committee is not in force that day, NotAllowed.
    """
    committees = list(committees) if hasattr(committees, "__iter__") else [committees]
    if not committees:
        raise NotASitting(_("Name at least one committee to meet."))
    held_on = day_in_india(starts_at)
    steps = [_may_meet(committee, held_on, by=by, at=at) for committee in committees]
    meeting = Meeting.objects.create(
        starts_at=starts_at,
        held_on=held_on,
        mode=mode,
        venue=tidy(venue),
        notice_sent_at=notice_sent_at,
        called_by_label=steps[0].label,
        recorded_at=at,
    )
    for committee, acting in zip(committees, steps, strict=True):
        Sitting.objects.create(meeting=meeting, committee=committee)
        acting.record(
            "call meeting",
            meeting,
            f"{committee}, {held_on:%d-%m-%Y}",
            data={"committee": committee.slug, "starts_at": starts_at.isoformat(), "mode": str(mode)},
            is_public=True,
        )
        told_of_meeting(meeting, committee, at=at)
    edition.bump()
    return meeting


@transaction.atomic
def join_meeting(meeting, committee, *, by, at) -> Sitting:
    """Make a called meeting a joint one: this committee sits at the same table, with a quorum of its own."""
    acting = _may_meet(committee, meeting.held_on, by=by, at=at)
    _expect(meeting, MeetingState.CALLED)
    if Sitting.objects.filter(meeting=meeting, committee=committee).exists():
        raise NotASitting(_("%(committee)s takes part in this meeting already.") % {"committee": committee})
    sitting = Sitting.objects.create(meeting=meeting, committee=committee)
    acting.record(
        "join meeting", meeting, f"{committee}, {meeting.held_on:%d-%m-%Y}", data={"committee": committee.slug}, is_public=True
    )
    edition.bump()
    return sitting


@transaction.atomic
def put_on_agenda(
    meeting, committee, *, paper: Paper | None = None, title="", title_hi="", matter="", in_camera=False, by, at
) -> AgendaItem:
    """Add an item at the end of the agenda; numbers are never given twice, so those given stay as they are.

    matter: the name of what the agenda itself proposed (pending.Pending.matter).
    Raises NotOnTheAgenda (no title, or the paper or matter is on this agenda already),
    NotASitting, WrongState, NotAllowed.
    """
    acting = Acting(by, Move.KEEP_MINUTES, committee.place, at=at, thing=committee)
    # The meeting's row is the lock under which numbers are given.
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    _expect(meeting, MeetingState.CALLED, MeetingState.OPEN)
    sitting_of(meeting, committee)
    title = tidy(title) or (paper.title if paper else "")
    if not title:
        raise NotOnTheAgenda(_("Write what the item is about, or choose a paper."))
    living = AgendaItem.objects.filter(meeting=meeting, committee=committee).exclude(state=ItemState.TAKEN_OFF)
    if paper and living.filter(paper=paper).exists():
        raise NotOnTheAgenda(_("This paper is on the agenda of this meeting already."))
    refuse_on_agenda(meeting, committee, paper)
    if matter and living.filter(matter=matter).exists():
        raise NotOnTheAgenda(_("This matter is on the agenda of this meeting already."))
    item = AgendaItem.objects.create(
        meeting=meeting,
        committee=committee,
        order=(meeting.items.aggregate(last=Max("order"))["last"] or 0) + 1,
        title=title[:300],
        title_hi=(tidy(title_hi) or (paper.title_hi if paper else ""))[:300],
        paper=paper,
        matter=matter,
        in_camera=in_camera,
        recorded_at=at,
    )
    acting.record(
        "put on agenda",
        item,
        str(item),
        data={"committee": committee.slug, "meeting": meeting.pk, "paper": paper.sha256 if paper else ""},
    )
    edition.bump()
    return item


@transaction.atomic
def take_off_agenda(item, *, by, at) -> AgendaItem:
    """Take an item off before it is opened; its number stays unused. Raises WrongState, NotAllowed."""
    acting = Acting(by, Move.KEEP_MINUTES, item.committee.place, at=at, thing=item)
    move(item, "item", "take off")
    acting.record("take off agenda", item, str(item))
    edition.bump()
    return item


@transaction.atomic
def open_sitting(meeting, *, by, at) -> Meeting:
    """Open the meeting on its day. Raises WrongState before its day or when it is open or over, NotAllowed."""
    acting = _may_keep_minutes(meeting, by=by, at=at)
    if day_in_india(at) < meeting.held_on:
        raise WrongState(
            _("This meeting is called for %(day)s. It can be opened on that day.") % {"day": f"{meeting.held_on:%d-%m-%Y}"}
        )
    move(meeting, "meeting", "open", opened_at=at)
    acting.record("open sitting", meeting, str(meeting), is_public=True)
    edition.bump()
    return meeting


@transaction.atomic
def close_sitting(meeting, *, by, at) -> Meeting:
    """Close the meeting; what was not decided lapses and comes back on a later agenda, one Event each.

    Resolutions drawn up and not signed yet stay open for the signature.
    Raises WrongState, NotAllowed.
    """
    acting = _may_keep_minutes(meeting, by=by, at=at)
    move(meeting, "meeting", "close", closed_at=at)
    for item in meeting.items.filter(state__in=[ItemState.LISTED, ItemState.OPEN]).order_by("order"):
        move(item, "item", "lapse")
        acting.record("lapse", item, str(item), data={"paper": item.paper_id or ""})
    acting.record("close sitting", meeting, str(meeting), is_public=True)
    edition.bump()
    return meeting


@transaction.atomic
def cancel_meeting(meeting, *, reason, by, at) -> Meeting:
    """Cancel a meeting that was called and not opened; its page stays and says so. Raises WrongState, NotAllowed."""
    acting = _may_keep_minutes(meeting, by=by, at=at)
    reason = tidy(reason)
    if not reason:
        raise WrongState(_("Write why the meeting is cancelled; members and the public will read it."))
    move(meeting, "meeting", "cancel")
    acting.record("cancel meeting", meeting, str(meeting), data={"reason": reason}, is_public=True)
    edition.bump()
    return meeting


@transaction.atomic
def name_delegate(meeting, committee, *, person, post=None, reference, by, at) -> Sitting:
    """Record whom the chair directed, in writing, to preside at this sitting and sign for it.

    The delegate acts in a post held on the day of the sitting (the first, when
    none is named), and is another than who records it: one person alone would
    else write the minutes, count the hands and sign. Raises NotASitting,
    WrongState once something is drawn up, NotAllowed.
    """
    acting = Acting(by, Move.KEEP_MINUTES, committee.place, at=at, thing=committee)
    sitting = sitting_of(meeting, committee)
    if person == person_of(by):
        raise NotASitting(
            _("You keep the minutes of this sitting, so you cannot record yourself as its delegate. Ask the chair for another.")
        )
    reference = tidy(reference)
    if not reference:
        raise NotASitting(_("Give the number and date of the chair's direction naming the delegate."))
    held = list(posts_of(person, meeting.held_on))
    post = post or (held[0] if held else None)
    if post is None or post not in held:
        raise NotASitting(
            _("%(person)s holds no such post on %(day)s. A delegate acts in a post; record the posting first.")
            % {"person": person, "day": f"{meeting.held_on:%d-%m-%Y}"}
        )
    if meeting.items.filter(committee=committee, state__in=[ItemState.DRAWN_UP, ItemState.DECIDED]).exists():
        raise WrongState(_("A resolution of this sitting is drawn up, so its delegate stays as recorded."))
    Sitting.objects.filter(pk=sitting.pk).update(delegate=person, delegate_post=post, delegation_reference=reference[:200])
    sitting.refresh_from_db()
    acting.record(
        "name delegate", sitting, str(sitting), data={"delegate": person.name, "post": post.title, "reference": reference}
    )
    return sitting


@transaction.atomic
def open_item(item, *, motion="", by, at) -> AgendaItem:
    """Put the question on an item: adopt, return or defer its paper, or resolve where there is none.

    Raises WrongState when the sitting is not open or the item was opened before, NotAllowed.
    """
    acting = Acting(by, Move.KEEP_MINUTES, item.committee.place, at=at, thing=item)
    if Meeting.objects.get(pk=item.meeting_id).state != MeetingState.OPEN:
        raise WrongState(_("Open the sitting first; decisions are taken only while it sits."))
    motion = Motion(motion or (Motion.ADOPT if item.paper_id else Motion.RESOLVE))
    if item.paper_id is None and motion != Motion.RESOLVE:
        raise WrongState(_("This item has no paper to adopt, return or defer. Put a resolution as worded."))
    if item.paper_id and motion == Motion.RESOLVE:
        raise WrongState(_("This item has a paper. Put its adoption, return or deferral."))
    move(item, "item", "open", motion=motion, opened_at=at)
    acting.record("open item", item, str(item), data={"question": str(motion)})
    vote_asked(item, at=at)
    # The public agenda says which item is open.
    edition.bump()
    return item


def sitting_of(meeting, committee) -> Sitting:
    """The committee's part in this meeting. Raises NotASitting."""
    sitting = Sitting.objects.filter(meeting=meeting, committee=committee).first()
    if sitting is None:
        raise NotASitting(_("%(committee)s does not take part in this meeting.") % {"committee": committee})
    return sitting


def _may_meet(committee, held_on, *, by, at):
    acting = Acting(by, Move.CALL_MEETING, committee.place, at=at, thing=committee)
    if not committee.holds_on(held_on):
        raise NotASitting(
            _("%(committee)s is not in force on %(day)s. Choose a day within its order.")
            % {"committee": committee, "day": f"{held_on:%d-%m-%Y}"}
        )
    return acting


def _may_keep_minutes(meeting, *, by, at):
    """Of a joint meeting each convener may open, close and cancel; the first committee that lets `by` answers."""
    committees = [sitting.committee for sitting in meeting.sittings.select_related("committee__place")]
    refusal = None
    for committee in committees:
        try:
            return Acting(by, Move.KEEP_MINUTES, committee.place, at=at, thing=committee)
        except NotAllowed as refused:
            refusal = refused
    raise refusal or NotASitting()


def _expect(meeting, *states):
    if meeting.state not in states:
        raise WrongState(_("This meeting is %(state)s, so nothing was changed.") % {"state": meeting.get_state_display()})
