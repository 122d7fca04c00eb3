"""A paper decided outside a meeting: circulated, signed by the members one by one, in effect, or without a decision.

It takes effect with the last needed signature (quorum.evaluate, method
"circulation"), on the seats in force that day; the portal then draws the
resolution up and the chair signs it into the committee's chain as after a
sitting. It lapses at its date, and is void as soon as the paper is no longer
the one before the committee.
"""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.moves import Move
from accounts.notices import owe
from accounts.postings import person_of
from audit.recording import Actor, record
from committees import minute_paper, quorum
from committees.models import (
    AgendaItem,
    Circulation,
    CirculationEnd,
    ItemState,
    Method,
    Motion,
    Outcome,
    Paper,
    Seat,
    Vote,
)
from committees.proceedings.acting import Acting
from committees.proceedings.attending import write_recusal
from committees.proceedings.drawing_up import default_text, write_down
from committees.proceedings.locking import lock_committee, lock_item
from committees.proceedings.refusals import NotASitting, NotOnTheAgenda, NoVote, WrongState
from committees.proceedings.voting import known_choice, own_line, write_vote
from committees.roll import Roll
from committees.states import move
from common.clock import day_in_india
from common.text import tidy

#: Who acts where the date does.
THE_PORTAL = Actor("The portal")


@transaction.atomic
def circulate(committee, *, paper: Paper, lapses_on: date, text="", text_hi="", in_camera=False, by, at) -> Circulation:
    """Send a paper round among the members for their signatures, until the day `lapses_on`, that day included.

    Asks for the adoption of the paper and nothing else: what has to go back
    with reasons, or be put off, is talked about in a meeting. Without words the
    usual ones stand.

    Raises NotASitting (a committee not in force on all these days), WrongState
    (a day that is over), NotOnTheAgenda (the paper circulates already, or a
    sitting has it open), NotAllowed.
    """
    acting = Acting(by, Move.CALL_MEETING, committee.place, at=at, thing=committee)
    # A sitting opens the same paper, and a later order ends the committee, under the same row.
    committee = lock_committee(committee.pk)
    today = day_in_india(at)
    if lapses_on <= today:
        raise WrongState(_("Give members at least until tomorrow. The paper was not circulated."))
    if not (committee.holds_on(today) and committee.holds_on(lapses_on)):
        raise NotASitting(
            _("%(committee)s is not in force until %(day)s. Choose a day within its order.")
            % {"committee": committee, "day": f"{lapses_on:%d-%m-%Y}"}
        )
    if paper.format == minute_paper.FORMAT:
        raise NotOnTheAgenda(_("Minutes are confirmed at the next meeting, so they are not circulated for signatures."))
    if AgendaItem.objects.filter(
        committee=committee, paper=paper, by_circulation=False, state__in=[ItemState.OPEN, ItemState.DRAWN_UP]
    ).exists():
        raise NotOnTheAgenda(_("A sitting has this paper open for decision, so it is not circulated besides."))
    try:
        with transaction.atomic():
            item = AgendaItem.objects.create(
                committee=committee,
                by_circulation=True,
                order=1,
                title=paper.title,
                title_hi=paper.title_hi,
                paper=paper,
                in_camera=in_camera,
                motion=Motion.ADOPT,
                state=ItemState.OPEN,
                opened_at=at,
                recorded_at=at,
            )
    except IntegrityError as twice:
        raise NotOnTheAgenda(_("This paper is in circulation already. Wait for its end, or end it.")) from twice
    words, words_hi = tidy(text), tidy(text_hi)
    circulation = Circulation.objects.create(
        item=item,
        text=words or default_text(item, Outcome.CARRIED, "en"),
        text_hi=words_hi or ("" if words else default_text(item, Outcome.CARRIED, "hi")),
        lapses_on=lapses_on,
        opened_by_label=acting.label,
        recorded_at=at,
    )
    acting.record("circulate", item, data={"paper": paper.sha256, "lapses_on": lapses_on.isoformat()})
    seats = Seat.objects.on(today).filter(committee=committee, votes=True).select_related("post")
    owe(
        "circulated",
        [seat.post for seat in seats],
        about=committee.name,
        url=f"/admin/circulated/{item.pk}/",
        data={"about_hi": committee.name_hi, "until": f"{lapses_on:%d-%m-%Y}"},
        place=committee.place,
        at=at,
        key=f"circulated/{item.pk}",
    )
    return circulation


@transaction.atomic
def sign_circulated(item, *, seat: Seat | None = None, choice: str, by, at) -> Vote:
    """One member's signature for or against the circulated paper, or an abstention; once, from the seat held that day.

    With the last needed signature the resolution is drawn up in the same transaction.

    Raises NoVote, AlreadyVoted, WrongState (lapsed, ended, in effect already), NotAllowed.
    """
    choice = known_choice(choice)
    # The item's row is the lock: of two last signatures the second sees the first.
    item = lock_item(item)
    day = day_in_india(at)
    circulation = _still_open(item, day)
    person, roll = person_of(by), Roll(item, on=day)
    line = own_line(item, roll, person, seat)
    acting = Acting(by, Move.VOTE, item.committee.place, at=at, thing=item, on=day, post=line.seat.post)
    vote = write_vote(item, roll, line, person, choice, by_hand=False, label=acting.label, at=at)
    # How somebody signed stands in the vote alone: events are read by more people than votes are.
    acting.record("sign circulated paper", item, data={"seat": line.seat.position})
    take_effect(item, circulation, day, acting=acting, at=at)
    return vote


