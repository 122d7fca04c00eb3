"""Resolutions once drawn up: spoken to by the co-chair, signed by the chair, or sent back."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.moves import Move
from accounts.permission import may
from accounts.postings import holder, person_of
from audit import edition
from committees import authorship
from committees.models import (
    CirculationEnd,
    Motion,
    Outcome,
    Resolution,
    ResolutionState,
    SeatOfTheDay,
    Stand,
)
from committees.proceedings.acting import Acting
from committees.proceedings.circulating import end_without_decision, void_circulations
from committees.proceedings.locking import lock_committee, lock_resolution
from committees.proceedings.refusals import (
    AuthorCannotSign,
    NotAllowed,
    NumbersMoved,
    PasswordMissing,
    WrongState,
)
from committees.proceedings.revising import revise
from committees.proceedings.sittings import still_sits
from committees.register import enter, next_place, row_of, written
from committees.roll import Roll, numbers_of, rule_in_numbers
from committees.signals import outcome_signed
from committees.states import last_done, move
from common.clock import INDIA, day_in_india
from common.financial_years import financial_year_of
from common.text import tidy

#: After these the paper is no longer before the committee.
_SETTLED = (Outcome.CARRIED, Outcome.LOST, Outcome.RETURNED)


@transaction.atomic
def send_back(resolution, *, remark, by, at) -> Resolution:
    """Set a resolution aside before it is signed; the item is open again and the votes cast stay.

    Once the sitting is closed nothing can be drawn up again there: the item
    lapses, and the paper is free for a later agenda or to be withdrawn. So does
    a circulated one, whose signatures were on words that the chair does not sign.

    By who may sign it, or by the convener. Raises WrongState (signed, or
    without a remark), NotAllowed.
    """
    place = resolution.committee.place
    day = day_in_india(at)
    as_signatory = may(by, Move.SIGN, place, on=day, thing=resolution)
    acting = Acting(by, Move.SIGN if as_signatory else Move.KEEP_MINUTES, place, at=at, thing=resolution)
    remark = tidy(remark)
    if not remark:
        raise WrongState(_("Write what the convener has to change."))
    item = lock_resolution(resolution)
    _refuse_signed(resolution)
    move(resolution, "resolution", "send back", set_aside_remark=remark)
    if item.by_circulation:
        end_without_decision(item, CirculationEnd.SENT_BACK, remark, actor=acting.actor, at=at)
    else:
        move(item, "item", "send back" if still_sits(item) else "lapse")
    # Events are read by more people than what an item in camera is about.
    acting.record("send back", resolution, resolution.title, data={} if item.in_camera else {"remark": remark})
    return resolution


@transaction.atomic
def concur(resolution, *, stand: str, remark="", by, at) -> Resolution:
    """The co-chair concurs or reserves, before the signature: recorded, never a veto.

    Raises WrongState (signed, said before, a reservation without words), NotAllowed.
    """
    acting = Acting(by, Move.CONCUR, resolution.committee.place, at=at, thing=resolution)
    remark = tidy(remark)
    if stand not in (Stand.CONCURS, Stand.RESERVES):
        raise WrongState(_("The co-chair concurs or reserves. Nothing was recorded."))
    if stand == Stand.RESERVES and not remark:
        raise WrongState(_("Write what the reservation is about."))
    lock_resolution(resolution)
    _refuse_signed(resolution)
    said = Resolution.objects.filter(pk=resolution.pk, state=ResolutionState.DRAWN_UP, concurrence="").update(
        concurrence=stand, concurrence_remark=remark, concurrence_by_label=acting.label, concurrence_at=at
    )
    if not said:
        raise WrongState(
            _("The co-chair's word on this resolution is recorded already%(since)s, so nothing was changed.")
            % {"since": last_done(resolution)}
        )
    resolution.refresh_from_db()
    acting.record("concur", resolution, resolution.title, data={"stand": str(stand)})
    return resolution


@transaction.atomic
def sign(resolution, *, password_confirmed: bool = False, by, at) -> Resolution:
    """The chair, or who signs in the chair's place, signs; then nothing of the resolution changes any more.

    In one transaction: the numbers of the day are checked once more, number
    and place in the chain are given without gaps, the row is hashed, the seats
    of the day are written out, one Event is written, and `outcome_signed` is
    sent. A receiver that raises leaves everything as it was.

    Signs: the holder of the chair's post, or the delegate named for this
    sitting; the co-chair where the chair's holder wrote in the text. Never an author.

    Raises PasswordMissing, AuthorCannotSign, NotAllowed, WrongState (signed
    already: says when and by whom), NumbersMoved, and what a receiver raises.
    """
    if password_confirmed is not True:
        raise PasswordMissing()
    # Under the committee's row numbers and places in the chain are given; under the others nothing that the row
    # commits to (a dissent, the co-chair's word, who sat there) changes while it is hashed.
    committee = lock_committee(resolution.committee_id)
    lock_resolution(resolution)
    resolution = Resolution.objects.select_related("item__meeting", "item__committee__place", "paper").get(pk=resolution.pk)
    _refuse_signed(resolution)
    acting = _signatory(resolution, committee, by=by, at=at)
    roll = Roll(resolution.item)
    finding = roll.finding(resolution.method)
    if _moved(resolution, finding):
        raise NumbersMoved()
    place = next_place(committee)
    year = financial_year_of(resolution.decided_on)
    ordinal = Resolution.objects.filter(committee=committee, financial_year=year).count() + 1
    resolution.committee = committee
    signed = {
        "number": f"{committee.slug}-{year}-{ordinal}",
        "financial_year": year,
        "ordinal": ordinal,
        "chain_position": place.position,
        "previous_hash": place.previous,
        "signed_by": person_of(by),
        "signed_by_name": acting.actor.name,
        "signed_by_post": ", ".join(part for part in (acting.actor.post, acting.actor.place) if part),
        "signed_at": at,
        **_concurrence(resolution, roll, by),
    }
    for name, value in signed.items():
        setattr(resolution, name, value)
    seats = [_as_of_the_day(resolution, line) for line in roll.lines]
    signed["row"], signed["row_hash"] = written(row_of(resolution, seats))
    move(resolution, "resolution", "sign", **signed)
    enter(resolution, resolution=resolution)
    move(resolution.item, "item", "decide")
    SeatOfTheDay.objects.bulk_create(seats)
    acting.record(
        "sign",
        resolution,
        resolution.number,
        data={
            "outcome": resolution.outcome,
            "paper": resolution.paper_id or "",
            "row_hash": resolution.row_hash,
            "committee": committee.slug,
        },
        is_public=True,
    )
    if resolution.motion != Motion.RESOLVE and resolution.outcome in _SETTLED and resolution.paper_id:
        remark = f"Decided by {resolution.number}."
        void_circulations(resolution.paper_id, actor=acting.actor, at=at, remark=remark, but=resolution.item)
    outcome_signed.send(
        sender=Resolution,
        resolution=resolution,
        paper_sha256=resolution.paper_id or "",
        outcome=str(resolution.outcome),
        by=by,
        at=at,
    )
    if not resolution.item.by_circulation:
        # The calendar tells a paper's title from now on.
        revise(resolution.item.meeting, at=at)
    edition.bump()
    return resolution


def who_signs(resolution, on):
    """Who is asked for the signature on the day `on`: the chair's holder, or the delegate, or else the co-chair.

    A list of persons, the first asked first; authors never stand in it.
    """
    authors = authorship.authors_of(resolution.paper_id)
    roll = Roll(resolution.item)
    asked = [holder(roll.chair.seat.post, on) if roll.chair else None, roll.sitting.delegate if roll.sitting else None]
    if asked[0] is not None and asked[0].pk in authors and roll.co_chair:
        asked.append(holder(roll.co_chair.seat.post, on))
    return [person for person in dict.fromkeys(asked) if person is not None and person.pk not in authors]


def _refuse_signed(resolution):
    now = Resolution.objects.get(pk=resolution.pk)
    if now.state == ResolutionState.SIGNED:
        raise WrongState(
            _("This resolution was signed on %(when)s by %(name)s as %(number)s, so nothing was changed.")
            % {
                "when": f"{now.signed_at.astimezone(INDIA):%d-%m-%Y %H:%M}",
                "name": now.signed_by_name,
                "number": now.number,
            }
        )
    if now.state == ResolutionState.SET_ASIDE:
        raise WrongState(
            _("This resolution was sent back to the convener%(since)s, so nothing was changed.") % {"since": last_done(now)}
        )


def _signatory(resolution, committee, *, by, at):
    person = person_of(by)
    authors = authorship.authors_of(resolution.paper_id)
    if person is not None and person.pk in authors:
        raise AuthorCannotSign()
    try:
        return Acting(by, Move.SIGN, committee.place, at=at, thing=resolution)
    except NotAllowed:
        roll = Roll(resolution.item)
        chair = holder(roll.chair.seat.post, day_in_india(at)) if roll.chair else None
        if chair is None or chair.pk not in authors:
            raise
        # The chair's holder wrote in the text: the co-chair signs instead, and only then.
        return Acting(by, Move.CONCUR, committee.place, at=at, thing=resolution)


def _moved(resolution, finding):
    numbers = {**numbers_of(finding), "rule_numbers": rule_in_numbers(finding)}
    return any(getattr(resolution, name) != value for name, value in numbers.items())


def _concurrence(resolution, roll, by):
    if resolution.concurrence:
        return {}
    co_chair = roll.co_chair
    if co_chair is not None and co_chair.holder is not None and co_chair.holder == person_of(by):
        return {"concurrence": Stand.CONCURS}
    here = co_chair is not None and co_chair.attendance is not None
    return {"concurrence": Stand.SILENT if here else Stand.ABSENT}


def _as_of_the_day(resolution, line):
    sitter = line.sitter or line.holder
    return SeatOfTheDay(
        resolution=resolution,
        seat=line.seat,
        position=line.seat.position,
        role=line.seat.role,
        votes=line.seat.votes,
        post_title=line.seat.post.title,
        post_title_hi=line.seat.post.title_hi,
        holder_name=sitter.name if sitter else "",
        holder_name_hi=sitter.name_hi if sitter else "",
        holder_is_named=line.holder_is_named,
        seated_as=line.seated_as,
        mode=line.attendance.mode if line.attendance else "",
        is_author=line.is_author,
        choice=line.vote.choice if line.vote else "",
    )
