"""Meetings: called, opened, closed part by part; the chair's delegate; the question put on an item."""

from datetime import datetime

from django.db import transaction
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
    Sitting,
)
from committees.proceedings.acting import Acting
from committees.proceedings.locking import lock_committee, lock_committees, lock_meeting
from committees.proceedings.places import checked_place
from committees.proceedings.refusals import NotAllowed, NotASitting, WrongState
from committees.proceedings.revising import revise
from committees.states import move
from committees.telling import told_of_meeting, vote_asked
from common.clock import day_in_india
from common.text import tidy


@transaction.atomic
def call_meeting(
    committees, *, starts_at: datetime, mode=MeetingMode.IN_PERSON, venue="", online_link="", notice_sent_at=None, by, at
) -> Meeting:
    """Call one meeting of one or several committees; `by` has to be allowed for each of them.

    A committee of another district is invited and joins by its own convener
    (proceedings.joining). `venue` is public, `online_link` is for members alone.
    notice_sent_at: when the notice went out on paper, where it did; send_notice sets it otherwise.

    Raises NotASitting where a committee is not in force that day or a link
    stands where it may not, NotAllowed.
    """
    committees = list(committees) if hasattr(committees, "__iter__") else [committees]
    if not committees:
        raise NotASitting(_("Name at least one committee to meet."))
    held_on = day_in_india(starts_at)
    venue, online_link = checked_place(mode, venue, online_link)
    # A later order may end one of them in the same moment.
    committees = lock_committees(committees)
    steps = [may_meet(committee, held_on, by=by, at=at) for committee in committees]
    meeting = Meeting.objects.create(
        starts_at=starts_at,
        held_on=held_on,
        mode=mode,
        venue=venue,
        online_link=online_link,
        notice_sent_at=notice_sent_at,
        called_by_label=steps[0].label,
        recorded_at=at,
        revised_at=at,
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
def open_sitting(meeting, *, by, at) -> Meeting:
    """Open the meeting on its day. Raises WrongState before its day or when it is open or over, NotAllowed."""
    acting = _may_keep_minutes(meeting, by=by, at=at)
    if day_in_india(at) < meeting.held_on:
        raise WrongState(
            _("This meeting is called for %(day)s. It can be opened on that day.") % {"day": f"{meeting.held_on:%d-%m-%Y}"}
        )
    move(meeting, "meeting", "open", opened_at=at)
    acting.record("open sitting", meeting, is_public=True)
    revise(meeting, at=at)
    edition.bump()
    return meeting


@transaction.atomic
def close_sitting(meeting, committee=None, *, by, at) -> Meeting:
    """Close one committee's part of the meeting, or all of it; the meeting is over when its last part is closed.

    What was not decided lapses and comes back on a later agenda, one Event
    each. Resolutions drawn up and not signed yet stay open for the signature.

    committee: the part to close, by its own convener. Without one everything
        still open is closed, by the committee that called the meeting; not
        while another committee has items without a decision, because only its
        own convener lets them lapse.

    Raises WrongState, NotASitting, NotAllowed.
    """
    meeting = lock_meeting(meeting.pk)
    sittings = list(meeting.sittings.select_related("committee__place"))
    concerned = committee or sittings[0].committee
    acting = Acting(by, Move.KEEP_MINUTES, concerned.place, at=at, thing=concerned)
    expect(meeting, MeetingState.OPEN)
    still_open = [sitting for sitting in sittings if sitting.closed_at is None]
    if committee is None:
        _refuse_others_items(meeting, [sitting for sitting in still_open if sitting.committee != concerned])
        closing = still_open
    else:
        sitting = sitting_of(meeting, committee)
        if sitting.closed_at is not None:
            raise WrongState(_("Your committee's part of this meeting is closed already, so nothing was changed."))
        closing = [sitting]
    parts = [sitting.committee_id for sitting in closing]
    for item in meeting.items.filter(committee__in=parts, state__in=[ItemState.LISTED, ItemState.OPEN]).order_by("order"):
        move(item, "item", "lapse")
        acting.record("lapse", item, data={"paper": item.paper_id or ""})
    Sitting.objects.filter(pk__in=[sitting.pk for sitting in closing], closed_at__isnull=True).update(closed_at=at)
    is_over = len(closing) == len(still_open)
    if is_over:
        move(meeting, "meeting", "close", closed_at=at)
    slugs = [sitting.committee.slug for sitting in closing]
    acting.record("close sitting", meeting, data={"committees": slugs, "meeting_is_over": is_over}, is_public=True)
    revise(meeting, at=at)
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
    meeting = lock_meeting(meeting.pk)
    sitting = sitting_of(meeting, committee)
    if sitting.closed_at is not None:
        raise WrongState(_("This sitting is closed, so its delegate stays as recorded."))
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
    if item.meeting_id:
        # The committee too: a circulation of the same paper begins under its row.
        lock_committee(item.committee_id)
        lock_meeting(item.meeting_id)
    if not still_sits(item):
        raise WrongState(_("Open the sitting first; decisions are taken only while it sits."))
    motion = Motion(motion or (Motion.ADOPT if item.paper_id else Motion.RESOLVE))
    if item.paper_id is None and motion != Motion.RESOLVE:
        raise WrongState(_("This item has no paper to adopt, return or defer. Put a resolution as worded."))
    if item.paper_id and motion == Motion.RESOLVE:
        raise WrongState(_("This item has a paper. Put its adoption, return or deferral."))
    if (
        item.paper_id
        and AgendaItem.objects.filter(
            committee=item.committee_id, paper=item.paper_id, by_circulation=True, state__in=[ItemState.OPEN, ItemState.DRAWN_UP]
        ).exists()
    ):
        raise WrongState(_("This paper is in circulation among the members. End the circulation, then put the question here."))
    move(item, "item", "open", motion=motion, opened_at=at)
    acting.record("open item", item, data={"question": str(motion)})
    vote_asked(item, at=at)
    # The public agenda says which item is open.
    edition.bump()
    return item


def still_sits(item) -> bool:
    """Whether the meeting is open and the part of the item's committee in it is not closed."""
    return Sitting.objects.filter(
        meeting=item.meeting_id, committee=item.committee_id, meeting__state=MeetingState.OPEN, closed_at__isnull=True
    ).exists()


def called_by(meeting) -> Sitting:
    """The part of the committee that called the meeting; the others joined it."""
    return meeting.sittings.select_related("committee__place").first()


def sitting_of(meeting, committee) -> Sitting:
    """The committee's part in this meeting. Raises NotASitting."""
    sitting = Sitting.objects.filter(meeting=meeting, committee=committee).first()
    if sitting is None:
        raise NotASitting(_("%(committee)s does not take part in this meeting.") % {"committee": committee})
    return sitting


def may_meet(committee, held_on, *, by, at) -> Acting:
    """The step of somebody who may call this committee together for that day. Raises NotASitting, NotAllowed."""
    acting = Acting(by, Move.CALL_MEETING, committee.place, at=at, thing=committee)
    if not committee.holds_on(held_on):
        raise NotASitting(
            _("%(committee)s is not in force on %(day)s. Choose a day within its order.")
            % {"committee": committee, "day": f"{held_on:%d-%m-%Y}"}
        )
    return acting


def _refuse_others_items(meeting, others):
    undecided = meeting.items.filter(
        committee__in=[sitting.committee_id for sitting in others], state__in=[ItemState.LISTED, ItemState.OPEN]
    ).select_related("committee")
    left = undecided.order_by("order").first()
    if left is not None:
        raise WrongState(
            _(
                "%(committee)s has items without a decision (item %(number)s first), and only its own convener closes its part. "
                "Close yours; the meeting is over when the last part is closed."
            )
            % {"committee": left.committee, "number": left.order}
        )


def _may_keep_minutes(meeting, *, by, at):
    """Of a joint meeting each convener may open; the first committee that lets `by` answers."""
    committees = [sitting.committee for sitting in meeting.sittings.select_related("committee__place")]
    refusal = None
    for committee in committees:
        try:
            return Acting(by, Move.KEEP_MINUTES, committee.place, at=at, thing=committee)
        except NotAllowed as refused:
            refusal = refused
    raise refusal or NotASitting()


def expect(meeting, *states) -> None:
    """Raise WrongState unless the meeting stands in one of these states."""
    if meeting.state not in states:
        raise WrongState(_("This meeting is %(state)s, so nothing was changed.") % {"state": meeting.get_state_display()})