@transaction.atomic
def step_aside_circulated(item, *, reason, by, at):
    """A member steps aside from a circulated paper, for themselves only: nobody is there to be noted as stepping aside.

    The seat leaves the base, which may make enough of the signatures given. Raises NoVote, WrongState, NotAllowed.
    """
    item = lock_item(item)
    day = day_in_india(at)
    circulation = _still_open(item, day)
    person, roll = person_of(by), Roll(item, on=day)
    held = [line for line in roll.seats_of(person) if line.seat.votes] if person else []
    if not held:
        raise NoVote(_("You hold no voting seat in %(committee)s today.") % {"committee": item.committee})
    acting = Acting(by, Move.VOTE, item.committee.place, at=at, thing=item, on=day)
    if item.votes.filter(person=person).exists():
        raise WrongState(_("%(person)s has voted on this item and cannot step aside any more.") % {"person": person})
    recusal = write_recusal(item, person, reason, label=acting.label, at=at)
    acting.record("step aside", item, data={"person": person.name})
    take_effect(item, circulation, day, acting=acting, at=at)
    return recusal


def take_effect(item, circulation, day, *, acting, at):
    """Draw the resolution up if no further signature could change the outcome; called under the item's lock."""
    roll = Roll(item, on=day)
    finding = roll.finding(Method.CIRCULATION)
    if finding.outcome != quorum.CARRIED:
        return None
    move(item, "item", "draw up")
    circulation.effective_on = day
    circulation.save(update_fields=["effective_on"])
    resolution = write_down(
        item,
        method=Method.CIRCULATION,
        outcome=Outcome.CARRIED,
        finding=finding,
        text=circulation.text,
        text_hi=circulation.text_hi,
        decided_on=day,
        label=circulation.opened_by_label,
        at=at,
    )
    acting.record("take effect", resolution, resolution.title, data={"outcome": str(Outcome.CARRIED), "on": day.isoformat()})
    return resolution


@transaction.atomic
def end_circulation(item, *, remark, by, at) -> Circulation:
    """The convener ends a circulation before its date, with a reason. Raises WrongState, NotAllowed."""
    acting = Acting(by, Move.KEEP_MINUTES, item.committee.place, at=at, thing=item)
    remark = tidy(remark)
    if not remark:
        raise WrongState(_("Write why the circulation ends; the members who signed will read it."))
    item = lock_item(item)
    _still_open(item, day_in_india(at))
    return end_without_decision(item, CirculationEnd.ENDED, remark, actor=acting.actor, at=at)


def lapse_circulations(*, at) -> int:
    """Write down every circulation whose date has passed; how many. Safe to run twice."""
    ids = list(
        Circulation.objects.filter(lapses_on__lt=day_in_india(at), ended_as="", effective_on=None).values_list(
            "item_id", flat=True
        )
    )
    lapsed = 0
    for pk in ids:
        with transaction.atomic():
            item = lock_item(AgendaItem(pk=pk))
            if item.state == ItemState.OPEN:
                end_without_decision(item, CirculationEnd.LAPSED, "", actor=THE_PORTAL, at=at)
                lapsed += 1
    return lapsed


def void_circulations(paper_sha256, *, actor, at, remark, but=None) -> int:
    """End every circulation of this paper that still gathers signatures, because the paper is no longer before the committee.

    Called in the transaction of what changed that; `but` is the item decided just now. Returns how many ended.
    """
    items = AgendaItem.objects.filter(paper=paper_sha256, by_circulation=True, state=ItemState.OPEN)
    voided = 0
    for pk in items.exclude(pk=but.pk if but else None).values_list("pk", flat=True):
        item = lock_item(AgendaItem(pk=pk))
        if item.state == ItemState.OPEN:
            end_without_decision(item, CirculationEnd.VOIDED, remark, actor=actor, at=at)
            voided += 1
    return voided


def end_without_decision(item, how, remark, *, actor, at) -> Circulation:
    """The item lapses and its circulation says why. Under the item's lock."""
    move(item, "item", "lapse")
    circulation = item.circulation
    circulation.ended_as, circulation.ended_on, circulation.end_remark = how, day_in_india(at), remark
    circulation.save(update_fields=["ended_as", "ended_on", "end_remark"])
    record(
        "end circulation",
        actor=actor,
        target=item,
        label=str(item),
        at=at,
        # Events are read by more people than what an item in camera is about.
        data={"paper": item.paper_id, "how": str(how), **({} if item.in_camera else {"remark": str(remark)})},
    )
    return circulation


def circulating(paper, committee) -> Circulation | None:
    """The circulation that gathers signatures on this paper, or waits for the chair's; None when there is none."""
    return Circulation.objects.filter(
        item__paper=paper, item__committee=committee, item__state__in=[ItemState.OPEN, ItemState.DRAWN_UP]
    ).first()


def _still_open(item, day):
    circulation = item.circulation
    if circulation.has_ended:
        raise WrongState(
            _("This circulation ended on %(day)s: %(how)s. Nothing was recorded.")
            % {"day": f"{circulation.ended_on:%d-%m-%Y}", "how": circulation.get_ended_as_display()}
        )
    if circulation.effective_on:
        raise WrongState(
            _("The last needed signature was given on %(day)s, so no further one is taken. Nothing was recorded.")
            % {"day": f"{circulation.effective_on:%d-%m-%Y}"}
        )
    if day > circulation.lapses_on:
        raise WrongState(
            _("This circulation lapsed after %(day)s without a decision. The paper goes to a meeting; nothing was recorded.")
            % {"day": f"{circulation.lapses_on:%d-%m-%Y}"}
        )
    return circulation
